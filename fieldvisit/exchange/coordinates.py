"""Looks at the coordinates of dealers as pairs: swapped ones, 0, 0, halves, and places where nobody trades."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from fieldvisit.domain.language import Message
from fieldvisit.exchange.answers import OffTheMap
from fieldvisit.exchange.values import Reading

_MOST_NORTHERN: Final = Decimal(79)
_MOST_SOUTHERN: Final = Decimal(-56)
_NAMED_ROWS: Final = 5


def doubtful_places(readings: Mapping[str, Reading], start: int) -> list[Message]:
    """What is odd about the pairs, with the rows as a spreadsheet counts them; 0, 0 becomes not known.

    `start` is the index of the first row that was read.
    """
    if not {"latitude", "longitude"} <= readings.keys():
        return []
    latitudes, longitudes = readings["latitude"].values, readings["longitude"].values
    return [
        *_swapped(latitudes, longitudes),
        *_nowhere(latitudes, longitudes, start),
        *_halves(latitudes, longitudes, start),
        *_uninhabited(latitudes, start),
    ]


def _swapped(latitudes: list[Any], longitudes: list[Any]) -> Iterator[Message]:
    off = sum(isinstance(value, OffTheMap) for value in latitudes)
    if off * 2 > sum(value is not None for value in latitudes) and not any(
        isinstance(value, OffTheMap) for value in longitudes
    ):
        yield Message("Latitude and longitude are swapped in most rows ({count}); exchange the two columns.", count=off)


def _nowhere(latitudes: list[Any], longitudes: list[Any], start: int) -> Iterator[Message]:
    """0, 0 lies in the sea off Ghana; it is what programs write for a place they do not know."""
    rows = [at for at, pair in enumerate(zip(latitudes, longitudes, strict=True)) if pair == (0, 0)]
    for at in rows:
        latitudes[at] = longitudes[at] = None
    if rows:
        yield Message("Coordinates 0, 0 were read as not known: row {rows}.", rows=_listed(rows, start))


def _halves(latitudes: list[Any], longitudes: list[Any], start: int) -> Iterator[Message]:
    rows = [
        at
        for at, (one, other) in enumerate(zip(latitudes, longitudes, strict=True))
        if (one is None) != (other is None)
    ]
    if rows:
        yield Message("Only one of latitude and longitude is given: row {rows}.", rows=_listed(rows, start))


def _uninhabited(latitudes: list[Any], start: int) -> Iterator[Message]:
    rows = [
        at
        for at, value in enumerate(latitudes)
        if isinstance(value, Decimal) and not _MOST_SOUTHERN <= value <= _MOST_NORTHERN
    ]
    if rows:
        yield Message(
            "The latitude lies where nobody lives; check whether it is swapped with the longitude: row {rows}.",
            rows=_listed(rows, start),
        )


def _listed(rows: list[int], start: int) -> str:
    text = ", ".join(str(start + row + 1) for row in rows[:_NAMED_ROWS])
    return text if len(rows) <= _NAMED_ROWS else f"{text} … ({len(rows)})"
