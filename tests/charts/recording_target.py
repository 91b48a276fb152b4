"""A surface that only remembers what was drawn on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from fieldvisit.charts.target import Box, Point, Role


class Drawn(NamedTuple):
    shape: str
    role: Role
    points: tuple[Point, ...]
    words: str = ""


class RecordingTarget:
    def __init__(self) -> None:
        self.drawn: list[Drawn] = []

    def line(self, points: Sequence[Point], colour: Role, width: float, *, dashed: bool = False) -> None:
        self.drawn.append(Drawn("dashed" if dashed else "line", colour, tuple(points)))

    def rect(self, box: Box, colour: Role) -> None:
        self.drawn.append(Drawn("rect", colour, ((box.left, box.top), (box.right, box.bottom))))

    def polygon(self, points: Sequence[Point], fill: Role, edge: Role | None = None, width: float = 1) -> None:
        self.drawn.append(Drawn("polygon", edge or fill, tuple(points)))

    def circle(self, centre: Point, radius: float, fill: Role) -> None:
        x, y = centre
        self.drawn.append(Drawn("circle", fill, ((x - radius, y - radius), (x + radius, y + radius))))

    def text(self, start: Point, words: str, size: float, colour: Role, *, bold: bool = False) -> None:
        end = (start[0] + self.text_width(words, size), start[1] - size)
        self.drawn.append(Drawn("text", colour, (start, end), words))

    def text_width(self, words: str, size: float, *, bold: bool = False) -> float:
        return len(words) * size * 0.55

    def of(self, shape: str, role: Role | None = None) -> list[Drawn]:
        return [each for each in self.drawn if each.shape == shape and role in (None, each.role)]

    def words(self) -> list[str]:
        return [each.words for each in self.of("text")]

    def outside(self, box: Box) -> list[Any]:
        """What reaches out of the box by more than a point."""
        return [
            each
            for each in self.drawn
            if any(
                not (box.left - 1 <= x <= box.right + 1 and box.top - 1 <= y <= box.bottom + 1) for x, y in each.points
            )
        ]
