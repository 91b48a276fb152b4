"""One step: its head, a notice, the body, and the rule line under it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldvisit.domain.fields import Step
from fieldvisit.domain.visit import Address
from fieldvisit.ui.pane_walk import tab_stops
from fieldvisit.ui.theme import theme
from fieldvisit.ui.visit.grid.grid_block import GridBlock
from fieldvisit.ui.visit.layouts import layout_for
from fieldvisit.ui.visit.layouts.step_layout import Hint
from fieldvisit.ui.visit.notebook import Notebook
from fieldvisit.ui.visit.rule_line import RuleLine
from fieldvisit.ui.visit.step_body import StepBody
from fieldvisit.ui.visit.step_head import StepHead
from fieldvisit.ui.widgets.notice import Notice

_PINNED_FROM = 700
"""Design height of a step from which its foot stays in sight: a window of 760 with its status bar and a notice."""


class StepPage(QWidget):
    """The whole page of a step; it follows the notebook."""

    hint_followed = Signal(object)
    _entered = Signal()

    def __init__(self, step: Step, notebook: Notebook, widths: dict[str, list[int]], parent: QWidget) -> None:
        super().__init__(parent)  # from the beginning: fonts and colours come down once, not at each change of parent
        self.step = step
        self._notebook = notebook
        self._layout = layout_for(step, notebook)
        self._hint: Hint | None = None
        self._quiet = False
        self._is_rule_due = False
        self._shown: tuple[GridBlock, str] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.head = StepHead(
            step,
            self._layout.actions(),
            entries=self._layout.entries(),
            paper=self._layout.paper,
            has_grid=self._has_products(),
            read_only=notebook.read_only,
        )
        self.notice = Notice()
        for widget in (self.head, self.notice):
            column.addWidget(widget)
        self.body = StepBody(self._layout, notebook, widths, self)
        self.rule = RuleLine(notebook)
        self._foot = QVBoxLayout()
        self._foot.setSpacing(0)
        self._is_pinned = False
        column.addWidget(self.body, 1)
        column.addLayout(self._foot)
        column.addWidget(self.rule)
        self.rule.setVisible(self._has_products())
        self.head.filtered.connect(self._filter)
        self.notice.followed.connect(self._follow_hint)
        self.body.row_shown.connect(self._show_row)
        self.body.grown.connect(self._order_tabs)
        self.rule.acted.connect(self._act)
        notebook.recalculated.connect(self.renew)
        notebook.products_changed.connect(self._lay_out_products)
        notebook.entered.connect(self._let_rule_follow)
        self._entered.connect(self._follow_entry, Qt.ConnectionType.QueuedConnection)
        self._renew_all()

    def _has_products(self) -> bool:
        return any(table.rows == "products" for table in self.step.tables)

    def showEvent(self, event: QShowEvent) -> None:
        self._renew_all()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        pinned = self.body.has_pinned and self.height() >= theme().px(_PINNED_FROM)
        if pinned != self._is_pinned:
            self._is_pinned = pinned
            self.body.pin(self._foot if pinned else None)

    def renew(self) -> None:
        """Follows new figures; what is not seen follows when it is."""
        if self.isVisible():
            self._renew_all()

    def _renew_all(self) -> None:
        self.head.set_subtitle(self._layout.subtitle())
        self._show_hint()
        self._renew_rule()

    def _show_hint(self) -> None:
        self._hint = self._layout.hint()
        if self._hint is None or self._quiet:
            self.notice.hide()
        elif self.notice.words() != self._hint.words:
            self.notice.show_notice(self._hint.words, self._hint.link)

    def set_quiet(self, *, quiet: bool) -> None:
        """Holds the step's notice back as long as another one is shown."""
        if quiet != self._quiet:
            self._quiet = quiet
            self._show_hint()

    def _follow_hint(self) -> None:
        if self._hint is not None and self._hint.leads_to is not None:
            self.hint_followed.emit(self._hint.leads_to)

    def _show_row(self, block: GridBlock, row_id: str) -> None:
        if self._shown != (block, row_id):
            self._shown = (block, row_id)
            self._renew_rule()

    def _let_rule_follow(self, _address: Address) -> None:
        """Before the next paint, not at once: Enter leads to another row, of which the line then speaks anyway."""
        if self.isVisible() and not self._is_rule_due:
            self._is_rule_due = True
            self._entered.emit()

    def _follow_entry(self) -> None:
        if self._is_rule_due:
            self._renew_rule()

    def _renew_rule(self) -> None:
        self._is_rule_due = False
        if self._shown is None or not self._shown[1]:
            self.rule.clear()
            return
        block, row_id = self._shown
        at = block.model.row_of(row_id)
        if at is None:
            self.rule.clear()
            return
        table = block.table.key
        told = self._layout.explain(table, row_id, block.model.line(at).flags)
        self.rule.show_row(block.model, row_id, told, self._layout.row_action(table))
        self.rule.setVisible(self._has_products() or told is not None)

    def _act(self) -> None:
        if self._shown is not None:
            block, row_id = self._shown
            self._layout.act_on_row(block.table.key, row_id)

    def _filter(self, only: bool) -> None:
        for block in self.body.blocks:
            if block.table.rows == "products" or _has_flag_column(block):
                block.show_exceptions_only(only=only)

    def switch_side(self) -> None:
        """F9: the grid shows the other side."""
        if self._layout.switch():
            self._lay_out_products()

    def _lay_out_products(self) -> None:
        """Groups and columns anew: the other side, or a product that came."""
        for block in self.body.blocks:
            if block.table.rows == "products":
                block.model.set_sheet(self._layout.sheet(block.table))
                block.show_legend()
        self.renew()

    def go_to(self, address: Address) -> bool:
        """Puts the focus on a cell of this step."""
        if not address.field and not address.table:
            self.body.begin()
            return True
        if address.table and address.row and self._is_beside(address):
            self.body.go_to(Address(address.step, "", address.table, address.row))
            return self.rule.go_to(address.field)
        return self.body.go_to(address)

    def _is_beside(self, address: Address) -> bool:
        sheets = (block.model.sheet for block in self.body.blocks if block.table.key == address.table)
        return any(address.field in sheet.beside for sheet in sheets)

    def _order_tabs(self) -> None:
        """Tab leads from the last piece of the body to the rule line."""
        last = self.body.tab_end
        if last is not None:
            for each in reversed(tab_stops(self.rule)):
                QWidget.setTabOrder(last, each)

    def panes(self) -> list[QWidget]:
        """Where F6 leads inside the step."""
        return [self.head, self.body, self.rule]

    def begin(self) -> None:
        self.body.begin()

    def leave(self) -> None:
        self.body.commit()


def _has_flag_column(block: GridBlock) -> bool:
    return any(column.key == "flag" for column in block.model.sheet.columns)
