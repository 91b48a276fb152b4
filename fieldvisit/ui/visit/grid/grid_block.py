"""A grid with its heading and legend on a step's page, as high as its rows and never higher than the page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fieldvisit.domain.fields import Table
from fieldvisit.domain.language import ntr, tr
from fieldvisit.domain.visit import Address
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.grid.model import GridModel
from fieldvisit.ui.visit.grid.row_form import RowForm
from fieldvisit.ui.visit.grid.sheet import Sheet
from fieldvisit.ui.visit.grid.view import GridView
from fieldvisit.ui.visit.grid.walk import row_after
from fieldvisit.ui.visit.notebook import Notebook
from fieldvisit.ui.widgets.buttons import link
from fieldvisit.ui.widgets.labels import label

_LOWEST = 120


class GridBlock(QWidget):
    """The grid of one table, and the form for what finds no column in it. It follows the notebook by itself."""

    aside_entered = Signal(QWidget)
    """The focus came to this part of the form."""

    def __init__(self, sheet: Sheet, notebook: Notebook, widths: dict[str, list[int]]) -> None:
        super().__init__()
        self._notebook = notebook
        self._cap = theme().px(480)
        self._stale = False
        self.model = GridModel(sheet, notebook)
        self.view = GridView(self.model, widths)
        self._head = self._heading(sheet.table) if sheet.group is None else None
        self._hidden = self._hidden_line()
        self.aside: RowForm | None = None
        """What finds no column; made when that is so for the first time."""
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if self._head is not None:
            column.addWidget(self._head)
        column.addWidget(self.view)
        column.addWidget(self._hidden)
        self._legend = self._legend_line()
        column.addWidget(self._legend)
        self.show_legend()
        self.view.grown.connect(self._fit)
        self.view.folded.connect(self._show_aside)
        self.view.row_shown.connect(lambda _row: self._show_aside())
        notebook.entered.connect(self._entered)
        notebook.recalculated.connect(self._recalculated)
        notebook.rows_changed.connect(self._rows_changed)
        self._fit()

    @property
    def table(self) -> Table:
        return self.model.sheet.table

    def _show_aside(self) -> None:
        """Shows for the current row, or the first, what finds no column."""
        folded = sorted(self.view.widths.folded)
        if folded and self.aside is None:
            self.aside = self._made_aside()
        if self.aside is not None:
            keys = tuple(self.model.sheet.columns[at].key for at in folded)
            self.aside.show_row(self.view.current_row_id() or self._first_row(), keys)

    def _made_aside(self) -> RowForm:
        form = RowForm(self.model, self._notebook)
        self._column.insertWidget(self._column.indexOf(self.view) + 1, form)
        self.view.aside_wanted.connect(form.begin)
        form.left.connect(self._left_aside)
        form.entered.connect(self.aside_entered)
        return form

    def _first_row(self) -> str:
        on_adding_line = self.view.currentIndex().isValid()
        return "" if on_adding_line else next((line.row for _, line in self.model.lines() if line.row), "")

    def _left_aside(self, way: int) -> None:
        """Tab goes from the form back to the grid: to the row before it, or to the next one, or out."""
        view = self.view
        view.setFocus(Qt.FocusReason.OtherFocusReason)
        if way < 0:
            return
        following = row_after(self.model, view.currentIndex().row(), 1)
        if following is None:
            view.left.emit(1)
        else:
            view.set_current(following, self.model.sheet.entry_columns()[0])

    def commit(self) -> None:
        """Enters what is half typed, as when the page is left."""
        self.view.entry.commit()
        if self.aside is not None:
            self.aside.commit()

    def _heading(self, table: Table) -> QLabel:
        head = label(tr(table.label), Role.HEADING)
        head.setBuddy(self.view)
        head.setContentsMargins(theme().px(12), theme().px(14), theme().px(12), theme().px(4))
        return head

    def _legend_line(self) -> QLabel:
        legend = label("", Role.CAPTION, "text2", wrap=True)
        legend.setContentsMargins(theme().px(12), theme().px(8), theme().px(12), theme().px(4))
        return legend

    def show_legend(self) -> None:
        """Says what the marks of the sheet mean."""
        self._legend.setText(self.model.sheet.legend)
        self._legend.setVisible(bool(self.model.sheet.legend))

    def _hidden_line(self) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(theme().px(12), theme().px(2), theme().px(12), theme().px(2))
        self._hidden_words = label("", Role.CAPTION, "text2")
        self._all = link(tr("Show all"))
        self._all.clicked.connect(lambda: self.show_exceptions_only(only=False))
        row.addWidget(self._hidden_words)
        row.addWidget(self._all)
        row.addStretch(1)
        self.model.filtered.connect(self._tell_hidden)
        line.hide()
        return line

    def _tell_hidden(self, count: int) -> None:
        self._hidden_words.setText(ntr("{count} row hidden", "{count} rows hidden", count))
        self._hidden.setVisible(count > 0)

    def set_cap(self, height: int) -> None:
        """The most a grid may take before it scrolls by itself under its own header."""
        self._cap = max(theme().px(_LOWEST), height)
        self._fit()

    def _fit(self) -> None:
        wanted = min(self.view.content_height() + 2, self._cap)
        if self.view.height() != wanted or self.view.minimumHeight() != wanted:
            self.view.setFixedHeight(wanted)
        needs_bar = self.view.content_height() + 2 > self._cap
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if needs_bar else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if self.view.verticalScrollBarPolicy() != policy:
            self.view.setVerticalScrollBarPolicy(policy)

    def _recalculated(self) -> None:
        """What is not seen is drawn anew when it is."""
        self._stale = not self.isVisible()
        if not self._stale:
            self.model.renew()

    def showEvent(self, event: QShowEvent) -> None:
        if self._stale:
            self._recalculated_unseen()
        super().showEvent(event)

    def _recalculated_unseen(self) -> None:
        self._stale = False
        self.model.renew()

    def _entered(self, address: Address) -> None:
        if (address.step, address.table) == (self.model.sheet.step, self.table.key):
            self.model.renew_row(address.row)

    def _rows_changed(self, step: str, table: str) -> None:
        if step == self.model.sheet.step and table in ("", self.table.key):
            self.model.reload()
            self._show_aside()
            if self.aside is not None:
                self.aside.renew()

    def show_exceptions_only(self, *, only: bool) -> None:
        self.model.show_exceptions_only(only, self.view.current_row_id())

    def go_to(self, address: Address) -> bool:
        """Puts cursor and focus on a cell; False when it is not here."""
        if not self.view.go_to(address):
            return False
        if self.aside is not None and self.aside.go_to(address.field):
            return True
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if address in self._notebook.drafts and not self.view.entry.is_open():
            self.view.entry.begin(None)
        return True
