"""A signature, drawn with mouse, pen or touch and kept as strokes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from fieldvisit.domain.fields import Signature, Strokes, Value
from fieldvisit.domain.language import tr
from fieldvisit.domain.visit import Mark
from fieldvisit.ui.icons import paint_icon
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.editors.editor import Editor
from fieldvisit.ui.widgets.buttons import IconButton

WIDE, HIGH = 1000, 250
"""The box in which strokes are kept, whatever its size on the screen."""


class SignatureBox(QWidget):
    """`signed` brings all strokes each time the pen is lifted."""

    signed = Signal(object)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.strokes: Strokes = []
        self.writable = True
        self._stroke: list[list[int]] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(300), theme().px(64))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(160), theme().px(64))

    def _frame(self) -> QRectF:
        """Where strokes lie: as large as fits with the shape of the box they are kept in."""
        room = QRectF(self.rect()).adjusted(8, 4, -8, -4)
        factor = min(room.width() / WIDE, room.height() / HIGH)
        return QRectF(room.left(), room.center().y() - factor * HIGH / 2, factor * WIDE, factor * HIGH)

    def _kept(self, place: QPointF) -> list[int]:
        frame = self._frame()
        x = round((place.x() - frame.left()) / frame.width() * WIDE)
        y = round((place.y() - frame.top()) / frame.height() * HIGH)
        return [min(WIDE, max(0, x)), min(HIGH, max(0, y))]

    def begin(self, place: QPointF) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self.writable:
            self._stroke = [self._kept(place)]
            self.strokes = [*self.strokes, self._stroke]
            self.update()

    def draw_to(self, place: QPointF) -> None:
        point = self._kept(place)
        if self._stroke is not None and point != self._stroke[-1]:
            self._stroke.append(point)
            self.update()

    def lift(self) -> None:
        if self._stroke is not None:
            self._stroke = None
            self.signed.emit(self.strokes)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.draw_to(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.lift()

    def tabletEvent(self, event: QTabletEvent) -> None:
        acts = {QEvent.Type.TabletPress: self.begin, QEvent.Type.TabletMove: self.draw_to}
        if event.type() in acts:
            acts[event.type()](event.position())
        elif event.type() == QEvent.Type.TabletRelease:
            self.lift()
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent) and event.points():
            self._touched(event)
            return True
        return super().event(event)

    def _touched(self, event: QTouchEvent) -> None:
        place = event.points()[0].position()
        if event.type() == QEvent.Type.TouchBegin:
            self.begin(place)
        elif event.type() == QEvent.Type.TouchUpdate:
            self.draw_to(place)
        elif event.type() in (QEvent.Type.TouchEnd, QEvent.Type.TouchCancel):
            self.lift()
        event.accept()

    def clear(self) -> None:
        if self.strokes and self.writable:
            self.strokes, self._stroke = [], None
            self.update()
            self.signed.emit([])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_edge(painter)
        if not self.strokes:
            self._paint_invitation(painter)
        painter.setPen(QPen(theme().colour("text"), 1.6, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        frame = self._frame()
        for stroke in self.strokes:
            points = [
                QPointF(frame.left() + x / WIDE * frame.width(), frame.top() + y / HIGH * frame.height())
                for x, y in stroke
            ]
            painter.drawPolyline(QPolygonF(points if len(points) > 1 else points * 2))
        painter.end()

    def _paint_edge(self, painter: QPainter) -> None:
        pen = QPen(theme().colour("accent" if self.hasFocus() else "edge"), 2 if self.hasFocus() else 1)
        if not self.strokes and not self.hasFocus():
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme().colour("field"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme().px(6), theme().px(6))

    def _paint_invitation(self, painter: QPainter) -> None:
        side = theme().px(16)
        paint_icon(painter, theme().px(12), (self.height() - side) / 2, "signature", "text2")
        painter.setPen(theme().colour("text2"))
        painter.setFont(theme().font(Role.GRID))
        words = QRectF(self.rect()).adjusted(theme().px(36), 0, -theme().px(8), 0)
        text = tr("Sign here with mouse, pen or touch")
        flags = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(words, flags, text)


class SignatureEditor(Editor):
    """The box and the button that empties it."""

    def __init__(self, asked: Signature) -> None:
        super().__init__(asked)
        self.box = SignatureBox()
        self.adopt(self.box)
        self._clear = IconButton("x", tr("Clear {field}", field=tr(asked.label)))
        self._clear.clicked.connect(self.box.clear)
        self.row.setSpacing(theme().px(4))
        self.row.addWidget(self.box, 1)
        self.row.addWidget(self._clear)
        self.box.signed.connect(lambda strokes: self.chosen.emit(strokes or None))
        self.box.entered.connect(self.focused)

    def show_value(self, value: Value | None, mark: Mark) -> None:
        self.box.strokes = [stroke for stroke in value if isinstance(stroke, list)] if isinstance(value, list) else []
        self._clear.setEnabled(bool(self.box.strokes) and self.box.writable)
        self.box.setAccessibleDescription(tr("signed") if self.box.strokes else tr("not signed yet"))
        self.box.update()

    def set_read_only(self) -> None:
        self.box.writable = False
        self._clear.setEnabled(False)
