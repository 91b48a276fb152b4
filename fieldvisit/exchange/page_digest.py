"""A digest over what a reader sees on the pages, the same however the file was packed or numbered."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pikepdf import Pdf

_SHOWN = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources", "/Contents", "/Annots", "/AA")
_INHERITED = frozenset({"/MediaBox", "/CropBox", "/Rotate", "/Resources"})
_BESIDE = ("/AcroForm", "/OCProperties", "/OpenAction", "/AA", "/Lang")
"""What else of the document changes what is shown."""
_PACKING = frozenset({"/Length", "/Filter", "/DecodeParms"})
_PICTURES = frozenset({"/DCTDecode", "/JPXDecode", "/JBIG2Decode", "/CCITTFaxDecode"})
_HOW = ("/DecodeParms", "/DP")
"""With what a picture is unpacked by whoever draws it, such as how its colours are to be taken."""
_WAYS_BACK = frozenset({"/Parent", "/P", "/StructParent", "/StructParents"})
_DEEPEST = 60
_MOST_PARENTS = 50


def page_digest(opened: Pdf) -> bytes:
    """SHA-256 over boxes, contents, fonts, pictures and annotations of every page, in their order."""
    return _Digest(opened).made()


class _Digest:
    def __init__(self, opened: Pdf) -> None:
        self._opened = opened
        self._kinds = _kinds()
        self._hash = hashlib.sha256()
        self._pages = {page.obj.objgen: number for number, page in enumerate(opened.pages)}
        self._met: dict[tuple[int, int], int] = {}

    def made(self) -> bytes:
        for page in self._opened.pages:
            self._tell(b"page")
            for key in _SHOWN:
                value = _inherited(page.obj, key) if key in _INHERITED else page.obj.get(key)
                self._entry(key, value)
        for key in _BESIDE:
            self._entry(key, self._opened.Root.get(key))
        names = self._opened.Root.get("/Names")
        self._entry("/JavaScript", None if names is None else names.get("/JavaScript"))
        return self._hash.digest()

    def _entry(self, key: str, value: Any) -> None:
        if value is not None:
            self._tell(key.encode())
            self._add(value, 0)

    def _tell(self, words: bytes) -> None:
        """With its length before it, so that no two lists of words give the same bytes."""
        self._hash.update(len(words).to_bytes(8, "big") + words)

    def _add(self, value: Any, depth: int) -> None:
        if depth > _DEEPEST:
            raise RecursionError
        kinds = self._kinds
        if not isinstance(value, kinds.any):
            self._tell(str(value).encode())
            return
        if value.is_indirect:
            if self._is_told(value):
                return
            if isinstance(value, kinds.stream):
                self._add_stream(value, depth)
                return
        plain = value.unparse(resolved=True)
        if b" R" not in plain:
            self._tell(plain)
        elif isinstance(value, kinds.array):
            self._tell(b"array %d" % len(value))
            for each in value:
                self._add(each, depth + 1)
        elif isinstance(value, kinds.dictionary):
            self._add_keys(value, _WAYS_BACK, depth)
        else:  # a text that has these letters
            self._tell(plain)

    def _is_told(self, value: Any) -> bool:
        """Another page, or what was met before, is told by its number."""
        place = value.objgen
        if place in self._pages:
            self._tell(b"to page %d" % self._pages[place])
            return True
        if place in self._met:
            self._tell(b"again %d" % self._met[place])
            return True
        self._met[place] = len(self._met)
        return False

    def _add_stream(self, value: Any, depth: int) -> None:
        self._add_keys(value, _WAYS_BACK | _PACKING, depth)
        self._tell(_content(value))

    def _add_keys(self, value: Any, without: frozenset[str], depth: int) -> None:
        entries = sorted((key, held) for key, held in value.items() if key not in without)
        self._tell(b"entries %d" % len(entries))
        for key, held in entries:
            self._tell(key.encode())
            self._add(held, depth + 1)


class _Kinds(NamedTuple):
    """What an object of a file may be."""

    any: Any
    stream: Any
    array: Any
    dictionary: Any


@cache
def _kinds() -> _Kinds:
    """Asked once: the import of a library that is there already takes longer than what is asked of an object."""
    import pikepdf

    return _Kinds(pikepdf.Object, pikepdf.Stream, pikepdf.Array, pikepdf.Dictionary)


def _inherited(page: Any, key: str) -> Any:
    """An entry of the page or of the groups it stands in."""
    for _ in range(_MOST_PARENTS):
        if key in page:
            return page[key]
        if "/Parent" not in page:
            return None
        page = page["/Parent"]
    raise RecursionError


def _content(stream: Any) -> bytes:
    """Unpacked; a photo as it stands in the file."""
    names = stream.get("/Filter", [])
    filters = [str(name) for name in names] if isinstance(names, _kinds().array) else [str(names)]
    if not _PICTURES.isdisjoint(filters):
        how = b"".join(stream[key].unparse(resolved=True) for key in _HOW if key in stream)
        return " ".join(filters).encode() + b"\n" + how + bytes(stream.read_raw_bytes())
    return bytes(stream.read_bytes())
