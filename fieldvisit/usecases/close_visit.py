"""Closing a visit: it gets its number and is frozen with its facts. A correction is a new revision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from fieldvisit.domain.closing import following_commitments
from fieldvisit.domain.errors import KnownError, NotAllowed
from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.figures import figures
from fieldvisit.domain.language import Message
from fieldvisit.domain.problems import Problem, problems
from fieldvisit.domain.steps import field_at
from fieldvisit.domain.visit import Address, Visit, VisitState
from fieldvisit.store import visits
from fieldvisit.store.store import Store
from fieldvisit.store.types import new_identifier
from fieldvisit.usecases.open_visit import load
from fieldvisit.usecases.settings import load_settings


class Incomplete(KnownError):
    """The visit cannot be closed yet; `points` says what is missing where."""

    def __init__(self, points: list[Problem]) -> None:
        first = points[0].sentence
        super().__init__(
            Message(
                "The visit is not complete: {count} points are open, the first is “{first}” Complete them or skip "
                "their steps with a reason.",
                count=len(points),
                first=first,
            )
        )
        self.points = points


class NotTaken(KnownError):
    """What was typed into a cell did not become its value, and would be lost; `address` is the cell."""

    def __init__(self, address: Address, text: str) -> None:
        super().__init__(
            Message(
                "{field}: “{text}” was typed but not taken. Correct or empty it, then close the visit.",
                field=Message(field_at(address).label),
                text=text,
            )
        )
        self.address = address


def close_visit(store: Store, named: str, now: datetime) -> Visit:
    """Closes the visit with an id or number; gives it as closed. Raises NotTaken, Incomplete, NotFound, NotAllowed.

    `now` is the local time with its offset. Promises to pay, open questions and agreed actions become commitments.
    """
    settings = load_settings(store)
    with store.write() as session:
        visit, facts = load(session, named, settings)
        if visit.state is VisitState.CLOSED:
            raise NotAllowed(Message("The visit {number} is closed already.", number=visit.number))
        refuse_half_typed(visit, {draft.address: draft.text for draft in visits.drafts_of(session, visit.id)})
        if open_points := blocking(visit, facts):
            raise Incomplete(open_points)
        for row in following_commitments(visit, facts, new_identifier):
            visits.save_row(session, visit.id, "wrap_up", "commitments", row)
        visits.close_visit(session, visit.id, now, facts)
        return visits.load_visit(session, visit.id)


def refuse_half_typed(visit: Visit, drafts: Mapping[Address, str]) -> None:
    """Raises NotTaken for the first text that stands in a cell and is not its value; those of rows that went do not."""
    for address, text in drafts.items():
        if not address.table or any(row.id == address.row for row in visit.step(address.step).rows(address.table)):
            raise NotTaken(address, text)


def blocking(visit: Visit, facts: VisitFacts) -> list[Problem]:
    """The points that must be completed, or whose step must be skipped, before the visit can be closed."""
    return [point for point in problems(visit, figures(visit, facts)) if point.blocks]


def revise_visit(store: Store, named: str, reason: str, now: datetime) -> str:
    """An open copy of a closed visit to correct it; gives the new id. Raises NotAllowed, NotFound."""
    with store.write() as session:
        old = visits.visit_id_of(session, named)
        return visits.start_revision(session, old, reason, new_identifier(), now).id
