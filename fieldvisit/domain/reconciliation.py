"""Two books side by side (spec: visit guide, step 6): matching by number, by amount, and the identity that must hold.

Both books are read as "what the dealer owes us": invoices positive, payments and credits negative. Pairing is
one-to-one, the best match first, so that a number that stands twice in a book never hides a document.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True)
class BookItem:
    """A document in one of the two books; `id` tells it from another with the same number."""

    id: str
    document: str
    amount: Decimal
    date: date | None = None


BookKey = tuple[date, str, Decimal, str]


class MatchKind(StrEnum):
    """What became of a document, in the order of the page."""

    DIFFERENCE = "difference"
    SUGGESTION = "suggestion"
    ONLY_OURS = "only_ours"
    ONLY_THEIRS = "only_theirs"
    MATCHED = "matched"


@dataclass(frozen=True)
class ReconciliationLine:
    """One line of the two-sided list. `confirmed` tells a match that the rep made from a suggestion."""

    kind: MatchKind
    ours: BookItem | None = None
    theirs: BookItem | None = None
    confirmed: bool = False

    @property
    def difference(self) -> Decimal:
        """Ours − theirs of a pair."""
        return (self.ours.amount if self.ours else Decimal(0)) - (self.theirs.amount if self.theirs else Decimal(0))

    @property
    def key(self) -> tuple[str, str]:
        """The documents of both sides, by which a decision or reason is kept."""
        return (self.ours.document if self.ours else "", self.theirs.document if self.theirs else "")


@dataclass(frozen=True)
class Reconciliation:
    """All lines, and the identity: company − dealer = only ours − only theirs + differences (+ unexplained)."""

    lines: tuple[ReconciliationLine, ...]
    company: Decimal
    dealer: Decimal
    only_ours: Decimal
    only_theirs: Decimal
    differences: Decimal

    @property
    def gap(self) -> Decimal:
        """Company balance − dealer balance."""
        return self.company - self.dealer

    @property
    def unexplained(self) -> Decimal:
        """What the lines do not explain of the gap; 0 unless a line was lost."""
        return self.gap - (self.only_ours - self.only_theirs + self.differences)

    def of(self, *kinds: MatchKind) -> tuple[ReconciliationLine, ...]:
        """The lines of some kinds, in order."""
        return tuple(line for line in self.lines if line.kind in kinds)


def reconcile(
    ours: Iterable[BookItem],
    theirs: Iterable[BookItem],
    *,
    same: frozenset[tuple[str, str]] = frozenset(),
    different: frozenset[tuple[str, str]] = frozenset(),
    within_days: int = 7,
) -> Reconciliation:
    """Matches both books. `same` and `different` hold the rep's decisions as pairs of document numbers.

    By number first, then by decision (with another amount that is a difference), then by amount: a suggestion, which
    counts as unmatched on both sides.
    """
    left, right = list(ours), list(theirs)
    lines = _pairs_by_number(left, right)
    lines += _decided(*_rest(left, right, lines), same)
    lines += _suggestions(*_rest(left, right, lines), different, within_days)
    rest_left, rest_right = _rest(left, right, lines)
    lines += [ReconciliationLine(MatchKind.ONLY_OURS, ours=item) for item in rest_left]
    lines += [ReconciliationLine(MatchKind.ONLY_THEIRS, theirs=item) for item in rest_right]
    return _summed(lines, left, right)


def same_number(document: str) -> str:
    """A document number as it is compared: without case, spaces and full-width forms."""
    return "".join(unicodedata.normalize("NFKC", document).casefold().split())


def _pairs_by_number(left: list[BookItem], right: list[BookItem]) -> list[ReconciliationLine]:
    by_number: dict[str, list[BookItem]] = defaultdict(list)
    for item in right:
        if number := same_number(item.document):
            by_number[number].append(item)
    pairs = [(ours, theirs) for ours in left for theirs in by_number.get(same_number(ours.document), ())]
    return [_paired(ours, theirs) for ours, theirs in _one_to_one(pairs)]


def _decided(left: list[BookItem], right: list[BookItem], same: frozenset[tuple[str, str]]) -> list[ReconciliationLine]:
    by_number: dict[str, list[BookItem]] = defaultdict(list)
    for item in right:
        by_number[item.document].append(item)
    pairs = [
        (ours, theirs)
        for ours in left
        for document in sorted(theirs for mine, theirs in same if mine == ours.document)
        for theirs in by_number.get(document, ())
    ]
    return [_paired(ours, theirs, confirmed=True) for ours, theirs in _one_to_one(pairs)]


def _suggestions(
    left: list[BookItem], right: list[BookItem], different: frozenset[tuple[str, str]], within_days: int
) -> list[ReconciliationLine]:
    by_amount: dict[Decimal, list[BookItem]] = defaultdict(list)
    for item in right:
        by_amount[item.amount].append(item)
    pairs = [
        (ours, theirs)
        for ours in left
        for theirs in by_amount.get(ours.amount, ())
        if (ours.document, theirs.document) not in different and _days_apart(ours, theirs) <= within_days
    ]
    return [ReconciliationLine(MatchKind.SUGGESTION, ours, theirs) for ours, theirs in _one_to_one(pairs)]


def _paired(ours: BookItem, theirs: BookItem, *, confirmed: bool = False) -> ReconciliationLine:
    kind = MatchKind.MATCHED if ours.amount == theirs.amount else MatchKind.DIFFERENCE
    return ReconciliationLine(kind, ours, theirs, confirmed)


def _one_to_one(pairs: Iterable[tuple[BookItem, BookItem]]) -> list[tuple[BookItem, BookItem]]:
    """Each document in at most one pair; the nearest in amount, then in days, first, whatever the order of entry."""
    taken_left: set[str] = set()
    taken_right: set[str] = set()
    chosen = []
    for ours, theirs in sorted(pairs, key=_distance):
        if ours.id not in taken_left and theirs.id not in taken_right:
            taken_left.add(ours.id)
            taken_right.add(theirs.id)
            chosen.append((ours, theirs))
    return chosen


def _rest(
    left: list[BookItem], right: list[BookItem], lines: list[ReconciliationLine]
) -> tuple[list[BookItem], list[BookItem]]:
    done_left = {line.ours.id for line in lines if line.ours}
    done_right = {line.theirs.id for line in lines if line.theirs}
    return [item for item in left if item.id not in done_left], [item for item in right if item.id not in done_right]


def _summed(lines: list[ReconciliationLine], left: list[BookItem], right: list[BookItem]) -> Reconciliation:
    order = list(MatchKind)
    unmatched = (MatchKind.SUGGESTION,)
    return Reconciliation(
        lines=tuple(sorted(lines, key=lambda line: (order.index(line.kind), _line_key(line)))),
        company=_total(left),
        dealer=_total(right),
        only_ours=_total([line.ours for line in lines if line.kind in (*unmatched, MatchKind.ONLY_OURS) and line.ours]),
        only_theirs=_total(
            [line.theirs for line in lines if line.kind in (*unmatched, MatchKind.ONLY_THEIRS) and line.theirs]
        ),
        differences=sum((line.difference for line in lines if line.kind is MatchKind.DIFFERENCE), Decimal(0)),
    )


def _line_key(line: ReconciliationLine) -> BookKey:
    """By date within a kind, whatever the order of entry."""
    item = line.ours or line.theirs
    return _book_key(item) if item else (date.min, "", Decimal(0), "")


def _total(items: list[BookItem]) -> Decimal:
    return sum((item.amount for item in items), Decimal(0))


def _distance(pair: tuple[BookItem, BookItem]) -> tuple[Decimal, int, BookKey, BookKey]:
    ours, theirs = pair
    return abs(ours.amount - theirs.amount), _days_apart(ours, theirs), _book_key(ours), _book_key(theirs)


def _book_key(item: BookItem) -> BookKey:
    return (item.date or date.min, item.document, item.amount, item.id)


def _days_apart(ours: BookItem, theirs: BookItem) -> int:
    if ours.date is None or theirs.date is None:
        return 10**6
    return abs((ours.date - theirs.date).days)
