"""Figures and days as text, in the language in force. No value is an en dash."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from fieldvisit.domain import language
from fieldvisit.domain.ratio import to_places

NO_VALUE = "–"
MINUS = "−"
_NOT_ZERO = frozenset("123456789")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WEEKDAYS_ZH = "一二三四五六日"


@dataclass(frozen=True)
class Shown:
    """A value together with its way of being shown, for places inside a `Message`."""

    way: Callable[..., str]
    value: Any
    more: tuple[Any, ...] = ()
    """Further arguments of `way`."""

    def show(self) -> str:
        return self.way(self.value, *self.more)


def number(value: Decimal | int | None, places: int | None = None, *, sign: bool = False) -> str:
    """`value` grouped, rounded half-up to `places` (None: as many as it has, without trailing zeros)."""
    if value is None:
        return NO_VALUE
    exact = Decimal(value)
    rounded = exact.normalize() if places is None else to_places(exact, places)
    return _signed(_marked(f"{rounded:,f}"), exact, plus=sign)


def _marked(shown: str) -> str:
    marks = language.current()
    if (marks.decimal_mark, marks.group_mark) == (".", ","):
        return shown
    return shown.replace(",", "\0").replace(".", marks.decimal_mark).replace("\0", marks.group_mark)


def _signed(shown: str, value: Decimal, *, plus: bool) -> str:
    digits = shown.lstrip("-")
    if _NOT_ZERO.isdisjoint(digits):
        return digits
    if value < 0:
        return MINUS + digits
    return "+" + digits if plus else digits


def money(value: Decimal | None, minor: int = 2) -> str:
    """An amount with the currency's `minor` decimals, without the currency's name."""
    return number(value, minor)


def unit_price(value: Decimal | None) -> str:
    """A price per unit: at least 2 decimals, up to the 4 that are kept."""
    if value is None:
        return NO_VALUE
    return number(value, max(2, min(4, -int(value.normalize().as_tuple().exponent))))


def quantity(value: Decimal | None) -> str:
    """Units, grouped, with up to 3 decimals where there are any."""
    return number(value)


def percent(value: Decimal | None, *, sign: bool = False) -> str:
    """A ratio such as 0.123 as `12.3`, to one decimal and without the percent mark, as table columns show it."""
    return NO_VALUE if value is None else number(value * 100, 1, sign=sign)


def with_percent(figure: str) -> str:
    """A figure with its mark: `12.3 %`, or `12.3%` in Chinese; no value stays an en dash."""
    if figure == NO_VALUE:
        return figure
    return f"{figure}%" if language.current().code == "zh" else f"{figure} %"


def change(value: Decimal | None) -> str:
    """A ratio of change with its sign: `−7.9`, `+3.8`, `0.0`."""
    return percent(value, sign=True)


def figure(value: Decimal | None) -> str:
    """A calculated figure such as days of cover, to one decimal."""
    return number(value, 1)


def day(value: date | None) -> str:
    """`15 Sep 2026`, or `2026年9月15日` in Chinese."""
    if value is None:
        return NO_VALUE
    if language.current().code == "zh":
        return f"{value.year}年{value.month}月{value.day}日"
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def short_day(value: date | None) -> str:
    """A day without its year, for columns and chart axes."""
    if value is None:
        return NO_VALUE
    if language.current().code == "zh":
        return f"{value.month}月{value.day}日"
    return f"{value.day} {_MONTHS[value.month - 1]}"


def month(value: date) -> str:
    """The short name of the month, for chart axes."""
    return f"{value.month}月" if language.current().code == "zh" else _MONTHS[value.month - 1]


def weekday(value: date) -> str:
    """The short name of the weekday."""
    index = value.weekday()
    return f"周{_WEEKDAYS_ZH[index]}" if language.current().code == "zh" else _WEEKDAYS[index]


def moment(value: datetime | None) -> str:
    """An audit time in the zone it carries: `15 Sep 2026, 14:58`."""
    if value is None:
        return NO_VALUE
    return f"{day(value.date())}{' ' if language.current().code == 'zh' else ', '}{value:%H:%M}"


def listed(parts: Iterable[str]) -> str:
    """Words one after the other: `a, b, c`."""
    return ("、" if language.current().code == "zh" else ", ").join(parts)


def relisted(names: str) -> str:
    """Names that the facts keep as `a, b, c`, listed as the language in force lists them."""
    return listed(names.split(", "))


def parted(parts: Iterable[str]) -> str:
    """Clauses one after the other: `a; b; c`."""
    return ("；" if language.current().code == "zh" else "; ").join(parts)


def apposed(parts: Iterable[str]) -> str:
    """Words that say more of one thing: `Zhou Min, owner`, `18 Heping Road, Suzhou`."""
    return ("，" if language.current().code == "zh" else ", ").join(parts)


def sentences(parts: Iterable[str]) -> str:
    """Whole sentences one after the other; in Chinese their full stops keep them apart."""
    return ("" if language.current().code == "zh" else " ").join(parts)


def as_money(value: Decimal | None, minor: int = 2) -> Shown:
    """An amount as a place in a sentence."""
    return Shown(money, value, (minor,))


def as_price(value: Decimal | None) -> Shown:
    """A unit price as a place in a sentence."""
    return Shown(unit_price, value)


def as_percent(value: Decimal | None) -> Shown:
    """A ratio as percent, as a place in a sentence."""
    return Shown(percent, value)


def as_change(value: Decimal | None) -> Shown:
    """A ratio of change with its sign, as a place in a sentence."""
    return Shown(change, value)


def as_figure(value: Decimal | None) -> Shown:
    """A calculated figure, as a place in a sentence."""
    return Shown(figure, value)
