"""Blocks of words: headings, paragraphs, notes with a mark, labelled facts."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass

from fieldvisit.charts.marks import paint_diamond, paint_triangle
from fieldvisit.charts.target import Box
from fieldvisit.domain.flags import Severity
from fieldvisit.domain.language import tr
from fieldvisit.reports.flow import Piece
from fieldvisit.reports.lettering import Lettering
from fieldvisit.reports.sheet import Sheet
from fieldvisit.reports.spans import Line, Span
from fieldvisit.reports.structure import Tag
from fieldvisit.reports.theme import BODY, CAPTION, HEAD, SECTION, Style

MARK_WIDTH = 11.0
ASCENT = 0.98


def draw_line(sheet: Sheet, line: Line, left: float, baseline: float) -> None:
    """One broken line of words."""
    for segment in line:
        sheet.write(left + segment.left, baseline, segment.text, segment.style)


def draw_severity(sheet: Sheet, severity: Severity | None, centre: tuple[float, float], radius: float = 3.4) -> None:
    """The mark of a flag; nothing for none and for a mere information."""
    box = Box(centre[0] - radius, centre[1] - radius, 2 * radius, 2 * radius)
    if severity is Severity.RED:
        with sheet.figure(box, tr("outside a limit")):
            paint_diamond(sheet, centre, radius)
    elif severity is Severity.AMBER:
        with sheet.figure(box, tr("unusual")):
            paint_triangle(sheet, centre, radius * 0.95)


@dataclass(frozen=True)
class Heading:
    """A headline with a quiet remark behind it. With `anchor`, links and the outline lead here."""

    text: str
    note: str = ""
    style: Style = SECTION
    anchor: str = ""
    space_before: float = 15
    level: int = 2
    """How deep it stands under the title, which is 1."""
    link: str = ""
    """Where a reader who wants to know more is led."""

    def pieces(self, lettering: Lettering, width: float) -> list[Piece]:
        """One piece that is never the last on its page."""
        spans = [Span(self.text, self.style)]
        if self.note:
            spans.append(Span("\u2002 " + self.note.replace("\n", " "), CAPTION))
        lines = lettering.lines(spans, width)
        leading = self.style.leading

        def draw(sheet: Sheet, left: float, top: float) -> None:
            if self.anchor:
                sheet.mark_destination(self.anchor, top - 6)
            box = Box(left, top, width, leading * len(lines))
            with sheet.inside(Tag("H", level=self.level)), sheet.linked(self.link, box) if self.link else nullcontext():
                for index, line in enumerate(lines):
                    draw_line(sheet, line, left, top + index * leading + ASCENT * self.style.size)

        return [Piece(leading * len(lines) + 1, draw, self.space_before, keep_with_next=True)]


def headline(text: str, note: str = "", *, space_before: float = 12, link: str = "") -> Heading:
    """The heading of a part of page one; with `link` it leads to the details."""
    return Heading(text, note, HEAD, space_before=space_before, link=link)


def subheading(text: str, note: str = "") -> Heading:
    """The heading of a part of a section."""
    return Heading(text, note, HEAD, space_before=12, level=3)


@dataclass(frozen=True)
class Paragraph:
    """Running words; with `severity`, its mark stands before the first line and the lines are indented to it."""

    spans: tuple[Span, ...]
    severity: Severity | None = None
    space_before: float = 5

    def pieces(self, lettering: Lettering, width: float) -> list[Piece]:
        """One piece a line; neither the first nor the last line stands alone on a page."""
        indent = MARK_WIDTH if self.severity in (Severity.RED, Severity.AMBER) else 0
        lines = lettering.lines(self.spans, width - indent)
        size = max((span.style.size for span in self.spans), default=BODY.size)
        tag = Tag("P")
        return [self._piece(lines, index, indent, size, tag) for index in range(len(lines))]

    def _piece(self, lines: Sequence[Line], index: int, indent: float, size: float, tag: Tag) -> Piece:
        def draw(sheet: Sheet, left: float, top: float) -> None:
            with sheet.inside(tag):
                if index == 0:
                    draw_severity(sheet, self.severity, (left + 4, top + 0.62 * size))
                draw_line(sheet, lines[index], left + indent, top + ASCENT * size)

        held = len(lines) > 1 and index in (0, len(lines) - 2)
        return Piece(size * 1.36, draw, 0 if index else self.space_before, keep_with_next=held)


def paragraph(text: str, style: Style = BODY) -> Paragraph:
    """Words in one style."""
    return Paragraph((Span(text, style),))


def remark(text: str, severity: Severity | None = None) -> Paragraph:
    """A quiet sentence under a table or picture."""
    return Paragraph((Span(text, CAPTION),), severity)
