"""The line one types into over a cell, with a list of answers where there are some, and the refusal below it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCompleter, QLabel, QLineEdit, QWidget

from fieldvisit.domain.fields import Choice, Field, Product, YesNo
from fieldvisit.domain.language import tr
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.notebook import Notebook
from fieldvisit.ui.widgets.labels import label, set_look


def answers_of(asked: Field, notebook: Notebook) -> list[str]:
    """The answers to choose from; none for what is written freely."""
    if isinstance(asked, Choice):
        return [tr(option.label) for option in asked.options]
    if isinstance(asked, YesNo):
        return [tr("Yes"), tr("No")]
    if isinstance(asked, Product):
        return [str(product.called) for product in notebook.facts.products]
    return []


class CellEditor(QLineEdit):
    """`left` says by which key the cell was left: a step in rows and columns, or None on losing the focus."""

    left = Signal(object)
    given_up = Signal()

    def __init__(self, parent: QWidget, asked: Field, answers: list[str]) -> None:
        super().__init__(parent)
        self.setObjectName(asked.key)
        self.setAccessibleName(tr(asked.label))
        self.setFont(theme().font(Role.GRID))
        self.setFrame(False)
        self._completer = self._offer(answers) if answers else None

    def _offer(self, answers: list[str]) -> QCompleter:
        completer = QCompleter(QStringListModel(answers, self), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(10)
        completer.activated.connect(self._chosen)
        self.setCompleter(completer)
        return completer

    def _chosen(self, words: str) -> None:
        self.setText(words)
        # The completer writes its text once more after this signal; only then the cell can be left.
        QTimer.singleShot(0, self, self._leave_chosen)

    def _leave_chosen(self) -> None:
        self.left.emit((0, 0))

    def show_answers(self) -> None:
        """Opens the whole list of answers, where there is one."""
        if self._completer is not None:
            self._completer.setCompletionPrefix("")
            self._completer.complete()

    def list_is_open(self) -> bool:
        popup = self._completer.popup() if self._completer is not None else None
        return popup is not None and popup.isVisible()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_for_page(event):
            event.ignore()
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._takes(event):
            return True
        return super().event(event)

    def _takes(self, event: QKeyEvent) -> bool:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not control:
                self.left.emit((-1 if back else 1, 0))
            case Qt.Key.Key_Tab | Qt.Key.Key_Backtab:
                self.left.emit((0, -1 if back or event.key() == Qt.Key.Key_Backtab else 1))
            case Qt.Key.Key_Up if not self.list_is_open():
                self.left.emit((-1, 0))
            case Qt.Key.Key_Down if self._completer is not None and not self.list_is_open():
                self.show_answers()
            case Qt.Key.Key_Down if self._completer is None:
                self.left.emit((1, 0))
            case Qt.Key.Key_Escape:
                self.given_up.emit()
            case _:
                return False
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit(None)

    def show_refused(self, *, refused: bool) -> None:
        set_look(self, "refused", "true" if refused else "false")


def _is_for_page(event: QKeyEvent) -> bool:
    """Keys of the page that a line of text would otherwise keep for itself."""
    return event.matches(QKeySequence.StandardKey.Undo) is False and event.key() in (Qt.Key.Key_F8, Qt.Key.Key_F6)


class Refusal(QLabel):
    """What would do, said below the cell that refused."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        made = label("", Role.CAPTION, "red")
        self.setFont(made.font())
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setContentsMargins(theme().px(8), theme().px(4), theme().px(8), theme().px(4))
        self.hide()

    def say(self, words: str, left: int, top: int, width: int) -> None:
        """Shows `words` with the upper left corner at `left`, `top`, kept inside the parent."""
        tokens = theme().tokens
        self.setStyleSheet(
            f"QLabel {{ background: {tokens.red_bg}; color: {tokens.red}; border: 1px solid {tokens.red_mark}; }}"
        )
        self.setText(words)
        # Asked for each time: PySide may drop its hold of a viewport, which Qt made, while the viewport lives on.
        room = (self.parentWidget() or self).rect()
        self.setFixedWidth(min(width, room.width()))
        self.adjustSize()
        above = top + self.height() > room.bottom()
        x = max(0, min(left, room.right() - self.width()))
        self.move(x, max(0, top - self.height() - theme().px(32)) if above else top)
        self.show()
        self.raise_()
