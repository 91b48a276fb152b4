"""The gate before every parser: what a file really is by its first bytes, and whether it is fit to be opened."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from fieldvisit.domain.language import Message
from fieldvisit.exchange import from_1904
from fieldvisit.exchange.tables import MOST_BYTES, MOST_ROWS, NotATable

MOST_UNFOLDED = 512 * 1024 * 1024
MOST_RATIO = 200
RATIO_MATTERS_FROM = 16 * 1024 * 1024
MOST_EXTENT = 8_000_000
"""Cells of the rectangle from the first to the last filled one, which the reader asks memory for."""
_CHUNK = 1 << 20
_PROLOG = 1 << 16
_SCANNED_AT_ONCE = 4 << 20

_FOREIGN = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"SQLite format 3", "SQLite"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"{\\rtf", "RTF"),
)

# What other programs call a workbook and Excel opens all the same.
_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*"
    rb"(?:<\?xml|<!doctype html|<!--|<(?:html|head|meta|style|body|table|div)\b|mime-version:)",
    re.IGNORECASE,
)


class Form(StrEnum):
    """The forms of file that hold tables."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    TEXT = "text"


SPREADSHEETS = frozenset({Form.XLSX, Form.XLS, Form.ODS})


@dataclass(frozen=True)
class Admitted:
    """A file that may be opened, and what was noticed on it from outside."""

    form: Form
    from_1904: bool = False
    notes: tuple[Message, ...] = field(default=())
    scanned: bool = True
    """Whether its cells were looked through already. Of a large workbook only the formulas are looked for, while it is
    read; its far cells, which need a third of the time that reading takes, when the reader broke down over it."""


def admit(path: Path) -> Admitted:
    """The form of the file. Raises `NotATable` where it is no table or not safe to open; nothing is parsed yet."""
    head = _head(path)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _admit_archive(path)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return Admitted(Form.XLS, from_1904.in_old_excel(path))
    for magic, kind in _FOREIGN:
        if head.startswith(magic):
            raise NotATable(
                Message(
                    "{file} is no table but a {kind} file; save the table as .xlsx or .csv first.",
                    file=path.name,
                    kind=kind,
                )
            )
    if _MARKUP.match(head):
        raise NotATable(
            Message(
                "{file} holds a web page or XML, whatever its ending says; open it in Excel and save it as .xlsx.",
                file=path.name,
            )
        )
    if head.startswith(b'{"format": "fiel'):
        raise NotATable(
            Message(
                "{file} is a whole store; it goes into an empty one, with the command: "
                "fieldvisit --store NEW.store import {file}",
                file=path.name,
            )
        )
    return Admitted(Form.TEXT)


def _head(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise NotATable(Message("{file} is a folder; choose the files in it.", file=path.name))
        with path.open("rb") as stream:
            head = stream.read(64)
    except OSError as error:
        raise NotATable(
            Message(
                "{file} cannot be read ({reason}); check the path and that it is not open elsewhere.",
                file=str(path),
                reason=error.strerror or str(error),
            )
        ) from error
    if size == 0:
        raise NotATable(
            Message("{file} is empty: it holds no bytes at all, so there is nothing to import.", file=path.name)
        )
    if size > MOST_BYTES:
        raise NotATable(
            Message(
                "{file} is too large ({size} MB, at most {most} MB); split it into several files.",
                file=path.name,
                size=size >> 20,
                most=MOST_BYTES >> 20,
            )
        )
    return head


def _admit_archive(path: Path) -> Admitted:
    try:
        with zipfile.ZipFile(path) as archive:
            _check_directory(path, archive)
            return _check_parts(path, archive)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        OSError,
    ) as error:
        raise damaged(path) from error
    except zipfile.zlib.error as error:  # type: ignore[attr-defined]
        raise damaged(path) from error


def damaged(path: Path) -> NotATable:
    """The refusal of a file that starts like a workbook and cannot be read as one."""
    return NotATable(
        Message(
            "{file} is damaged and cannot be read as a workbook; open it in Excel, save it again and import that.",
            file=path.name,
        )
    )


def locked(path: Path) -> NotATable:
    """The refusal of a file that asks for a password."""
    return NotATable(
        Message(
            "{file} is protected by a password; remove the password in Excel, save it and import it again.",
            file=path.name,
        )
    )


