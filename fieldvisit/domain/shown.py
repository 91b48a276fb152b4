"""A field's value as text, in the language in force: the counterpart of `entry`, for screen, PDF and tables."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import singledispatch

from fieldvisit.domain import formats, language
from fieldvisit.domain.fields import (
    Choice,
    Clock,
    Day,
    Field,
    Money,
    Number,
    Percent,
    Photo,
    Product,
    Quantity,
    Signature,
    Text,
    UnitPrice,
    Value,
    YesNo,
)
from fieldvisit.domain.language import tr


def shown(field: Field, value: Value | None, minor: int = 2) -> str:
    """How `value` reads; an empty text for no value (a page decides whether to show a dash). `minor`: the currency's
    decimals.
    """
    return "" if value is None else _shown(field, value, minor)


def editable(field: Field, value: Value | None) -> str:
    """The text an editor starts with: like `shown`, but a number without grouping and a day as ISO."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return _ungrouped(value)
    if isinstance(value, date):
        return value.isoformat()
    return _shown(field, value, 2)


@singledispatch
def _shown(field: Field, value: Value, minor: int) -> str:
    raise TypeError(type(field))


@_shown.register(Text)
@_shown.register(Product)
@_shown.register(Photo)
@_shown.register(Clock)
def _(field: Field, value: Value, minor: int) -> str:
    return str(value)


@_shown.register
def _(field: Day, value: Value, minor: int) -> str:
    return formats.day(value) if isinstance(value, date) else str(value)


@_shown.register
def _(field: Money, value: Value, minor: int) -> str:
    return formats.money(Decimal(str(value)), minor)


@_shown.register
def _(field: UnitPrice, value: Value, minor: int) -> str:
    return formats.unit_price(Decimal(str(value)))


@_shown.register(Quantity)
@_shown.register(Number)
@_shown.register(Percent)
def _(field: Field, value: Value, minor: int) -> str:
    return formats.number(Decimal(str(value)))


@_shown.register
def _(field: YesNo, value: Value, minor: int) -> str:
    return tr("Yes") if value else tr("No")


@_shown.register
def _(field: Choice, value: Value, minor: int) -> str:
    keys = value if isinstance(value, list) else [str(value)]
    return formats.listed(tr(field.label_of(str(key))) for key in keys)


@_shown.register
def _(field: Signature, value: Value, minor: int) -> str:
    return tr("signed")


def _ungrouped(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", language.current().decimal_mark)
