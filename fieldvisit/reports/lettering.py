"""Measures and breaks the words of one document, and remembers its fonts and what they could not show."""

from __future__ import annotations

from collections.abc import Iterable

from fieldvisit.reports import fonts
from fieldvisit.reports.breaking import Breaking, bound, words_of
from fieldvisit.reports.embedding import EmbeddedFont
from fieldvisit.reports.fonts import Typeface
from fieldvisit.reports.spans import Line, Segment, Span
from fieldvisit.reports.theme import Style


class Lettering:
    """The words of one document."""

    def __init__(self) -> None:
        self.missing: set[str] = set()
        self.fonts: dict[str, EmbeddedFont] = {}
        self._shown: dict[tuple[str, int, float], str] = {}

    def font(self, typeface: Typeface) -> EmbeddedFont:
        """The document's subset of a typeface."""
        found = self.fonts.get(typeface.name)
        if found is None:
            found = self.fonts[typeface.name] = EmbeddedFont(typeface, f"F{len(self.fonts) + 1}")
        return found

    def shown(self, words: str, weight: int, size: float) -> str:
        """The operators that show legible words, which often come again."""
        key = words, weight, size
        known = self._shown.get(key)
        if known is None:
            told = [(self.font(run.typeface), run.text) for run in fonts.runs(words, weight)]
            known = " ".join([f"/{font.internal_name} {size:g} Tf <{font.encode(text)}> Tj" for font, text in told])
            self._shown[key] = known
        return known

    def legible(self, text: str) -> str:
        """`text` with every character drawable; what no font has is remembered in `missing`."""
        if text.isascii() and text.isprintable():
            return text
        shown, missing = fonts.legible(text)
        if missing:
            self.missing |= missing
        return shown

    def width(self, text: str, style: Style) -> float:
        """How wide `text` is on one line, in points."""
        return fonts.width(self.legible(text), style.weight) * style.size

    def lines(self, spans: Iterable[Span], width: float) -> list[Line]:
        """The words in lines of at most `width` points; Chinese breaks between characters, by the printer's rules."""
        told = [(self.legible(text), style) for text, style in spans if text]
        if len(told) == 1 and (line := _single_line(*told[0], width)):
            return [line]
        return Breaking(width).lines([Span(bound(text), style) for text, style in told])

    def line(self, text: str, style: Style, width: float) -> list[Line]:
        """`lines` of one text in one style, as nearly every cell of a table has it."""
        legible = self.legible(text)
        whole = _single_line(legible, style, width)
        return [whole] if whole else Breaking(width).lines([Span(bound(legible), style)])

    def natural_width(self, spans: Iterable[Span]) -> float:
        """The width that needs no breaking but at the text's own line ends."""
        widest = total = 0.0
        for span in spans:
            if "\n" not in span.text:
                total += self.width(span.text, span.style)
                continue
            first, *others = span.text.split("\n")
            total += self.width(first, span.style)
            for other in others:
                widest, total = max(widest, total), self.width(other, span.style)
        return max(widest, total)

    def longest_word(self, spans: Iterable[Span]) -> float:
        """The width of the longest stretch that should not be broken."""
        return max(
            (self.width(token, span.style) for span in spans for token in words_of(self.legible(span.text))),
            default=0.0,
        )


def _single_line(text: str, style: Style, width: float) -> Line | None:
    if "\n" in text or fonts.width(text, style.weight) * style.size > width:
        return None
    return [Segment(0, text.rstrip(" "), style)]
