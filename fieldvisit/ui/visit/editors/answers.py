"""Answers: a few beside each other, many in a list, several as ticks. No answer is always possible."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from fieldvisit.domain.fields import Choice, Field, Value
from fieldvisit.domain.language import tr
from fieldvisit.domain.visit import Mark
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.editors.editor import Editor
from fieldvisit.ui.visit.editors.flow_row import FlowRow

_BACK, _ON = (Qt.Key.Key_Left, Qt.Key.Key_Up), (Qt.Key.Key_Right, Qt.Key.Key_Down)


class AnswerEditor(Editor):
    """Buttons of which at most one is down; pressing it again takes the answer back. Left and right go along them."""

    def __init__(self, asked: Field, answers: tuple[tuple[Value, str], ...]) -> None:
        super().__init__(asked)
        self._answers = answers
        row = FlowRow(theme().px(6))
        self.buttons = [self._button(value, words) for value, words in answers]
        for button in self.buttons:
            row.layout_.addWidget(button)
        self.row.addWidget(row, 1)
        self.adopt(self.buttons[0])
        row.setAccessibleName(tr(asked.label))

    def _button(self, value: Value, words: str) -> QPushButton:
        button = QPushButton(tr(words))
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setProperty("bar", "true")
        button.setFont(theme().font(Role.LABEL))
        button.setAccessibleName(f"{tr(self.asked.label)}: {tr(words)}")
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda checked: self._clicked(value if checked else None))
        button.installEventFilter(self)
        return button

    def adopt(self, widget: QWidget) -> None:
        name = widget.accessibleName()
        super().adopt(widget)
        widget.setAccessibleName(name)

    def _clicked(self, value: Value | None) -> None:
        self.chosen.emit(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusIn:
            self.focused.emit()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            at = next((at for at, button in enumerate(self.buttons) if button is watched), None)
            return at is not None and self._walk(at, event)
        return super().eventFilter(watched, event)

    def _walk(self, at: int, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.buttons[at].click()
        elif event.key() in _BACK:
            self.buttons[max(0, at - 1)].setFocus()
        elif event.key() in _ON:
            self.buttons[min(len(self.buttons) - 1, at + 1)].setFocus()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._clicked(None)
        else:
            return False
        return True

    def show_value(self, value: Value | None, mark: Mark) -> None:
        for button, (answer, _) in zip(self.buttons, self._answers, strict=True):
            button.setChecked(value is not None and answer == value)


class _Combo(QComboBox):
    def __init__(self, owner: Editor) -> None:
        super().__init__()
        self._owner = owner
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._owner.focused.emit()


class ComboEditor(Editor):
    """A list whose first line is no answer."""

    def __init__(self, asked: Choice, nothing: str = "") -> None:
        super().__init__(asked)
        self.combo = _Combo(self)
        self.combo.setFont(theme().font(Role.BODY))
        self.combo.addItem(nothing or "–", None)
        for option in asked.options:
            self.combo.addItem(tr(option.label), option.key)
        self.adopt(self.combo)
        self.row.addWidget(self.combo)
        self.row.addStretch(1)
        self.combo.activated.connect(lambda at: self.chosen.emit(self.combo.itemData(at)))

    def show_value(self, value: Value | None, mark: Mark) -> None:
        at = self.combo.findData(value) if value is not None else 0
        if at < 0:
            self.combo.addItem(str(value), value)
            at = self.combo.count() - 1
        self.combo.setCurrentIndex(at)


class ManyEditor(Editor):
    """Ticks, of which any number may be set."""

    wide = True

    def __init__(self, asked: Choice) -> None:
        super().__init__(asked)
        column = QVBoxLayout()
        column.setSpacing(theme().px(2))
        self.ticks = {option.key: self._tick(tr(option.label)) for option in asked.options}
        for tick in self.ticks.values():
            column.addWidget(tick)
        self.row.addLayout(column, 1)
        first = next(iter(self.ticks.values()))
        words = first.text()
        self.adopt(first)
        first.setAccessibleName(f"{tr(asked.label)}: {words}")

    def _tick(self, words: str) -> QCheckBox:
        tick = QCheckBox(words)
        tick.setFont(theme().font(Role.BODY))
        tick.clicked.connect(self._changed)
        tick.installEventFilter(self)
        return tick

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.focused.emit()
        return super().eventFilter(watched, event)

    def _changed(self) -> None:
        self.chosen.emit([key for key, tick in self.ticks.items() if tick.isChecked()])

    def show_value(self, value: Value | None, mark: Mark) -> None:
        chosen = value if isinstance(value, list) else []
        for key, tick in self.ticks.items():
            tick.setChecked(key in chosen)
