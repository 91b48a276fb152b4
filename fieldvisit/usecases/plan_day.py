"""The day: its stops with reasons and exceptions, promises that are due, and the visits of the week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from fieldvisit.domain.days import days_after, days_before
from fieldvisit.domain.flags import Severity
from fieldvisit.domain.formats import as_money
from fieldvisit.domain.language import Message
from fieldvisit.store import commitments, dealers, ledger, planning, visits
from fieldvisit.store.store import Store
from fieldvisit.usecases.dealers import due_day

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class StopException:
    """Something at a dealer's that needs attention, in a few words."""

    severity: Severity
    words: Message


@dataclass(frozen=True)
class Stop:
    """A dealer on the day's list. `visited` says that the visit of the day is closed."""

    dealer: str
    name: str
    name_local: str
    class_label: str
    place: str
    opening_hours: str
    reason: str
    reasons: tuple[Message, ...]
    exceptions: tuple[StopException, ...]
    visit_id: str = ""
    visited: bool = False


@dataclass(frozen=True)
class DuePromise:
    """A commitment that is due by the day; `late_days` 0 on the day itself, negative before it."""

    dealer: str
    dealer_name: str
    what: str
    ours: bool
    due: date
    late_days: int


@dataclass(frozen=True)
class WeekVisit:
    """A visit of the week."""

    visit_id: str
    dealer_name: str
    day: date
    closed: bool


@dataclass(frozen=True)
class DayPlan:
    """Everything the Today page shows."""

    day: date
    stops: tuple[Stop, ...]
    promises: tuple[DuePromise, ...]
    week: tuple[WeekVisit, ...]
    any_dealers: bool


@dataclass(frozen=True)
class RemovedStop:
    """A stop that was taken out, to be put back where it was."""

    dealer: str
    reason: str
    position: int


def day_plan(store: Store, day: date, today: date) -> DayPlan:
    """The plan of `day`; promises are those due by then and not older than the store keeps open."""
    del today
    with store.read() as session:
        due = commitments.open_commitments(session, day, due_by=day)
        planned = planning.stops_of(session, day)
        overdue = ledger.overdue(session, (stop.dealer for stop in planned), day)
        return DayPlan(
            day=day,
            stops=tuple(_stop(stop, day, due, overdue.get(stop.dealer)) for stop in planned),
            promises=tuple(_promise(each, day) for each in due),
            week=tuple(_week(session, day)),
            any_dealers=dealers.any_dealers(session),
        )


def add_stop(store: Store, day: date, dealer: str, reason: str = "") -> None:
    """Puts a dealer at the end of the day; one who is there already stays where it is."""
    with store.write() as session:
        stops = _planned(session, day)
        if dealer not in {code for code, _ in stops}:
            planning.put_stops(session, day, [*stops, (dealer, reason)])


def remove_stop(store: Store, day: date, dealer: str) -> RemovedStop:
    """Takes a dealer out of the day and says where it was."""
    with store.write() as session:
        stops = _planned(session, day)
        position = next(index for index, (code, _) in enumerate(stops) if code == dealer)
        removed = RemovedStop(dealer, stops[position][1], position)
        planning.put_stops(session, day, stops[:position] + stops[position + 1 :])
    return removed


def restore_stop(store: Store, day: date, removed: RemovedStop) -> None:
    """Puts a stop back where it was."""
    with store.write() as session:
        stops = [each for each in _planned(session, day) if each[0] != removed.dealer]
        stops.insert(removed.position, (removed.dealer, removed.reason))
        planning.put_stops(session, day, stops)


def move_stop(store: Store, day: date, dealer: str, step: int) -> None:
    """Moves a stop by `step` places; at the ends of the list it stays."""
    with store.write() as session:
        stops = _planned(session, day)
        place = next((index for index, (code, _) in enumerate(stops) if code == dealer), None)
        if place is None:
            return
        moved = stops.pop(place)
        stops.insert(max(0, min(len(stops), place + step)), moved)
        planning.put_stops(session, day, stops)


def _planned(session: Session, day: date) -> list[tuple[str, str]]:
    return [(stop.dealer, stop.reason) for stop in planning.stops_of(session, day)]


def _stop(
    planned: planning.PlannedDealer, day: date, promises: list[commitments.OpenCommitment], overdue: Decimal | None
) -> Stop:
    own = [each for each in promises if each.dealer == planned.dealer and each.due is not None and each.due <= day]
    return Stop(
        dealer=planned.dealer,
        name=planned.name,
        name_local=planned.name_local,
        class_label=planned.class_label,
        place=planned.address or planned.city,
        opening_hours=planned.opening_hours,
        reason=planned.reason,
        reasons=tuple(_reasons(planned, day)),
        exceptions=(*_debt(overdue), *(_late(each, day) for each in own)),
        visit_id=planned.visit_id,
        visited=planned.visit_state == "closed",
    )


def _reasons(planned: planning.PlannedDealer, day: date) -> list[Message]:
    if planned.last_visit is None:
        return [Message("Not visited before")]
    due = due_day(planned.last_visit, planned.visit_interval_days, planned.class_label)
    if due is None or due > day:
        return [Message("Last visit {day}", day=planned.last_visit)]
    late = (day - due).days
    if not late:
        return [Message("Due today") if day == date.today() else Message("Due on this day")]
    if late == 1:
        return [Message("1 day overdue for a visit")]
    return [Message("{days} days overdue for a visit", days=late)]


def _debt(overdue: Decimal | None) -> list[StopException]:
    if overdue is None or overdue <= 0:
        return []
    return [StopException(Severity.RED, Message("Overdue {amount}", amount=as_money(overdue)))]


def _late(commitment: commitments.OpenCommitment, day: date) -> StopException:
    days = (day - (commitment.due or day)).days
    words = _lateness(commitment.what, days)
    return StopException(Severity.RED if commitment.side == "ours" and days else Severity.AMBER, words)


def _lateness(what: str, days: int) -> Message:
    """How late comes first: a long promise is cut at its end."""
    if not days:
        return Message("Due today: {what}", what=what)
    if days == 1:
        return Message("1 day late: {what}", what=what)
    return Message("{days} days late: {what}", what=what, days=days)


def _promise(commitment: commitments.OpenCommitment, day: date) -> DuePromise:
    due = commitment.due or day
    return DuePromise(
        commitment.dealer, commitment.dealer_name, commitment.what, commitment.side == "ours", due, (day - due).days
    )


def _week(session: Session, day: date) -> list[WeekVisit]:
    monday = days_before(day, day.weekday())
    return [
        WeekVisit(head.id, head.dealer_name, head.day, head.state == "closed")
        for head in visits.visits_between(session, monday, days_after(monday, 6))
    ]
