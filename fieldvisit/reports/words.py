"""Blocks of words: headings, paragraphs, notes with a mark, labelled facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from fieldvisit.charts.marks import paint_diamond, paint_triangle
from fieldvisit.domain.flags import Severity
from fieldvisit.reports.flow import Block, Piece
from fieldvisit.reports.lettering import Lettering, Line, Span
from fieldvisit.reports.sheet import Sheet
from fieldvisit.reports.theme import BODY, CAPTION, GUTTER, HEAD, SECTION, SUBHEAD, Style

MARK_WIDTH = 11.0
_ASCENT = 0.98
_MANY_ANSWERS = 4


def draw_line(sheet: Sheet, line: Line, left: float, baseline: float) -> None:
    """One broken line of words."""
    for segment in line:
        sheet.write(left + segment.left, baseline, segment.text, segment.style)


def draw_severity(sheet: Sheet, severity: Severity | None, centre: tuple[float, float], radius: float = 3.4) -> None:
    """The mark of a flag; nothing for none and for a mere information."""
    if severity is Severity.RED:
        paint_diamond(sheet, centre, radius)
    elif severity is Severity.AMBER:
        paint_triangle(sheet, centre, radius * 0.95)


@dataclass(frozen=True)
class Heading:
    """A headline with a quiet remark behind it. With `anchor`, links and the outline lead here."""

    text: str
    note: str = ""
    style: Style = SECTION
    anchor: str = ""
    space_before: float = 15

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
            for index, line in enumerate(lines):
                draw_line(sheet, line, left, top + index * leading + _ASCENT * self.style.size)

        return [Piece(leading * len(lines) + 1, draw, self.space_before, keep_with_next=True)]


def headline(text: str, note: str = "", *, space_before: float = 12) -> Heading:
    """The heading of a part of page one."""
    return Heading(text, note, HEAD, space_before=space_before)


def subheading(text: str, note: str = "") -> Heading:
    """The heading of a part of a section."""
    return Heading(text, note, HEAD, space_before=12)


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
        return [self._piece(lines, index, indent, size) for index in range(len(lines))]

    def _piece(self, lines: Sequence[Line], index: int, indent: float, size: float) -> Piece:
        def draw(sheet: Sheet, left: float, top: float) -> None:
            if index == 0:
                draw_severity(sheet, self.severity, (left + 4, top + 0.62 * size))
            draw_line(sheet, lines[index], left + indent, top + _ASCENT * size)

        held = len(lines) > 1 and index in (0, len(lines) - 2)
        return Piece(size * 1.36, draw, 0 if index else self.space_before, keep_with_next=held)


def paragraph(text: str, style: Style = BODY) -> Paragraph:
    """Words in one style."""
    return Paragraph((Span(text, style),))


@dataclass(frozen=True)
class Fact:
    """A label over what it says: a plain first line and quieter ones."""

    label: str
    first: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facts:
    """Labelled facts side by side, in columns of the widths' proportions."""

    facts: tuple[Fact, ...]
    shares: tuple[float, ...]
    space_before: float = 8

    def pieces(self, lettering: Lettering, width: float) -> list[Piece]:
        """One piece."""
        unit = (width - 12 * (len(self.facts) - 1)) / sum(self.shares)
        columns = [
            _fact_lines(lettering, fact, unit * share) for fact, share in zip(self.facts, self.shares, strict=True)
        ]
        leading = BODY.leading

        def draw(sheet: Sheet, left: float, top: float) -> None:
            for lines, share in zip(columns, self.shares, strict=True):
                for index, line in enumerate(lines):
                    draw_line(sheet, line, left, top + index * leading + 8)
                left += unit * share + 12

        return [Piece(max(map(len, columns)) * leading, draw, self.space_before)]


def _fact_lines(lettering: Lettering, fact: Fact, width: float) -> list[Line]:
    lines = lettering.lines([Span(fact.label, CAPTION)], width)
    lines += lettering.lines([Span(fact.first, BODY)], width)
    for other in fact.others:
        lines += lettering.lines([Span(other, BODY.coloured(CAPTION.colour))], width)
    return lines


@dataclass(frozen=True)
class Answer:
    """A question of a form and what was answered; a pre-filled answer that nobody confirmed says so."""

    label: str
    answer: tuple[Span, ...]


