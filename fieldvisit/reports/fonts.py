"""Which font shows which character, how wide it is, and what stands for a character that no font has.

The fonts are asked through HarfBuzz, which opens a file of 31,000 glyphs in a tenth of a millisecond and looks up only
what is drawn; reading all its tables first took longer than a report.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache, cached_property, lru_cache
from pathlib import Path
from struct import unpack_from
from typing import Any, NamedTuple

import uharfbuzz

from fieldvisit.resources import static_font
from fieldvisit.resources.fonts import WEIGHTS, Family

_LATIN: Family = "IBM Plex Sans"
_CHINESE: Family = "Noto Sans SC"
_SPACES = dict.fromkeys("\t\v\f\r\x85\u2028\u2029", " ")
_NOT_PRINTED = ("GDEF", "GPOS", "GSUB", "OS/2", "STAT", "cmap", "gasp", "name", "post")
"""Tables that a printed page has no use for: text is laid out already."""

_PLAIN = (
    uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
)


class _Glyphs(dict[str, int]):
    """The number of each character's glyph, asked once; 0 for none."""

    def __init__(self, font: Any) -> None:
        self._font = font

    def __missing__(self, character: str) -> int:
        found = self[character] = self._font.get_nominal_glyph(ord(character)) or 0
        return found


class _Advances(dict[str, float]):
    """How far each character moves on at a size of 1 point; KeyError for one that the font lacks."""

    def __init__(self, font: Any, units: int, glyphs: _Glyphs) -> None:
        self._font, self._units, self._glyphs = font, units, glyphs

    def __missing__(self, character: str) -> float:
        glyph = self._glyphs[character]
        if not glyph:
            raise KeyError(character)
        found: float = self._font.get_glyph_h_advance(glyph) / self._units
        self[character] = found
        return found


class Measures(NamedTuple):
    """What a file says of a font, in thousandths of the size."""

    box: tuple[int, ...]
    ascent: int
    descent: int
    capitals: int
    stem: int


class Typeface:
    """One static font file."""

    def __init__(self, family: str, weight: int, path: Path) -> None:
        self.name = f"{family.replace(' ', '')}-{weight}"
        self._face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
        font = uharfbuzz.Font(self._face)
        self._glyphs = _Glyphs(font)
        self._advances = _Advances(font, self._face.upem, self._glyphs)

    def has(self, character: str) -> bool:
        """Whether the font draws this character."""
        return self._glyphs[character] > 0

    def width(self, text: str) -> float:
        """The advance of `text` at a size of 1 point."""
        return sum(map(self._advances.__getitem__, text))

    def advance(self, character: str) -> float:
        """The advance of one character in thousandths of the size."""
        return self._advances[character] * 1000

    def subset(self, characters: Iterable[str]) -> tuple[bytes, dict[str, int]]:
        """A font file with these characters alone, and which of its glyphs shows which."""
        wanted = uharfbuzz.SubsetInput()
        glyphs = {character: self._glyphs[character] for character in characters}
        wanted.unicode_set.update(map(ord, glyphs))  # forty times as fast as by glyphs
        wanted.flags = _PLAIN
        wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _NOT_PRINTED)
        plan = uharfbuzz.SubsetPlan(self._face, wanted)
        numbers = dict(plan.old_to_new_glyph_mapping.items())
        return bytes(plan.execute().blob.data), {each: numbers[glyph] for each, glyph in glyphs.items()}

    @cached_property
    def measures(self) -> Measures:
        """Box, heights and weight, for the font's description in a file."""
        tables = {tag: self._face.reference_table(tag).data for tag in ("head", "hhea", "OS/2")}
        scale = 1000 / self._face.upem
        (weight,) = unpack_from(">H", tables["OS/2"], 4)
        (capitals,) = unpack_from(">h", tables["OS/2"], 88)
        box, heights = unpack_from(">4h", tables["head"], 36), unpack_from(">2h", tables["hhea"], 4)
        ascent, descent, high = (round(each * scale) for each in (*heights, capitals))
        return Measures(tuple(round(each * scale) for each in box), ascent, descent, high, 50 + int((weight / 65) ** 2))


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


def open_all() -> None:
    """Cuts and opens every font of the reports, as the first text in each would."""
    for family in (_LATIN, _CHINESE):
        for weight in WEIGHTS:
            typeface(family, weight)


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
