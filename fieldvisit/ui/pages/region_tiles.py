"""The key figures of a region beside each other; Enter lists the visits a figure is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from fieldvisit.domain import formats
from fieldvisit.domain.language import ntr, tr
from fieldvisit.domain.region import RegionFigures
from fieldvisit.domain.region.exceptions import sums_shown
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.columns import clear
from fieldvisit.ui.widgets.labels import NameLabel, label

_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


@dataclass(frozen=True)
class KeyFigure:
    """A figure, its unit, what it is made of in words, and the visits."""

    name: str
    figure: str
    unit: str
    note: str
    visits: tuple[str, ...]


def key_figures(figures: RegionFigures) -> list[KeyFigure]:
    """Those of the tiles, in their order."""
    strike, objectives, minor = figures.strike, figures.objectives, figures.minor
    dealers = ntr("{count} dealer", "{count} dealers", figures.dealers.value)
    owing = ntr("{count} dealer", "{count} dealers", len(figures.overdue.visits))
    orders = ntr("{count} order", "{count} orders", len(figures.orders.visits))
    with_order = tr("{part} of {whole} visits", part=strike.part, whole=strike.whole)
    reached = tr("{part} of {whole} with a result", part=objectives.part, whole=objectives.whole)
    share = figures.own_share
    return [
        KeyFigure(tr("Visits"), str(figures.visits.value), "", dealers, figures.visits.visits),
        KeyFigure(
            tr("Orders, {currency}", currency=figures.currency),
            sums_shown(figures.orders.value, minor),
            "",
            orders,
            figures.orders.visits,
        ),
        KeyFigure(tr("Strike rate"), formats.percent(strike.ratio), "%", with_order, strike.visits),
        KeyFigure(tr("Objectives reached"), formats.percent(objectives.ratio), "%", reached, objectives.visits),
        KeyFigure(tr("Overdue"), sums_shown(figures.overdue.value, minor), "", owing, figures.overdue.visits),
        KeyFigure(tr("Own share of stock"), formats.percent(share.value), "%", tr("own ÷ all, by value"), share.visits),
    ]


class FigureTile(QFrame):
    """One figure, reached with Tab; `asked` wants to see its visits."""

    asked = Signal(object)

    def __init__(self, shown: KeyFigure) -> None:
        super().__init__()
        self.shown = shown
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{shown.name}: {shown.figure} {shown.unit}, {shown.note}")
        line = QHBoxLayout()
        line.setSpacing(theme().px(4))
        line.addWidget(label(shown.figure, Role.HEADING))
        line.addWidget(label(shown.unit, Role.BODY, "text2"))
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*([theme().px(10)] * 4))
        column.setSpacing(0)
        column.addWidget(NameLabel(shown.name, Role.CAPTION, "text2"))
        column.addLayout(line)
        column.addWidget(NameLabel(shown.note, Role.CAPTION, "text2"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _KEYS:
            self.asked.emit(self.shown)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.asked.emit(self.shown)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(theme().colour("accent"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
            painter.end()


class FigureTiles(QWidget):
    """All tiles in one row."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.tiles: list[FigureTile] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)

    def show_figures(self, shown: Sequence[KeyFigure]) -> None:
        clear(self._row)
        self.tiles = [FigureTile(each) for each in shown]
        for tile in self.tiles:
            tile.asked.connect(self.asked)
            self._row.addWidget(tile, 1)
