"""Days as people type them: `2026-09-15`, `15 Sep`, `9/15` (month first), `15.9.`, `9月15日`, `+7`, `today`."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from fieldvisit.domain.days import days_after
from fieldvisit.domain.language import tr

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FORMS = (
    re.compile(r"(?P<year>\d{4})[-./年](?P<month>\d{1,2})[-./月](?P<day>\d{1,2})[日号]?"),
    re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"),
    re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})?"),
    re.compile(r"(?P<month>\d{1,2})[-/月](?P<day>\d{1,2})[日号]?"),
    re.compile(r"(?P<day>\d{1,2})\.?\s*(?P<name>[a-z]{3})[a-z]*\.?\s*(?P<year>\d{4}|\d{2})?"),
)


def read_day(text: str, today: date) -> date | None:
    """The day that `text` names, None when it names none. A day without a year is one of the year of `today`."""
    plain = _plain(text)
    if (near := _near(plain)) is not None:
        return days_after(today, near)
    parts = _parts(plain, today)
    try:
        return date(*parts) if parts else None
    except ValueError:
        return None


def parts_of(text: str, today: date) -> tuple[int, int, int] | None:
    """Year, month and day as `text` names them, be there such a day or not; None for what has not the form of one."""
    return _parts(_plain(text), today)


def _parts(plain: str, today: date) -> tuple[int, int, int] | None:
    matches = (form.fullmatch(plain) for form in _FORMS)
    match = next((each for each in matches if each), None)
    return _numbers(match.groupdict(), today) if match else None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("。", ".").strip().casefold()


def _near(plain: str) -> int | None:
    words = (("today", "今天", 0), ("tomorrow", "明天", 1), ("yesterday", "昨天", -1))
    for english, chinese, days in words:
        if plain in {english, chinese, tr(english).casefold()}:
            return days
    return int(plain) if re.fullmatch(r"[+-]\d{1,4}", plain) else None


def _numbers(parts: dict[str, str | None], today: date) -> tuple[int, int, int] | None:
    name = parts.get("name")
    if name and name not in _MONTHS:
        return None
    month = _MONTHS.index(name) + 1 if name else int(parts["month"] or 0)
    year = int(parts.get("year") or today.year)
    return year + 2000 if year < 100 else year, month, int(parts["day"] or 0)
