"""What a list of the region is: its columns, and lines that lead to their visits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fieldvisit.domain.flags import Severity
from fieldvisit.domain.region import RegionFigures
from fieldvisit.ui.widgets.records import Cell, Column

SEVERITIES = {Severity.RED: "red", Severity.AMBER: "amber"}


@dataclass(frozen=True)
class Line:
    """A row and the ids of its visits; `rep` is set where it is one rep's.

    `title` and `told` stand over the list of its visits; without a title its first words do.
    """

    cells: tuple[Cell, ...]
    visits: tuple[str, ...]
    rep: str = ""
    title: str = ""
    told: str = ""

    def heading(self) -> str:
        """What the list of its visits is called."""
        named = (cell.words for cell in self.cells[:3] if cell.words and not cell.words.isdigit())
        return self.title or self.rep or next(named, "")


@dataclass(frozen=True)
class Listing:
    """A list under the key figures: its name, what it is made of and how, its columns and its lines."""

    key: str
    name: str
    about: Callable[[RegionFigures], str]
    columns: Callable[[], Sequence[Column]]
    lines: Callable[[RegionFigures], list[Line]]
