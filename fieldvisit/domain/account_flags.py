"""Flags of the account, the order against credit, both books and promises (spec: visit guide, steps 2, 5 and 6)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from fieldvisit.domain.account import AccountFigures
from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.fields import Value
from fieldvisit.domain.flags import Flag, Severity
from fieldvisit.domain.formats import as_money, as_percent
from fieldvisit.domain.language import Message
from fieldvisit.domain.reconciliation import MatchKind, Reconciliation
from fieldvisit.domain.visit import Address, Row

LEDGER = Address("account", "dealer_book")


def account_flags(account: AccountFigures, facts: VisitFacts, entered: Mapping[str, Value] | None = None) -> list[Flag]:
    """Overdue debt and credit limit; `entered` are the values of the step, among them a promise to pay."""
    flags = []
    if account.overdue > 0:
        flags.append(_overdue(account, facts, entered or {}))
    if account.available is not None and account.available < 0:
        flags.append(_over_limit(account, facts))
    return flags


def order_flags(order_value: Decimal, account: AccountFigures, facts: VisitFacts) -> list[Flag]:
    """The order's value against the credit that is available."""
    if account.available is None or order_value <= account.available or order_value == 0:
        return []
    minor = facts.dealer.minor_units
    over = order_value - account.available
    return [
        Flag(
            rule="order.over_credit",
            severity=Severity.RED,
            address=Address("sales", "order"),
            subject="",
            short=Message("Order over credit"),
            figure=Message(
                "order {order}, available {available}: over by {over}",
                order=as_money(order_value, minor),
                available=as_money(account.available, minor),
                over=as_money(over, minor),
            ),
            limit=Message(
                "limit {limit} − used {used}", limit=as_money(account.limit, minor), used=as_money(account.used, minor)
            ),
            action=Message("trim the order or release it when money is in"),
            stake=over,
        )
    ]


def quota_flags(over: Decimal | None, entered: Mapping[str, Value], facts: VisitFacts) -> list[Flag]:
    """More stock on credit than the quota allows; `over` is counted stock − quota."""
    quota, minor = entered.get("quota_value"), facts.dealer.minor_units
    if over is None or over <= 0 or not isinstance(quota, Decimal):
        return []
    return [
        Flag(
            rule="account.over_quota",
            severity=Severity.AMBER,
            address=Address("account", "quota_value"),
            subject="",
            short=Message("Over stock quota"),
            figure=Message(
                "stock {stock}, over by {over}", stock=as_money(quota + over, minor), over=as_money(over, minor)
            ),
            limit=Message("quota {quota}", quota=as_money(quota, minor)),
            action=Message("agree what is paid or taken back"),
            stake=over,
        )
    ]


def collateral_flags(entered: Mapping[str, Value]) -> list[Flag]:
    """The collateral is not, or only partly, where it was agreed to be."""
    answer = entered.get("collateral_present")
    if answer not in ("no", "partly"):
        return []
    return [
        Flag(
            rule="account.collateral",
            severity=Severity.AMBER,
            address=Address("account", "collateral_present"),
            subject="",
            short=Message("Collateral missing"),
            figure=Message("collateral not there") if answer == "no" else Message("collateral only partly there"),
            limit=Message("present as agreed"),
            action=Message("have it put back or lower the credit limit"),
        )
    ]


def reconciliation_flags(books: Reconciliation | None, facts: VisitFacts) -> list[Flag]:
    """An unexplained rest, which only a lost line can cause, and suggestions that wait for a decision."""
    if books is None:
        return []
    flags = []
    waiting = len(books.of(MatchKind.SUGGESTION))
    if waiting:
        flags.append(
            Flag(
                rule="account.suggestion",
                severity=Severity.INFO,
                address=LEDGER,
                subject="",
                short=Message("To confirm"),
                figure=Message("{count} suggested matches", count=waiting),
                limit=Message("same amount within {days} days", days=facts.thresholds.match_days),
                action=Message("confirm or refuse each before signing"),
            )
        )
    if books.unexplained:
        flags.append(
            Flag(
                rule="account.unexplained",
                severity=Severity.RED,
                address=LEDGER,
                subject="",
                short=Message("Unexplained rest"),
                figure=Message("unexplained {rest}", rest=as_money(books.unexplained, facts.dealer.minor_units)),
                limit=Message("the identity of both books must hold"),
                action=Message("look for the document that is missing"),
                stake=abs(books.unexplained),
            )
        )
    return flags


def promise_flags(row: Row, day: date) -> list[Flag]:
    """A promise that is broken, or late and not kept: red when it is ours, amber when it is the dealer's."""
    outcome, due, new_due = (row.values.get(key) for key in ("outcome", "due", "new_due"))
    late = isinstance(due, date) and due < day and outcome != "kept"
    if outcome != "broken" and not late:
        return []
    ours = row.values.get("side") == "ours"
    days = (day - due).days if isinstance(due, date) else 0
    return [
        Flag(
            rule="promise.ours" if ours else "promise.theirs",
            severity=Severity.RED if ours else Severity.AMBER,
            address=Address("reflection", "outcome", "promises", row.id),
            subject=str(row.values.get("what", "")),
            short=Message("Own promise broken") if ours else Message("Promise not kept"),
            figure=Message("{days} days late", days=days) if late else Message("broken"),
            limit=Message("due {day}", day=due) if isinstance(due, date) else Message("kept by its date"),
            action=_new_date(new_due, ours=ours),
        )
    ]


def _new_date(day: Value | None, *, ours: bool) -> Message:
    if isinstance(day, date):
        return Message("confirm {day} to the dealer", day=day) if ours else Message("remind before {day}", day=day)
    return Message("give a new date and keep it") if ours else Message("agree a new date in writing")


def _promised(entered: Mapping[str, Value], minor: int) -> Message:
    amount, day = entered.get("promise_amount"), entered.get("promise_date")
    if not isinstance(amount, Decimal) or not isinstance(day, date):
        return Message("collect, or agree a date and record the promise")
    return Message("accept or refuse the promise of {amount} for {day}", amount=as_money(amount, minor), day=day)


def _overdue(account: AccountFigures, facts: VisitFacts, entered: Mapping[str, Value]) -> Flag:
    limits, minor = facts.thresholds, facts.dealer.minor_units
    share = account.overdue_share
    red = account.oldest_days > limits.overdue_red_days or (share is not None and share > limits.overdue_red_share)
    return Flag(
        rule="account.overdue",
        severity=Severity.RED if red else Severity.AMBER,
        address=LEDGER,
        subject="",
        short=Message("Overdue debt"),
        figure=Message(
            "{overdue} overdue, {share} % of unpaid; oldest {days} days",
            overdue=as_money(account.overdue, minor),
            share=as_percent(share),
            days=account.oldest_days,
        ),
        limit=Message(
            "red when older than {days} days or above {share} %",
            days=limits.overdue_red_days,
            share=as_percent(limits.overdue_red_share),
        ),
        action=_promised(entered, minor),
        stake=account.overdue,
    )


def _over_limit(account: AccountFigures, facts: VisitFacts) -> Flag:
    minor = facts.dealer.minor_units
    over = account.used - (account.limit or Decimal(0))
    return Flag(
        rule="account.over_limit",
        severity=Severity.RED,
        address=LEDGER,
        subject="",
        short=Message("Over credit limit"),
        figure=Message("used {used}, over by {over}", used=as_money(account.used, minor), over=as_money(over, minor)),
        limit=Message("limit {limit}", limit=as_money(account.limit, minor)),
        action=Message("no new order before a payment"),
        stake=over,
    )
