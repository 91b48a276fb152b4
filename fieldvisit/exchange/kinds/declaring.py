"""How a kind of importable data is declared: its columns, what they hold and by which names they are known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Holds(StrEnum):
    """What the cells of a column are read as."""

    CODE = "code"
    """A key: leading zeros stay, a whole number from a spreadsheet stays without decimals."""
    TEXT = "text"
    PRICE = "price"
    """A price per unit, kept to 4 decimals."""
    MONEY = "money"
    """An amount, kept to 4 decimals."""
    QUANTITY = "quantity"
    """Units, kept to 3 decimals."""
    PERCENT = "percent"
    """A share, kept as a ratio: 5 % is 0.05."""
    DEGREE = "degree"
    """Latitude or longitude."""
    UPLIFT = "uplift"
    """A factor on demand: 1.2 and 20 % are the same."""
    COUNT = "count"
    """A whole number."""
    MONTH = "month"
    """A month, kept as its first day."""
    DAY = "day"
    YES_NO = "yes_no"
    PACK = "pack"
    """How a product is packed in words, `24 - 12 oz bottles`; read for the units of a case."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a kind. `label` is English, to be translated where shown; `names` are other headings it goes by."""

    key: str
    label: str
    holds: Holds = Holds.TEXT
    needed: bool = False
    names: tuple[str, ...] = ()
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """For a text of few known values: the key that is kept and the words it is recognised by."""
    endless: bool = False
    """A day in this column that lies in 2099 or later, at a year's end, means "without end"."""
    weight: int = 1
    """How much the column tells about the kind of the file; 0 for a column that every list has."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of data that can be imported; kinds are imported in the order of `KINDS`, references last."""

    key: str
    label: str
    columns: tuple[Column, ...]
    names: tuple[str, ...] = ()
    """Words in the name of a file or sheet that hint at this kind."""
    needs_one: tuple[tuple[str, ...], ...] = ()
    """Of each of these groups at least one column must be there."""

    def column(self, key: str) -> Column:
        """The column with this key; KeyError for a key that is none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)

    @property
    def needed(self) -> tuple[Column, ...]:
        """The columns without which no row can be imported."""
        return tuple(column for column in self.columns if column.needed)

    def missing(self, mapped: frozenset[str]) -> tuple[str, ...]:
        """Labels of the needed columns that are not among `mapped`."""
        lacking = [column.label for column in self.needed if column.key not in mapped]
        lacking += [self.column(group[0]).label for group in self.needs_one if not mapped.intersection(group)]
        return tuple(lacking)
