"""The objects of a report's file, in ReportLab's document: numbered there, written in one pass, small ones packed.

ReportLab's canvas knows neither tags nor archives, and to read its file and write it anew for them takes longer than
to draw it. So the reports hand ReportLab's document objects that are ready as they stand, each once; it keeps the
numbers, pages, catalogue, description and places in the file. Only how the file is packed is our own: ReportLab has
no streams of objects, without which the thousands of tags would be nine tenths of the file.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from struct import pack
from typing import Any, Final

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc

rl_config.pdfComments = 0

_PACKED: Final = 100
"""Small objects in one stream: a hundredth larger than with 200, and who looks for one reads half as many."""
_LEVEL: Final = 4
"""Of packing: a twentieth larger than at the usual 6, in half the time."""
_QUICK: Final = 1
_FREE: Final = (0, 0, 0xFFFF)


def string(text: str) -> str:
    """Text as the file has it."""
    return f"<feff{text.encode('utf-16-be', 'replace').hex()}>"


class _Ready(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab ships no types
    """An object that is ready as it stands; without content as long as its number is only reserved."""

    def __init__(self, content: str | bytes | None = None) -> None:
        self.content = content
        self.is_stream = isinstance(content, bytes)

    def format(self, _document: Any) -> bytes:
        """As ReportLab asks for it."""
        return self.content.encode("ascii") if isinstance(self.content, str) else self.content or b"null"


class _Page(pdfdoc.PDFPage):  # type: ignore[misc]
    """A page that brings its content and resources, and is known to the tree of tags."""

    Override_default_compilation = 1
    __NoDefault__ = (*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs")


class _Catalog(pdfdoc.PDFCatalog):  # type: ignore[misc]
    """The catalogue with what archives and associated files need."""

    __NoDefault__ = (*pdfdoc.PDFCatalog.__NoDefault__, "AF", "OutputIntents")


class _Document(pdfdoc.PDFDocument):  # type: ignore[misc]
    """ReportLab's document, with small objects packed together."""

    def format(self) -> bytes:
        """The whole file as far as its objects are known: the same objects, the same bytes."""
        file = pdfdoc.PDFFile(self._pdfVersion)
        places: dict[int, tuple[int, int, int]] = {}
        small: list[tuple[int, bytes]] = []
        for number, name, kept in self._known():
            if isinstance(kept, _Ready) and kept.is_stream:
                places[number] = (1, file.add(pdfdoc.PDFIndirectObject(name, kept).format(self)), 0)
            else:
                small.append((number, pdfdoc.format(kept, self, toplevel=1)))
        highest = max(self.numberToId)
        for start in range(0, len(small), _PACKED):
            highest += 1
            together = small[start : start + _PACKED]
            places[highest] = (1, file.add(_indirect(highest, _together(together))), 0)
            places |= {number: (2, highest, index) for index, (number, _) in enumerate(together)}
        file.add(self._cross_references(places, highest + 1, file))
        return bytes(file.format(self))

    def _known(self) -> Iterator[tuple[int, str, Any]]:
        """The objects by number, those too that ReportLab makes while it formats others."""
        number = 0
        while (number := number + 1) in self.numberToId:
            name = self.numberToId[number]
            kept = self.idToObject[name]
            if not isinstance(kept, _Ready) or kept.content is not None:
                yield number, name, kept

    def _cross_references(self, places: Mapping[int, tuple[int, int, int]], own: int, file: Any) -> bytes:
        """The table of all objects, its own place the last, and where reading begins."""
        digest = hashlib.sha256()
        for part in file.strings:
            digest.update(part)
        name = f"<{digest.hexdigest()[:32]}>"
        root, about = (pdfdoc.format(self.Reference(each), self).decode() for each in (self.Catalog, self.info))
        cells = [cell for number in range(own) for cell in places.get(number, _FREE)]
        content = zlib.compress(pack(f">{'BIH' * (own + 1)}", *cells, 1, file.offset, 0), _LEVEL)
        entries = f"/Type /XRef /W [1 4 2] /Size {own + 1} /Root {root} /Info {about} /ID [{name} {name}]"
        start = b"startxref\n%d\n%%%%EOF\n" % file.offset
        return _indirect(own, _stream(f"{entries} /Filter /FlateDecode", content)) + start


