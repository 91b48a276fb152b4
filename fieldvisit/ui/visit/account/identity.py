"""The identity of both books written out, with any unexplained rest in red."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from fieldvisit.domain import formats
from fieldvisit.domain.language import tr
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.editors.flow_row import FlowRow
from fieldvisit.ui.visit.notebook import Notebook
from fieldvisit.ui.widgets.labels import label, set_tone


class IdentityLine(QFrame):
    """company − dealer = gap = only ours − only theirs + differences; hidden until the dealer's book is there."""

    def __init__(self, notebook: Notebook) -> None:
        super().__init__()
        self._notebook = notebook
        self.setProperty("rule", "above")
        self._terms = [label("", Role.GRID_STRONG if at == 2 else Role.GRID, select=True) for at in range(6)]
        self._rest = label("", Role.GRID, "text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(12), theme().px(8), theme().px(12), theme().px(8))
        flow = FlowRow(theme().px(10))
        for words, sign, term in zip(self._names(), ("", "−", "=", "=", "−", "+"), self._terms, strict=True):
            flow.layout_.addWidget(_part(words, sign, term))
        row.addWidget(flow, 1)
        row.addWidget(self._rest)
        notebook.recalculated.connect(self.renew)
        self.renew()

    def _names(self) -> tuple[str, ...]:
        unmatched = tr("ours, unmatched"), tr("theirs, unmatched")
        return tr("our ledger"), tr("dealer's book"), tr("gap"), *unmatched, tr("differences")

    def renew(self) -> None:
        books, minor = self._notebook.figures.books, self._notebook.minor
        if books is None:
            self.hide()
            return
        if self.parent() is not None:
            self.show()
        amounts = (books.company, books.dealer, books.gap, books.only_ours, books.only_theirs, books.differences)
        for term, amount in zip(self._terms, amounts, strict=True):
            term.setText(_bracketed(amount, minor))
        self._rest.setText(tr("unexplained {rest}", rest=formats.money(books.unexplained, minor)))
        set_tone(self._rest, "red" if books.unexplained else "text2")


def _part(words: str, sign: str, term: QWidget) -> QWidget:
    part = QWidget()
    row = QHBoxLayout(part)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme().px(10))
    if sign:
        row.addWidget(label(sign, Role.GRID))
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(label(words, Role.CAPTION, "text2"))
    column.addWidget(term)
    row.addLayout(column)
    return part


def _bracketed(amount: Decimal, minor: int) -> str:
    shown = formats.money(amount, minor)
    return f"({shown})" if amount < 0 else shown
