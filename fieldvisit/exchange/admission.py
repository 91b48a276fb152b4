"""The gate before every parser: what a file really is by its first bytes, and whether it is fit to be opened."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from fieldvisit.domain.language import Message
from fieldvisit.exchange import cells, from_1904
from fieldvisit.exchange.refusals import damaged, locked, too_wide, unfolding
from fieldvisit.exchange.tables import MOST_BYTES, NotATable

MOST_UNFOLDED = 512 * 1024 * 1024
MOST_RATIO = 200
RATIO_MATTERS_FROM = 16 * 1024 * 1024
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


def _check_directory(path: Path, archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if sum(entry.file_size for entry in entries) > MOST_UNFOLDED:
        raise unfolding(path)
    for entry in entries:
        if entry.file_size > RATIO_MATTERS_FROM and entry.file_size > MOST_RATIO * max(1, entry.compress_size):
            raise unfolding(path)
        if entry.flag_bits & 0x1:
            raise locked(path)


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
    return Admitted(Form.XLSX, later, cells.looked_through(path, archive))


def _beginning(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as stream:
        return stream.read(_PROLOG)


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


_REPEAT = re.compile(rb'number-(?:rows|columns)-repeated\s*=\s*["\']\s*(\d+)')
_ENCRYPTED = re.compile(rb"<(?:\w+:)?encryption-data\b")


def _check_open_document(path: Path, archive: zipfile.ZipFile, names: list[str]) -> Admitted:
    if "META-INF/manifest.xml" in names and _ENCRYPTED.search(archive.read("META-INF/manifest.xml")):
        raise locked(path)
    for name in names:
        if name.endswith((".xml", ".rdf")):
            _check_prolog(path, _beginning(archive, name))
    later = False
    for chunk in cells.chunks_of(archive, "content.xml"):
        later = later or from_1904.in_open_document(chunk)
        if any(len(found[1]) > 8 for found in _REPEAT.finditer(chunk)):
            raise too_wide(path)
    return Admitted(Form.ODS, later)