class Objects:
    """The objects of one file; a number that was reserved gets its content later."""

    def __init__(self, language: str = "en") -> None:
        self._document = _Document(dummyoutline=1, invariant=1, pdfVersion=(1, 7), lang=language)
        self._document.Catalog = _Catalog()
        self._document.Catalog.Lang = pdfdoc.PDFString(language)
        self._document.Catalog.Pages = self._document.Pages
        for each in (self._document.Catalog, self._document.info, self._document.Pages):
            self._document.Reference(each)
        self._ready: dict[int, _Ready] = {}
        self._pages: dict[int, _Page] = {}

    def _registered(self, kept: Any) -> int:
        return int(self._document.idToObjectNumberAndVersion[self._document.Reference(kept).name][0])

    def reserve(self) -> int:
        """A number for an object that others must name before it is known."""
        kept = _Ready()
        number = self._registered(kept)
        self._ready[number] = kept
        return number

    def reserve_many(self, count: int) -> list[int]:
        """Numbers that follow each other."""
        return [self.reserve() for _ in range(count)]

    def put(self, number: int, text: str) -> None:
        """The content of a reserved number, ready as it stands and in ASCII."""
        self._ready[number].content = text

    def add(self, text: str) -> int:
        """An object; its number."""
        return self._registered(_Ready(text))

    def stream(self, entries: str, content: bytes, *, packed: bool = True, quick: bool = False) -> int:
        """A stream with further entries of its dictionary; `quick` for what packs badly or is worth no time."""
        if packed:
            content = zlib.compress(content, _QUICK if quick else _LEVEL)
            entries = f"{entries} /Filter /FlateDecode"
        return self._registered(_Ready(_stream(entries, content)))

    def add_font(self, name: str, number: int) -> None:
        """A font that all pages may use under `name`."""
        self._document.idToObject[pdfdoc.BasicFonts].dict[name] = f"{number} 0 R"

    def reserve_pages(self, sizes: Sequence[tuple[float, float]]) -> list[int]:
        """The numbers of the pages in their order, by width and height in points."""
        for index, (width, height) in enumerate(sizes):
            page = _Page()
            page.MediaBox = f"[0 0 {width:.4f} {height:.4f}]"
            page.Parent = self._document.Pages
            page.StructParents = index
            page.Tabs = "/S"
            self._document.addPage(page)
            self._pages[self._registered(page)] = page
        return list(self._pages)

    def put_page(self, number: int, content: int, *, pictures: Mapping[str, int], links: Sequence[int]) -> None:
        """What a page shows: its stream of operators, the pictures by the names in it, and its links."""
        page = self._pages[number]
        fonts = self._registered(self._document.idToObject[pdfdoc.BasicFonts])
        shown = "".join(f" /{name} {picture} 0 R" for name, picture in pictures.items())
        page.Contents = f"{content} 0 R"
        page.Resources = f"<</Font {fonts} 0 R{f' /XObject <<{shown}>>' if shown else ''}>>"
        page.Annots = f"[{' '.join(f'{link} 0 R' for link in links)}]" if links else None

    def describe(self, *, title: str, author: str, subject: str, program: str, made: datetime) -> None:
        """What the file says of itself; `made` is the moment in it."""
        about = self._document.info
        about.title, about.author, about.subject = title, author, subject
        about.creator = about.producer = program
        self._document.setDateFormatter(lambda *_now: f"{made:D:%Y%m%d%H%M%S}+00'00'")

    def enter(self, **entries: str) -> None:
        """Entries of the catalogue, as they stand in the file."""
        for name, text in entries.items():
            setattr(self._document.Catalog, name, text)

    def file(self) -> bytes:
        """The file as far as its objects are known."""
        return self._document.format()


def _together(objects: Sequence[tuple[int, bytes]]) -> bytes:
    """Objects in one stream."""
    heads, at = [], 0
    for number, content in objects:
        heads.append(b"%d %d" % (number, at))
        at += len(content) + 1
    head = b" ".join(heads) + b"\n"
    packed = zlib.compress(head + b"\n".join(content for _, content in objects), _LEVEL)
    return _stream(f"/Type /ObjStm /N {len(objects)} /First {len(head)} /Filter /FlateDecode", packed)


def _stream(entries: str, content: bytes) -> bytes:
    return b"<<%b /Length %d>>\nstream\n%b\nendstream" % (entries.encode("ascii"), len(content), content)


def _indirect(number: int, content: bytes) -> bytes:
    return b"%d 0 obj\n%b\nendobj\n" % (number, content)
