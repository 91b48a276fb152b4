"""Days counted from other days, whatever figures a file has brought: past its ends the calendar goes no further."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

LONGEST: Final = 36_500
"""Days that a term, a rhythm or a shelf life may last; what is longer is a slip in a file."""


def days_after(day: date, days: int) -> date:
    """The day `days` days after `day`, before it where they are negative; the calendar's end where it ends earlier."""
    end = date.max if days > 0 else date.min
    return day + timedelta(days=days) if abs(days) <= abs((end - day).days) else end


def days_before(day: date, days: int) -> date:
    """As `days_after`, back in time."""
    return days_after(day, -days)
