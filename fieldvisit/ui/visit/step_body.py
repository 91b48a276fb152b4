"""The scrolling middle of a step: sections with fields, grids, and what its layout adds."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from fieldvisit.domain.fields import Field, Table
from fieldvisit.domain.language import tr
from fieldvisit.domain.visit import Address
from fieldvisit.ui.pane_walk import first_focusable
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.field_row import FieldRow
from fieldvisit.ui.visit.form import FormSection
from fieldvisit.ui.visit.gallery import Gallery
from fieldvisit.ui.visit.grid.grid_block import GridBlock
from fieldvisit.ui.visit.layouts.step_layout import StepLayout
from fieldvisit.ui.visit.notebook import Notebook
from fieldvisit.ui.widgets.labels import label


class StepBody(QScrollArea):
    """`row_shown` names the grid and the row the cursor is in."""

    row_shown = Signal(object, str)

    def __init__(self, layout: StepLayout, notebook: Notebook, widths: dict[str, list[int]]) -> None:
        super().__init__()
        self._layout = layout
        self._notebook = notebook
        self._widths = widths
        self.blocks: list[GridBlock] = []
        self.fields: dict[str, FieldRow] = {}
        self.galleries: list[Gallery] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.viewport().setProperty("surface", "page")
        self._page = QWidget()
        self._page.setProperty("surface", "page")
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, theme().px(16))
        column.setSpacing(0)
        made = list(self._widgets())
        for widget in made:
            column.addWidget(widget)
        column.addStretch(1)
        self._column = column
        self._pinned = {each: column.indexOf(each) for each in made if each.property("pinned")}
        self.setWidget(self._page)
        self._watch_focus()

    def pin(self, foot: QVBoxLayout | None) -> None:
        """Moves what is to stay in sight to a `foot` outside; None: back to its place among the rest."""
        for widget, place in self._pinned.items():
            if foot is None:
                self._column.insertWidget(place, widget)
            else:
                foot.addWidget(widget)

    @property
    def has_pinned(self) -> bool:
        """Whether something wants to stay in sight."""
        return bool(self._pinned)

    def _widgets(self) -> Iterator[QWidget]:
        yield from self._layout.above()
        for title, fields in self._layout.groups():
            yield from self._section(title, fields)

    def _section(self, title: str, fields: tuple[Field, ...]) -> Iterator[QWidget]:
        if len(fields) == 1 and isinstance(fields[0], Table):
            title = ""  # the table's own name stands over it
        run: list[Field] = []
        for each in fields:
            if not isinstance(each, Table):
                run.append(each)
                continue
            if run:
                yield self._form(title, tuple(run))
                run, title = [], ""
            yield from self._table(title, each)
            title = ""
        if run:
            yield self._form(title, tuple(run))

    def _form(self, title: str, fields: tuple[Field, ...]) -> QWidget:
        section = FormSection(title, self._layout.step.key, fields, self._notebook, self._layout.aside(fields))
        section.setProperty("pinned", bool(fields) and all(each.key in self._layout.pinned for each in fields))
        for row in section.rows:
            self.fields[row.asked.key] = row
        return section

    def _table(self, title: str, table: Table) -> Iterator[QWidget]:
        if title and title != table.label:
            head = label(tr(title), Role.HEADING)
            head.setContentsMargins(theme().px(12), theme().px(14), theme().px(12), 0)
            yield head
        other = self._layout.instead(table.key)
        yield other if other is not None else self._grid(table)
        if isinstance(other, Gallery):
            self.galleries.append(other)
        yield from self._layout.below(table.key)

    def _grid(self, table: Table) -> GridBlock:
        block = GridBlock(self._layout.sheet(table), self._notebook, self._widths)
        block.view.row_shown.connect(lambda row_id: self._shown(block, row_id))
        block.view.left.connect(self._left_grid)
        self.blocks.append(block)
        return block

    def _shown(self, block: GridBlock, row_id: str) -> None:
        self.row_shown.emit(block, row_id)
        self._keep_in_sight(block)

    def _keep_in_sight(self, block: GridBlock) -> None:
        index = block.view.currentIndex()
        if index.isValid() and block.view.hasFocus():
            area = block.view.visualRect(index)
            head = block.view.horizontalHeader().height()
            place = block.view.mapTo(self._page, QPoint(0, area.top() + head))
            self._show_area(QRect(0, place.y() - head, 1, area.height() + head))

    def _show_area(self, area: QRect) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        margin = theme().px(8)
        if area.top() < bar.value():
            bar.setValue(max(0, area.top() - margin))
        elif area.bottom() > bar.value() + height:
            bar.setValue(area.bottom() - height + margin)

    def _left_grid(self, way: int) -> None:
        """Tab goes on from the last cell of a grid to what comes after it."""
        self.focusNextPrevChild(way > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for block in self.blocks:
            block.set_cap(self.viewport().height())

    def _watch_focus(self) -> None:
        for widget in self._page.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.ensureWidgetVisible(watched, theme().px(8), theme().px(24))
            for block in self.blocks:
                if watched is block.view:
                    self.row_shown.emit(block, block.view.current_row_id())
                    self._keep_in_sight(block)
        return super().eventFilter(watched, event)

    def go_to(self, address: Address) -> bool:
        """Puts the focus on a cell; False when this step does not show it."""
        if not address.table and address.field in self.fields:
            self.fields[address.field].go_to()
            return True
        if not address.table and any(block.table.key == address.field for block in self.blocks):
            return self.begin_table(address.field)
        if address.table and not address.row:
            return self.begin_table(address.table)
        return any(block.go_to(address) for block in self.blocks) or any(each.go_to(address) for each in self.galleries)

    def begin_table(self, table: str) -> bool:
        """Puts the focus at the start of a grid."""
        for block in self.blocks:
            if block.table.key == table:
                block.view.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def begin(self) -> None:
        """Puts the focus where one starts on this step."""
        if (table := self._layout.begins_at()) and self.begin_table(table):
            return
        first = first_focusable(self._page)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Enters what is half typed, as when the step is left."""
        for block in self.blocks:
            block.view.entry.commit()
        for row in self.fields.values():
            row.editor.commit()

    def has_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)
