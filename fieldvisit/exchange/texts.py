"""Reads codes, names, choices, yes and no, and packings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from fieldvisit.domain.language import Message
from fieldvisit.exchange.answers import Unreadable
from fieldvisit.exchange.kinds.declaring import Column, Holds
from fieldvisit.exchange.numbers import exact
from fieldvisit.exchange.tables import Cell

LONGEST_CODE: Final = 100
LONGEST_TEXT: Final = 4000
_YES = frozenset(
    {
        "yes",
        "y",
        "true",
        "t",
        "1",
        "x",
        "✓",
        "√",
        "✔",
        "ja",
        "j",
        "oui",
        "是",
        "有",
        "对",
        "真",
        "已",
        "active",
        "启用",
        "有效",
    }
)
_NO = frozenset(
    {"no", "n", "false", "f", "0", "nein", "non", "否", "无", "没有", "假", "未", "×", "inactive", "停用", "无效"}
)
_NULLS = frozenset({"NULL", "null", "#N/A", "(null)", "\\N"})
_SHIELDED = ("'=", "'+", "'-", "'@")
"""An apostrophe that keeps a spreadsheet from taking text for a formula is no part of the text."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\ufeff]")


def reader(column: Column) -> Callable[[Cell], Any]:
    """What reads one cell of a column of text."""
    if column.choices:
        return lambda cell: _choice(cell, column)
    return _READERS[column.holds]


def text(cell: Cell) -> str | Unreadable | None:
    """Text without surrounding and doubled spaces; None where nothing is left."""
    if cell is None:
        return None
    plain = cell if isinstance(cell, str) else _as_text(cell)
    if plain in _NULLS:
        return None
    if plain.startswith(_SHIELDED):
        plain = plain[1:]
    clean = " ".join(_CONTROL.sub("", plain).split())
    if len(clean) > LONGEST_TEXT:
        return Unreadable(Message("the text is longer than {most} letters; shorten it", most=LONGEST_TEXT))
    return clean or None


def code(cell: Cell) -> str | Unreadable | None:
    """A code as text: leading zeros stay, full-width letters become plain, 123.0 from a spreadsheet is 123."""
    if isinstance(cell, str):
        plain = cell if cell.isascii() else unicodedata.normalize("NFKC", cell)
        clean = text(plain.lstrip("'"))
    elif isinstance(cell, date | time | timedelta):
        return Unreadable(
            Message("{cell} is a day or time, not a code; format the column as text", cell=_as_text(cell))
        )
    else:
        clean = text(cell)
    if isinstance(clean, str) and len(clean) > LONGEST_CODE:
        return Unreadable(Message("the code is longer than {most} letters; shorten it", most=LONGEST_CODE))
    return clean


def number_text(number: float | Decimal) -> str:
    """A number without exponent and without decimals that say nothing."""
    plain = f"{exact(number):f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _as_text(cell: Cell) -> str:
    if isinstance(cell, float | int | Decimal) and not isinstance(cell, bool):
        return number_text(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ").removesuffix(" 00:00:00")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def _yes_no(cell: Cell) -> bool | Unreadable | None:
    if isinstance(cell, bool) or cell is None:
        return cell
    found = text(cell)
    if not isinstance(found, str):
        return found
    if found.lower() in _YES:
        return True
    if found.lower() in _NO:
        return False
    return Unreadable(Message("{cell} is neither yes nor no; write yes or no", cell=found))


def _choice(cell: Cell, column: Column) -> str | Unreadable | None:
    found = text(cell)
    if not isinstance(found, str):
        return found
    for key, names in column.choices:
        if found.lower() == key or found.lower() in names:
            return key
    known = ", ".join(key for key, _ in column.choices)
    return Unreadable(Message("{cell} is not known here; write one of: {known}", cell=found, known=known))


_PACKS = (
    re.compile(r"(\d+)\s*-\s*\d[\d.,]*\s*[a-z]+\b.*", re.IGNORECASE),
    re.compile(r"(\d+)\s+(?:pieces|pcs\.?|pies|bottles|cans)", re.IGNORECASE),
    re.compile(r"\d[\d.]*\s*(?:ml|l|cl|g|kg|毫升|升|克|千克)\s*[x×*]\s*(\d+)\s*\w?", re.IGNORECASE),
    re.compile(r"1\s*[x×*]\s*(\d+)", re.IGNORECASE),
    re.compile(
        r"(?:.*\D)?(\d+)\s*(?:瓶|罐|包|盒|支|袋|个|听|桶|bottles|cans|pcs)?\s*/\s*(?:箱|件|case|ctn|carton)",
        re.IGNORECASE,
    ),
)


def _pack(cell: Cell) -> int | Unreadable | None:
    """Units of a case where the words say so beyond doubt; None otherwise, which is no fault."""
    found = text(cell)
    if not isinstance(found, str):
        return found
    plain = unicodedata.normalize("NFKC", found)
    for pattern in _PACKS:
        if (match := pattern.fullmatch(plain)) and 0 < int(match[1]) <= 10_000:
            return int(match[1])
    return None


_READERS: Final[dict[Holds, Callable[[Cell], Any]]] = {
    Holds.CODE: code,
    Holds.TEXT: text,
    Holds.YES_NO: _yes_no,
    Holds.PACK: _pack,
}
