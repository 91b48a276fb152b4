"""Lucide icons, tinted by tone when loaded and kept per colour and size."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPointF, QSize
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from fieldvisit.ui.drawings import tinted
from fieldvisit.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

SIZE = 16
_pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(tinted(name, colour)))


def pixmap(name: str, tone: str = "text2", size: float = SIZE, ratio: float | None = None) -> QPixmap:
    """The icon at `size` design pixels times the user's scale, in the colour of `tone`."""
    colour = theme().colour(tone).name()
    side = theme().px(size)
    density = ratio or _density()
    key = (name, colour, side, density)
    found = _pixmaps.get(key)
    if found is None:
        found = _pixmaps[key] = _rendered(name, colour, side, density)
    return found


def _density() -> float:
    application = QGuiApplication.instance()
    return application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0


def _rendered(name: str, colour: str, side: int, density: float) -> QPixmap:
    renderer = _renderer(name, colour)
    picture = QPixmap(QSize(side, side) * density)
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    picture.setDevicePixelRatio(density)
    return picture


def icon(name: str, tone: str = "text2", size: float = SIZE) -> QIcon:
    """A `QIcon` in the theme of this moment, `text3` when disabled; widgets ask again when it changes."""
    from PySide6.QtGui import QIcon

    made = QIcon(pixmap(name, tone, size))
    made.addPixmap(pixmap(name, "text3", size), QIcon.Mode.Disabled)
    return made


def paint_icon(painter: QPainter, x: float, y: float, name: str, tone: str, size: float = SIZE) -> None:
    """Draws the icon with its upper left corner at `x`, `y`; what delegates use."""
    painter.drawPixmap(QPointF(x, y), pixmap(name, tone, size, painter.device().devicePixelRatioF()))
