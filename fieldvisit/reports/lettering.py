"""Measures and breaks the words of one document, and remembers its fonts and what they could not show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from fieldvisit.reports import fonts
from fieldvisit.reports.embedding import EmbeddedFont
from fieldvisit.reports.fonts import Typeface
from fieldvisit.reports.theme import Style


@dataclass(frozen=True)
class Span:
    """Words in one style; what a user typed is text, never markup."""

    text: str
    style: Style


class Segment(NamedTuple):
    """Legible words in one style, `left` points from the start of their line."""

    left: float
    text: str
    style: Style


Line = list[Segment]

_HAN = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
_TOKENS = re.compile(rf"\n|[ \t]+|[{_HAN}]|[^\s{_HAN}]+|\s")
_NOT_FIRST = set("、。，．・：；！？）】》」』〕〉〗’”…—～％‰℃,.:;!?)]}%»ー々ゝヽ")
_BOUND = re.compile(r"(?<=\S) (?=%)|(?<=\d) (?=[a-zA-Z]{1,2}\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b)")
"""The space before a percent sign, and between a number and its unit or month: no line may end at it."""
_NOT_LAST = set("（【《「『〔〈〖‘“([{«￥$€£¥")


class Lettering:
    """The words of one document."""

    def __init__(self) -> None:
        self.missing: set[str] = set()
        self.fonts: dict[str, EmbeddedFont] = {}

    def font(self, typeface: Typeface) -> EmbeddedFont:
        """The document's subset of a typeface."""
        found = self.fonts.get(typeface.name)
        if found is None:
            found = self.fonts[typeface.name] = EmbeddedFont(typeface, f"F{len(self.fonts) + 1}")
        return found

    def legible(self, text: str) -> str:
        """`text` with every character drawable; what no font has is remembered in `missing`."""
        if text.isascii() and text.isprintable():
            return text
        shown = fonts.legible(text)
        self.missing |= shown.missing
        return shown.text

    def width(self, text: str, style: Style) -> float:
        """How wide `text` is on one line, in points."""
        return fonts.width(self.legible(text), style.weight) * style.size

    def lines(self, spans: Iterable[Span], width: float) -> list[Line]:
        """The words in lines of at most `width` points; Chinese breaks between characters, by the printer's rules."""
        told = [Span(self.legible(span.text), span.style) for span in spans if span.text]
        if len(told) == 1 and (line := _single_line(told[0], width)):
            return [line]
        return _Breaking(width).lines([Span(_BOUND.sub("\xa0", span.text), span.style) for span in told])

    def natural_width(self, spans: Iterable[Span]) -> float:
        """The width that needs no breaking but at the text's own line ends."""
        widest = total = 0.0
        for span in spans:
            first, *others = span.text.split("\n")
            total += self.width(first, span.style)
            for other in others:
                widest, total = max(widest, total), self.width(other, span.style)
        return max(widest, total)

    def longest_word(self, spans: Iterable[Span]) -> float:
        """The width of the longest stretch that should not be broken."""
        return max(
            (self.width(token, span.style) for span in spans for token in _words(self.legible(span.text))),
            default=0.0,
        )


def _single_line(span: Span, width: float) -> Line | None:
    if "\n" in span.text or fonts.width(span.text, span.style.weight) * span.style.size > width:
        return None
    return [Segment(0, span.text.rstrip(" "), span.style)]


def _words(text: str) -> list[str]:
    bound = _BOUND.sub("\xa0", text)
    return bound.split(" ") if text.isascii() else ["".join(part) for part in _grown(_TOKENS.findall(bound))]


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


class _Breaking:
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
