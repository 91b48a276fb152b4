"""Lines of text, also for numbers, times and products; long text in a box that grows."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy

from fieldvisit.domain.fields import Field, Text, Value
from fieldvisit.domain.shown import editable, shown
from fieldvisit.domain.visit import Mark
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.editors.editor import Editor, given

_MOST_LINES = 14


class PatientLine(QLineEdit):
    """A line whose undo key belongs to the page as long as nothing was typed."""

    def __init__(self, owner: Editor) -> None:
        super().__init__()
        self._owner = owner
        self.setFont(theme().font(Role.BODY))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undoes = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
            if undoes and not self.isModified():
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self._owner.given_up.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._owner.focused.emit()


class LineEditor(Editor):
    """One line; Enter or leaving it commits. `width` in design pixels, 0 for all there is."""

    def __init__(self, asked: Field, *, width: int = 0) -> None:
        super().__init__(asked)
        self.line = PatientLine(self)
        self.adopt(self.line)
        self.row.addWidget(self.line, 1)
        if not isinstance(asked, Text) or width:
            self.line.setMaximumWidth(theme().px(width or 180))
            self.row.addStretch(0)
        self.line.textEdited.connect(self.typed)
        self.line.editingFinished.connect(self.commit)

    def show_value(self, value: Value | None, mark: Mark) -> None:
        text = mark.typed or self.text_of(value)
        if self.line.text() != text:
            self.line.setText(text)
        self.line.setModified(False)
        font = self.line.font()
        font.setItalic(given(mark) and value is not None)
        self.line.setFont(font)

    def text_of(self, value: Value | None) -> str:
        """A value as it stands in the line; numbers are grouped, which reading them back allows."""
        return shown(self.asked, value) if isinstance(value, Decimal) else editable(self.asked, value)

    def show_draft(self, text: str) -> None:
        self.line.setText(text)
        self.line.setModified(True)

    def set_read_only(self) -> None:
        self.line.setReadOnly(True)

    def commit(self) -> None:
        if self.line.isModified():
            self.line.setModified(False)
            self.committed.emit(self.line.text())


class _Lines(QPlainTextEdit):
    def __init__(self, owner: LinesEditor, least: int) -> None:
        super().__init__()
        self._owner = owner
        self._least = least
        self.setFont(theme().font(Role.BODY))
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        lines = max(self._least, min(_MOST_LINES, round(self.document().size().height())))
        height = lines * self.fontMetrics().lineSpacing() + theme().px(20)
        if height != self.maximumHeight():
            self.setFixedHeight(height)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(320), self.maximumHeight())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undoes = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
            if undoes and not self.document().isModified():
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        elif event.key() == Qt.Key.Key_Escape and self.document().isModified():
            self._owner.given_up.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._owner.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._owner.commit()


class LinesEditor(Editor):
    """Several lines, growing with the text; leaving it commits."""

    wide = True

    def __init__(self, asked: Text) -> None:
        super().__init__(asked)
        self.box = _Lines(self, asked.lines)
        self.adopt(self.box)
        self.row.addWidget(self.box)
        self._showing = False
        self.box.textChanged.connect(self._changed)

    def _changed(self) -> None:
        if not self._showing:
            self.typed.emit(self.box.toPlainText())

    def show_value(self, value: Value | None, mark: Mark) -> None:
        self._put(editable(self.asked, value))
        self.box.document().setModified(False)

    def show_draft(self, text: str) -> None:
        self._put(text)
        self.box.document().setModified(True)

    def _put(self, text: str) -> None:
        self._showing = True
        if self.box.toPlainText() != text:
            self.box.setPlainText(text)
            self.box.moveCursor(QTextCursor.MoveOperation.End)
        self._showing = False

    def set_read_only(self) -> None:
        self.box.setReadOnly(True)

    def commit(self) -> None:
        if self.box.document().isModified():
            self.box.document().setModified(False)
            self.committed.emit(self.box.toPlainText())
