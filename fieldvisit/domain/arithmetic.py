"""Numbers and simple arithmetic as people type them, in the marks of the language: `1,234.5`, `2*24`, `=5.20-0.3`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal, DecimalException
from functools import partial

from fieldvisit.domain import language

_NUMBER = r"(?:\d+(?:\.\d*)?|\.\d+)"
_PLAIN = re.compile(rf"[+-]?{_NUMBER}")
_ACCOUNTANTS = re.compile(rf"\((?P<bracketed>{_NUMBER})\)|(?P<trailing>{_NUMBER})-")
_TERM = re.compile(rf"{_NUMBER}|[-+*/()]")
_SIGNS = str.maketrans({"−": "-", "–": "-", "×": "*", "÷": "/", "\u2009": " "})
_GROUPED = r"(?<![\d.,])\d{{1,3}}(?:{group}\d{{3}})+(?!\d)"
_GAPS = re.compile(r"\s*([-+*/()])\s*")
LONGEST = 200


class NotANumber(ValueError):
    """The text is neither a number nor arithmetic that has a result."""


def number_of(text: str, *, accounting: bool = False) -> tuple[Decimal, bool]:
    """The number `text` stands for, and whether it was calculated. Raises NotANumber.

    With `accounting`, `(1,150.00)` and `1,150.00-` are negative, as ledgers print them.
    """
    plain = without_groups(text.removeprefix("=").strip())
    if _PLAIN.fullmatch(plain):
        return Decimal(plain), False
    if accounting and (match := _ACCOUNTANTS.fullmatch(plain)):
        return -Decimal(match["bracketed"] or match["trailing"]), False
    return _Sum(plain).value(), True


def without_groups(text: str) -> str:
    """`text` with a decimal point and without grouping. A mark that groups no three digits stays, and so is refused."""
    marks = language.current()
    plain = _GAPS.sub(r"\1", text.translate(_SIGNS))
    for group in {unicodedata.normalize("NFKC", marks.group_mark), " "} - {"", marks.decimal_mark}:
        plain = re.sub(_GROUPED.format(group=re.escape(group)), partial(_joined, group), plain)
    return plain if marks.decimal_mark == "." else plain.replace(".", "\0").replace(marks.decimal_mark, ".")


def _joined(group: str, match: re.Match[str]) -> str:
    return match[0].replace(group, "")


class _Sum:
    """Evaluates + − * / and brackets over decimals, without Python's own evaluator."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._terms: list[str] = _TERM.findall(text[:LONGEST])
        self._at = 0

    def value(self) -> Decimal:
        try:
            result = self._sum()
        except (DecimalException, IndexError, RecursionError) as error:
            raise NotANumber(self._text) from error
        if self._at != len(self._terms) or "".join(self._terms) != self._text:
            raise NotANumber(self._text)
        return result

    def _sum(self) -> Decimal:
        return self._chain(self._product, {"+": Decimal.__add__, "-": Decimal.__sub__})

    def _product(self) -> Decimal:
        return self._chain(self._factor, {"*": Decimal.__mul__, "/": Decimal.__truediv__})

    def _chain(self, part: Callable[[], Decimal], ways: dict[str, Callable[[Decimal, Decimal], Decimal]]) -> Decimal:
        result = part()
        while self._at < len(self._terms) and self._terms[self._at] in ways:
            way = ways[self._next()]
            result = way(result, part())
        return result

    def _factor(self) -> Decimal:
        term = self._next()
        if term == "-":
            return -self._factor()
        if term == "+":
            return self._factor()
        if term == "(":
            result = self._sum()
            if self._next() != ")":
                raise IndexError
            return result
        return Decimal(term)

    def _next(self) -> str:
        term = self._terms[self._at]
        self._at += 1
        return term
