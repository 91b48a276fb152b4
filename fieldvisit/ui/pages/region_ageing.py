"""The region's debts by age as one bar, over the list of the dealers who owe them."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fieldvisit.charts.ageing import Ageing, AgeingPart, ageing_height, paint_ageing
from fieldvisit.domain import formats
from fieldvisit.domain.language import tr
from fieldvisit.domain.region import RegionFigures
from fieldvisit.ui.theme import theme
from fieldvisit.ui.visit.surface import PainterSurface, box_of


class RegionAgeing(QWidget):
    """Amounts of the currency in which most visits were made; a bracket in which credits prevail keeps no room."""

    def __init__(self) -> None:
        super().__init__()
        self._ageing = Ageing(())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figures(self, figures: RegionFigures) -> None:
        ages = figures.ageing.value.get(figures.currency, ())
        parts = tuple(
            AgeingPart(name, max(amount, Decimal(0)), formats.money(amount, figures.minor), strong=at == len(ages) - 1)
            for at, (name, amount) in enumerate(zip(age_names(), ages, strict=False))
        )
        self._ageing = Ageing(parts, bar_height=12, label_size=11.5)
        told = formats.parted(f"{part.label} {part.shown}" for part in parts)
        self.setAccessibleName(tr("Unpaid amount by age: {parts}", parts=told))
        self.setToolTip(told)
        self.setVisible(any(part.amount > 0 for part in parts))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(400), theme().px(ageing_height(self._ageing) + 10))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        margin = theme().px(12)
        area = QRectF(self.rect()).adjusted(margin, 0, -margin, 0)
        paint_ageing(PainterSurface(painter), box_of(area), self._ageing)
        painter.end()


def age_names() -> tuple[str, ...]:
    """The five ages, from not due to the oldest, in days overdue."""
    return tr("Not due"), tr("1–30 days"), "31–60", "61–90", tr("over 90")
