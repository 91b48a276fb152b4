"""The stops of a day, in order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ScalarSelect, delete, func, insert, select
from sqlalchemy.orm import Session

from fieldvisit.domain.errors import NotFound
from fieldvisit.domain.language import Message
from fieldvisit.store.models import Dealer, PlannedStop, Visit
from fieldvisit.store.models.visit import CLOSED


@dataclass(frozen=True)
class PlannedDealer:
    """A stop: the dealer, why, and the visit of that day where there is one (`visit_state` open or closed)."""

    dealer: str
    name: str
    name_local: str
    class_label: str
    city: str
    address: str
    opening_hours: str
    last_visit: date | None
    visit_interval_days: int | None
    reason: str
    visit_id: str = ""
    visit_state: str = ""


def stops_of(session: Session, day: date) -> list[PlannedDealer]:
    """The planned stops of a day in order, then visits of the day that were not planned."""
    columns = (
        Dealer.code,
        Dealer.name,
        Dealer.name_local,
        Dealer.class_label,
        Dealer.city,
        Dealer.address,
        Dealer.opening_hours,
        _visited_before(day),
        Dealer.visit_interval_days,
    )
    connection = session.connection()
    planned = connection.execute(
        select(*columns, PlannedStop.reason)
        .join(Dealer, Dealer.id == PlannedStop.dealer_id)
        .where(PlannedStop.day == day)
        .order_by(PlannedStop.position)
    ).all()
    visited = connection.execute(
        select(*columns, Visit.id, Visit.state)
        .join(Dealer, Dealer.id == Visit.dealer_id)
        .where(Visit.day == day)
        .order_by(Visit.revision, Visit.id)
    ).all()
    visits = {row[0]: (row[-2], row[-1]) for row in visited}
    stops = [PlannedDealer(*[*row, *visits.get(row[0], ("", ""))]) for row in planned]
    known = {stop.dealer for stop in stops}
    unplanned = {row[0]: row for row in visited if row[0] not in known}
    return stops + [PlannedDealer(*[*row[:9], "", *visits[code]]) for code, row in unplanned.items()]


def _visited_before(day: date) -> ScalarSelect[Any]:
    return (
        select(func.max(Visit.day))
        .where(Visit.dealer_id == Dealer.id, Visit.state == CLOSED, Visit.day < day)
        .correlate(Dealer)
        .scalar_subquery()
    )


def put_stops(session: Session, day: date, dealers: list[tuple[str, str]]) -> None:
    """Makes these dealers (code, reason) the stops of the day, in this order. Raises NotFound for an unknown code."""
    connection = session.connection()
    codes = [code for code, _ in dealers]
    ids = dict(connection.execute(select(Dealer.code, Dealer.id).where(Dealer.code.in_(codes))).all())
    for code in codes:
        if code not in ids:
            raise NotFound(Message("There is no dealer with the code {code}.", code=code))
    connection.execute(delete(PlannedStop).where(PlannedStop.day == day))
    rows = [
        {"day": day, "position": position, "dealer_id": ids[code], "reason": reason}
        for position, (code, reason) in enumerate(dealers)
    ]
    if rows:
        connection.execute(insert(PlannedStop), rows)


def next_planned(session: Session, dealer: str, after: date) -> date | None:
    """The next day after `after` on which a dealer is planned; None when there is none."""
    query = (
        select(PlannedStop.day)
        .join(Dealer, Dealer.id == PlannedStop.dealer_id)
        .where(Dealer.code == dealer, PlannedStop.day > after)
        .order_by(PlannedStop.day)
        .limit(1)
    )
    return session.connection().execute(query).scalar()
