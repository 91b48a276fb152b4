"""What was asked and answered: labelled facts and the answers of a form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from fieldvisit.reports.flow import Piece
from fieldvisit.reports.lettering import Lettering
from fieldvisit.reports.sheet import Sheet
from fieldvisit.reports.spans import Line, Span
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
                draw_line(sheet, labels[index], left, top + ASCENT * BODY.size)
            if index < len(words):
                draw_line(sheet, words[index], left + shift, top + ASCENT * BODY.size)

        held = last > 0 and index in (0, last - 1)
        return Piece(BODY.leading, draw, 0 if index else space, keep_with_next=held)

    count = max(len(labels), len(words))
    return [piece(index, count - 1) for index in range(count)]
