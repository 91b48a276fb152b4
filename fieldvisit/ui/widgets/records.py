"""What a table to read and choose from consists of: columns, and rows that are prepared once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from fieldvisit.ui.widgets.marks import FlagMark


class Kind(Enum):
    """How a column is drawn."""

    WORDS = "words"
    NUMBER = "number"
    BADGE = "badge"
    FLAG = "flag"


@dataclass(frozen=True)
class Column:
    """A column: its head, its least width in design pixels, and its share of what is left over.

    Where there is no room for all, those with the highest `drop` go first; with 0 a column always stays.
    """

    head: str
    kind: Kind = Kind.WORDS
    width: int = 100
    stretch: int = 0
    drop: int = 0


@dataclass(frozen=True)
class Cell:
    """One cell as it is drawn: its words, a second part in grey, how it is toned, and a flag where it has one."""

    words: str = ""
    second: str = ""
    tone: str = "text"
    strong: bool = False
    mark: FlagMark | None = None

    def spoken(self) -> str:
        """What a screen reader says and what the tooltip shows."""
        parts = (self.words, self.second, self.mark.text if self.mark else "")
        return "  ".join(part for part in parts if part)


@dataclass(frozen=True)
class Record:
    """A row: what stands for it, its cells, and the text it is found by (folded, without marks)."""

    key: object
    cells: tuple[Cell, ...]
    found_by: str = ""
