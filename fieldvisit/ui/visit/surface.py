"""The pictures of `charts` on a painter: colours from the theme, lengths times the user's scale."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from fieldvisit.charts.target import AGEING_ROLES, Box, Point, Role
from fieldvisit.ui.theme import Role as TypeRole
from fieldvisit.ui.theme import theme

_TOKENS = MappingProxyType(
    {
        Role.BACKGROUND: "bg",
        Role.INK: "ink",
        Role.MID: "mid",
        Role.BAND: "band",
        Role.TRACK: "sunk",
        Role.RED: "red_mark",
        Role.AMBER: "amber_mark",
        Role.TEXT: "text",
        Role.CAPTION: "text2",
    }
)


class PainterSurface:
    """A target over an open painter. One unit is one design pixel."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter
        self._factor = theme().scale / 100
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def line(self, points: Sequence[Point], colour: Role, width: float, *, dashed: bool = False) -> None:
        pen = QPen(_colour(colour), width * self._factor)
        if dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        self._painter.setPen(pen)
        self._painter.drawPolyline(self._shape(points))

    def rect(self, box: Box, colour: Role) -> None:
        f = self._factor
        self._painter.fillRect(QRectF(box.left * f, box.top * f, box.width * f, box.height * f), _colour(colour))

    def polygon(self, points: Sequence[Point], fill: Role, edge: Role | None = None, width: float = 1) -> None:
        self._painter.setPen(QPen(_colour(edge), width * self._factor) if edge else QPen(Qt.PenStyle.NoPen))
        self._painter.setBrush(QBrush(_colour(fill)))
        self._painter.drawPolygon(self._shape(points))

    def circle(self, centre: Point, radius: float, fill: Role) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QBrush(_colour(fill)))
        reach = radius * self._factor
        self._painter.drawEllipse(QPointF(*centre) * self._factor, reach, reach)

    def text(self, start: Point, words: str, size: float, colour: Role, *, bold: bool = False) -> None:
        self._painter.setFont(self._font(size, bold=bold))
        self._painter.setPen(_colour(colour))
        self._painter.drawText(QPointF(*start) * self._factor, words)

    def text_width(self, words: str, size: float, *, bold: bool = False) -> float:
        return QFontMetricsF(self._font(size, bold=bold)).horizontalAdvance(words) / self._factor

    def _font(self, size: float, *, bold: bool) -> QFont:
        font = QFont(theme().font(TypeRole.GRID_STRONG if bold else TypeRole.GRID))
        font.setPixelSize(max(1, round(size * self._factor)))
        return font

    def _shape(self, points: Sequence[Point]) -> QPolygonF:
        return QPolygonF([QPointF(x * self._factor, y * self._factor) for x, y in points])


def box_of(area: QRectF) -> Box:
    """A rectangle of pixels as the room of a picture."""
    factor = theme().scale / 100
    return Box(area.left() / factor, area.top() / factor, area.width() / factor, area.height() / factor)


def _colour(role: Role) -> QColor:
    if role in AGEING_ROLES:
        return QColor(theme().tokens.ageing[AGEING_ROLES.index(role)])
    return theme().colour(_TOKENS[role])
