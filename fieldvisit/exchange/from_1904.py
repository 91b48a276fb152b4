"""Whether a workbook counts its days from 1904, as Excel for the Mac once did: told in each form in its own place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

_EXCEL: Final = re.compile(rb"<(?:\w+:)?workbookPr\b[^>]*\bdate1904\s*=\s*[\"'](?:1|true|on)[\"']")
_OPEN_DOCUMENT: Final = re.compile(rb"<(?:\w+:)?null-date\b[^>]*\bdate-value\s*=\s*[\"']1904-01-01")

# Beginnings of the part of an old workbook that holds for all its sheets: version 8 and version 5.
_GLOBALS: Final = (b"\x09\x08\x10\x00\x00\x06\x05\x00", b"\x09\x08\x08\x00\x00\x05\x05\x00")
_DATE_MODE, _FONT, _END = 0x0022, 0x0031, 0x000A
_LOOKED_THROUGH: Final = 1 << 16
_HEAD: Final = 4


def in_excel(workbook: bytes) -> bool:
    """By the beginning of `xl/workbook.xml`."""
    return _EXCEL.search(workbook) is not None


def in_open_document(content: bytes) -> bool:
    """By a piece of `content.xml`."""
    return _OPEN_DOCUMENT.search(content) is not None


def in_old_excel(path: Path) -> bool:
    """By the record of the date mode, which comes before the fonts; False where it is not found."""
    data = path.read_bytes()
    begins = min((at for at in map(data.find, _GLOBALS) if at >= 0), default=-1)
    return begins >= 0 and _date_mode(data[begins : begins + _LOOKED_THROUGH])


def _date_mode(records: bytes) -> bool:
    at = 0
    while at + _HEAD <= len(records):
        kind = int.from_bytes(records[at : at + 2], "little")
        length = int.from_bytes(records[at + 2 : at + _HEAD], "little")
        if kind == _DATE_MODE:
            return records[at + _HEAD : at + _HEAD + 1] == b"\x01"
        if kind in (_FONT, _END):
            return False
        at += _HEAD + length
    return False
