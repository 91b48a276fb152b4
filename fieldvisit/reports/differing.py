"""The documents in which two books differ, grouped, with their reasons and the sum of each group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fieldvisit.domain import formats
from fieldvisit.domain.formats import NO_VALUE
from fieldvisit.domain.language import tr
from fieldvisit.domain.reconciliation import BookItem, MatchKind, Reconciliation, ReconciliationLine
from fieldvisit.domain.steps.account import ACCOUNT
from fieldvisit.reports.amounts import Amounts
from fieldvisit.reports.columns import Cell, Cells, Column
from fieldvisit.reports.spans import Span
from fieldvisit.reports.tables import Table
from fieldvisit.reports.theme import TABLE
from fieldvisit.reports.visit_content import VisitContent


@dataclass(frozen=True)
class Differing:
    """One printed line: `amount` is what it adds to its group, the group's sum being a term of the identity."""

    documents: str
    days: str
    ours: Decimal | None
    theirs: Decimal | None
    amount: Decimal
    reason: str


@dataclass(frozen=True)
class DifferingGroup:
    """Lines of one kind."""

    title: str
    lines: tuple[Differing, ...]

    @property
    def total(self) -> Decimal:
        """The sum of the lines."""
        return sum((line.amount for line in self.lines), Decimal(0))


def differing_groups(content: VisitContent, found: Reconciliation) -> list[DifferingGroup]:
    """The groups that have lines. An unconfirmed suggestion stands on both sides: so the identity counts it."""
    differences = [_line(content, line, line.ours, line.theirs) for line in found.of(MatchKind.DIFFERENCE)]
    ours_only = found.of(MatchKind.ONLY_OURS, MatchKind.SUGGESTION)
    theirs_only = found.of(MatchKind.ONLY_THEIRS, MatchKind.SUGGESTION)
    ours = [_line(content, line, line.ours, None) for line in _by_date(ours_only, ours=True)]
    theirs = [_line(content, line, None, line.theirs) for line in _by_date(theirs_only, ours=False)]
    groups = (
        DifferingGroup(tr("Difference in amount"), tuple(differences)),
        DifferingGroup(tr("Only in our ledger"), tuple(ours)),
        DifferingGroup(tr("Only in the dealer's book"), tuple(theirs)),
    )
    return [group for group in groups if group.lines]


def _by_date(lines: Iterable[ReconciliationLine], *, ours: bool) -> list[ReconciliationLine]:
    """Lines of several kinds by the document that is printed of them."""

    def key(line: ReconciliationLine) -> tuple[date, str]:
        item = line.ours if ours else line.theirs
        return (item.date or date.min, item.document) if item else (date.min, "")

    return sorted(lines, key=key)


def differing_table(groups: Iterable[DifferingGroup], money: Amounts) -> Table:
    """The groups under one head, each with its sum."""
    rows: list[Cells] = []
    titles: set[int] = set()
    for group in groups:
        titles.add(len(rows))
        total = Cell((Span(money(group.total), TABLE.bold()),))
        rows.append([Cell((Span(group.title, TABLE.bold()),), across=4), "", "", "", total, ""])
        rows += [_cells(line, money) for line in group.lines]
    columns = (
        Column(tr("Document"), stretch=0.8),
        Column(tr("Date")),
        *(Column(_unbroken(title), "right") for title in (tr("Our ledger"), tr("Dealer's book"), tr("Amount"))),
        Column(tr("Reason"), stretch=1.6),
    )
    return Table(columns, rows, titles=frozenset(titles))


def _unbroken(title: str) -> str:
    return title.replace(" ", "\xa0")


def confirmed_pairs(found: Reconciliation, money: Amounts) -> list[str]:
    """The pairs that the rep confirmed as the same document, each in words."""
    return [
        told
        for line in found.of(MatchKind.MATCHED)
        if line.confirmed and line.ours and line.theirs
        for told in [_pair(line.ours, line.theirs, money)]
    ]


def _pair(ours: BookItem, theirs: BookItem, money: Amounts) -> str:
    days = _days_apart(ours, theirs)
    amount = money(ours.amount)
    if days is None:
        return tr("{ours} and {theirs}, {amount}", ours=ours.document, theirs=theirs.document, amount=amount)
    return tr(
        "{ours} and {theirs}, {amount}, {days} days apart",
        ours=ours.document,
        theirs=theirs.document,
        amount=amount,
        days=days,
    )


def _days_apart(ours: BookItem, theirs: BookItem) -> int | None:
    return abs((ours.date - theirs.date).days) if ours.date and theirs.date else None


def _line(content: VisitContent, line: ReconciliationLine, ours: BookItem | None, theirs: BookItem | None) -> Differing:
    shown = [item for item in (ours, theirs) if item]
    one_sided = theirs.amount if theirs and not ours else line.difference
    return Differing(
        documents="\n".join(dict.fromkeys(item.document for item in shown if item.document)) or NO_VALUE,
        days="\n".join(dict.fromkeys(formats.day(item.date) for item in shown if item.date)) or NO_VALUE,
        ours=ours.amount if ours else None,
        theirs=theirs.amount if theirs else None,
        amount=ours.amount if ours and not theirs else one_sided,
        reason=formats.parted(_reasons(content, line, ours)) or NO_VALUE,
    )


def _reasons(content: VisitContent, line: ReconciliationLine, ours: BookItem | None) -> Iterator[str]:
    if told := _reason(content, line):
        yield told
    if line.kind is not MatchKind.SUGGESTION:
        return
    other = line.theirs if ours else line.ours
    if other is not None:
        document, day = other.document or NO_VALUE, formats.day(other.date)
        yield tr("perhaps {document} of {day}, not confirmed", document=document, day=day)


def _reason(content: VisitContent, line: ReconciliationLine) -> str:
    table = ACCOUNT.table("reconciliation")
    for row in content.record("account").rows("reconciliation"):
        if (str(row.values.get("ours", "")), str(row.values.get("theirs", ""))) == line.key:
            reason, note = (content.shown(table.column(key), row.values.get(key)) for key in ("reason", "note"))
            return tr("{reason}: {note}", reason=reason, note=note) if reason and note else reason or note
    return ""


def _cells(line: Differing, money: Amounts) -> Cells:
    return [line.documents, line.days, money(line.ours), money(line.theirs), money(line.amount), line.reason]
