"""The stops of a day as they are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldvisit.domain.language import tr
from fieldvisit.ui.widgets.marks import FlagMark
from fieldvisit.ui.widgets.stop_list import Progress, StopRow
from fieldvisit.usecases.first_look import SeenStop

if TYPE_CHECKING:
    from fieldvisit.usecases.plan_day import DayPlan, Stop

_OPEN, _CLOSED = "open", "closed"


def seen_rows(stops: list[SeenStop]) -> list[StopRow]:
    """The stops of the first look, with what is known of them so far."""
    following = next((stop.dealer for stop in stops if stop.state != _CLOSED), None)
    return [_seen_row(number, stop, following) for number, stop in enumerate(stops, start=1)]


def _seen_row(number: int, stop: SeenStop, following: str | None) -> StopRow:
    return StopRow(
        key=stop.dealer,
        number=number,
        name=stop.name,
        second_name=stop.name_local,
        badge=stop.class_label,
        reason=stop.reason,
        place=place_words(stop.place, stop.opening_hours),
        progress=progress_of(stop.state, is_next=stop.dealer == following),
        outcome=outcome_of(stop.state),
    )


def place_words(place: str, hours: str) -> str:
    """Where it is and when it is open, as far as that is known."""
    return " · ".join(part for part in (place, tr("open {hours}", hours=hours) if hours else "") if part)


def progress_of(state: str, *, is_next: bool) -> Progress:
    """How far the visit is; `state` is empty while there is none."""
    if state == _CLOSED:
        return Progress.VISITED
    if state == _OPEN:
        return Progress.OPEN
    return Progress.NEXT if is_next else Progress.PLANNED


def outcome_of(state: str) -> tuple[str, ...]:
    """What is said at the right of a stop that has a visit."""
    return {_CLOSED: (tr("Visited"),), _OPEN: (tr("Visit in progress"),)}.get(state, ())


def stop_rows(plan: DayPlan) -> list[StopRow]:
    """One row a stop; the first that is not visited is the next."""
    following = next((stop.dealer for stop in plan.stops if not stop.visited), None)
    return [_row(number, stop, following) for number, stop in enumerate(plan.stops, start=1)]


def _row(number: int, stop: Stop, following: str | None) -> StopRow:
    state = _CLOSED if stop.visited else _OPEN if stop.visit_id else ""
    reasons = [*map(str, stop.reasons), stop.reason]
    return StopRow(
        key=stop.dealer,
        number=number,
        name=stop.name,
        second_name=stop.name_local,
        badge=stop.class_label,
        reason=" · ".join(reason for reason in reasons if reason),
        place=place_words(stop.place, stop.opening_hours),
        progress=progress_of(state, is_next=stop.dealer == following),
        flags=() if stop.visited else _flags(stop),
        outcome=outcome_of(state),
    )


def _flags(stop: Stop) -> tuple[FlagMark, ...]:
    ordered = sorted(stop.exceptions, key=lambda each: -each.severity)
    return tuple(FlagMark(each.severity.name.lower(), str(each.words)) for each in ordered)
