"""The part of a font that a document uses, embedded with the way back to text.

A character's code on the page is its number in Unicode, so that words are encoded by Python itself and alike in all
documents; a map beside the font leads from there to its glyphs. Characters beyond the basic plane, which rare Chinese
names need, get codes that Unicode keeps free of characters.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from itertools import groupby

from fieldvisit.reports.fonts import Typeface
from fieldvisit.reports.objects import Objects

_CMAP_BLOCK = 100
_FREE_FROM = 0xD800
_FREE = 0x800


class EmbeddedFont:
    """One typeface in one document."""

    def __init__(self, typeface: Typeface, internal_name: str) -> None:
        self.typeface = typeface
        self.internal_name = internal_name
        self._characters: set[str] = set()
        self._encoded: dict[str, str] = {}
        self._beyond: dict[str, str] = {}

    def encode(self, text: str) -> str:
        """`text` as the hexadecimal string that the page's operators take."""
        known = self._encoded.get(text)
        if known is None:
            # A no-break space does its work in line breaking; a reader searching the file types a plain one.
            plain = text.replace("\xa0", " ")
            self._characters.update(plain)
            if not text.isascii() and max(plain) > "\uffff":
                plain = "".join(each if each <= "\uffff" else self._stand_in(each) for each in plain)
            known = self._encoded[text] = plain.encode("utf-16-be", "surrogatepass").hex()
        return known

    def _stand_in(self, character: str) -> str:
        """The code of a character beyond the basic plane. LookupError after 2,048 different ones."""
        if character not in self._beyond:
            if len(self._beyond) == _FREE:
                raise LookupError(character)
            self._beyond[character] = chr(_FREE_FROM + len(self._beyond))
        return self._beyond[character]

    def written(self, objects: Objects) -> int:
        """Puts the subset and its descriptions into the file; the font's number there."""
        used = sorted((ord(self._beyond.get(each, each)), each) for each in self._characters)
        name = f"{self._tag()}+{self.typeface.name}"
        descendant = self._descendant(objects, name, used)
        unicode = objects.stream("", _to_unicode(used).encode("ascii"))
        return objects.add(
            f"<</Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H"
            f" /DescendantFonts [{descendant} 0 R] /ToUnicode {unicode} 0 R>>"
        )

    def _tag(self) -> str:
        # Six capitals say "subset"; made from its characters, two subsets of one font in merged files keep apart.
        digest = hashlib.sha256("".join(sorted(self._characters)).encode()).digest()
        return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])

    def _descendant(self, objects: Objects, name: str, used: Sequence[tuple[int, str]]) -> int:
        subset, glyphs = self.typeface.subset([character for _, character in used])
        file = objects.stream(f"/Length1 {len(subset)}", subset, quick=True)
        ways = bytearray(2 * used[-1][0] + 2)
        for code, character in used:
            ways[2 * code : 2 * code + 2] = glyphs[character].to_bytes(2, "big")
        return objects.add(
            f"<</Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /DW 1000 /W [{self._widths(used)}]"
            " /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>"
            f" /FontDescriptor {self._descriptor(objects, name, file)} 0 R"
            f" /CIDToGIDMap {objects.stream('', bytes(ways), quick=True)} 0 R>>"
        )

    def _descriptor(self, objects: Objects, name: str, file: int) -> int:
        box, ascent, descent, capitals, stem = self.typeface.measures
        return objects.add(
            f"<</Type /FontDescriptor /FontName /{name} /Flags 4 /ItalicAngle 0 /Ascent {ascent} /Descent {descent}"
            f" /CapHeight {capitals} /StemV {stem} /FontBBox [{' '.join(map(str, box))}] /FontFile2 {file} 0 R>>"
        )

    def _widths(self, used: Sequence[tuple[int, str]]) -> str:
        """Codes that follow each other, together."""
        rows = groupby(enumerate(used), key=lambda each: each[1][0] - each[0])
        return " ".join(self._row([pair for _, pair in row]) for _, row in rows)

    def _row(self, row: Sequence[tuple[int, str]]) -> str:
        return f"{row[0][0]} [{' '.join(f'{self.typeface.advance(character):g}' for _, character in row)}]"


def _to_unicode(used: Sequence[tuple[int, str]]) -> str:
    return "\n".join((*_CMAP_HEAD, *_listed(used), *_CMAP_FOOT))


def _listed(used: Sequence[tuple[int, str]]) -> Iterator[str]:
    pairs = [f"<{code:04X}> <{character.encode('utf-16-be').hex()}>" for code, character in used]
    for start in range(0, len(pairs), _CMAP_BLOCK):
        block = pairs[start : start + _CMAP_BLOCK]
        yield f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar"


_CMAP_HEAD = (
    "/CIDInit /ProcSet findresource begin",
    "12 dict begin",
    "begincmap",
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
    "/CMapName /Adobe-Identity-UCS def",
    "/CMapType 2 def",
    "1 begincodespacerange",
    "<0000> <FFFF>",
    "endcodespacerange",
)
_CMAP_FOOT = ("endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end")
