"""How long a visit took, from the clock times in the wrap-up."""

from __future__ import annotations

from datetime import time
from decimal import Decimal

from fieldvisit.domain.fields import Value
from fieldvisit.domain.visit import Visit

DAY_MINUTES = 24 * 60


def minutes_on_site(visit: Visit) -> int | None:
    """From start to end with pauses taken off; None until both are entered, and when the pauses are longer than the
    stay.

    An end before the start is after midnight.
    """
    stayed, pause = minutes_stayed(visit), visit.step("wrap_up").values.get("pause")
    if stayed is None or not isinstance(pause, Decimal):
        return stayed
    return stayed - int(pause) if pause <= stayed else None


def minutes_stayed(visit: Visit) -> int | None:
    """From start to end, pauses included; None until both are entered."""
    record = visit.step("wrap_up").values
    start, end = _minutes(record.get("start")), _minutes(record.get("end"))
    return None if start is None or end is None else (end - start) % DAY_MINUTES


def _minutes(value: Value | None) -> int | None:
    if not isinstance(value, str) or not value:
        return None
    clock = time.fromisoformat(value)
    return clock.hour * 60 + clock.minute
