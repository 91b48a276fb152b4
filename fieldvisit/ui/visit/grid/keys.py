"""What a key means in a grid."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence


class Act(Enum):
    """An act of the rep in the grid."""

    EDIT = "edit"
    CHOOSE = "choose"
    CLEAR = "clear"
    SPACE = "space"
    COPY_LAST = "copy_last"
    FILL_DOWN = "fill_down"
    COPY = "copy"
    PASTE = "paste"
    REMOVE_ROW = "remove_row"
    TYPE = "type"


MOVES = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
_PLAIN = {
    Qt.Key.Key_F2: Act.EDIT,
    Qt.Key.Key_Delete: Act.CLEAR,
    Qt.Key.Key_Backspace: Act.CLEAR,
    Qt.Key.Key_Space: Act.SPACE,
}
_WITH_CONTROL = {
    Qt.Key.Key_Apostrophe: Act.COPY_LAST,
    Qt.Key.Key_D: Act.FILL_DOWN,
    Qt.Key.Key_Delete: Act.REMOVE_ROW,
}
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier


def act_of(event: QKeyEvent) -> Act | None:
    """The act a key asks for; None for moves and for keys that are not the grid's."""
    if event.matches(QKeySequence.StandardKey.Copy):
        return Act.COPY
    if event.matches(QKeySequence.StandardKey.Paste):
        return Act.PASTE
    key = Qt.Key(event.key())
    if event.modifiers() & _CONTROL:
        return _WITH_CONTROL.get(key)
    if event.modifiers() & _ALT:
        return Act.CHOOSE if key == Qt.Key.Key_Down else None
    if key in _PLAIN:
        return _PLAIN[key]
    typed = event.text()
    return Act.TYPE if typed and typed.isprintable() else None


def step_of(event: QKeyEvent) -> tuple[int, int] | None:
    """Rows and columns that Enter and Tab go; None for other keys."""
    back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if event.modifiers() & (_CONTROL | _ALT):
        return None
    match event.key():
        case Qt.Key.Key_Return | Qt.Key.Key_Enter:
            return (-1 if back else 1, 0)
        case Qt.Key.Key_Tab:
            return (0, 1)
        case Qt.Key.Key_Backtab:
            return (0, -1)
        case _:
            return None
