"""Looks through the cells of a workbook as bytes, before or beside the reader: far ones, formulas, errors."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from fieldvisit.domain.language import Message
from fieldvisit.exchange.refusals import too_wide
from fieldvisit.exchange.tables import MOST_ROWS

MOST_EXTENT: Final = 8_000_000
"""Cells of the rectangle from the first to the last filled one, which the reader asks memory for."""
_CHUNK: Final = 1 << 20
_NO_CELLS: Final = ("sharedStrings.xml", "styles.xml", "theme1.xml")


def refuse_far_cells(path: Path) -> None:
    """Looks through the cells of an Excel workbook. Raises `NotATable` for cells too far out to be read."""
    with zipfile.ZipFile(path) as archive:
        for name in _parts_with_cells(archive):
            _refuse_far(path, chunks_of(archive, name))


def said_of_formulas(path: Path) -> tuple[Message, ...]:
    """What is to be said of an Excel workbook's formulas, if anything."""
    with zipfile.ZipFile(path) as archive:
        return _told([_formulas(chunks_of(archive, name)) for name in _parts_with_cells(archive)])


def looked_through(path: Path, archive: zipfile.ZipFile) -> tuple[Message, ...]:
    """Both, for a workbook that is small and open already."""
    found = []
    for name in _parts_with_cells(archive):
        chunks = list(chunks_of(archive, name))
        _refuse_far(path, chunks)
        found.append(_formulas(chunks))
    return _told(found)


def _parts_with_cells(archive: zipfile.ZipFile) -> list[str]:
    return [name for name in archive.namelist() if name.endswith((".xml", ".rels")) and not name.endswith(_NO_CELLS)]


def _told(found: list[tuple[int, int]]) -> tuple[Message, ...]:
    unvalued, faulty = sum(each[0] for each in found), sum(each[1] for each in found)
    sentences = (
        (
            unvalued,
            Message(
                "{count} formulas have no stored result and were read as empty; "
                "open the file in Excel, save it and import it again.",
                count=unvalued,
            ),
        ),
        (
            faulty,
            Message(
                "{count} cells hold an error such as #N/A and were read as empty; "
                "mend the formulas and import it again.",
                count=faulty,
            ),
        ),
    )
    return tuple(sentence for count, sentence in sentences if count)


# Without a mark before the r the search jumps from r to r, which makes it three times faster.
_FAR = re.compile(rb"r\s*=\s*[\"']\s*(?:([A-Za-z]{3,})\d+|([A-Za-z]{0,2})(\d{7,}))")
_ERROR = re.compile(rb"<(?:\w+:)?c\b[^<>]*\bt=\"e\"")
_UNVALUED = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^<>]*/>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


def _refuse_far(path: Path, chunks: Iterable[bytes]) -> None:
    """One cell in the last corner makes the reader ask for the whole rectangle."""
    rows = columns = 0
    for chunk in chunks:
        for found in _FAR.finditer(chunk):
            columns = max(columns, _column_number(found[1] or found[2] or b"A"))
            rows = max(rows, int(found[3] or 0) if len(found[3] or b"") < 12 else MOST_ROWS + 1)
        if max(rows, 1000) * max(columns, 1) > MOST_EXTENT or rows > MOST_ROWS:
            raise too_wide(path)


def _formulas(chunks: Iterable[bytes]) -> tuple[int, int]:
    """How many formulas have no result beside them, and how many cells hold an error instead of one."""
    marks: tuple[bytes, ...] = ()
    unvalued = faulty = 0
    for chunk in chunks:
        # Elements bear a prefix throughout a part or nowhere in it.
        marks = marks or ((b"</f>",) if b"<worksheet" in chunk else (b"</f>", b":f>"))
        if any(mark in chunk for mark in marks):
            unvalued += sum(1 for _ in _UNVALUED.finditer(chunk))
        if b'"e"' in chunk:
            faulty += sum(1 for _ in _ERROR.finditer(chunk))
    return unvalued, faulty


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters[:6].upper():
        number = number * 26 + letter - 64
    return number


def chunks_of(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The part piece by piece, each with the tail of the one before, so that nothing is missed at a seam."""
    tail = b""
    with archive.open(name) as stream:
        while chunk := stream.read(_CHUNK):
            yield tail + chunk
            tail = chunk[-64:]
