"""The stops of a day as they are drawn."""

from __future__ import annotations

from fieldvisit.domain.flags import Severity
from fieldvisit.domain.language import tr
from fieldvisit.ui.widgets.marks import FlagMark
from fieldvisit.ui.widgets.stop_list import Progress, StopRow
from fieldvisit.usecases.plan_day import DayPlan, Stop

SEVERITIES = {Severity.RED: "red", Severity.AMBER: "amber", Severity.INFO: "info"}


def stop_rows(plan: DayPlan) -> list[StopRow]:
    """One row a stop; the first that is not visited is the next."""
    following = next((stop.dealer for stop in plan.stops if not stop.visited), None)
    return [_row(number, stop, following) for number, stop in enumerate(plan.stops, start=1)]


def _row(number: int, stop: Stop, following: str | None) -> StopRow:
    reasons = [*([stop.reason] if stop.reason else []), *(str(reason) for reason in stop.reasons)]
    places = [stop.place, tr("open {hours}", hours=stop.opening_hours) if stop.opening_hours else ""]
    return StopRow(
        key=stop.dealer,
        number=number,
        name=stop.name,
        second_name=stop.name_local,
        badge=stop.class_label,
        reason=" · ".join(reasons),
        place=" · ".join(place for place in places if place),
        progress=_progress(stop, following),
        flags=() if stop.visited else _flags(stop),
        outcome=(tr("Visited"),) if stop.visited else (tr("Visit in progress"),) if stop.visit_id else (),
    )


def _flags(stop: Stop) -> tuple[FlagMark, ...]:
    ordered = sorted(stop.exceptions, key=lambda each: -each.severity)
    return tuple(FlagMark(SEVERITIES[each.severity], str(each.words)) for each in ordered)


def _progress(stop: Stop, following: str | None) -> Progress:
    if stop.visited:
        return Progress.VISITED
    if stop.visit_id:
        return Progress.OPEN
    return Progress.NEXT if stop.dealer == following else Progress.PLANNED
