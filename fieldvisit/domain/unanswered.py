"""Points worth a second look before closing that stop nobody: products passed over, differences without a reason."""

from __future__ import annotations

from collections.abc import Iterator

from fieldvisit.domain.fields import Step
from fieldvisit.domain.figures import VisitFigures
from fieldvisit.domain.flags import Severity
from fieldvisit.domain.language import Message
from fieldvisit.domain.points import Problem
from fieldvisit.domain.product_names import ProductName
from fieldvisit.domain.reconciliation import MatchKind
from fieldvisit.domain.steps import STEPS
from fieldvisit.domain.time_on_site import minutes_on_site, minutes_stayed
from fieldvisit.domain.visit import Address, Origin, Row, StepState, Visit

REASONED = (MatchKind.DIFFERENCE, MatchKind.ONLY_OURS, MatchKind.ONLY_THEIRS)


def unanswered(visit: Visit, found: VisitFigures) -> Iterator[Problem]:
    """What was left open in steps that were not skipped; nothing of it blocks."""
    looks = {
        "preparation": _undecided(visit),
        "prices": _unconfirmed(visit, found),
        "inventory": _uncounted(visit, found),
        "account": _unreasoned(visit, found),
        "communication": _nobody_met(visit),
        "wrap_up": _pauses(visit),
    }
    for step in STEPS:
        if step.key in looks and _is_at_work(visit, step):
            yield from looks[step.key]


def _is_at_work(visit: Visit, step: Step) -> bool:
    return visit.step(step.key).state in (StepState.IN_PROGRESS, StepState.DONE)


def _undecided(visit: Visit) -> Iterator[Problem]:
    for row in visit.step("preparation").rows("objectives"):
        if row.values.get("state") == "proposed":
            sentence = Message("{objective}: accept or reject it.", objective=row.values.get("measure", ""))
            yield _point(Address("preparation", "state", "objectives", row.id), sentence)


def _unconfirmed(visit: Visit, found: VisitFigures) -> Iterator[Problem]:
    """A purchase price from the price list beside a price that was seen today."""
    for row in visit.step("prices").rows("products"):
        given = "purchase" in row.marks and row.marks["purchase"].origin is Origin.PREFILLED
        if given and ("retail" in row.values or "resale" in row.values):
            sentence = Message("{product}: confirm the purchase price from the price list.", product=_named(found, row))
            yield _point(Address("prices", "purchase", "products", row.id), sentence)


def _uncounted(visit: Visit, found: VisitFigures) -> Iterator[Problem]:
    if not found.uncounted:
        return
    for row in visit.step("inventory").rows("products"):
        known = found.stock.get(row.id)
        if known and known.figures.previous is not None and known.figures.entry.count is None:
            yield _point(
                Address("inventory", "count", "products", row.id),
                Message("{product}: not counted.", product=known.figures.name),
            )


def _unreasoned(visit: Visit, found: VisitFigures) -> Iterator[Problem]:
    if found.books is None:
        return
    rows = visit.step("account").rows("reconciliation")
    reasoned = {_documents(row) for row in rows if "reason" in row.values or "note" in row.values}
    for line in found.books.of(*REASONED):
        if line.key not in reasoned:
            document = line.key[0] or line.key[1]
            yield _point(
                Address("account", "dealer_book"),
                Message("{document}: give a reason for the difference.", document=document),
            )


def _nobody_met(visit: Visit) -> Iterator[Problem]:
    if not visit.step("communication").rows("people"):
        yield _point(Address("communication", "people"), Message("Nobody is named among the decision makers met."))


def _pauses(visit: Visit) -> Iterator[Problem]:
    if minutes_on_site(visit) is None and minutes_stayed(visit) is not None:
        yield _point(Address("wrap_up", "pause"), Message("The pauses are longer than the stay."))


def _documents(row: Row) -> tuple[str, str]:
    return str(row.values.get("ours", "")), str(row.values.get("theirs", ""))


def _named(found: VisitFigures, row: Row) -> str | ProductName:
    known = found.prices.get(row.id)
    return known.figures.name if known else str(row.values.get("product", ""))


def _point(address: Address, sentence: Message) -> Problem:
    return Problem(address, Severity.INFO, sentence, blocks=False)
