"""The header of a grid: headings over their columns, on two lines where they need them."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.grid.delegate import PADDING
from fieldvisit.ui.visit.grid.model import GridModel

_NARROWEST = 28


class HeadView(QHeaderView):
    """Drawn with the padding of the cells below, so that words stand over words and numbers over numbers."""

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._grid = model
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(theme().px(_NARROWEST))
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setFixedHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:
        lines = 2 * theme().metrics(Role.CAPTION).lineSpacing() + theme().px(3)
        return QSize(theme().px(400), max(theme().px(30), lines))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803  Qt's own name
        painter.save()
        area = QRectF(rect)
        painter.fillRect(area, theme().colour("bg"))
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), theme().colour("line2"))
        column = self._grid.sheet.columns[logicalIndex]
        pad = theme().px(PADDING)
        # Words that end at the right need no gap at their left, where large text would else lose its first letter.
        left = theme().px(12) if logicalIndex == 0 else theme().px(2) if column.right else pad
        words = area.adjusted(left, 0, -pad + 2, -1)
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        painter.setFont(theme().font(Role.CAPTION))
        painter.setPen(theme().colour("text2"))
        flags = int(side | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(words, flags, column.heading)
        painter.restore()
