"""Labels in the type scale, a name that is never cut without a tooltip, and the hint of a key."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from fieldvisit.ui.theme import Role, theme


def label(text: str, role: Role = Role.BODY, tone: str = "text", *, wrap: bool = False, select: bool = False) -> QLabel:
    """A plain-text label; `tone` is a token's name; `select` lets the text be copied."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(theme().font(role))
    made.setWordWrap(wrap)
    set_tone(made, tone)
    if select:
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    return made


def set_tone(widget: QWidget, tone: str) -> None:
    """Gives the text of a label the colour of a token."""
    set_look(widget, "tone", tone)


def set_look(widget: QWidget, name: str, value: object) -> None:
    """Sets a property that the style sheet looks at, and dresses the widget anew."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def cut(words: str, role: Role, width: float) -> tuple[str, int]:
    """As much of `words` as fits into `width`, and how wide that is; measured once where all of it fits."""
    metrics = theme().metrics(role)
    wide = metrics.horizontalAdvance(words)
    if wide <= width:
        return words, wide
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, round(width))
    return shown, metrics.horizontalAdvance(shown)


class NameLabel(QLabel):
    """One line that is cut with an ellipsis where it must be; the whole text is then the tooltip."""

    def __init__(self, text: str = "", role: Role = Role.BODY, tone: str = "text") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme().font(role))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._whole = ""
        set_tone(self, tone)
        self.set_whole(text)

    def set_whole(self, text: str) -> None:
        """The text to show, of which as much is seen as fits."""
        if text == self._whole and self.text():
            return
        self._whole = text
        self.setAccessibleName(text)
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(theme().px(40), self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 1))
        self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


class KeyHint(QWidget):
    """The name of a key in a small frame; spoken as part of what it stands beside."""

    def __init__(self, keys: str, tone: str = "text2") -> None:
        super().__init__()
        self._keys = keys
        self._token = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(keys)

    def sizeHint(self) -> QSize:
        return QSize(round(hint_width(self._keys)), theme().px(17))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_hint(painter, QRectF(self.rect()), self._keys, self._token)
        painter.end()


def hint_width(keys: str) -> float:
    """How wide the frame of a key hint is."""
    return theme().metrics(Role.HINT).horizontalAdvance(keys) + theme().px(10)


def paint_hint(painter: QPainter, area: QRectF, keys: str, tone: str = "text2") -> None:
    """Draws the key's name in its frame, which fills `area`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme().colour("line2" if tone == "text2" else tone), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), theme().px(4), theme().px(4))
    painter.setPen(theme().colour(tone))
    painter.setFont(theme().font(Role.HINT))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, keys)
