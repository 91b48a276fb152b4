"""Our ledger and the dealer's book: what differs, why, and the identity that both balances obey."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from fieldvisit.domain import formats
from fieldvisit.domain.fields import Step
from fieldvisit.domain.formats import NO_VALUE
from fieldvisit.domain.language import mark, tr
from fieldvisit.domain.reconciliation import BookItem, MatchKind, Reconciliation, ReconciliationLine
from fieldvisit.reports.columns import Cell, Cells, Column
from fieldvisit.reports.flow import Block
from fieldvisit.reports.panels import Tile, Tiles
from fieldvisit.reports.spans import Span
from fieldvisit.reports.tables import Table
from fieldvisit.reports.theme import CAPTION, RED, TABLE
from fieldvisit.reports.visit_content import VisitContent
from fieldvisit.reports.words import remark, subheading

_KINDS = {
    MatchKind.DIFFERENCE: mark("Difference in amount"),
    MatchKind.SUGGESTION: mark("Same amount, not confirmed"),
    MatchKind.ONLY_OURS: mark("Only in our ledger"),
    MatchKind.ONLY_THEIRS: mark("Only in the dealer's book"),
}


def books(content: VisitContent, step: Step) -> list[Block]:
    """The reconciliation; nothing while the dealer's book is not entered."""
    found = content.figures.books
    if found is None:
        return []
    matched = found.of(MatchKind.MATCHED)
    count = tr("{matched} documents match, {open} differ", matched=len(matched), open=len(found.lines) - len(matched))
    return [subheading(tr("Reconciliation"), count), *_differing(content, step, found), *_identity(content, found)]


def _differing(content: VisitContent, step: Step, found: Reconciliation) -> list[Block]:
    rows: list[Cells] = []
    titles: set[int] = set()
    for kind, title in _KINDS.items():
        lines = found.of(kind)
        if lines:
            titles.add(len(rows))
            rows.append([Cell((Span(tr(title), TABLE.bold()),)), *[""] * 5])
            rows += [_cells(content, step, line) for line in lines]
    if not rows:
        return [remark(tr("Both books agree document by document."))]
    columns = (
        Column(tr("Document"), stretch=1),
        Column(tr("Date")),
        *(Column(title, "right") for title in (tr("Our ledger"), tr("Dealer's book"), tr("Amount"))),
        Column(tr("Reason"), stretch=1),
    )
    return [Table(columns, rows, titles=frozenset(titles)), *_confirmed(found.of(MatchKind.MATCHED))]


def _cells(content: VisitContent, step: Step, line: ReconciliationLine) -> Cells:
    both = (line.ours, line.theirs)
    documents = dict.fromkeys(item.document for item in both if item and item.document)
    days = dict.fromkeys(formats.day(item.date) for item in both if item and item.date)
    return [
        " / ".join(documents) or NO_VALUE,
        " / ".join(days) or NO_VALUE,
        _amount(content, line.ours),
        _amount(content, line.theirs),
        formats.money(_weight(line), content.minor),
        _reason(content, step, line),
    ]


def _weight(line: ReconciliationLine) -> Decimal:
    if line.kind is MatchKind.ONLY_THEIRS and line.theirs:
        return line.theirs.amount
    if line.kind is MatchKind.SUGGESTION and line.ours:
        return line.ours.amount
    return line.difference


def _amount(content: VisitContent, item: BookItem | None) -> str:
    return formats.money(item.amount if item else None, content.minor)


def _reason(content: VisitContent, step: Step, line: ReconciliationLine) -> str:
    table = step.table("reconciliation")
    for row in content.record("account").rows("reconciliation"):
        if (str(row.values.get("ours", "")), str(row.values.get("theirs", ""))) == line.key:
            told = [content.shown(table.column(key), row.values.get(key)) for key in ("reason", "note")]
            return ": ".join(words for words in told if words) or NO_VALUE
    return NO_VALUE


def _confirmed(matched: Sequence[ReconciliationLine]) -> list[Block]:
    pairs = [
        f"{line.ours.document} = {line.theirs.document}"
        for line in matched
        if line.confirmed and line.ours and line.theirs
    ]
    return [remark(tr("Confirmed as the same document: {pairs}.", pairs=", ".join(pairs)))] if pairs else []


def _identity(content: VisitContent, found: Reconciliation) -> list[Block]:
    def money(value: Decimal) -> str:
        return formats.money(value, content.minor)

    odd = CAPTION.bold().coloured(RED) if found.unexplained else CAPTION
    tiles = (
        Tile(tr("Balance in our ledger"), money(found.company)),
        Tile(tr("Balance in the dealer's book"), money(found.dealer)),
        Tile(tr("Gap"), money(found.gap)),
        Tile(tr("Unexplained"), money(found.unexplained), tr("look for it") if found.unexplained else "", odd),
    )
    sentence = tr(
        "{ours} − {theirs} = {gap} = only ours {only_ours} − only theirs ({only_theirs}) + differences {differences}",
        ours=money(found.company),
        theirs=money(found.dealer),
        gap=money(found.gap),
        only_ours=money(found.only_ours),
        only_theirs=money(found.only_theirs),
        differences=money(found.differences),
    )
    return [Tiles(tiles, space_before=8, keep_with_next=True), remark(sentence)]
