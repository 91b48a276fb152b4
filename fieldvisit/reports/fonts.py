"""Which font shows which character, how wide it is, and what stands for a character that no font has."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from reportlab.pdfbase.ttfonts import TTFontFace

from fieldvisit.resources import static_font
from fieldvisit.resources.fonts import Family

_LATIN: Family = "IBM Plex Sans"
_CHINESE: Family = "Noto Sans SC"
_SPACES = dict.fromkeys("\t\v\f\r\x85\u2028\u2029", " ")


class Typeface:
    """One static font file; parsed once in a process, because that takes longer than a report."""

    def __init__(self, family: str, weight: int, path: Path) -> None:
        self.name = f"{family.replace(' ', '')}-{weight}"
        self.face: Any = TTFontFace(str(path))
        self._widths: dict[int, float] = self.face.charWidths
        self._glyphs: dict[int, int] = self.face.charToGlyph

    def has(self, character: str) -> bool:
        """Whether the font draws this character."""
        return ord(character) in self._glyphs

    def glyph(self, character: str) -> int:
        """The number of the character's glyph in the font file; KeyError without one."""
        return self._glyphs[ord(character)]

    def width(self, text: str) -> float:
        """The advance of `text` at a size of 1 point."""
        widths = self._widths
        return sum(widths[ord(character)] for character in text) / 1000

    def advance(self, character: str) -> float:
        """The advance of one character in thousandths of the size."""
        return self._widths[ord(character)]


class Run(NamedTuple):
    """A stretch of text that one font draws."""

    typeface: Typeface
    text: str


class Legible(NamedTuple):
    """Text of which every character can be drawn, and the characters that had to be written as their code."""

    text: str
    missing: frozenset[str]


@cache
def typeface(family: Family, weight: int) -> Typeface:
    """The font of a family in a weight."""
    return Typeface(family, weight, static_font(family, weight))


def latin(weight: int) -> Typeface:
    """The font asked first for every character."""
    return typeface(_LATIN, weight)


def chinese(weight: int) -> Typeface:
    """The font asked for what the first one lacks; loaded when the first such character comes."""
    return typeface(_CHINESE, weight)


@lru_cache(maxsize=50_000)
def legible(text: str) -> Legible:
    """Every character that no font has becomes `[U+1F600]`; invisible formatting characters are left out."""
    if text.isascii() and text.isprintable():
        return Legible(text, frozenset())
    missing: set[str] = set()
    composed = unicodedata.normalize("NFC", text)
    return Legible("".join(_shown(character, missing) for character in composed), frozenset(missing))


def _shown(character: str, missing: set[str]) -> str:
    if character == "\n":
        return character
    character = _SPACES.get(character, character)
    if _is_invisible(character):
        return ""
    if latin(400).has(character) or chinese(400).has(character):
        return character
    if unicodedata.category(character) == "Zs":
        return " "
    missing.add(character)
    return f"[U+{ord(character):04X}]"


def _is_invisible(character: str) -> bool:
    # Joiners, direction marks and variation selectors change how others are drawn and have no shape of their own.
    return unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f"


@lru_cache(maxsize=50_000)
def runs(text: str, weight: int) -> tuple[Run, ...]:
    """Legible text cut into stretches of one font each."""
    first = latin(weight)
    if text.isascii():
        return (Run(first, text),)
    found: list[tuple[Typeface, list[str]]] = []
    for character in text:
        face = first if first.has(character) else chinese(weight)
        if not found or found[-1][0] is not face:
            found.append((face, []))
        found[-1][1].append(character)
    return tuple(Run(face, "".join(characters)) for face, characters in found)


@lru_cache(maxsize=100_000)
def width(text: str, weight: int) -> float:
    """How wide legible text is at a size of 1 point."""
    return sum(run.typeface.width(run.text) for run in runs(text, weight))


def named(characters: frozenset[str]) -> list[str]:
    """Characters as a reader can look them up: `U+1F600 GRINNING FACE`, sorted by code."""
    return [f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip() for character in sorted(characters)]
