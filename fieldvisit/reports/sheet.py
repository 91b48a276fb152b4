"""One page as a list of operators. Coordinates in points from the upper left corner."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from fieldvisit.charts.target import Box, Point, Role
from fieldvisit.reports import fonts
from fieldvisit.reports.lettering import Lettering
from fieldvisit.reports.theme import ROLE_COLOURS, Style

_QUARTER_TURN = 0.5523
_DASH = "[2.2 1.8] 0 d"


class Sheet:
    """A page being drawn; implements `fieldvisit.charts.target.Target`, so charts draw on it as in the window."""

    def __init__(self, width: float, height: float, lettering: Lettering) -> None:
        self.width = width
        self.height = height
        self.operators: list[str] = []
        self.images: list[tuple[str, Box]] = []
        self.links: list[tuple[str, Box]] = []
        self.destinations: list[tuple[str, float]] = []
        self._lettering = lettering
        self._fill = ""
        self._stroke = ""

    def write(self, left: float, baseline: float, words: str, style: Style) -> None:
        """Legible words on one line."""
        if not words:
            return
        self._use_fill(style.colour)
        slant = "0.2" if style.slanted else "0"
        shown = [f"BT 1 0 {slant} 1 {left:.2f} {self.height - baseline:.2f} Tm"]
        for run in fonts.runs(words, style.weight):
            font = self._lettering.font(run.typeface)
            shown.append(f"/{font.internal_name} {style.size:g} Tf <{font.encode(run.text)}> Tj")
        shown.append("ET")
        self.operators.append(" ".join(shown))

    def write_right(self, right: float, baseline: float, words: str, style: Style) -> None:
        """Legible words that end at `right`."""
        self.write(right - self.words_width(words, style), baseline, words, style)

    def words_width(self, words: str, style: Style) -> float:
        """How wide legible words are on one line."""
        return fonts.width(words, style.weight) * style.size

    def rule(self, left: float, right: float, y: float, width: float, colour: str) -> None:
        """A horizontal line."""
        self._use_stroke(colour)
        level = self.height - y
        self.operators.append(f"{width:g} w {left:.2f} {level:.2f} m {right:.2f} {level:.2f} l S")

    def upright(self, x: float, top: float, bottom: float, width: float, colour: str) -> None:
        """A vertical line."""
        self._use_stroke(colour)
        self.operators.append(f"{width:g} w {x:.2f} {self.height - top:.2f} m {x:.2f} {self.height - bottom:.2f} l S")

    def image(self, digest: str, box: Box) -> None:
        """A photo, stretched to `box`."""
        self.images.append((digest, box))

    def link(self, destination: str, box: Box) -> None:
        """Makes `box` lead to a destination, which must be marked on some page."""
        self.links.append((destination, box))

    def mark_destination(self, name: str, top: float) -> None:
        """Names this height of this page as a place that links and the outline lead to."""
        self.destinations.append((name, self.height - top))

    def line(self, points: Sequence[Point], colour: Role, width: float, *, dashed: bool = False) -> None:
        """See `Target.line`."""
        self._use_stroke(ROLE_COLOURS[colour])
        path = f"{width:g} w 1 j {self._path(points)} S"
        self.operators.append(f"{_DASH} {path} [] 0 d" if dashed else path)

    def rect(self, box: Box, colour: Role) -> None:
        """See `Target.rect`."""
        self._use_fill(ROLE_COLOURS[colour])
        self.operators.append(f"{box.left:.2f} {self.height - box.bottom:.2f} {box.width:.2f} {box.height:.2f} re f")

    def polygon(self, points: Sequence[Point], fill: Role, edge: Role | None = None, width: float = 1) -> None:
        """See `Target.polygon`."""
        self._use_fill(ROLE_COLOURS[fill])
        if edge is None:
            self.operators.append(f"{self._path(points)} h f")
            return
        self._use_stroke(ROLE_COLOURS[edge])
        self.operators.append(f"{width:g} w 1 j {self._path(points)} h B")

    def circle(self, centre: Point, radius: float, fill: Role) -> None:
        """See `Target.circle`."""
        self._use_fill(ROLE_COLOURS[fill])
        x, y, r, k = centre[0], self.height - centre[1], radius, radius * _QUARTER_TURN
        self.operators.append(
            f"{x + r:.2f} {y:.2f} m"
            f" {x + r:.2f} {y + k:.2f} {x + k:.2f} {y + r:.2f} {x:.2f} {y + r:.2f} c"
            f" {x - k:.2f} {y + r:.2f} {x - r:.2f} {y + k:.2f} {x - r:.2f} {y:.2f} c"
            f" {x - r:.2f} {y - k:.2f} {x - k:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} c"
            f" {x + k:.2f} {y - r:.2f} {x + r:.2f} {y - k:.2f} {x + r:.2f} {y:.2f} c f"
        )

    def text(self, start: Point, words: str, size: float, colour: Role, *, bold: bool = False) -> None:
        """See `Target.text`."""
        style = Style(size, 600 if bold else 400, ROLE_COLOURS[colour])
        self.write(start[0], start[1], self._lettering.legible(words), style)

    def text_width(self, words: str, size: float, *, bold: bool = False) -> float:
        """See `Target.text_width`."""
        return fonts.width(self._lettering.legible(words), 600 if bold else 400) * size

    def _path(self, points: Sequence[Point]) -> str:
        steps = [f"{x:.2f} {self.height - y:.2f} l" for x, y in points]
        steps[0] = steps[0][:-1] + "m"
        return " ".join(steps)

    def _use_fill(self, colour: str) -> None:
        if colour != self._fill:
            self._fill = colour
            self.operators.append(f"{_components(colour)} rg")

    def _use_stroke(self, colour: str) -> None:
        if colour != self._stroke:
            self._stroke = colour
            self.operators.append(f"{_components(colour)} RG")


@cache
def _components(colour: str) -> str:
    return " ".join(f"{int(colour[start : start + 2], 16) / 255:.3f}" for start in (1, 3, 5))
