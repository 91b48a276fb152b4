"""Page one: what is told in which line and order."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from fieldvisit.domain.exceptions import TITLES, TOLD_AS, ExceptionLine, exceptions
from fieldvisit.domain.flags import Flag, Severity, worst
from fieldvisit.domain.language import Message
from fieldvisit.domain.visit import Address

RED, AMBER, INFO = Severity.RED, Severity.AMBER, Severity.INFO


def flag(rule: str, severity: Severity, row: str = "1", **over: Any) -> Flag:
    given: dict[str, Any] = {
        "address": Address("inventory", "count", "products", row),
        "subject": f"Product {row}",
        "short": Message("Short"),
        "figure": Message(f"figure {row}"),
        "limit": Message("limit"),
        "action": Message("act"),
    }
    return Flag(rule=rule, severity=severity, **given | over)


def titles(*flags: Flag) -> list[str]:
    return [line.title() for line in exceptions(list(flags))]


def test_information_is_no_exception() -> None:
    assert exceptions([flag("stock.price_protection", INFO)]) == []


def test_red_comes_first_then_money_then_the_step() -> None:
    def at(step: str, rule: str, severity: Severity, stake: str | None) -> Flag:
        money = None if stake is None else Decimal(stake)
        return flag(rule, severity, address=Address(step, "x"), stake=money)

    lines = exceptions(
        [
            at("account", "account.collateral", AMBER, "9999"),
            at("account", "account.over_limit", RED, None),
            at("reflection", "promise.ours", RED, None),
            at("sales", "order.over_credit", RED, "5"),
            at("account", "account.overdue", RED, "50"),
        ]
    )
    assert [line.flags[0].rule for line in lines] == [
        "account.overdue",
        "order.over_credit",
        "promise.ours",
        "account.over_limit",
        "account.collateral",
    ]


def test_one_rule_is_one_line_with_its_products_counted() -> None:
    assert titles(flag("stock.over", AMBER, "1"), flag("stock.over", AMBER, "2")) == ["Overstock, 2 products"]


def test_both_sides_of_one_product_are_one_product() -> None:
    sides = [
        flag("price.below_floor", RED, address=Address("prices", side, "products", "1"))
        for side in ("retail", "resale")
    ]
    assert titles(*sides) == ["Price below corridor"]


def test_what_is_out_and_what_runs_out_is_one_decision() -> None:
    assert titles(flag("stock.out", RED, "1")) == ["Out of stock"]
    assert titles(flag("stock.out", RED, "1"), flag("stock.out", RED, "2")) == ["Out of stock, 2 products"]
    assert titles(flag("stock.out", RED, "1"), flag("stock.risk", RED, "2")) == ["Stock-out risk, 2 products"]


def test_things_that_are_no_products_are_lines() -> None:
    promises = [
        flag("promise.ours", RED, row, address=Address("reflection", "outcome", "promises", row)) for row in ("1", "2")
    ]
    assert titles(*promises) == ["Own promise broken, 2 lines"]


def test_an_amber_flag_stands_back_behind_what_is_worse_in_its_row() -> None:
    assert titles(flag("stock.over", AMBER), flag("stock.negative", RED)) == ["Count too high"]
    assert titles(flag("stock.ageing", AMBER), flag("stock.dead", AMBER)) == ["Ageing stock"]
    assert titles(flag("stock.out", RED), flag("stock.negative", RED)) == ["Out of stock", "Count too high"]


def test_many_subjects_are_told_in_a_few_words_the_dearest_first() -> None:
    flags = [
        flag("stock.over", AMBER, str(at), stake=Decimal(at), brief=Message("{at} days", at=at)) for at in range(1, 7)
    ]
    [line] = exceptions(flags)
    assert line.figure() == "Product 6 6 days; Product 5 5 days; Product 4 4 days; Product 3 3 days; and 2 more"
    assert line.stake == 21


def test_one_subject_is_told_in_full() -> None:
    assert exceptions([flag("stock.over", AMBER)])[0].figure() == "Product 1: figure 1"
    assert exceptions([flag("stock.over", AMBER, subject="")])[0].figure() == "Figure 1"


def test_orders_are_added_up_only_for_the_same_day() -> None:
    def order(row: str, cases: int, day: int) -> Flag:
        return flag("stock.risk", RED, row, action=Message("order {cases} cases, there by {day}", cases=cases, day=day))

    assert ExceptionLine((order("1", 3, 19), order("2", 4, 19))).action() == "Order 7 cases, there by 19"
    assert ExceptionLine((order("1", 3, 19), order("2", 4, 20))).action() == "Order 3 cases, there by 19"
    mixed = ExceptionLine((order("1", 3, 19), flag("stock.risk", RED, "2"), flag("stock.risk", RED, "3")))
    assert mixed.action() == "Act"


def test_a_rule_without_a_name_of_its_own_shows_its_short_words() -> None:
    assert titles(flag("new.rule", RED)) == ["Short"]
    assert set(TOLD_AS.values()) <= set(TITLES)


def test_the_worst_flag_of_a_row() -> None:
    flags = [flag("a", INFO), flag("b", AMBER), flag("c", RED), flag("d", RED)]
    found = worst(flags)
    assert found is not None
    assert found.rule == "c"
    assert worst([]) is None


@pytest.mark.parametrize(("subject", "said"), [("", "Figure 1; limit: act."), ("Tea", "Tea: figure 1; limit: act.")])
def test_a_flag_as_a_sentence(subject: str, said: str) -> None:
    assert flag("a", RED, subject=subject).sentence() == said
