"""The pages of a report as a program writes them that knows every place: no layout, no tags, nothing for an archive.

The floor of the report's benchmark. What it gets are the words, lines and photos with their places; it encodes the
words, formats the operators, cuts the fonts, packs all of it and writes the file.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from fieldvisit.reports.fonts import Typeface
from fieldvisit.reports.sheet import Sheet

_WORDS = re.compile(r"BT 1 0 (\S+) 1 (\S+) (\S+) Tm (.*) ET")
_RUN = re.compile(r"/(\S+) (\S+) Tf <(\S*)> Tj")


class Words(NamedTuple):
    """Words with their place, each stretch in one font and size."""

    slant: float
    left: float
    bottom: float
    runs: tuple[tuple[str, float, str], ...]


Step = tuple[str | float, ...]
"""An operator with its numbers before it."""


class Photo(NamedTuple):
    """A photo with its box."""

    digest: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True)
class KnownPage:
    """A page of which every place is known."""

    size: tuple[float, float]
    steps: Sequence[Words | Step]
    photos: Sequence[Photo]


def known_page(sheet: Sheet) -> KnownPage:
    """What stands on a finished page, without the marks of its elements."""
    steps = [_step(each) for each in sheet.operators if not each.startswith("/") and each != "EMC"]
    photos = [
        Photo(each.digest, (each.box.left, sheet.height - each.box.bottom, each.box.width, each.box.height))
        for each in sheet.images
    ]
    return KnownPage((sheet.width, sheet.height), steps, photos)


def _step(operator: str) -> Words | Step:
    words = _WORDS.fullmatch(operator)
    if words is None:
        return tuple(_number(each) for each in operator.split())
    runs = tuple(
        (font, float(size), bytes.fromhex(codes).decode("utf-16-be")) for font, size, codes in _RUN.findall(words[4])
    )
    return Words(float(words[1]), float(words[2]), float(words[3]), runs)


def _number(token: str) -> str | float:
    return float(token) if re.fullmatch(r"-?[\d.]+", token) else token


class ByHand:
    """The file, object after object."""

    def __init__(self, faces: Mapping[str, Typeface], photos: Mapping[str, bytes]) -> None:
        self._faces = faces
        self._photos = photos
        self._bodies: list[bytes] = []
        self._used: dict[str, set[str]] = {name: set() for name in faces}

    def written(self, pages: Sequence[KnownPage]) -> bytes:
        streams = [self._stream("", self._content(page)) for page in pages]
        fonts = " ".join(f"/{name} {self._font(name)} 0 R" for name in self._faces)
        pictures = " ".join(f"/{name} {self._picture(jpeg)} 0 R" for name, jpeg in _named(self._photos))
        group = len(self._bodies) + len(pages) + 1
        kids = [
            self._add(
                f"<</Type /Page /Parent {group} 0 R /MediaBox [0 0 {page.size[0]:.2f} {page.size[1]:.2f}]"
                f" /Resources <</Font <<{fonts}>> /XObject <<{pictures}>>>> /Contents {stream} 0 R>>"
            )
            for page, stream in zip(pages, streams, strict=True)
        ]
        self._add(f"<</Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}]>>")
        return self._file(self._add(f"<</Type /Catalog /Pages {group} 0 R>>"))

    def _content(self, page: KnownPage) -> bytes:
        shown = [self._words(each) if isinstance(each, Words) else _operator(each) for each in page.steps]
        names = {digest: name for digest, (name, _) in zip(self._photos, _named(self._photos), strict=True)}
        for photo in page.photos:
            left, bottom, width, height = photo.box
            shown.append(f"q {width:.2f} 0 0 {height:.2f} {left:.2f} {bottom:.2f} cm /{names[photo.digest]} Do Q")
        return "\n".join(shown).encode("ascii")

    def _words(self, words: Words) -> str:
        shown = [f"BT 1 0 {words.slant:g} 1 {words.left:.2f} {words.bottom:.2f} Tm"]
        for font, size, text in words.runs:
            self._used[font].update(text)
            shown.append(f"/{font} {size:g} Tf <{text.encode('utf-16-be').hex()}> Tj")
        return " ".join([*shown, "ET"])

    def _font(self, name: str) -> int:
        face, used = self._faces[name], sorted(self._used[name])
        subset, glyphs = face.subset(used)
        ways = bytearray(2 * ord(used[-1]) + 2)
        for each in used:
            ways[2 * ord(each) : 2 * ord(each) + 2] = glyphs[each].to_bytes(2, "big")
        file = self._stream(f"/Length1 {len(subset)}", subset)
        widths = " ".join(f"{ord(each)} [{face.advance(each):g}]" for each in used)
        font = self._add(
            f"<</Type /Font /Subtype /CIDFontType2 /BaseFont /{face.name} /W [{widths}]"
            " /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /FontDescriptor <<"
            f"/Type /FontDescriptor /FontName /{face.name} /Flags 4 /ItalicAngle 0 /Ascent 900 /Descent -200"
            f" /CapHeight 700 /StemV 80 /FontBBox [-200 -300 1200 1100] /FontFile2 {file} 0 R>>"
            f" /CIDToGIDMap {self._stream('', bytes(ways))} 0 R>>"
        )
        return self._add(
            f"<</Type /Font /Subtype /Type0 /BaseFont /{face.name} /Encoding /Identity-H"
            f" /DescendantFonts [{font} 0 R]>>"
        )

    def _picture(self, jpeg: bytes) -> int:
        entries = "/Type /XObject /Subtype /Image /Width 1600 /Height 800 /BitsPerComponent 8 /ColorSpace /DeviceGray"
        return self._put(b"<<%b /Filter /DCTDecode /Length %d>>", entries, jpeg)

    def _stream(self, entries: str, content: bytes) -> int:
        return self._put(b"<<%b /Filter /FlateDecode /Length %d>>", entries, zlib.compress(content))

    def _put(self, head: bytes, entries: str, content: bytes) -> int:
        self._bodies.append(head % (entries.encode(), len(content)) + b"\nstream\n" + content + b"\nendstream")
        return len(self._bodies)

    def _add(self, text: str) -> int:
        self._bodies.append(text.encode("ascii"))
        return len(self._bodies)

    def _file(self, root: int) -> bytes:
        parts, places, at = [b"%PDF-1.7\n"], [], 9
        for number, body in enumerate(self._bodies, 1):
            places.append(at)
            parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
            at += len(parts[-1])
        rows = "".join(f"{place:010d} 00000 n \n" for place in places)
        parts.append(f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{rows}".encode())
        parts.append(b"trailer\n<</Size %d /Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, root, at))
        return b"".join(parts)


def _named(photos: Mapping[str, bytes]) -> list[tuple[str, bytes]]:
    return [(f"P{number}", jpeg) for number, jpeg in enumerate(photos.values())]


def _operator(step: Step) -> str:
    return " ".join([each if isinstance(each, str) else f"{each:.2f}" for each in step])
