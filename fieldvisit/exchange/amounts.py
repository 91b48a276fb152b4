"""Reads a column of prices, amounts, quantities or shares; the decimal mark is decided over the whole column."""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from fieldvisit.domain.language import Message, mark
from fieldvisit.exchange.answers import Answer, OffTheMap, Question, Unreadable
from fieldvisit.exchange.kinds.declaring import Column, Holds
from fieldvisit.exchange.numbers import BLANKS, COMMA, POINT, Written, decimal_mark, exact, fitted, value, written
from fieldvisit.exchange.tables import Cell

PLACES: Final = {
    Holds.PRICE: 4,
    Holds.MONEY: 4,
    Holds.QUANTITY: 3,
    Holds.PERCENT: 6,
    Holds.UPLIFT: 6,
    Holds.DEGREE: 7,
    Holds.COUNT: 0,
}
LARGEST: Final = Decimal("999999999999.9999")
_MARKS = {Answer.POINT: POINT, Answer.COMMA: COMMA}
_ONE = Decimal(1)
_HUNDRED = Decimal(100)


class Amounts:
    """One column of numbers."""

    def __init__(self, different: Iterable[Cell], column: Column, answer: Answer | None) -> None:
        self._column = column
        self._places = PLACES[column.holds]
        self._noisy: dict[Cell, Decimal] = {}
        self._rounded: dict[Cell, Decimal] = {}
        self._plain_kind = column.holds in (Holds.PRICE, Holds.MONEY, Holds.QUANTITY)
        self._known: dict[Cell, Decimal | Written | None] = {cell: _number(cell) for cell in different}
        self._mark = _MARKS.get(answer) if answer else None
        self._share: Answer | None = answer if answer in (Answer.FRACTION, Answer.PERCENT) else None
        self.proof: Answer | None = None
        """The decimal mark that the column's own cells prove; None where they prove none, or contradict each other."""
        self.question = self._decide()

    def _decide(self) -> Question | None:
        if self._mark is None:
            proofs = {decimal_mark(each) for each in self._known.values() if isinstance(each, Written)}
            clear = proofs & {POINT, COMMA}
            self._mark = clear.pop() if len(clear) == 1 else None
            self.proof = {POINT: Answer.POINT, COMMA: Answer.COMMA}.get(self._mark or "")
            if None in proofs and self._mark is None:
                return self._ask_mark()
        if self._column.holds is Holds.PERCENT and self._share is None:
            return self._decide_share()
        return None

    def _ask_mark(self) -> Question:
        example = min(
            each.body for each in self._known.values() if isinstance(each, Written) and decimal_mark(each) is None
        )
        sentence = Message(
            "{column}: is the mark in {example} a decimal mark or does it part the thousands?",
            column=Message(self._column.label),
            example=example,
        )
        return Question(self._column.key, sentence, (Answer.POINT, Answer.COMMA))

    def _decide_share(self) -> Question | None:
        plain = {abs(number) for number in (self._plain(each) for each in self._known.values()) if number}
        above = any(number > _ONE for number in plain)
        between = any(number < _ONE for number in plain)
        if above != between:
            self._share = Answer.PERCENT if above else Answer.FRACTION
        if self._share is not None or not plain:
            return None
        sentence = Message(
            "{column}: are the figures fractions (0.5 is 50 %) or percent (0.5 is 0.5 %)?",
            column=Message(self._column.label),
        )
        return Question(self._column.key, sentence, (Answer.FRACTION, Answer.PERCENT))

    def _plain(self, known: Decimal | Written | None) -> Decimal | None:
        if isinstance(known, Written):
            sign = decimal_mark(known)
            sign = self._mark if sign is None else sign or POINT
            return None if known.percent or sign is None or sign == "?" else value(known, sign)
        return known

    def read(self, cell: Cell) -> Decimal | int | Unreadable | None:
        """The number of a cell, with the decimals that are kept."""
        if _is_blank(cell):
            return None
        known = self._known[cell]
        if known is None:
            return _no_number(cell)
        if self._plain_kind and isinstance(known, Decimal) and self._fits(known):
            return known
        number = self._marked(cell, known) if isinstance(known, Written) else known
        if isinstance(number, Unreadable):
            return number
        return self._kept(cell, number, percent=isinstance(known, Written) and known.percent)

    def _fits(self, number: Decimal) -> bool:
        """Whether a number can be kept just as it is."""
        return -int(number.as_tuple().exponent) <= self._places and abs(number) <= LARGEST

    def _marked(self, cell: Cell, known: Written) -> Decimal | Unreadable:
        sign = decimal_mark(known)
        if sign == "?":
            return _no_number(cell)
        if sign is None and self._mark is None:
            return Unreadable(
                Message(
                    "{cell} can be read with or without decimals; answer which is the decimal mark", cell=_short(cell)
                )
            )
        number = value(known, (self._mark if sign is None else sign) or POINT)
        return _no_number(cell) if number is None else number

    def _kept(self, cell: Cell, number: Decimal, *, percent: bool) -> Decimal | int | Unreadable:
        if abs(number) > LARGEST:
            return Unreadable(
                Message(
                    "{cell} is larger than can be kept (at most {most}); check the number",
                    cell=_short(cell),
                    most=LARGEST,
                )
            )
        share = self._as_share(cell, number, percent=percent)
        if isinstance(share, Unreadable):
            return share
        close = fitted(share, self._places)
        if close.noisy:
            self._noisy[cell] = close.value
        elif close.rounded and self._column.holds is Holds.COUNT:
            return Unreadable(Message("{cell} is not a whole number; write a whole number", cell=_short(cell)))
        elif close.rounded:
            self._rounded[cell] = close.value
        return int(close.value) if self._column.holds is Holds.COUNT else close.value

    def _as_share(self, cell: Cell, number: Decimal, *, percent: bool) -> Decimal | Unreadable:
        if self._column.holds is Holds.UPLIFT:
            return _uplift(number, percent=percent)
        if self._column.holds is Holds.DEGREE and abs(number) > (90 if self._column.key == "latitude" else 180):
            return OffTheMap(
                Message(
                    "{cell} is no {column} on this Earth; check whether the coordinates are swapped",
                    cell=_short(cell),
                    column=Message(self._column.label),
                )
            )
        if self._column.holds is not Holds.PERCENT:
            return number
        if not percent and number and self._share is None:
            return Unreadable(Message("{cell} can be a fraction or percent; answer which it is", cell=_short(cell)))
        ratio = number / _HUNDRED if percent or self._share is Answer.PERCENT else number
        if abs(ratio) > 1:
            return Unreadable(Message("{cell} is more than 100 %; check the number", cell=_short(cell)))
        return ratio

    def notes(self) -> list[Message]:
        """What was done to numbers that were finer than what is kept."""
        return [*self._told(self._noisy, _NOISE), *self._told(self._rounded, _ROUND)]

    def _told(self, cells: dict[Cell, Decimal], sentence: str) -> list[Message]:
        if not cells:
            return []
        example, kept = min(cells.items(), key=lambda item: str(item[0]))
        return [
            Message(
                sentence,
                column=Message(self._column.label),
                count=len(cells),
                example=_short(example),
                kept=kept.normalize(),
            )
        ]


_NOISE = mark(
    "{column}: {count} different figures such as {example} are binary noise and were read as what was meant ({kept})."
)
_ROUND = mark(
    "{column}: {count} different figures such as {example} have more decimals than are kept and were rounded ({kept})."
)


def _uplift(number: Decimal, *, percent: bool) -> Decimal:
    """1.2, 120 % and +20 % say the same."""
    ratio = number / _HUNDRED if percent else number
    return _ONE + ratio if ratio < _ONE else ratio


def _number(cell: Cell) -> Decimal | Written | None:
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, float | int | Decimal):
        return exact(cell) if not isinstance(cell, float) or math.isfinite(cell) else None
    return written(cell) if isinstance(cell, str) else None


def _is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and cell.strip().lower() in BLANKS)


def _no_number(cell: Cell) -> Unreadable:
    return Unreadable(Message("{cell} is no number; write digits only, such as 1234.50", cell=_short(cell)))


def _short(cell: Cell) -> str:
    text = str(exact(cell)) if isinstance(cell, float) and math.isfinite(cell) else str(cell).strip()
    return text if len(text) <= 40 else text[:37] + "…"
