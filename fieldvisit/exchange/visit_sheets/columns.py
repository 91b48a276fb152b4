"""Columns of a visit's sheets: each says how it is titled, where its cells come from, and how exactly they are told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any, Generic, TypeVar

from fieldvisit.domain.ratio import rounded, to_places
from fieldvisit.exchange.workbooks import PERCENT, PRICE, QUANTITY, Sheet, SheetColumn

Line = TypeVar("Line")


class Way(Enum):
    """What a column's figures are. Each is rounded as the window and the report show it, so that all three agree."""

    AS_IT_IS = "as it is"
    MONEY = "an amount to the currency's minor unit"
    PRICE = "a unit price with all its decimals"
    QUANTITY = "units with all their decimals"
    RATIO = "a ratio, in percent to one decimal"
    TENTHS = "to one decimal"
    HUNDREDTHS = "to two decimals"
    FINE = "to four decimals"


_PLACES = {Way.RATIO: 3, Way.TENTHS: 1, Way.HUNDREDTHS: 2, Way.FINE: 4}
_FORMATS = {
    Way.PRICE: PRICE,
    Way.RATIO: PERCENT,
    Way.TENTHS: "#,##0.0",
    Way.HUNDREDTHS: "#,##0.00",
    Way.FINE: "#,##0.0000",
}


@dataclass(frozen=True)
class Told(Generic[Line]):
    """A column: its title as shown, the value of a line (None is no value), and how it is told."""

    title: str
    value: Callable[[Line], Any]
    way: Way = Way.AS_IT_IS


def sheet_of(name: str, columns: Sequence[Told[Line]], lines: Iterable[Line], minor: int = 2) -> Sheet:
    """A sheet with a row for each line; `minor` are the decimals of the currency."""
    rows = [[_told(column.value(line), column.way, minor) for column in columns] for line in lines]
    formats = [_format(column.way, [row[at] for row in rows], minor) for at, column in enumerate(columns)]
    heads = tuple(SheetColumn(column.title, "", form) for column, form in zip(columns, formats, strict=True))
    return Sheet(name.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}"), heads, rows)


def _told(value: Any, way: Way, minor: int) -> Any:
    if not isinstance(value, Decimal):
        return value
    if way is Way.MONEY:
        return rounded(value, minor)
    if way in _PLACES:
        return to_places(value, _PLACES[way])
    return value


def _format(way: Way, cells: list[Any], minor: int) -> str | None:
    if way is Way.MONEY:
        return f"#,##0.{'0' * minor}" if minor else "#,##0"
    if way is Way.QUANTITY:
        # Excel leaves the decimal point of "#,##0.###" standing behind whole units.
        whole = all(cell == int(cell) for cell in cells if isinstance(cell, Decimal | int))
        return "#,##0" if whole else QUANTITY
    return _FORMATS.get(way)