@dataclass(frozen=True)
class Answers:
    """Questions left, answers right, broken over pages by lines."""

    answers: tuple[Answer, ...]
    label_width: float = 150
    space_before: float = 4

    def pieces(self, lettering: Lettering, width: float) -> list[Piece]:
        """One piece a line, labels at the first line of their answer; many short answers on end in two columns."""
        half = (width - 2 * GUTTER) / 2
        pieces: list[Piece] = []
        for short, group in groupby(self.answers, lambda each: self._is_short(lettering, each, half)):
            answers = list(group)
            if short and len(answers) >= _MANY_ANSWERS:
                pieces += self._in_two_columns(lettering, answers, half)
            else:
                pieces += self._in_one_column(lettering, answers, width)
        return pieces

    def _in_one_column(self, lettering: Lettering, answers: Sequence[Answer], width: float) -> list[Piece]:
        label_width = min(self.label_width, width * 0.4)
        pieces: list[Piece] = []
        for answer in answers:
            labels = lettering.lines([Span(answer.label, BODY.coloured(CAPTION.colour))], label_width - 8)
            words = lettering.lines(answer.answer, width - label_width)
            pieces += _side_by_side(labels, words, label_width, self.space_before)
        return pieces

    def _is_short(self, lettering: Lettering, answer: Answer, width: float) -> bool:
        label = lettering.width(answer.label, BODY)
        return label < width * 0.6 - 12 and lettering.natural_width(answer.answer) < width - self._label_width(
            lettering, width
        )

    def _label_width(self, lettering: Lettering, width: float) -> float:
        widest = max(lettering.width(answer.label, BODY) for answer in self.answers)
        return min(widest + 12, width * 0.6)

    def _in_two_columns(self, lettering: Lettering, answers: Sequence[Answer], half: float) -> list[Piece]:
        down = (len(answers) + 1) // 2
        columns = [self._single_lines(lettering, part, half) for part in (answers[:down], answers[down:])]

        def piece(index: int) -> Piece:
            def draw(sheet: Sheet, left: float, top: float) -> None:
                for column, start in zip(columns, (left, left + half + 2 * GUTTER), strict=True):
                    if index < len(column):
                        column[index].draw(sheet, start, top)

            return Piece(BODY.leading, draw, self.space_before)

        return [piece(index) for index in range(down)]

    def _single_lines(self, lettering: Lettering, answers: Sequence[Answer], width: float) -> list[Piece]:
        label_width = self._label_width(lettering, width)
        return [
            _side_by_side(
                lettering.lines([Span(answer.label, BODY.coloured(CAPTION.colour))], label_width - 8)[:1],
                lettering.lines(answer.answer, width - label_width)[:1],
                label_width,
                self.space_before,
            )[0]
            for answer in answers
        ]


def _side_by_side(labels: list[Line], words: list[Line], shift: float, space: float) -> list[Piece]:
    def piece(index: int, last: int) -> Piece:
        def draw(sheet: Sheet, left: float, top: float) -> None:
            if index < len(labels):
                draw_line(sheet, labels[index], left, top + _ASCENT * BODY.size)
            if index < len(words):
                draw_line(sheet, words[index], left + shift, top + _ASCENT * BODY.size)

        held = last > 0 and index in (0, last - 1)
        return Piece(BODY.leading, draw, 0 if index else space, keep_with_next=held)

    count = max(len(labels), len(words))
    return [piece(index, count - 1) for index in range(count)]


@dataclass(frozen=True)
class Grouped:
    """Blocks under one another, the first kept with what follows it."""

    blocks: tuple[Block, ...]

    def pieces(self, lettering: Lettering, width: float) -> list[Piece]:
        """The pieces of all blocks."""
        return [piece for block in self.blocks for piece in block.pieces(lettering, width)]


def remark(text: str, severity: Severity | None = None) -> Paragraph:
    """A quiet sentence under a table or picture."""
    return Paragraph((Span(text, CAPTION),), severity)


def titled(title: str, text: str) -> tuple[Span, Span]:
    """A bold word or two and the sentence they head."""
    return Span(title + " ", SUBHEAD), Span(text, BODY)
