"""Typing into a cell: the editor comes with the first key and goes when the cell is left; a refusal keeps it open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from fieldvisit.domain.visit import Address
from fieldvisit.ui.theme import theme
from fieldvisit.ui.visit.grid import block
from fieldvisit.ui.visit.grid.cell_editor import CellEditor, Refusal, answers_of
from fieldvisit.ui.visit.visit_title import closed_words

if TYPE_CHECKING:
    from fieldvisit.ui.visit.grid.view import GridView

_REFUSAL_WIDTH = 280


class CellEntry(QObject):
    """The one cell of a grid that is being typed into, if any."""

    def __init__(self, view: GridView) -> None:
        super().__init__(view)
        self._view = view
        self._editor: CellEditor | None = None
        self._address: Address | None = None
        self.refusal = Refusal(view.viewport())
        view.notebook.refused.connect(self._refused)

    def is_open(self) -> bool:
        return self._editor is not None

    def begin(self, typed: str | None, *, choose: bool = False) -> None:
        """Opens the editor on the current cell: over its text, or begun anew with `typed`."""
        view, address = self._view, self._view.current_address()
        if address is None or self._editor is not None:
            return
        if view.notebook.read_only:
            view.notebook.told.emit(closed_words())
            return
        asked = view.grid.sheet.table.column(address.field)
        editor = CellEditor(view.viewport(), asked, answers_of(asked, view.notebook))
        if view.grid.sheet.columns[view.currentIndex().column()].right:
            editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._editor, self._address = editor, address
        editor.setText(block.editable_text(view.grid, address) if typed is None else typed)
        editor.textEdited.connect(self._typed)
        editor.left.connect(self._leave)
        editor.given_up.connect(self._give_up)
        self.place()
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._start(editor, typed, choose=choose)

    def _start(self, editor: CellEditor, typed: str | None, *, choose: bool) -> None:
        if typed:
            self._typed(typed)
            return
        if self._address not in self._view.notebook.drafts:
            editor.selectAll()
        if choose:
            editor.show_answers()

    def place(self) -> None:
        """Keeps the editor over its cell, and what is said of it below."""
        if self._editor is not None:
            self._editor.setGeometry(self._view.visualRect(self._view.currentIndex()).adjusted(0, 0, -1, -1))
        if self.refusal.isVisible():
            self._say(self.refusal.text())

    def forward(self, event: QInputMethodEvent) -> bool:
        """Hands a composed character to the editor, opening it for the first; False when it is not for a cell."""
        if self._editor is None and (event.preeditString() or event.commitString()):
            self.begin("")
        if self._editor is None:
            return False
        QApplication.sendEvent(self._editor, event)
        return True

    def _typed(self, text: str) -> None:
        if self._address is None or self._editor is None:
            return
        self.refusal.hide()
        self._editor.show_refused(refused=False)
        self._view.notebook.refusals.pop(self._address, None)
        self._view.notebook.typing(self._address, text)
        self._view.grid.preview(self._address, text)

    def commit(self) -> None:
        """Enters what is being typed, as when the page is left."""
        self._leave(None)

    def _leave(self, step: tuple[int, int] | None) -> None:
        if self._editor is None or self._address is None:
            return
        address, text = self._address, self._editor.text()
        notebook, grid = self._view.notebook, self._view.grid
        unchanged = address not in notebook.drafts and text == block.editable_text(grid, address)
        if unchanged or notebook.enter(address, text):
            self._finish(step)
        elif step is None:
            self._finish(step)
            grid.renew_row(address.row)

    def _finish(self, step: tuple[int, int] | None) -> None:
        if step is not None:
            # While the editor still covers its cell: what it uncovers could not be scrolled, only painted anew.
            self._view.caret.show_ahead(*step)
        self.close()
        if step is not None:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
            self._view.caret.step(*step)
        self._view.mark_focus()

    def _give_up(self) -> None:
        address = self._address
        self.close()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        if address is not None:
            self._view.notebook.drop_draft(address)
            self._view.grid.renew_row(address.row)

    def close(self) -> None:
        """Puts the editor away; what was typed stays a draft."""
        editor, self._editor, self._address = self._editor, None, None
        self.refusal.hide()
        if editor is not None:
            if editor.hasFocus():  # else it would go to whatever comes next in the window
                self._view.setFocus(Qt.FocusReason.OtherFocusReason)
            editor.hide()
            editor.deleteLater()

    def _refused(self, address: Address, words: str) -> None:
        if address == self._address and self._editor is not None:
            self._editor.show_refused(refused=True)
            self._say(words)
        elif address == self._view.current_address() and self._view.hasFocus():
            self._say(words)

    def tell_refusal(self, address: Address) -> None:
        """Says again why the current cell refused, where it did."""
        if (words := self._view.notebook.refusals.get(address)) is not None:
            self._say(words)

    def _say(self, words: str) -> None:
        area = self._view.visualRect(self._view.currentIndex())
        self.refusal.say(words, area.left(), area.bottom() + 2, theme().px(_REFUSAL_WIDTH))
