"""A rep who leaves the mouse alone: steps by Ctrl and a digit, cells by the arrow keys, every press counted."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from fieldvisit.domain.steps import number_of
from fieldvisit.domain.visit import Address
from fieldvisit.ui.visit.board import VisitBoard
from fieldvisit.ui.visit.grid.line import Kind
from fieldvisit.ui.visit.grid.view import GridView
from tests.ui.visit.typing import CONTROL, NONE, SHIFT, Hands, Key

MOST_TABS = 400


class Keyboard(Hands):
    """Counts what is pressed; a character typed is a press."""

    def __init__(self, qtbot: QtBot, board: VisitBoard) -> None:
        super().__init__(qtbot)
        self.board = board
        self.pressed = 0

    def type(self, text: str, *then: Qt.Key) -> None:
        self.pressed += len(text)
        super().type(text, *then)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        self.pressed += 1
        super().press(key, modifier)

    def show_step(self, key: str) -> None:
        """Ctrl and the step's digit."""
        self.press(getattr(Key, f"Key_{number_of(key) % 10}"), CONTROL)
        assert self.board.current is not None
        assert self.board.current.step.key == key

    def grid(self, table: str) -> GridView:
        """The grid of a table on the step that is shown, with the focus in it."""
        assert self.board.current is not None
        view = next(block.view for block in self.board.current.body.blocks if block.table.key == table)
        for _ in range(MOST_TABS):
            if view.hasFocus():
                return view
            if isinstance(self.focus(), GridView):
                self._leave_grid()
            else:
                self.press(Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {table}")

    def _leave_grid(self) -> None:
        """Tab leaves a grid from its last cell, and Ctrl+End goes there."""
        self.press(Key.Key_End, CONTROL)
        self.press(Key.Key_Tab)

    def reach(self, place: Address) -> GridView:
        """Goes to a cell of a grid, from wherever the cursor is."""
        if self.board.current is None or self.board.current.step.key != place.step:
            self.show_step(place.step)
        view = self.grid(place.table)
        row, column = view.grid.row_of(place.row), view.grid.sheet.index_of(place.field)
        assert row is not None
        assert column is not None
        self._walk(view, row, column)
        assert view.current_address() == place
        return view

    def _walk(self, view: GridView, row: int, column: int) -> None:
        while (at := view.currentIndex()).row() != row:
            self.press(Key.Key_Down if at.row() < row else Key.Key_Up)
            assert view.currentIndex() != at
        while (at := view.currentIndex()).column() != column:
            self.press(Key.Key_Right if at.column() < column else Key.Key_Left)
            assert view.currentIndex() != at

    def tab_to(self, name: str, *, back: bool = False) -> QWidget:
        """Tab until something of this name has the focus: a button by its words, an editor by what it is called.

        With `back` it is Shift and Tab.
        """
        key, modifier = (Key.Key_Backtab, SHIFT) if back else (Key.Key_Tab, NONE)
        seen = []
        for _ in range(MOST_TABS):
            focused = self.focus()
            if (words := _words(focused)).startswith(name):
                return focused
            seen.append(words)
            self.press(key, modifier)
            QApplication.processEvents()  # between two presses a window has time to show what is new
        raise AssertionError(f"Tab does not lead to {name}, only to {seen[:60]}")

    def leave_cell(self) -> None:
        """Enter takes what was typed."""
        self.press(Key.Key_Return)
        QApplication.processEvents()

    def add_row(self, table: str, *cells: str) -> None:
        """Enter on the last line of a free table makes a row; Tab leads through its cells."""
        view = self.grid(table)
        adding = next(at for at, line in view.grid.lines() if line.kind is Kind.ADD)
        while view.currentIndex().row() < adding:
            self.press(Key.Key_Down)
        self.press(Key.Key_Return)
        for text in cells[:-1]:
            self.type(text, Key.Key_Tab)
        self.type(cells[-1], Key.Key_Return)


def _words(widget: QWidget) -> str:
    return (isinstance(widget, QAbstractButton) and widget.text().strip()) or widget.accessibleName()
