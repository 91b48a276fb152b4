"""The reading process: takes orders from a pipe and answers with rows or a refusal, until the pipe closes."""

from __future__ import annotations

import gc
import os
import pickle
import signal
from multiprocessing.connection import Connection
from typing import Any, Final

from fieldvisit.domain.language import Message
from fieldvisit.exchange import store_file
from fieldvisit.exchange.reading.limits import limit_self
from fieldvisit.exchange.reading.packing import packed
from fieldvisit.exchange.reading.parsing import FaultOrder, Order, Parser, StoreOrder, refuse_by_fault
from fieldvisit.exchange.tables import Cell, NotATable

ROWS, DONE, REFUSED = b"r", b"d", b"n"
_PORTION: Final = 20_000
"""Cells sent at a time."""


def serve(pipe: Connection) -> None:
    """Answers orders. None, instead of an order, has the file last read let go of."""
    _settle_in()
    parser = Parser()
    while True:
        try:
            order = pipe.recv()
        except EOFError:
            return
        if order is None:
            parser.forget()
        else:
            _answer(pipe, parser, order)


def _settle_in() -> None:
    """A fault in a parser's depths speaks on stderr, and Ctrl-C is for the program, which then ends this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device
        os.dup2(nowhere.fileno(), 2)
    limit_self()
    gc.disable()  # what is read are trees of plain cells, and going over them again and again takes its time


def _answer(pipe: Connection, parser: Parser, order: Order | StoreOrder | FaultOrder) -> None:
    try:
        if isinstance(order, FaultOrder):
            refuse_by_fault(order.path)
            _send(pipe, DONE, None)
            return
        if isinstance(order, StoreOrder):
            for portion in store_file.read(order.path):
                _send(pipe, ROWS, portion)
            _send(pipe, DONE, None)
        else:
            _answer_table(pipe, parser, order)
    except NotATable as refusal:
        _send(pipe, REFUSED, refusal.sentence)
    except MemoryError:
        parser.forget()
        _send(pipe, REFUSED, too_heavy(order.path.name))


def _answer_table(pipe: Connection, parser: Parser, order: Order) -> None:
    with parser.opened(order) as table:
        rows: list[list[Cell]] = []
        cells = 0
        for row in table.rows:
            rows.append(row)
            cells += len(row) + 1
            if cells >= _PORTION:
                pipe.send_bytes(ROWS + packed(rows))
                rows, cells = [], 0
        pipe.send_bytes(ROWS + packed(rows))
        _send(pipe, DONE, (table.look, tuple(table.notes)))


def _send(pipe: Connection, mark: bytes, answer: Any) -> None:
    pipe.send_bytes(mark + pickle.dumps(answer))


def too_heavy(name: str) -> Message:
    """The refusal of a file that would fill the memory."""
    return Message(
        "{file} needs more memory than a table may take; copy the filled part into a new file, or split it.", file=name
    )
