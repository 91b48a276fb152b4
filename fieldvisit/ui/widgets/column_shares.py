"""How wide the columns of a table are, and which of them are left out where there is no room for all."""

from __future__ import annotations

from collections.abc import Sequence

from fieldvisit.ui.widgets.records import Column

_NARROWEST = 0.5
"""The part of its width that a column keeps when there is no room even for those that always stay."""


def widths(columns: Sequence[Column], room: int, scale: float) -> dict[int, int]:
    """The widths of the columns that are shown, by their number, in pixels; `scale` is that of the text."""
    kept = _with_room(columns, room / scale)
    least = {number: round(column.width * scale) for number, column in kept.items()}
    spare = room - sum(least.values())
    return _given(kept, least, spare) if spare >= 0 else _taken(kept, least, -spare)


def _with_room(columns: Sequence[Column], room: float) -> dict[int, Column]:
    kept = dict(enumerate(columns))
    for number, column in sorted(kept.items(), key=lambda each: (-each[1].drop, -each[0])):
        if column.drop and sum(each.width for each in kept.values()) > room:
            del kept[number]
    return kept


def _given(columns: dict[int, Column], least: dict[int, int], spare: int) -> dict[int, int]:
    """What is left over goes to the columns that stretch."""
    shares = sum(column.stretch for column in columns.values()) or 1
    return {number: least[number] + spare * column.stretch // shares for number, column in columns.items()}


def _taken(columns: dict[int, Column], least: dict[int, int], missing: int) -> dict[int, int]:
    """What is missing comes from the columns that stretch: their words are cut, and whole in the tooltip."""
    can_give = {number: round(least[number] * (1 - _NARROWEST)) for number, each in columns.items() if each.stretch}
    share = min(1.0, missing / max(1, sum(can_give.values())))
    return {number: width - round(can_give.get(number, 0) * share) for number, width in least.items()}
