"""The stops of a day, in order."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from fieldvisit.domain.errors import NotFound
from fieldvisit.domain.language import Message
from fieldvisit.store.models import Dealer, PlannedStop
from fieldvisit.store.past.asking import ask, question
from fieldvisit.store.types import Day


class PlannedDealer(NamedTuple):
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


_CARD: Final = """
    d.code, d.name, d.name_local, d.class_label, d.city, d.address, d.opening_hours,
    (SELECT max(v.day) FROM visits v WHERE v.dealer_id = d.id AND v.state = 'closed' AND v.day < :day) AS last_visit,
    d.visit_interval_days
"""
_PLANNED = question(
    f"""
    SELECT {_CARD}, p.reason FROM planned_stops p CROSS JOIN dealers d ON d.id = p.dealer_id
    WHERE p.day = :day ORDER BY p.position
    """,  # noqa: S608 - ours
    last_visit=Day,
)
_VISITED = question(
    f"""
    SELECT {_CARD}, w.id, w.state FROM visits w CROSS JOIN dealers d ON d.id = w.dealer_id
    WHERE w.day = :day ORDER BY w.revision, w.id
    """,  # noqa: S608 - ours
    last_visit=Day,
)


def stops_of(session: Session, day: date) -> list[PlannedDealer]:
    """The planned stops of a day in order, then visits of the day that were not planned."""
    connection, asked = session.connection(), {"day": day.isoformat()}
    planned, visited = ask(connection, _PLANNED, **asked), ask(connection, _VISITED, **asked)
    visits = {row.code: (row.id, row.state) for row in visited}
    known = {row.code for row in planned}
    unplanned = {row.code: row[:9] for row in visited if row.code not in known}
    return [
        *(PlannedDealer._make((*row, *visits.get(row.code, ("", "")))) for row in planned),
        *(PlannedDealer._make((*card, "", *visits[code])) for code, card in unplanned.items()),
    ]


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
