"""Both books of a visit compared: our ledger, the dealer's book as entered, and the rep's decisions."""

from __future__ import annotations

from datetime import date

from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.reconciliation import BookItem, Reconciliation, reconcile
from fieldvisit.domain.row_figures import number
from fieldvisit.domain.visit import Row, Visit


def books_of(visit: Visit, facts: VisitFacts) -> Reconciliation | None:
    """Both books compared; None as long as nothing of the dealer's book is entered."""
    rows = visit.step("account").rows("dealer_book")
    theirs = [item for row in rows if (item := _item(row)) is not None]
    if not theirs:
        return None
    # A document may stand twice in a ledger, so its place is part of the id: no line may hide another.
    ours = [
        BookItem(f"{place}:{item.document}", item.document, item.amount, item.issued_on)
        for place, item in enumerate(facts.ledger)
    ]
    return reconcile(
        ours,
        theirs,
        same=_decided(visit, "same"),
        different=_decided(visit, "different"),
        within_days=facts.thresholds.match_days,
    )


def _item(row: Row) -> BookItem | None:
    amount, day = number(row, "amount"), row.values.get("date")
    if amount is None:
        return None
    return BookItem(row.id, str(row.values.get("document", "")), amount, day if isinstance(day, date) else None)


def _decided(visit: Visit, decision: str) -> frozenset[tuple[str, str]]:
    return frozenset(
        (str(row.values.get("ours", "")), str(row.values.get("theirs", "")))
        for row in visit.step("account").rows("reconciliation")
        if row.values.get("decision") == decision
    )
