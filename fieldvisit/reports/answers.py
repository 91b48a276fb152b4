"""What was asked and answered: labelled facts and the answers of a form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from fieldvisit.reports.flow import Piece
from fieldvisit.reports.lettering import Lettering
from fieldvisit.reports.page import shortened
from fieldvisit.reports.sheet import Sheet
from fieldvisit.reports.spans import Line, Span
from fieldvisit.reports.structure import ITEMS, Tag
from fieldvisit.reports.theme import BODY, CAPTION, GUTTER
from fieldvisit.reports.words import ASCENT, draw_line

_MANY_ANSWERS = 4


@dataclass(frozen=True)
class Fact:
    """A label over what it says: a plain first line and quieter ones."""

    label: str
    first: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facts:
    """Labelled facts side by side, in columns of the widths' proportions; each is cut after `most_lines`."""

    facts: tuple[Fact, ...]
    shares: tuple[float, ...]
    space_before: float = 8
    most_lines: int = 6

    def pieces(self, lettering: Lettering, width: float) -> list[Piece]:
        """One piece."""
        unit = (width - 12 * (len(self.facts) - 1)) / sum(self.shares)
        columns = [
            _fact_lines(lettering, fact, unit * share, self.most_lines)
            for fact, share in zip(self.facts, self.shares, strict=True)
        ]

        def draw(sheet: Sheet, left: float, top: float) -> None:
            with sheet.inside(Tag("L", ITEMS)):
                for lines, share in zip(columns, self.shares, strict=True):
                    _draw_fact(sheet, lines, left, top + 8)
                    left += unit * share + 12

        return [Piece(max(map(len, columns)) * BODY.leading, draw, self.space_before)]


def _fact_lines(lettering: Lettering, fact: Fact, width: float, most: int) -> list[tuple[str, Line]]:
    """Lines, each as a part of a list's item: label or body."""
    body = _at_most(lettering, Span(fact.first, BODY), width, most)
    for other in fact.others:
        body += _at_most(lettering, Span(other, BODY.coloured(CAPTION.colour)), width, most)
    labels = lettering.lines([Span(fact.label, CAPTION)], width)
    return [*(("Lbl", line) for line in labels), *(("LBody", line) for line in body)]


def _at_most(lettering: Lettering, span: Span, width: float, most: int) -> list[Line]:
    lines = lettering.lines([span], width)
    if len(lines) <= most:
        return lines
    cut = shortened(lettering, span.text, span.style, 0.9 * most * width)
    return lettering.lines([Span(cut, span.style)], width)[:most]


def _draw_fact(sheet: Sheet, lines: Sequence[tuple[str, Line]], left: float, baseline: float) -> None:
    tags = {"Lbl": Tag("Lbl"), "LBody": Tag("LBody")}
    with sheet.inside(Tag("LI")):
        for part, line in lines:
            with sheet.inside(tags[part]):
                draw_line(sheet, line, left, baseline)
            baseline += BODY.leading


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
        whole = Tag("L", ITEMS)
        pieces: list[Piece] = []
        for short, group in groupby(self.answers, lambda each: self._is_short(lettering, each, half)):
            answers = list(group)
            if short and len(answers) >= _MANY_ANSWERS:
                pieces += self._in_two_columns(lettering, answers, half, whole)
            else:
                pieces += self._in_one_column(lettering, answers, width, whole)
        return pieces

    def _in_one_column(self, lettering: Lettering, answers: Sequence[Answer], width: float, whole: Tag) -> list[Piece]:
        label_width = min(self.label_width, width * 0.4)
        pieces: list[Piece] = []
        for answer in answers:
            labels = lettering.lines([Span(answer.label, BODY.coloured(CAPTION.colour))], label_width - 8)
            words = lettering.lines(answer.answer, width - label_width)
            pieces += _side_by_side(_Item(whole), labels, words, label_width, self.space_before)
        return pieces

    def _is_short(self, lettering: Lettering, answer: Answer, width: float) -> bool:
        label = lettering.width(answer.label, BODY)
        return label < width * 0.6 - 12 and lettering.natural_width(answer.answer) < width - self._label_width(
            lettering, width
        )

    def _label_width(self, lettering: Lettering, width: float) -> float:
        widest = max(lettering.width(answer.label, BODY) for answer in self.answers)
        return min(widest + 12, width * 0.6)

    def _in_two_columns(self, lettering: Lettering, answers: Sequence[Answer], half: float, whole: Tag) -> list[Piece]:
        down = (len(answers) + 1) // 2
        columns = [self._single_lines(lettering, part, half, whole) for part in (answers[:down], answers[down:])]

        def piece(index: int) -> Piece:
            def draw(sheet: Sheet, left: float, top: float) -> None:
                for column, start in zip(columns, (left, left + half + 2 * GUTTER), strict=True):
                    if index < len(column):
                        column[index].draw(sheet, start, top)

            return Piece(BODY.leading, draw, self.space_before)

        return [piece(index) for index in range(down)]

    def _single_lines(self, lettering: Lettering, answers: Sequence[Answer], width: float, whole: Tag) -> list[Piece]:
        label_width = self._label_width(lettering, width)
        return [
            _side_by_side(
                _Item(whole),
                lettering.lines([Span(answer.label, BODY.coloured(CAPTION.colour))], label_width - 8)[:1],
                lettering.lines(answer.answer, width - label_width)[:1],
                label_width,
                self.space_before,
            )[0]
            for answer in answers
        ]


class _Item:
    """An item of a list, which may go on on the next page."""

    def __init__(self, whole: Tag) -> None:
        self.whole = whole
        self.item, self.label, self.body = Tag("LI"), Tag("Lbl"), Tag("LBody")


def _side_by_side(item: _Item, labels: list[Line], words: list[Line], shift: float, space: float) -> list[Piece]:
    def piece(index: int, last: int) -> Piece:
        def draw(sheet: Sheet, left: float, top: float) -> None:
            baseline = top + ASCENT * BODY.size
            with sheet.inside(item.whole), sheet.inside(item.item):
                if index < len(labels):
                    with sheet.inside(item.label):
                        draw_line(sheet, labels[index], left, baseline)
                if index < len(words):
                    with sheet.inside(item.body):
                        draw_line(sheet, words[index], left + shift, baseline)

        held = last > 0 and index in (0, last - 1)
        return Piece(BODY.leading, draw, 0 if index else space, keep_with_next=held)

    count = max(len(labels), len(words))
    return [piece(index, count - 1) for index in range(count)]
