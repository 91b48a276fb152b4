"""Reads written numbers: decimal comma or point, thousands marks, currency marks, full-width digits, float noise."""

from __future__ import annotations

import re
import struct
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final

POINT: Final = "."
COMMA: Final = ","
_SPACES = re.compile(r"[\s\u00a0\u2009\u202f'’_]")
_CURRENCY = re.compile(
    r"(?:¥|\$|€|£|₩|₹|\b(?:CNY|RMB|USD|EUR|GBP|HKD|JPY|CHF|TWD|MXN|CAD|AUD|US|HK|NT)\b|人民币|美元|欧元|元|円|圆)",
    re.IGNORECASE,
)
_BODY = re.compile(r"\d[\d.,]*|[.,]\d+")
_POWER = re.compile(r"\d+(?:\.\d+)?[eE][+-]?\d{1,2}")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3}")
BLANKS: Final = frozenset({"", "-", "–", "—", "--", "n/a", "na", "#n/a", "null", "none", "nil", "无", "/"})


@dataclass(frozen=True)
class Written:
    """A number as it was written: sign, digits with their marks, and whether a percent mark stood by it."""

    negative: bool
    body: str
    percent: bool = False
    spaced: bool = False
    """Spaces or apostrophes part the thousands, so a single mark is the decimal one."""


def exact(number: float | Decimal) -> Decimal:
    """The decimal a spreadsheet shows for its binary number: the shortest text, cut to Excel's 15 digits."""
    if isinstance(number, float):
        text = repr(number)
        return Decimal(text if len(text) <= 16 else format(number, ".15g"))
    return Decimal(number)


def written(text: str) -> Written | None:
    """Takes currency, spaces, sign and percent mark off; None where no number is left."""
    plain = unicodedata.normalize("NFKC", text).replace("−", "-").replace("–", "-").strip()
    percent = plain.endswith(("%", "‰"))
    bare = _CURRENCY.sub("", plain.rstrip("%").strip())
    body = _SPACES.sub("", bare.strip())
    negative, body = _signed(body)
    if _BODY.fullmatch(body) or _POWER.fullmatch(body):
        return Written(negative, body, percent and plain.endswith("%"), bool(_SPACES.search(bare.strip())))
    return None


def _signed(body: str) -> tuple[bool, str]:
    if body.startswith("(") and body.endswith(")"):
        return True, body[1:-1]
    if body.endswith("-") and not body.startswith("-"):
        return True, body[:-1]
    return body.startswith("-"), body[1:] if body[:1] in ("+", "-") else body


def decimal_mark(number: Written) -> str | None:
    """The decimal mark this number proves by itself: a point, a comma, or empty when it has no mark at all.

    None for one that can be read both ways, such as 1.000; "?" for one that makes no sense, such as 1.2.3.
    """
    body = number.body
    if "e" in body.lower():
        return ""
    points, commas = body.count(POINT), body.count(COMMA)
    if not points and not commas:
        return ""
    if points and commas:
        return _of_two(body)
    mark, other = (POINT, COMMA) if points else (COMMA, POINT)
    if points + commas > 1:
        return other if _GROUPED.fullmatch(body) else "?"
    head, _, tail = body.partition(mark)
    if len(tail) == 3 and 1 <= len(head) <= 3 and head.strip("0") and not number.spaced:
        return None
    return mark


def _of_two(body: str) -> str:
    mark = POINT if body.rfind(POINT) > body.rfind(COMMA) else COMMA
    head, _, _ = body.rpartition(mark)
    return mark if body.count(mark) == 1 and _GROUPED.fullmatch(head) else "?"


def value(number: Written, mark: str) -> Decimal | None:
    """The number with `mark` as its decimal mark; None where the marks contradict it."""
    other = COMMA if mark == POINT else POINT
    body = number.body if "e" in number.body.lower() else number.body.replace(other, "").replace(mark, POINT)
    try:
        plain = Decimal(body)
    except InvalidOperation:
        return None
    return -plain if number.negative else plain


@dataclass(frozen=True)
class Fitted:
    """A number brought to the places that are kept: what was done to it, if anything."""

    value: Decimal
    noisy: bool = False
    rounded: bool = False


def fitted(number: Decimal, places: int) -> Fitted:
    """`number` with at most `places` decimals: binary noise (14.3999996) is taken off, the rest rounded half-up."""
    if -int(number.as_tuple().exponent) <= places:
        return Fitted(number)
    kept = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    if kept == number:
        return Fitted(kept)
    if _is_noise_of(number, kept):
        return Fitted(kept, noisy=True)
    return Fitted(kept, rounded=True)


def _is_noise_of(number: Decimal, kept: Decimal) -> bool:
    """Whether both are the same to a binary number of 32 bits, or to a spreadsheet's 15 digits."""
    try:
        single = struct.pack("<f", float(number)) == struct.pack("<f", float(kept))
    except OverflowError:
        return False
    return (single and _digits(number) >= 7) or format(float(number), ".14g") == format(float(kept), ".14g")


def _digits(number: Decimal) -> int:
    return len(number.as_tuple().digits)
