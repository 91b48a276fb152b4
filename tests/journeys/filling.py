"""Hands that fill a whole visit: every field of every step, by its kind, with the keyboard."""

from __future__ import annotations

from functools import singledispatch

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from fieldvisit.domain.fields import (
    Choice,
    Clock,
    Day,
    Field,
    Number,
    Photo,
    Product,
    Signature,
    Step,
    Table,
    Text,
    YesNo,
)
from fieldvisit.domain.steps import STEPS
from fieldvisit.domain.visit import Address
from fieldvisit.ui.visit.board import VisitBoard
from tests.ui.visit.typing import CONTROL, Hands, Key

CLOCKS = {"start": "0905", "end": "0941"}
NOT_TYPED = {"refused_because", "agreement"}
"""The statement is signed, so it is not refused."""


@singledispatch
def typed(field: Field) -> str:
    """What a rep types into a cell of this kind; amounts and quantities are numbers."""
    return "12.5"


@typed.register
def _(field: Text) -> str:
    return f"{field.key} <b>seen</b> & 已看"


@typed.register
def _(field: Number) -> str:
    return str(field.minimum or 3)


@typed.register
def _(field: Day) -> str:
    return "+7"


@typed.register
def _(field: Clock) -> str:
    return CLOCKS[field.key]


@typed.register
def _(field: Choice) -> str:
    return field.options[0].label


@typed.register
def _(field: YesNo) -> str:
    return "Yes"


class Rep:
    """Fills one step after the other on a board."""

    def __init__(self, board: VisitBoard, hands: Hands, qtbot: QtBot) -> None:
        self.board = board
        self.hands = hands
        self.qtbot = qtbot

    def fill_visit(self) -> None:
        """All ten steps, each reached by Ctrl and its digit and ended by Ctrl+Enter."""
        for number, step in enumerate(STEPS, 1):
            self.hands.press(getattr(Key, f"Key_{number % 10}"), CONTROL)
            assert self.board.current is not None
            assert self.board.current.step.key == step.key
            self.fill_tables(step)
            self.fill_fields(step)
            self.hands.press(Key.Key_Return, CONTROL)

    def fill_tables(self, step: Step) -> None:
        """The rows there are, and one more where the rep may add some."""
        for table in step.tables:
            if table.key == "reconciliation" or any(isinstance(column, Photo) for column in table.columns):
                continue
            if table.rows == "free":
                self._add_row(step, table)
            for row in self.board.desk.visit.step(step.key).rows(table.key)[:3]:
                for column in table.columns:
                    if table.is_entry(column.key) and column.key not in row.values and not isinstance(column, Product):
                        self._fill_cell(Address(step.key, column.key, table.key, row.id), typed(column))

    def fill_fields(self, step: Step) -> None:
        """The fields of the form; signatures are drawn."""
        for field in step.simple_fields:
            address = Address(step.key, field.key)
            if field.key in NOT_TYPED or self.board.desk.visit.value(address) is not None:
                continue
            self.board.go_to(address)
            if isinstance(field, Signature):
                self._sign()
            elif isinstance(field, (Choice, YesNo)):
                self.hands.press(Key.Key_Space)
            else:
                self.hands.type(typed(field))
                if not (isinstance(field, Text) and field.lines > 1):
                    self.hands.press(Key.Key_Return)

    def _add_row(self, step: Step, table: Table) -> None:
        page = self.board.show_step(step.key)
        block = next(each for each in page.body.blocks if each.table.key == table.key)
        block.view.setFocus()
        block.view.set_current(block.model.rowCount() - 1, 0)
        self.hands.press(Key.Key_Return)
        self.hands.press(Key.Key_Escape)

    def _fill_cell(self, address: Address, text: str) -> None:
        self.board.go_to(address)
        self.hands.type(text, Key.Key_Return)

    def _sign(self) -> None:
        box = self.hands.focus()
        self.qtbot.mousePress(box, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
        for x in range(12, 80, 4):
            self.qtbot.mouseMove(box, QPoint(x, 10 + x % 17))
        self.qtbot.mouseRelease(box, Qt.MouseButton.LeftButton, pos=QPoint(80, 20))
