"""Step 6 as sheets: the figures of the account with both balances, our ledger, and both books line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from fieldvisit.domain.account import PREPAYMENT, ageing_bucket, days_overdue
from fieldvisit.domain.facts import LedgerItem
from fieldvisit.domain.language import mark, tr
from fieldvisit.domain.reconciliation import BookItem, MatchKind, Reconciliation, ReconciliationLine
from fieldvisit.domain.steps import step_of
from fieldvisit.domain.visit import Row
from fieldvisit.exchange.visit_sheets.columns import Told, Way, sheet_of
from fieldvisit.exchange.visit_sheets.plain import cell, sheet_name
from fieldvisit.exchange.visit_sheets.source import Source
from fieldvisit.exchange.workbooks import Sheet

AGES = (mark("Not due"), mark("1–30 days"), mark("31–60"), mark("61–90"), mark("over 90"))
KINDS = {"invoice": mark("Invoice"), "credit": mark("Credit note"), "prepayment": mark("Prepayment")}
MATCHES = {
    MatchKind.DIFFERENCE: mark("Difference"),
    MatchKind.SUGGESTION: mark("To confirm"),
    MatchKind.ONLY_OURS: mark("Only ours"),
    MatchKind.ONLY_THEIRS: mark("Only theirs"),
    MatchKind.MATCHED: mark("Matched"),
}
Figure = tuple[str, Decimal | None]


def account_sheets(source: Source) -> list[Sheet]:
    """The figures, the ledger, and both books as far as the dealer's is entered."""
    books = source.figures.books
    return [_figures(source), _ledger(source), *([_books(source, books)] if books else [])]


def _figures(source: Source) -> Sheet:
    columns: list[Told[Figure]] = [
        Told(tr("Measure"), lambda line: line[0]),
        Told(tr("Amount, {currency}", currency=source.facts.dealer.currency), lambda line: line[1], Way.MONEY),
    ]
    lines = [*_account(source), *_identity(source.figures.books), *_sums(source)]
    return sheet_of(sheet_name("account", tr(step_of("account").title)), columns, lines, source.minor)


def _account(source: Source) -> Iterator[Figure]:
    account = source.figures.account
    yield tr("Unpaid amount"), account.unpaid
    yield tr("of which overdue"), account.overdue
    yield tr("Advance payments"), account.advance
    yield tr("Accounts receivable, net"), account.receivable
    for age, amount in zip(AGES, account.ageing, strict=True):
        yield tr("Debt by age: {age}", age=tr(age)), amount
    yield tr("Credit limit"), account.limit
    yield tr("Undelivered orders"), account.undelivered
    yield tr("Used"), account.used
    yield tr("Credit available"), account.available


def _identity(books: Reconciliation | None) -> Iterator[Figure]:
    if books is None:
        return
    yield tr("Our ledger"), books.company
    yield tr("Dealer's book"), books.dealer
    yield tr("Gap"), books.gap
    yield tr("Ours, unmatched"), books.only_ours
    yield tr("Theirs, unmatched"), books.only_theirs
    yield tr("Differences"), books.differences
    yield tr("Unexplained"), books.unexplained


def _sums(source: Source) -> Iterator[Figure]:
    found = source.figures
    yield tr("Counted stock at purchase price"), found.stock_value
    yield tr("Price protection"), found.protection
    yield tr("Suggested order"), found.suggested_value
    yield tr("Order value"), found.order_value
    yield tr("Credit after order"), found.credit_after_order


def _ledger(source: Source) -> Sheet:
    day = source.visit.day

    def overdue(item: LedgerItem) -> int | None:
        return days_overdue(item, day) or None

    def age(item: LedgerItem) -> str | None:
        return None if item.kind == PREPAYMENT else tr(AGES[ageing_bucket(days_overdue(item, day))])

    columns: list[Told[LedgerItem]] = [
        Told(tr("Document"), lambda item: item.document),
        Told(tr("Kind"), lambda item: tr(KINDS.get(item.kind, item.kind))),
        Told(tr("Date"), lambda item: item.issued_on),
        Told(tr("Due"), lambda item: item.due_on),
        Told(tr("Amount"), lambda item: item.amount, Way.MONEY),
        Told(tr("Days overdue"), overdue, Way.QUANTITY),
        Told(tr("Debt by age"), age),
    ]
    return sheet_of(sheet_name("account", tr("Our ledger")), columns, source.facts.ledger, source.minor)


def _books(source: Source, books: Reconciliation) -> Sheet:
    columns: list[Told[ReconciliationLine]] = [
        Told(tr("Kind"), lambda line: tr(MATCHES[line.kind])),
        *_side(tr("Our document"), lambda line: line.ours),
        *_side(tr("Dealer's document"), lambda line: line.theirs),
        Told(tr("Difference"), lambda line: line.difference if line.ours and line.theirs else None, Way.MONEY),
        Told(tr("Confirmed by the rep"), lambda line: line.confirmed or None),
        *(_told(source, key) for key in ("reason", "note")),
    ]
    return sheet_of(sheet_name("account", tr("Reconciliation")), columns, books.lines, source.minor)


def _side(title: str, item: Callable[[ReconciliationLine], BookItem | None]) -> list[Told[ReconciliationLine]]:
    """Number, date and amount of the document on one side; no value where that side has none."""

    def told(figure: Callable[[BookItem], Any]) -> Callable[[ReconciliationLine], Any]:
        return lambda line: figure(found) if (found := item(line)) else None

    return [
        Told(title, told(lambda each: each.document)),
        Told(tr("{document}, date", document=title), told(lambda each: each.date)),
        Told(tr("{document}, amount", document=title), told(lambda each: each.amount), Way.MONEY),
    ]


def _told(source: Source, key: str) -> Told[ReconciliationLine]:
    """What the rep wrote beside a line, kept by the documents of both sides."""
    column = step_of("account").table("reconciliation").column(key)
    kept = {_documents(row): row.values.get(key) for row in source.record("account").rows("reconciliation")}
    return Told(tr(column.label), lambda line: cell(column, kept.get(line.key)))


def _documents(row: Row) -> tuple[str, str]:
    return str(row.values.get("ours", "")), str(row.values.get("theirs", ""))
