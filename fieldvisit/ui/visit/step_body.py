"""The scrolling middle of a step: sections with fields, grids, and what its layout adds.

What lies below the first screen is made a moment after it was painted, piece by piece, or at once when somebody asks
for it: a page opens as quickly as what is seen of it can be made.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from fieldvisit.domain.fields import Field, Table
from fieldvisit.domain.language import tr
from fieldvisit.domain.visit import Address
from fieldvisit.ui.pane_walk import first_focusable, tab_stops
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.field_row import FieldRow
from fieldvisit.ui.visit.form import FormSection
from fieldvisit.ui.visit.gallery import Gallery
from fieldvisit.ui.visit.grid.grid_block import GridBlock
from fieldvisit.ui.visit.layouts.step_layout import StepLayout
from fieldvisit.ui.visit.notebook import Notebook
from fieldvisit.ui.widgets.labels import label

_LEAST_SCREEN, _BETWEEN_PIECES = 600, 100
"""Design height that is always made at once; milliseconds between two further pieces, in which a key may come."""


class StepBody(QScrollArea):
    """`row_shown` names the grid and the row the cursor is in."""

    row_shown = Signal(object, str)
    grown = Signal()
    """A piece came that was not there when the page was opened; Tab leads to it last of all."""

    def __init__(self, layout: StepLayout, notebook: Notebook, widths: dict[str, list[int]], parent: QWidget) -> None:
        super().__init__(parent)
        self._layout = layout
        self._notebook = notebook
        self._widths = widths
        self._blocks: list[GridBlock] = []
        self._fields: dict[str, FieldRow] = {}
        self._galleries: list[Gallery] = []
        self._pinned: dict[QWidget, int] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.viewport().setProperty("surface", "page")
        self._page = QWidget()
        self._page.setProperty("surface", "page")
        self.setWidget(self._page)
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(0, 0, 0, theme().px(16))
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._pieces = self._widgets()
        self.is_whole = False
        """Whether all of the page is made."""
        self._made_height = 0
        self.tab_end: QWidget | None = None
        """The last place Tab leads to on the page; None where there is none."""
        self._more = QTimer(self)
        self._more.setInterval(_BETWEEN_PIECES)
        self._more.timeout.connect(self._make_piece_if_seen)
        self._screen = max(theme().px(_LEAST_SCREEN), parent.height())
        # The bar stands from the beginning: the lower pieces would else bring it and push everything aside.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._make_screen()

    # Making it

    def _make_screen(self) -> None:
        """Fills the screen, and the foot that stays in sight."""
        pinned = set(self._layout.pinned)
        while not self.is_whole and (self._made_height < self._screen or not pinned <= self._fields.keys()):
            self._make_piece()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.is_whole:
            self._more.start()  # from now on: the first paint goes before

    def _make_piece(self) -> QWidget | None:
        widget = next(self._pieces, None)
        if widget is None:
            self.is_whole = True
            self._more.stop()
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
            return None
        place = self._column.count() - 1  # before the stretch
        self._column.insertWidget(place, widget)
        self._made_height += widget.sizeHint().height()
        if self._page.isVisible() and not widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            widget.show()
        if widget.property("pinned"):
            self._pinned[widget] = place
        stops = tab_stops(widget)
        for each in stops:
            each.installEventFilter(self)
        self.tab_end = stops[-1] if stops else self.tab_end
        return widget

    def _make_piece_if_seen(self) -> None:
        if self.isVisible():
            self.make_more()
        else:
            self._more.stop()

    def make_more(self) -> bool:
        """Makes one more piece of the page; False where nothing is left to make."""
        if self.is_whole or self._make_piece() is None:
            return False
        self.grown.emit()
        return True

    def make_whole(self) -> None:
        """Makes what is left of the page, for somebody who wants to go there; everything has its place then."""
        if self.is_whole:
            return
        while self.make_more():
            pass
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    @property
    def blocks(self) -> list[GridBlock]:
        """All grids of the page, from above."""
        self.make_whole()
        return self._blocks

    @property
    def fields(self) -> dict[str, FieldRow]:
        """All simple fields of the page by key."""
        self.make_whole()
        return self._fields

    @property
    def galleries(self) -> list[Gallery]:
        """All tables of pictures."""
        self.make_whole()
        return self._galleries

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
            self._fields[row.asked.key] = row
        return section

    def _table(self, title: str, table: Table) -> Iterator[QWidget]:
        if title and title != table.label:
            head = label(tr(title), Role.HEADING)
            head.setContentsMargins(theme().px(12), theme().px(14), theme().px(12), 0)
            yield head
        other = self._layout.instead(table.key)
        yield other if other is not None else self._grid(table)
        if isinstance(other, Gallery):
            self._galleries.append(other)
        yield from self._layout.below(table.key)

    def _grid(self, table: Table) -> GridBlock:
        block = GridBlock(self._layout.sheet(table), self._notebook, self._widths)
        block.view.row_shown.connect(lambda row_id: self._shown(block, row_id))
        block.view.left.connect(self._left_grid)
        block.aside_entered.connect(lambda field: self.ensureWidgetVisible(field, theme().px(8), theme().px(24)))
        block.set_cap(self._screen)
        self._blocks.append(block)
        return block

    def _shown(self, block: GridBlock, row_id: str) -> None:
        self.row_shown.emit(block, row_id)
        self._keep_in_sight(block)

    def _keep_in_sight(self, block: GridBlock) -> None:
        """The row of the cursor, and with it the headings where both have room."""
        index = block.view.currentIndex()
        if index.isValid() and block.view.hasFocus():
            head = block.view.horizontalHeader().height()
            row = block.view.visualRect(index)
            top = block.view.mapTo(self._page, QPoint(0, 0)).y()
            area = QRect(0, top, 1, head + row.bottom() + 1)
            if area.height() > self.viewport().height():
                area.setTop(top + row.top())
            self._show_area(area)

    def _show_area(self, area: QRect) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        margin = min(theme().px(8), max(0, height - area.height()))
        if area.top() < bar.value():
            bar.setValue(max(0, area.top() - margin))
        elif area.bottom() >= bar.value() + height:
            bar.setValue(area.bottom() + 1 - height + margin)

    def _left_grid(self, way: int) -> None:
        """Tab goes on from the last cell of a grid to what comes after it."""
        self.focusNextPrevChild(way > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._screen = self.viewport().height()
        for block in self._blocks:
            block.set_cap(self._screen)
        self._make_screen()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            block = next((each for each in self._blocks if each.view is watched), None)
            if block is None:
                self.ensureWidgetVisible(watched, theme().px(8), theme().px(24))
            else:
                self._shown(block, block.view.current_row_id())
        return super().eventFilter(watched, event)

    def go_to(self, address: Address) -> bool:
        """Puts the focus on a cell; False when this step does not show it."""
        if address.row and any(block.go_to(address) for block in self._blocks):
            return True
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
        block = _block_of(table, self._blocks) or _block_of(table, self.blocks)
        if block is not None:
            block.view.setFocus(Qt.FocusReason.OtherFocusReason)
        return block is not None

    def begin(self) -> None:
        """Puts the focus where one starts on this step, and shows as much of its beginning as can be seen with it."""
        self.verticalScrollBar().setValue(0)
        self._put_focus()
        self.horizontalScrollBar().setValue(0)

    def _put_focus(self) -> None:
        if (table := self._layout.begins_at()) and self.begin_table(table):
            return
        first = first_focusable(self._page)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Enters what is half typed, as when the step is left."""
        for block in self._blocks:
            block.commit()
        for row in self._fields.values():
            row.editor.commit()


def _block_of(table: str, blocks: list[GridBlock]) -> GridBlock | None:
    return next((block for block in blocks if block.table.key == table), None)
