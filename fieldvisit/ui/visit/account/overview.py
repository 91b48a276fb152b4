"""Three figures in writing, the credit, and the unpaid amount by age."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from fieldvisit.charts.ageing import Ageing, AgeingPart, ageing_height, paint_ageing
from fieldvisit.domain import formats
from fieldvisit.domain.account import PREPAYMENT, AccountFigures
from fieldvisit.domain.language import mark, ntr, tr
from fieldvisit.ui.theme import theme
from fieldvisit.ui.visit.notebook import Notebook
from fieldvisit.ui.visit.surface import PainterSurface, box_of
from fieldvisit.ui.visit.tiles import Tile, Tiles

BUCKETS = (mark("Not due"), mark("1–30 days"), mark("31–60"), mark("61–90"), mark("over 90"))


class AgeingBar(QWidget):
    """One stacked bar with label and amount under the start of each part."""

    def __init__(self, account: AccountFigures, minor: int) -> None:
        super().__init__()
        parts = tuple(
            AgeingPart(tr(name), max(amount, Decimal(0)), formats.money(amount, minor), strong=name == BUCKETS[-1])
            for name, amount in zip(BUCKETS, account.ageing, strict=True)
        )
        self._ageing = Ageing(parts, bar_height=14, label_size=11.5)
        told = formats.parted(f"{part.label} {part.shown}" for part in parts)
        self.setAccessibleName(tr("Unpaid amount by age: {parts}", parts=told))
        self.setToolTip(told)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(400), theme().px(ageing_height(self._ageing) + 6))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        margin = theme().px(12)
        area = QRectF(self.rect()).adjusted(margin, 0, -margin, 0)
        paint_ageing(PainterSurface(painter), box_of(area), self._ageing)
        painter.end()


class AccountOverview(QWidget):
    """The tiles over the bar."""

    def __init__(self, notebook: Notebook) -> None:
        super().__init__()
        self._notebook = notebook
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme().px(8))
        column.setSpacing(0)
        column.addWidget(Tiles(notebook, self._tiles))
        column.addWidget(AgeingBar(notebook.figures.account, notebook.minor))

    def _tiles(self) -> list[Tile]:
        account, minor = self._notebook.figures.account, self._notebook.minor
        prepaid = sum(1 for item in self._notebook.facts.ledger if item.kind == PREPAYMENT)
        overdue = account.overdue > 0
        over = account.available is not None and account.available < 0
        return [
            Tile(
                tr("Unpaid amount"),
                formats.money(account.unpaid, minor),
                note=tr("{amount} overdue", amount=formats.money(account.overdue, minor)),
                note_tone="red" if overdue else "text2",
            ),
            Tile(
                tr("Advance payments"),
                formats.money(account.advance, minor),
                note=ntr("{count} prepayment", "{count} prepayments", prepaid),
            ),
            Tile(tr("Accounts receivable, net"), formats.money(account.receivable, minor), note=tr("unpaid − advance")),
            Tile(
                tr("Credit available"),
                formats.money(account.available, minor),
                note=self._credit_words(account),
                tone="red" if over else "text",
            ),
        ]

    def _credit_words(self, account: AccountFigures) -> str:
        if account.limit is None:
            return tr("no limit known")
        minor = self._notebook.minor
        words = tr(
            "limit {limit} − used {used}",
            limit=formats.money(account.limit, minor),
            used=formats.money(account.used, minor),
        )
        if not account.undelivered:
            return words
        waiting = tr("{amount} of it not yet delivered", amount=formats.money(account.undelivered, minor))
        return formats.parted([words, waiting])
