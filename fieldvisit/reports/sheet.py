"""One page as a list of operators. Coordinates in points from the upper left corner."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from fieldvisit.charts.target import Box, Point, Role
from fieldvisit.reports import fonts
from fieldvisit.reports.lettering import Lettering
from fieldvisit.reports.structure import Marked, Node, Structure, Tag
from fieldvisit.reports.theme import ROLE_COLOURS, Style

_QUARTER_TURN = 0.5523
_DASH = "[2.2 1.8] 0 d"
_ARTIFACT = "/Artifact BMC"
_REPEATED = "/Artifact <</Type /Pagination>> BDC"


class PlacedImage(NamedTuple):
    """A photo with its place, and how the stretch of the page that it is opens."""

    digest: str
    box: Box
    opening: str


class PlacedLink(NamedTuple):
    """Where a link leads, its place, and its element; None where it only decorates."""

    destination: str
    box: Box
    node: Node | None
    number: int


class _UntilThen:
    """Puts a page back to the element it was in; plain, because a table enters an element with every cell."""

    __slots__ = ("_outer", "_sheet")

    def __init__(self, sheet: Sheet, outer: Node | None) -> None:
        self._sheet = sheet
        self._outer = outer

    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None:
        self._sheet.at = self._outer


class Sheet:
    """A page being drawn; implements `fieldvisit.charts.target.Target`, so charts draw on it as in the window."""

    def __init__(
        self, width: float, height: float, lettering: Lettering, structure: Structure | None = None, page: int = 0
    ) -> None:
        self.width = width
        self.height = height
        self.operators: list[str] = []
        self.images: list[PlacedImage] = []
        self.links: list[PlacedLink] = []
        self.destinations: list[tuple[str, float]] = []
        self.marks: list[Node] = []
        """The elements of the marked stretches, by the numbers of these."""
        self._structure = structure or Structure()
        self._page = page
        self._lettering = lettering
        self._fill = ""
        self._stroke = ""
        self.at: Node | None = self._structure.root
        """The element that what is drawn belongs to; None for decoration."""
        self._open: Node | str = ""

    def inside(self, tag: Tag) -> _UntilThen:
        """What is drawn from now to the end of the `with` belongs to this element, unless it only decorates."""
        outer = self.at
        if outer is not None:
            self.at = self._structure.node(tag, outer)
        return _UntilThen(self, outer)

    def decoration(self) -> _UntilThen:
        """What is drawn from now to the end of the `with` tells nothing that is not told elsewhere."""
        outer, self.at = self.at, None
        return _UntilThen(self, outer)

    def figure(self, box: Box, alternative: str) -> _UntilThen:
        """A picture with what is told instead of it; one without that decorates."""
        if not alternative:
            return self.decoration()
        corners = f"{box.left:.2f} {self.height - box.bottom:.2f} {box.right:.2f} {self.height - box.top:.2f}"
        return self.inside(Tag("Figure", f"/O /Layout /BBox [{corners}]", alternative))

    def linked(self, destination: str, box: Box) -> _UntilThen:
        """Makes `box`, with what is drawn in it in the `with`, lead to a destination that some page marks."""
        until_then = self.inside(Tag("Link"))
        number = self._structure.link(self.at) if self.at is not None else -1
        self.links.append(PlacedLink(destination, box, self.at, number))
        return until_then

    def finish(self) -> None:
        """Ends the last stretch of the page."""
        self._close()

    def write(self, left: float, baseline: float, words: str, style: Style) -> None:
        """Legible words on one line."""
        if not words:
            return
        if style.colour != self._fill:
            self._use_fill(style.colour)
        node = self.at
        if node is not None and not node.holds_words:
            node = self._structure.node(Tag("P"), node)
        self._enter(node)
        slant = "0.2" if style.slanted else "0"
        shown = self._lettering.shown(words, style.weight, style.size)
        self.operators.append(f"BT 1 0 {slant} 1 {left:.2f} {self.height - baseline:.2f} Tm {shown} ET")

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
        self._put(f"{width:g} w {left:.2f} {level:.2f} m {right:.2f} {level:.2f} l S")

    def upright(self, x: float, top: float, bottom: float, width: float, colour: str) -> None:
        """A vertical line."""
        self._use_stroke(colour)
        self._put(f"{width:g} w {x:.2f} {self.height - top:.2f} m {x:.2f} {self.height - bottom:.2f} l S")

    def image(self, digest: str, box: Box) -> None:
        """A photo, stretched to `box`."""
        self.images.append(PlacedImage(digest, box, self._opening(self._shape_node())))

    def mark_destination(self, name: str, top: float) -> None:
        """Names this height of this page as a place that links and the outline lead to."""
        self.destinations.append((name, self.height - top))

    def line(self, points: Sequence[Point], colour: Role, width: float, *, dashed: bool = False) -> None:
        """See `Target.line`."""
        self._use_stroke(ROLE_COLOURS[colour])
        path = f"{width:g} w 1 j {self._path(points)} S"
        self._put(f"{_DASH} {path} [] 0 d" if dashed else path)

    def rect(self, box: Box, colour: Role) -> None:
        """See `Target.rect`."""
        self._use_fill(ROLE_COLOURS[colour])
        self._put(f"{box.left:.2f} {self.height - box.bottom:.2f} {box.width:.2f} {box.height:.2f} re f")

    def polygon(self, points: Sequence[Point], fill: Role, edge: Role | None = None, width: float = 1) -> None:
        """See `Target.polygon`."""
        self._use_fill(ROLE_COLOURS[fill])
        if edge is None:
            self._put(f"{self._path(points)} h f")
            return
        self._use_stroke(ROLE_COLOURS[edge])
        self._put(f"{width:g} w 1 j {self._path(points)} h B")

    def circle(self, centre: Point, radius: float, fill: Role) -> None:
        """See `Target.circle`."""
        self._use_fill(ROLE_COLOURS[fill])
        x, y, r, k = centre[0], self.height - centre[1], radius, radius * _QUARTER_TURN
        self._put(
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

    def _put(self, operator: str) -> None:
        """A shape: part of the picture it is drawn in, else it decorates."""
        self._enter(self._shape_node())
        self.operators.append(operator)

    def _shape_node(self) -> Node | None:
        """Shapes mean something in a picture, and where they stand for a text."""
        node = self.at
        return node if node is not None and (node.kind == "Figure" or node.tag.actual) else None

    def _enter(self, node: Node | None) -> None:
        wanted = node or (_REPEATED if self.at is None else _ARTIFACT)
        if wanted is self._open:
            return
        if self._open:
            self.operators.append("EMC")
        self.operators.append(self._opening(node))
        self._open = wanted

    def _opening(self, node: Node | None) -> str:
        if node is None:
            return _REPEATED if self.at is None else _ARTIFACT
        number = len(self.marks)
        self.marks.append(node)
        node.kids.append(Marked(self._page, number))
        return f"/{node.kind} <</MCID {number}>> BDC"

    def _close(self) -> None:
        if self._open:
            self.operators.append("EMC")
            self._open = ""

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
