"""A place to drop files on; Enter opens the file dialog for those who do not drag."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame

from fieldvisit.ui.icons import paint_icon
from fieldvisit.ui.theme import Role, theme

_WRAPPED = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
_OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class DropZone(QFrame):
    """`dropped` brings the files as a list of `Path`; `asked` wants the file dialog."""

    dropped = Signal(list)
    asked = Signal()

    def __init__(self, words: str, second: str = "", icon_name: str = "file-down") -> None:
        super().__init__()
        self._words, self._second, self._icon_name = words, second, icon_name
        self._hovered = False
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words)
        self.setAccessibleDescription(second)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(260), theme().px(92))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(160), theme().px(92))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files_of(event):
            event.acceptProposedAction()
            self._set_hovered(hovered=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._set_hovered(hovered=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_hovered(hovered=False)
        event.acceptProposedAction()
        self.dropped.emit(_files_of(event))

    def _set_hovered(self, *, hovered: bool) -> None:
        self._hovered = hovered
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPENING_KEYS:
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.asked.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_edge(painter)
        middle = self.height() / 2
        paint_icon(
            painter,
            (self.width() - theme().px(20)) / 2,
            middle - theme().px(34),
            self._icon_name,
            "text2",
            20,
        )
        self._paint_second(painter, self._paint_first(painter, middle - theme().px(10)))
        painter.end()

    def _paint_edge(self, painter: QPainter) -> None:
        active = self._hovered or self.hasFocus()
        pen = QPen(theme().colour("accent" if active else "edge"), 2 if active else 1)
        pen.setStyle(Qt.PenStyle.SolidLine if self.hasFocus() and not self._hovered else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme().colour("side"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme().px(8), theme().px(8))

    def _paint_first(self, painter: QPainter, top: float) -> float:
        """On as many lines as it needs; gives where the second begins."""
        painter.setFont(theme().font(Role.HEADING))
        painter.setPen(theme().colour("text"))
        needed = painter.boundingRect(self._below(top), _WRAPPED, self._words)
        top += max(0.0, theme().px(24) - needed.height()) / 2
        painter.drawText(self._below(top), _WRAPPED, self._words)
        return top + needed.height() + theme().px(4)

    def _paint_second(self, painter: QPainter, top: float) -> None:
        painter.setFont(theme().font(Role.GRID))
        painter.setPen(theme().colour("text3"))
        painter.drawText(self._below(top), _WRAPPED, self._second)

    def _below(self, top: float) -> QRectF:
        return QRectF(theme().px(8), top, self.width() - theme().px(16), self.height() - top)


def _files_of(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
