"""A PDF file in the making: its objects by number, written in one pass, small ones packed together.

A writer of its own instead of a library's: the reports know their operators, so that all that is left is numbering
and packing, and no object is built, formatted, read again and written anew.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping
from struct import pack

_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_PACKED = 200
"""Small objects in one stream."""
_LEVEL = 4
"""Of packing: a twentieth larger than at the usual 6, in half the time."""
_QUICK = 1


def string(text: str) -> str:
    """Text as the file has it."""
    return f"<feff{text.encode('utf-16-be', 'replace').hex()}>"


def binary(content: bytes) -> str:
    """Bytes as the file has them."""
    return f"<{content.hex()}>"


class Objects:
    """The objects of one file; a number that was reserved gets its content later."""

    def __init__(self) -> None:
        self._count = 0
        self._plain: dict[int, str] = {}
        self._streams: dict[int, bytes] = {}

    def reserve(self) -> int:
        """A number for an object that others must name before it is known."""
        self._count += 1
        return self._count

    def reserve_many(self, count: int) -> range:
        """Numbers that follow each other."""
        first = self._count + 1
        self._count += count
        return range(first, first + count)

    def put(self, number: int, text: str) -> None:
        """The content of a reserved number, ready as it stands and in ASCII."""
        self._plain[number] = text

    def add(self, text: str) -> int:
        """An object; its number."""
        number = self.reserve()
        self._plain[number] = text
        return number

    def stream(self, entries: str, content: bytes, *, packed: bool = True, quick: bool = False) -> int:
        """A stream with further entries of its dictionary; `quick` for what packs badly or is worth no time."""
        number = self.reserve()
        if packed:
            content = zlib.compress(content, _QUICK if quick else _LEVEL)
            entries = f"{entries} /Filter /FlateDecode"
        self._streams[number] = _stream(entries, content)
        return number

    def file(self, root: int, info: int | None = None) -> bytes:
        """The whole file as far as its objects are known: the same objects, the same bytes."""
        parts, places = [_HEAD], {}
        at = len(_HEAD)
        bodies, packed = self._bodies()
        for number, body in bodies:
            whole = b"%d 0 obj\n%b\nendobj\n" % (number, body)
            places[number] = at
            parts.append(whole)
            at += len(whole)
        parts.append(_cross_references(places, packed, at, _trailer(root, info, parts)))
        return b"".join(parts)

    def _bodies(self) -> tuple[list[tuple[int, bytes]], dict[int, tuple[int, int]]]:
        """What stands in the file by itself, and in which stream and at which place the packed objects are."""
        bodies = list(self._streams.items())
        packed: dict[int, tuple[int, int]] = {}
        numbers = sorted(self._plain)
        for start in range(0, len(numbers), _PACKED):
            together, number = numbers[start : start + _PACKED], self._count + 1 + start // _PACKED
            bodies.append((number, self._together(together)))
            packed |= {each: (number, index) for index, each in enumerate(together)}
        return bodies, packed

    def _together(self, numbers: Iterable[int]) -> bytes:
        heads, texts, at = [], [], 0
        for number in numbers:
            text = self._plain[number]
            heads.append(f"{number} {at}")
            texts.append(text)
            at += len(text) + 1
        head = " ".join(heads) + "\n"
        content = (head + "\n".join(texts)).encode("ascii")
        entries = f"/Type /ObjStm /N {len(texts)} /First {len(head)} /Filter /FlateDecode"
        return _stream(entries, zlib.compress(content, _LEVEL))


def _stream(entries: str, content: bytes) -> bytes:
    return b"<<%b /Length %d>>\nstream\n%b\nendstream" % (entries.encode("ascii"), len(content), content)


def _trailer(root: int, info: int | None, parts: Iterable[bytes]) -> str:
    """Where reading begins; the file's name for itself is made of its content."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    name = binary(digest.digest()[:16])
    about = "" if info is None else f" /Info {info} 0 R"
    return f"/Root {root} 0 R{about} /ID [{name} {name}]"


def _cross_references(
    places: Mapping[int, int], packed: Mapping[int, tuple[int, int]], start: int, trailer: str
) -> bytes:
    """The table of all objects, its own place the last."""
    own = max((0, *places, *packed)) + 1
    cells: list[int] = []
    for number in range(own):
        if number in places:
            cells += (1, places[number], 0)
        elif number in packed:
            cells += (2, *packed[number])
        else:
            cells += (0, 0, 0xFFFF)
    cells += (1, start, 0)
    content = zlib.compress(pack(f">{'BIH' * (own + 1)}", *cells), _LEVEL)
    entries = f"/Type /XRef /W [1 4 2] /Size {own + 1} {trailer} /Filter /FlateDecode"
    return b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (own, _stream(entries, content), start)
