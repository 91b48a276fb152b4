"""The dealer's account at its edges, and what must hold for any ledger."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldvisit.domain.account import AccountFigures, account_figures, ageing_bucket, days_overdue
from fieldvisit.domain.account_flags import (
    account_flags,
    collateral_flags,
    order_flags,
    promise_flags,
    quota_flags,
)
from fieldvisit.domain.facts import LedgerItem
from fieldvisit.domain.fields import Value
from fieldvisit.domain.flags import Severity
from tests.factories.visits import DAY, exact, facts, invoice, row

NONE = Decimal(0)


def ago(days: int) -> date:
    return DAY - timedelta(days=days)


def prepaid(amount: str) -> LedgerItem:
    return invoice("PRE-1", amount, kind="prepayment")


def account(*items: LedgerItem, undelivered: str = "0", limit: str | None = None) -> AccountFigures:
    return account_figures(items, Decimal(undelivered), None if limit is None else Decimal(limit), DAY)


@pytest.mark.parametrize(
    ("days", "bucket"),
    [(-1, 0), (0, 0), (1, 1), (30, 1), (31, 2), (60, 2), (61, 3), (90, 3), (91, 4), (400, 4)],
)
def test_ageing_by_due_date(days: int, bucket: int) -> None:
    item = invoice("A", "10", ago(days))
    assert ageing_bucket(days_overdue(item, DAY)) == bucket
    expected = [NONE] * 5
    expected[bucket] = Decimal(10)
    assert list(account(item).ageing) == expected


def test_due_today_is_not_overdue() -> None:
    found = account(invoice("A", "10", DAY))
    assert (found.unpaid, found.overdue, found.oldest_days) == exact(10, 0, 0)
    assert account_flags(found, facts()) == []


def test_an_empty_ledger() -> None:
    found = account()
    assert (found.unpaid, found.overdue, found.advance, found.receivable, found.used) == exact(0, 0, 0, 0, 0)
    assert (found.available, found.overdue_share) == (None, None)
    assert account_flags(found, facts()) == []


def test_a_prepayment_larger_than_the_debt() -> None:
    found = account(invoice("A", "100", ago(5)), prepaid("-250"), limit="50")
    assert (found.unpaid, found.advance, found.receivable, found.used, found.available) == exact(
        100, 250, -150, -150, 200
    )


def test_a_credit_lowers_what_is_unpaid() -> None:
    found = account(invoice("A", "100", ago(5)), invoice("C", "-30", ago(40), kind="credit"))
    assert (found.unpaid, found.advance, found.overdue) == exact(70, 0, 70)
    assert found.oldest_days == 5


def test_no_limit_is_not_a_limit_of_zero() -> None:
    assert account(invoice("A", "100")).available is None
    none_left = account(invoice("A", "100"), limit="0")
    assert none_left.available == -100
    assert [flag.rule for flag in account_flags(none_left, facts())] == ["account.over_limit"]


@pytest.mark.parametrize(
    ("days", "overdue", "severity"),
    [(30, "20", Severity.AMBER), (31, "20", Severity.RED), (1, "20.01", Severity.RED), (1, "20", Severity.AMBER)],
)
def test_overdue_is_red_when_old_or_large(days: int, overdue: str, severity: Severity) -> None:
    rest = Decimal(100) - Decimal(overdue)
    found = account(invoice("A", overdue, ago(days)), invoice("B", str(rest), DAY))
    [flag] = account_flags(found, facts())
    assert (flag.rule, flag.severity, flag.stake) == ("account.overdue", severity, Decimal(overdue))


def test_a_promise_to_pay_is_what_a_manager_decides_on() -> None:
    found = account(invoice("A", "100", ago(5)))
    [open_end] = account_flags(found, facts())
    assert str(open_end.action) == "collect, or agree a date and record the promise"
    promise: dict[str, Value] = {"promise_amount": Decimal(60), "promise_date": date(2026, 9, 18)}
    [promised] = account_flags(found, facts(), promise)
    assert str(promised.action) == "accept or refuse the promise of 60.00 for 18 Sep 2026"


def test_an_order_within_credit_is_not_flagged() -> None:
    found = account(invoice("A", "60"), limit="100")
    assert order_flags(Decimal(40), found, facts()) == []
    [flag] = order_flags(Decimal("40.01"), found, facts())
    assert flag.stake == Decimal("0.01")
    assert order_flags(Decimal(0), account(invoice("A", "60"), limit="10"), facts()) == []
    assert order_flags(Decimal(99), account(), facts()) == []


def test_stock_over_its_quota() -> None:
    entered = {"quota_value": Decimal(100)}
    assert quota_flags(Decimal(0), entered, facts()) == []
    assert quota_flags(None, entered, facts()) == []
    [flag] = quota_flags(Decimal(5), entered, facts())
    assert flag.sentence() == "Stock 105.00, over by 5.00; quota 100.00: agree what is paid or taken back."


@pytest.mark.parametrize(("answer", "flagged"), [("yes", 0), ("partly", 1), ("no", 1), (None, 0)])
def test_collateral(answer: str | None, flagged: int) -> None:
    assert len(collateral_flags({} if answer is None else {"collateral_present": answer})) == flagged


@pytest.mark.parametrize(
    ("side", "outcome", "due", "expected"),
    [
        ("ours", "kept", ago(3), []),
        ("ours", None, DAY, []),
        ("ours", None, ago(1), [("promise.ours", Severity.RED)]),
        ("ours", "broken", DAY, [("promise.ours", Severity.RED)]),
        ("theirs", "broken", None, [("promise.theirs", Severity.AMBER)]),
        ("theirs", "not_yet", ago(-2), []),
        ("theirs", "not_yet", ago(2), [("promise.theirs", Severity.AMBER)]),
    ],
)
def test_promises(side: str, outcome: str | None, due: date | None, expected: list[tuple[str, Severity]]) -> None:
    promise = row("r", side=side, what="Second cooler", outcome=outcome, due=due)
    assert [(flag.rule, flag.severity) for flag in promise_flags(promise, DAY)] == expected


def test_a_broken_promise_in_words() -> None:
    promise = row("r", side="ours", what="Second cooler", outcome="broken", due=ago(3), new_due=date(2026, 9, 25))
    [flag] = promise_flags(promise, DAY)
    assert flag.sentence() == ("Second cooler: 3 days late; due 12 Sep 2026: confirm 25 Sep 2026 to the dealer.")


items = st.builds(
    LedgerItem,
    document=st.text(max_size=5),
    kind=st.sampled_from(["invoice", "credit", "prepayment"]),
    issued_on=st.just(DAY),
    amount=st.decimals(-(10**9), 10**9, places=2),
    due_on=st.none() | st.dates(date(2025, 1, 1), date(2027, 1, 1)),
)


@given(st.lists(items, max_size=30), st.randoms())
def test_ageing_adds_up_to_unpaid_whatever_the_order(ledger: list[LedgerItem], random: object) -> None:
    found = account(*ledger)
    assert sum(found.ageing) == found.unpaid
    assert found.overdue == found.unpaid - found.ageing[0]
    assert found.receivable == found.unpaid - found.advance
    shuffled = list(ledger)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert account(*shuffled) == found