def _check_directory(path: Path, archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if sum(entry.file_size for entry in entries) > MOST_UNFOLDED:
        raise _hostile(path)
    for entry in entries:
        if entry.file_size > RATIO_MATTERS_FROM and entry.file_size > MOST_RATIO * max(1, entry.compress_size):
            raise _hostile(path)
        if entry.flag_bits & 0x1:
            raise locked(path)


def _hostile(path: Path) -> NotATable:
    return NotATable(
        Message(
            "{file} unfolds to far more than its size allows, so it is not opened; export the table again as .csv.",
            file=path.name,
        )
    )


_NO_CELLS = ("sharedStrings.xml", "styles.xml", "theme1.xml")


def _check_parts(path: Path, archive: zipfile.ZipFile) -> Admitted:
    names = archive.namelist()
    if "xl/workbook.bin" in names:
        raise NotATable(
            Message("{file} is a binary workbook (.xlsb); open it in Excel and save it as .xlsx.", file=path.name)
        )
    if any(name.startswith("xl/") for name in names):
        return _check_excel(path, archive, [name for name in names if name.endswith((".xml", ".rels"))])
    if "content.xml" in names:
        return _check_open_document(path, archive, names)
    raise NotATable(
        Message("{file} is a ZIP archive and no workbook; unpack it and import the files in it.", file=path.name)
    )


def _check_excel(path: Path, archive: zipfile.ZipFile, parts: list[str]) -> Admitted:
    later = False
    for name in parts:
        beginning = _beginning(archive, name)
        _check_prolog(path, beginning)
        if name.lower() == "xl/workbook.xml":
            later = from_1904.in_excel(beginning)
    if sum(archive.getinfo(name).file_size for name in parts) > _SCANNED_AT_ONCE:
        return Admitted(Form.XLSX, later, scanned=False)
    return Admitted(Form.XLSX, later, _scanned(path, archive))


def refuse_far_cells(path: Path) -> None:
    """Looks through the cells of an Excel workbook. Raises `NotATable` for cells too far out to be read."""
    with zipfile.ZipFile(path) as archive:
        for name in _parts_with_cells(archive):
            _refuse_far(path, _chunks(archive, name))


def said_of_formulas(path: Path) -> tuple[Message, ...]:
    """What is to be said of an Excel workbook's formulas, if anything."""
    with zipfile.ZipFile(path) as archive:
        return _told([_formulas(_chunks(archive, name)) for name in _parts_with_cells(archive)])


def _scanned(path: Path, archive: zipfile.ZipFile) -> tuple[Message, ...]:
    """Both, for a workbook that is small."""
    found = []
    for name in _parts_with_cells(archive):
        chunks = list(_chunks(archive, name))
        _refuse_far(path, chunks)
        found.append(_formulas(chunks))
    return _told(found)


def _parts_with_cells(archive: zipfile.ZipFile) -> list[str]:
    return [name for name in archive.namelist() if name.endswith((".xml", ".rels")) and not name.endswith(_NO_CELLS)]


def _beginning(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as stream:
        return stream.read(_PROLOG)


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
            raise _too_wide(path)


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


def _check_prolog(path: Path, chunk: bytes) -> None:
    """A document type may only stand before the first element; a workbook has none."""
    if b"<!DOCTYPE" in chunk[:_PROLOG] or b"<!ENTITY" in chunk[:_PROLOG]:
        raise NotATable(
            Message(
                "{file} declares a document type or entities, which no workbook needs, so it is not opened; "
                "save the table anew as .xlsx or .csv.",
                file=path.name,
            )
        )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters[:6].upper():
        number = number * 26 + letter - 64
    return number


def _too_wide(path: Path) -> NotATable:
    return NotATable(
        Message(
            "{file} has cells so far out (last row or last column) that it cannot be read; copy the filled part "
            "into a new sheet and import that.",
            file=path.name,
        )
    )


def _chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The part piece by piece, each with the tail of the one before, so that nothing is missed at a seam."""
    tail = b""
    with archive.open(name) as stream:
        while chunk := stream.read(_CHUNK):
            yield tail + chunk
            tail = chunk[-64:]


_REPEAT = re.compile(rb'number-(?:rows|columns)-repeated\s*=\s*["\']\s*(\d+)')
_ENCRYPTED = re.compile(rb"<(?:\w+:)?encryption-data\b")


def _check_open_document(path: Path, archive: zipfile.ZipFile, names: list[str]) -> Admitted:
    if "META-INF/manifest.xml" in names and _ENCRYPTED.search(archive.read("META-INF/manifest.xml")):
        raise locked(path)
    for name in names:
        if name.endswith((".xml", ".rdf")):
            _check_prolog(path, _beginning(archive, name))
    later = False
    for chunk in _chunks(archive, "content.xml"):
        later = later or from_1904.in_open_document(chunk)
        if any(len(found[1]) > 8 for found in _REPEAT.finditer(chunk)):
            raise _too_wide(path)
    return Admitted(Form.ODS, later)
