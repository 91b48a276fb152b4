"""Whose facts are gathered, as of which day, and which earlier visits count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

from sqlalchemy import Connection

from fieldvisit.domain.days import days_before
from fieldvisit.domain.errors import NotFound
from fieldvisit.domain.language import Message
from fieldvisit.domain.settings import Thresholds
from fieldvisit.store.models import Dealer
from fieldvisit.store.past.asking import ask, listed, question
from fieldvisit.store.types import Day, Degree, Money

RECENT: Final = 40
"""Visits back in which prices and counts are looked for: a year and more of a weekly round."""

# A visit that a closed revision corrects does not count any more.
_PAST = question(
    """
    SELECT v.id, v.number, v.day, v.closed_at FROM visits v
    WHERE v.dealer_id = :dealer AND v.day <= :day AND v.state = 'closed'
      AND NOT EXISTS (SELECT 1 FROM visits n WHERE n.revises = v.id AND n.state = 'closed')
    ORDER BY v.day DESC, v.closed_at DESC, v.number DESC
    """,
    day=Day,
)
# By name, because a table that is being brought up to a later version may have more.
_COLUMNS: Final = ", ".join(column.name for column in Dealer.__table__.columns)
_DEALER = question(
    f"SELECT {_COLUMNS} FROM dealers WHERE code = :code",  # noqa: S608 - ours
    credit_limit=Money,
    latitude=Degree,
    longitude=Degree,
)


@dataclass(frozen=True)
class PastVisit:
    """A closed visit to the dealer, in its latest revision."""

    id: str
    number: str
    day: date
    closed_at: str
    """When it was closed, as the store keeps it: in UTC, then the offset."""


@dataclass(frozen=True)
class Scene:
    """The dealer's card as a row, the day that is today, and the limits that hold. Nothing after `day` counts."""

    connection: Connection
    dealer: Any
    day: date
    thresholds: Thresholds

    @cached_property
    def past(self) -> list[PastVisit]:
        """The closed visits up to today, newest first."""
        rows = ask(self.connection, _PAST, dealer=self.dealer.id, day=self.day.isoformat())
        return [PastVisit(row.id, row.number or "", row.day, row.closed_at or "") for row in rows]

    @cached_property
    def past_ids(self) -> str:
        """The ids of `past` as a parameter; their place in it comes back as `nth`."""
        return listed(visit.id for visit in self.past)

    @property
    def last(self) -> PastVisit | None:
        """The visit before this one."""
        return self.past[0] if self.past else None

    def ago(self, days: int) -> str:
        """The day `days` days before today, as text."""
        return days_before(self.day, days).isoformat()

    @property
    def today(self) -> str:
        """Today as text."""
        return self.day.isoformat()


def scene_of(connection: Connection, dealer: str, day: date, thresholds: Thresholds) -> Scene:
    """The scene for the dealer with a code; NotFound when there is none."""
    rows = ask(connection, _DEALER, code=dealer)
    if not rows:
        raise NotFound(Message("There is no dealer with the code {code}.", code=dealer))
    return Scene(connection, rows[0], day, thresholds)
