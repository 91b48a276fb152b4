"""Breaks words into lines; Chinese between characters, by the printer's rules."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldvisit.reports import fonts
from fieldvisit.reports.spans import Line, Segment, Span
from fieldvisit.reports.theme import Style

_HAN = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
_TOKENS = re.compile(rf"\n|[ \t]+|[{_HAN}]|[^\s{_HAN}]+|\s")
_NOT_FIRST = set("、。，．・：；！？）】》」』〕〉〗’”…—～％‰℃,.:;!?)]}%»ー々ゝヽ")
_BOUND = re.compile(r"(?<=\S) (?=%)|(?<=\d) (?=[a-zA-Z]{1,2}\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b)")
"""The space before a percent sign, and between a number and its unit or month: no line may end at it."""
_NOT_LAST = set("（【《「『〔〈〖‘“([{«￥$€£¥")


def bound(text: str) -> str:
    """The text with a no-break space where a space must not end a line."""
    return _BOUND.sub("\xa0", text)


def words_of(text: str) -> list[str]:
    """The stretches of a text that should not be broken."""
    tied = bound(text)
    return tied.split(" ") if text.isascii() else ["".join(part) for part in _grown(_TOKENS.findall(tied))]


def _grown(parts: list[str]) -> Iterator[list[str]]:
    """Tokens between which no line may end, together."""
    word: list[str] = []
    for part in parts:
        if word and (part == "\xa0" or word[-1] == "\xa0"):
            word.append(part)
            continue
        if word:
            yield word
        word = [part]
    if word:
        yield word


class _Unit:
    """Words that stay together on a line, in one or more styles."""

    __slots__ = ("first", "is_space", "last", "parts", "width")

    def __init__(self, text: str, style: Style) -> None:
        self.parts: list[tuple[str, Style]] = [(text, style)]
        self.width = fonts.width(text, style.weight) * style.size if text != "\n" else 0.0
        self.first = text[0]
        self.last = text[-1]
        self.is_space = self.first in " \t"

    def add(self, text: str, style: Style) -> None:
        """Holds `text` to what is there."""
        self.parts.append((text, style))
        self.width += fonts.width(text, style.weight) * style.size
        self.last = text[-1]


class Breaking:
    """Fills lines greedily."""

    def __init__(self, width: float) -> None:
        self._width = width
        self._lines: list[Line] = []
        self._line: list[tuple[str, Style]] = []
        self._used = 0.0

    def lines(self, spans: list[Span]) -> list[Line]:
        for unit in _units(spans):
            if unit.first == "\n":
                self._end_line()
            elif self._fits(unit):
                self._take(unit)
            elif not unit.is_space:
                self._start_over(unit)
        if self._line or not self._lines:
            self._end_line()
        return self._lines

    def _fits(self, unit: _Unit) -> bool:
        return self._used + unit.width <= self._width + 0.01

    def _take(self, unit: _Unit) -> None:
        if unit.is_space and not self._line and self._lines:
            return
        self._line.extend(unit.parts)
        self._used += unit.width

    def _start_over(self, unit: _Unit) -> None:
        if self._line:
            self._end_line()
        if self._fits(unit):
            self._take(unit)
            return
        for text, style in unit.parts:
            for character in text:
                self._take_character(character, style)

    def _take_character(self, character: str, style: Style) -> None:
        width = fonts.width(character, style.weight) * style.size
        if self._line and self._used + width > self._width:
            self._end_line()
        self._line.append((character, style))
        self._used += width

    def _end_line(self) -> None:
        self._lines.append(list(_segments(self._line)))
        self._line, self._used = [], 0.0


def _units(spans: list[Span]) -> Iterator[_Unit]:
    held: _Unit | None = None
    for span in spans:
        for token in _TOKENS.findall(span.text):
            if held is not None and _stay_together(held, token):
                held.add(token, span.style)
                continue
            if held is not None:
                yield held
            held = _Unit(token, span.style)
    if held is not None:
        yield held


def _stay_together(held: _Unit, token: str) -> bool:
    if held.is_space or held.first == "\n" or token[0] in " \t\n":
        return False
    return token[0] in _NOT_FIRST or held.last in _NOT_LAST or not (_is_han(held.last) or _is_han(token[0]))


def _is_han(character: str) -> bool:
    return character >= "\u2e80"


def _segments(parts: list[tuple[str, Style]]) -> Iterator[Segment]:
    """Neighbours of one style joined, spaces at the end dropped, places counted from the line's start."""
    joined: list[tuple[str, Style]] = []
    for text, style in parts:
        if joined and joined[-1][1] == style:
            joined[-1] = (joined[-1][0] + text, style)
        else:
            joined.append((text, style))
    left = 0.0
    for index, (text, style) in enumerate(joined):
        shown = text.rstrip(" ") if index == len(joined) - 1 else text
        if shown:
            yield Segment(left, shown, style)
        left += fonts.width(text, style.weight) * style.size
