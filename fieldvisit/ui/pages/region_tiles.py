"""The key figures of a region beside each other; Enter lists the visits a figure is made of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from fieldvisit.charts.spark import Spark, paint_spark
from fieldvisit.charts.target import Box
from fieldvisit.domain.language import tr
from fieldvisit.domain.region.key_figures import KeyFigure
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.surface import PainterSurface
from fieldvisit.ui.widgets.columns import clear
from fieldvisit.ui.widgets.labels import NameLabel, label

_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_NARROWEST = 178
_SPARK = (44, 18)


class SparkLine(QWidget):
    """The figure in the periods up to this one."""

    def __init__(self, spark: Spark) -> None:
        super().__init__()
        self._spark = spark
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(_SPARK[0]), theme().px(_SPARK[1]))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_spark(PainterSurface(painter), Box(0, 0, *_SPARK), self._spark)
        painter.end()


class FigureTile(QFrame):
    """One figure, reached with Tab; `asked` wants to see its visits."""

    asked = Signal(object)

    def __init__(self, shown: KeyFigure) -> None:
        super().__init__()
        self.shown = shown
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        figure = f"{shown.figure} {shown.unit}".strip()
        self.setAccessibleName(
            tr(
                "{name}: {figure}, {note}; {formula}",
                name=shown.name,
                figure=figure,
                note=shown.note,
                formula=shown.formula,
            )
        )
        self.setToolTip(shown.formula)
        line = QHBoxLayout()
        line.setSpacing(theme().px(4))
        line.addWidget(label(shown.figure, Role.FIGURE), 0, Qt.AlignmentFlag.AlignBottom)
        line.addWidget(label(shown.unit, Role.BODY, "text2"), 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        line.addWidget(SparkLine(Spark(shown.trend)), 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme().px(12), theme().px(6), theme().px(12), theme().px(6))
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
        painter = QPainter(self)
        painter.setPen(theme().colour("line"))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        if self.hasFocus():
            painter.setPen(QPen(theme().colour("accent"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()


class FigureTiles(QWidget):
    """All tiles, as many beside each other as there is room for."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.tiles: list[FigureTile] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._columns = 0

    def show_figures(self, shown: Sequence[KeyFigure]) -> None:
        focused = next((at for at, tile in enumerate(self.tiles) if tile.hasFocus()), None)
        clear(self._grid)
        self.tiles = [FigureTile(each) for each in shown]
        for tile in self.tiles:
            tile.asked.connect(self.asked)
        self._columns = 0
        self._arrange()
        if focused is not None:
            self.tiles[focused].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Halves or all of them in a row, so that no row stays ragged."""
        count = len(self.tiles)
        room = max(1, self.width() // theme().px(_NARROWEST))
        columns = next((each for each in (count, count // 2, count // 4) if 0 < each <= room), 1)
        if columns == self._columns or not self.tiles:
            return
        self._columns = columns
        for at, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, at // columns, at % columns)
        for column in range(count):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
