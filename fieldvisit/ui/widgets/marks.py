"""Marks inside rows: the outline badge of a class, and the flag of an exception with icon and words."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from fieldvisit.domain.language import ntr
from fieldvisit.ui.icons import SIZE, paint_icon, pixmap
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.labels import cut, label

FLAG_ICONS = MappingProxyType({"red": "octagon-alert", "amber": "triangle-alert", "info": "info"})
FLAG_TOKENS = MappingProxyType({"red": "red", "amber": "amber", "info": "text2"})
_BADGE_HEIGHT, _MORE_HEIGHT, _MORE_PAD, _MORE_GAP = 18, 16, 4, 5


@dataclass(frozen=True)
class FlagMark:
    """A flag as it is drawn: `severity` is `red`, `amber` or `info`; `more` counts further rules."""

    severity: str
    words: str
    more: int = 0

    @property
    def text(self) -> str:
        """All of it in words, as a screen reader says it."""
        if not self.more:
            return self.words
        return ntr("{words}, and {count} more", "{words}, and {count} more", self.more, words=self.words)

    def more_words(self) -> tuple[str, str]:
        """What stands in the badge of the further rules, where there is room and where there is little."""
        return ntr("{count} more", "{count} more", self.more), f"+{self.more}"


def badge_width(text: str) -> float:
    """How wide the badge of a class is; 0 for no class."""
    return theme().metrics(Role.GRID_LABEL).horizontalAdvance(text) + theme().px(16) if text else 0.0


def paint_badge(painter: QPainter, x: float, middle: float, text: str) -> float:
    """Draws the outline badge with its left edge at `x`, centred on `middle`; gives its width."""
    if not text:
        return 0.0
    height = theme().px(_BADGE_HEIGHT)
    frame = QRectF(x, middle - height / 2, badge_width(text), height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme().colour("line2"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), theme().px(4), theme().px(4))
    painter.setFont(theme().font(Role.GRID_LABEL))
    painter.setPen(theme().colour("text2"))
    painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
    return frame.width()


def paint_flag(painter: QPainter, area: QRectF, mark: FlagMark) -> None:
    """Draws icon and words at the left of `area`, in the middle of its height, cut where they must be.

    The further rules stand in a badge behind the words, so that their number is not read as a figure of the row.
    """
    tone = FLAG_TOKENS[mark.severity]
    side = theme().px(SIZE)
    paint_icon(painter, area.left(), area.top() + (area.height() - side) / 2, FLAG_ICONS[mark.severity], tone)
    room = area.adjusted(side + theme().px(4), 0, 0, 0)
    more, taken = _more_beside(mark, room.width()) if mark.more else ("", 0.0)
    shown, wide = cut(mark.words, Role.GRID, room.width() - taken)
    painter.setFont(theme().font(Role.GRID))
    painter.setPen(theme().colour(tone))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    if more:
        _paint_more(painter, QPointF(room.left() + wide + theme().px(_MORE_GAP), area.center().y()), more, tone)


def _more_beside(mark: FlagMark, room: float) -> tuple[str, float]:
    """The words of the badge for which there is room beside those of the flag, and the width they take."""
    wide = theme().metrics(Role.GRID).horizontalAdvance(mark.words)
    long, short = mark.more_words()
    taken = _more_width(long)
    return (long, taken) if wide + taken <= room else (short, _more_width(short))


def _more_width(words: str) -> float:
    return theme().metrics(Role.HINT).horizontalAdvance(words) + theme().px(_MORE_GAP + 2 * _MORE_PAD)


def _paint_more(painter: QPainter, left: QPointF, words: str, tone: str) -> None:
    height = theme().px(_MORE_HEIGHT)
    frame = QRectF(left.x(), left.y() - height / 2, _more_width(words) - theme().px(_MORE_GAP), height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme().colour(tone), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), height / 2, height / 2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setFont(theme().font(Role.HINT))
    painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, words)


class ClassBadge(QWidget):
    """The badge of a dealer's class as a widget; takes no room while there is no class."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._text = text
        self.setAccessibleName(text)
        if not text:  # shown by whom it is given to: without a parent it would be a window
            self.hide()

    def set_text(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(badge_width(self._text)), theme().px(_BADGE_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_badge(painter, 0, self.height() / 2, self._text)
        painter.end()


class IconLabel(QLabel):
    """An icon that stands for itself beside words; repainted with the theme."""

    def __init__(self, icon_name: str, tone: str = "text2", size: float = SIZE) -> None:
        super().__init__()
        self._icon_name, self._tone, self._size = icon_name, tone, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, icon_name: str, tone: str) -> None:
        self._icon_name, self._tone = icon_name, tone
        self.update()

    def sizeHint(self) -> QSize:
        side = theme().px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = theme().px(self._size)
        corner = QPoint((self.width() - side) // 2, (self.height() - side) // 2)
        painter.drawPixmap(corner, pixmap(self._icon_name, self._tone, self._size))
        painter.end()


def flag_row(mark: FlagMark, role: Role = Role.GRID) -> QWidget:
    """A flag as a widget, for cards: icon and wrapped words."""
    return icon_row(
        FLAG_ICONS[mark.severity],
        FLAG_TOKENS[mark.severity],
        label(mark.text, role, FLAG_TOKENS[mark.severity], wrap=True),
    )


def icon_row(icon_name: str, tone: str, words: QWidget) -> QWidget:
    """An icon level with the first line of the widget beside it."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme().px(6))
    layout.addWidget(IconLabel(icon_name, tone), 0, Qt.AlignmentFlag.AlignTop)
    layout.addWidget(words, 1, Qt.AlignmentFlag.AlignTop)
    return row
