"""Hands on the keyboard: keys go to whatever holds the focus, as in real life."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fieldvisit.domain.visit import Address, Row
from fieldvisit.ui.visit.board import VisitBoard
from fieldvisit.ui.visit.grid.view import GridView

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


class Hands:
    """Types and presses keys."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot

    def type(self, text: str, *then: Qt.Key) -> None:
        """Types `text` and then some keys."""
        for letter in text:
            if letter.isascii():
                self._qtbot.keyClicks(self.focus(), letter)
            else:
                self.compose(letter)
        for key in then:
            self.press(key)

    def compose(self, text: str) -> None:
        """Text from an input method, as Chinese is entered; no single key stands for it."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(self.focus(), event)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        self._qtbot.keyClick(self.focus(), key, modifier)

    def focus(self) -> QWidget:
        focused = QApplication.focusWidget()
        assert focused is not None, "nothing holds the focus"
        return focused


def row_of(board: VisitBoard, step: str, table: str, product: str) -> Row:
    """The row of a product by its code."""
    return next(row for row in board.desk.visit.step(step).rows(table) if row.values.get("product") == product)


def place_of(board: VisitBoard, step: str, table: str, product: str, field: str) -> Address:
    return Address(step, field, table, row_of(board, step, table, product).id)


def texts(view: GridView, row_id: str) -> dict[str, str]:
    """The texts of a row by the key of their column."""
    at = view.grid.row_of(row_id)
    assert at is not None
    return {column.key: view.grid.cell(at, index).text for index, column in enumerate(view.grid.sheet.columns)}
