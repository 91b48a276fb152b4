"""What a picture is drawn on: a few shapes in points, y downwards, colours by role instead of value."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple, Protocol

Point = tuple[float, float]


class Role(StrEnum):
    """What a colour means; the theme of the window or of the paper says which one it is."""

    BACKGROUND = "background"
    INK = "ink"
    MID = "mid"
    BAND = "band"
    TRACK = "track"
    RED = "red"
    AMBER = "amber"
    TEXT = "text"
    CAPTION = "caption"
    AGEING_0 = "ageing-0"
    AGEING_1 = "ageing-1"
    AGEING_2 = "ageing-2"
    AGEING_3 = "ageing-3"
    AGEING_4 = "ageing-4"


AGEING_ROLES = (Role.AGEING_0, Role.AGEING_1, Role.AGEING_2, Role.AGEING_3, Role.AGEING_4)


class Box(NamedTuple):
    """The room of a picture, in points; `top` is its upper edge."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    @property
    def middle(self) -> float:
        """Half-way down."""
        return self.top + self.height / 2


class Target(Protocol):
    """A surface; the window implements it on a painter, the reports on a page."""

    def line(self, points: Sequence[Point], colour: Role, width: float, *, dashed: bool = False) -> None:
        """An open line through `points`, `width` points thick."""

    def rect(self, box: Box, colour: Role) -> None:
        """A filled rectangle without an edge."""

    def polygon(self, points: Sequence[Point], fill: Role, edge: Role | None = None, width: float = 1) -> None:
        """A closed shape, filled, with an edge where one is given."""

    def circle(self, centre: Point, radius: float, fill: Role) -> None:
        """A filled disc without an edge."""

    def text(self, start: Point, words: str, size: float, colour: Role, *, bold: bool = False) -> None:
        """Words on one line; `start` is the left end of their base line, `size` the font size in points."""

    def text_width(self, words: str, size: float, *, bold: bool = False) -> float:
        """How wide `words` would be, in points."""
