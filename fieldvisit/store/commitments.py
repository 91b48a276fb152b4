"""Commitments that are still open: made at a closed visit and neither kept nor broken since."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

from sqlalchemy.orm import Session

from fieldvisit.store.past.asking import Question, ask, question
from fieldvisit.store.types import Day


class OpenCommitment(NamedTuple):
    """A commitment of ours or theirs; `due` is the date last agreed, None where none was."""

    dealer: str
    dealer_name: str
    side: str
    what: str
    who: str
    made_on: date
    due: date | None


@cache
def _open(*conditions: str) -> Question:
    return question(
        f"""
        SELECT d.code, d.name, p.side, p.what, p.who, p.made_on, p.due
        FROM open_promises p JOIN dealers d ON d.id = p.dealer_id
        WHERE {" AND ".join(("p.made_on <= :day", *conditions))} ORDER BY p.due, d.code, p.position
        """,  # noqa: S608 - ours
        OpenCommitment,
        made_on=Day,
        due=Day,
    )


def open_commitments(session: Session, day: date, dealer: str = "", due_by: date | None = None) -> list[OpenCommitment]:
    """What is open after the last closed visits and was made by `day`, of one dealer or of all, by due date.

    With `due_by` only what is due by then.
    """
    conditions = [*(["p.due <= :due_by"] if due_by else []), *(["d.code = :dealer"] if dealer else [])]
    asked = {"day": day.isoformat(), "dealer": dealer, "due_by": due_by and due_by.isoformat()}
    return ask(session.connection(), _open(*conditions), **asked)
