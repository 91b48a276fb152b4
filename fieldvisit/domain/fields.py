"""Kinds of field. A step is declared with them once; editors, storage, JSON, PDF and checks follow from the
declaration.

The value of a field is a plain Python object (`value_type`); a field without a value is missing from its record, never
zero and never an empty text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal

Strokes = list[list[list[int]]]
Value = str | Decimal | date | bool | list[str] | Strokes
"""What a cell can hold: text, choice key or product code; number; day; yes/no; choice keys; pen strokes."""


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer of a `Choice`: its key in the data and its label on the screen (to be translated)."""

    key: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Field:
    """What every field has. `label` and `help` are English texts to be translated where shown."""

    key: str
    label: str
    help: str = ""
    needed: bool = False
    """Missing at closing is a point on the problems page."""
    confidential: bool = False
    """Left out of anything that is given to a dealer (purchase prices, margins)."""
    value_type: ClassVar[type] = str


@dataclass(frozen=True, kw_only=True)
class Text(Field):
    """Free text; `lines` > 1 gives a taller editor that keeps line breaks."""

    lines: int = 1


@dataclass(frozen=True, kw_only=True)
class Money(Field):
    """An amount in the dealer's currency, kept to 1/10000, shown to the minor unit."""

    value_type: ClassVar[type] = Decimal
    signed: bool = False


@dataclass(frozen=True, kw_only=True)
class UnitPrice(Field):
    """A price per unit with up to 4 decimals."""

    value_type: ClassVar[type] = Decimal


@dataclass(frozen=True, kw_only=True)
class Quantity(Field):
    """Units; entered as units or, with `cases`, also as cases and units (`3c+4`). Up to 3 decimals."""

    value_type: ClassVar[type] = Decimal
    cases: bool = False
    signed: bool = False


@dataclass(frozen=True, kw_only=True)
class Number(Field):
    """A plain number such as an objective's target, up to 4 decimals."""

    value_type: ClassVar[type] = Decimal
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    whole: bool = False
    """Counted: no part of one can be typed. What was kept before that was said stays."""


@dataclass(frozen=True, kw_only=True)
class Percent(Field):
    """A ratio, entered and shown in percent and kept as such: 12.5 means 12.5 %."""

    value_type: ClassVar[type] = Decimal


@dataclass(frozen=True, kw_only=True)
class Day(Field):
    """A local calendar date."""

    value_type: ClassVar[type] = date


@dataclass(frozen=True, kw_only=True)
class Clock(Field):
    """A time of day, `14:05`."""


@dataclass(frozen=True, kw_only=True)
class YesNo(Field):
    """Yes, no, or no value."""

    value_type: ClassVar[type] = bool


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """One of `options`, or several with `many` (then a list of keys)."""

    options: tuple[Option, ...]
    many: bool = False
    value_type: ClassVar[type] = str

    def label_of(self, key: str) -> str:
        """The label of an option; a key of another version is shown as it is."""
        return next((option.label for option in self.options if option.key == key), key)


@dataclass(frozen=True, kw_only=True)
class Product(Field):
    """The code of a product."""


@dataclass(frozen=True, kw_only=True)
class Photo(Field):
    """A picture, as the SHA-256 digest (hex) of the stored JPEG."""


@dataclass(frozen=True, kw_only=True)
class Signature(Field):
    """Pen strokes in a box 1000 wide and 250 high: a list of strokes, each a list of [x, y] points."""

    value_type: ClassVar[type] = list


@dataclass(frozen=True, kw_only=True)
class Table(Field):
    """Rows of columns. Rows of `products` are given by the products of the visit, rows of `given` by the program,
    `free` rows by the rep.
    """

    columns: tuple[Field, ...]
    rows: Literal["free", "products", "given"] = "free"
    value_type: ClassVar[type] = list
    one: str = ""
    """What one row is called on the button that adds one: "Add complaint"."""
    entry: tuple[str, ...] = field(default=())
    """Keys of the columns a rep fills; the others are given. Empty means all."""

    def column(self, key: str) -> Field:
        """The column with this key; KeyError for a key that is none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)

    def is_entry(self, key: str) -> bool:
        """Whether the rep fills this column."""
        return not self.entry or key in self.entry


@dataclass(frozen=True, kw_only=True)
class Section:
    """A headed group of fields in a step; its key is for layout only, not for data."""

    title: str
    keys: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Step:
    """One of the ten tasks of a visit, in the order in which `STEPS` holds them."""

    key: str
    title: str
    purpose: str
    fields: tuple[Field, ...]
    sections: tuple[Section, ...] = ()

    def field(self, key: str) -> Field:
        """The field or table with this key; KeyError for a key that is none."""
        for each in self.fields:
            if each.key == key:
                return each
        raise KeyError(key)

    def table(self, key: str) -> Table:
        """The table with this key; KeyError when the step has none of that name."""
        found = self.field(key)
        if not isinstance(found, Table):
            raise KeyError(key)
        return found

    @property
    def tables(self) -> tuple[Table, ...]:
        """The step's tables, in order."""
        return tuple(each for each in self.fields if isinstance(each, Table))

    @property
    def simple_fields(self) -> tuple[Field, ...]:
        """The step's fields that are not tables, in order."""
        return tuple(each for each in self.fields if not isinstance(each, Table))

    def grouped(self) -> Iterator[tuple[str, tuple[Field, ...]]]:
        """Fields under their section's title; those in no section come first under an empty title."""
        named = {key for section in self.sections for key in section.keys}
        rest = tuple(each for each in self.fields if each.key not in named)
        if rest:
            yield "", rest
        for section in self.sections:
            yield section.title, tuple(self.field(key) for key in section.keys)
