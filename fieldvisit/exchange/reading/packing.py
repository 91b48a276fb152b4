"""Rows on their way between processes: plain cells in the fastest form there is, days and times beside them."""

from __future__ import annotations

import marshal
import pickle
from itertools import zip_longest
from typing import Final

from fieldvisit.exchange.tables import Cell

_PLAIN: Final = frozenset({str, float, int, bool, type(None)})


def packed(rows: list[list[Cell]]) -> bytes:
    """A portion of rows as bytes; the rows are used up by it."""
    beside = None if rows and _is_plain(rows[-1]) else _taken_out(rows)
    try:
        return pickle.dumps((marshal.dumps(rows), beside))
    except ValueError:  # a day or time, for which marshal has no form, in a row above
        beside = _taken_out(rows)
        return pickle.dumps((marshal.dumps(rows), beside))


def _is_plain(row: list[Cell]) -> bool:
    return set(map(type, row)) <= _PLAIN


def _taken_out(rows: list[list[Cell]]) -> dict[int, dict[int, Cell]]:
    """Days and times by column and row; equal ones are one object, which is packed once."""
    taken: dict[int, dict[int, Cell]] = {}
    for at, cells in enumerate(zip_longest(*rows)):
        if not set(map(type, cells)) <= _PLAIN:
            known: dict[Cell, Cell] = {}
            odd = {
                number: known.setdefault(cell, cell) for number, cell in enumerate(cells) if type(cell) not in _PLAIN
            }
            for number in odd:
                rows[number][at] = None
            taken[at] = odd
    return taken


def unpacked(portion: bytes) -> list[list[Cell]]:
    """The rows of a portion. It must come from `packed` in a process of our own, never from a file."""
    plain, beside = pickle.loads(portion)  # noqa: S301 - made by our own child
    rows: list[list[Cell]] = marshal.loads(plain)  # noqa: S302 - as above
    for at, cells in (beside or {}).items():
        for number, cell in cells.items():
            rows[number][at] = cell
    return rows
