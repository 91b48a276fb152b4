"""A table to read and choose from: rows prepared once, cells painted from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.labels import cut
from fieldvisit.ui.widgets.marks import FlagMark, badge_width, paint_badge, paint_flag

Index = QModelIndex | QPersistentModelIndex
ROW, HEAD = 32, 30
_PAD = 12


class Kind(Enum):
    """How a column is drawn."""

    WORDS = "words"
    NUMBER = "number"
    BADGE = "badge"
    FLAG = "flag"


@dataclass(frozen=True)
class Column:
    """A column: its head, its least width in design pixels, and its share of what is left over.

    Where there is no room for all, those with the highest `drop` go first; with 0 a column always stays.
    """

    head: str
    kind: Kind = Kind.WORDS
    width: int = 100
    stretch: int = 0
    drop: int = 0


@dataclass(frozen=True)
class Cell:
    """One cell as it is drawn: its words, a second part in grey, how it is toned, and a flag where it has one."""

    words: str = ""
    second: str = ""
    tone: str = "text"
    strong: bool = False
    mark: FlagMark | None = None

    def spoken(self) -> str:
        """What a screen reader says and what the tooltip shows."""
        parts = (self.words, self.second, self.mark.text if self.mark else "")
        return "  ".join(part for part in parts if part)


@dataclass(frozen=True)
class Record:
    """A row: what stands for it, its cells, and the text it is found by (folded, without marks)."""

    key: object
    cells: tuple[Cell, ...]
    found_by: str = ""


@dataclass
class _Rows:
    every: list[Record] = field(default_factory=list)
    shown: list[Record] = field(default_factory=list)
    wanted: tuple[str, ...] = ()


class RecordsModel(QAbstractTableModel):
    """Filters over a Python list: much faster than a proxy model."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._rows = _Rows()
        self.last_shown = len(self.columns) - 1

    def set_records(self, records: Sequence[Record]) -> None:
        self.beginResetModel()
        self._rows.every = list(records)
        self._narrow()
        self.endResetModel()

    def search(self, words: str) -> None:
        """Shows only the records in whose `found_by` every word occurs."""
        self.beginResetModel()
        self._rows.wanted = tuple(words.casefold().split())
        self._narrow()
        self.endResetModel()

    def _narrow(self) -> None:
        wanted = self._rows.wanted
        self._rows.shown = [record for record in self._rows.every if all(word in record.found_by for word in wanted)]

    def record(self, row: int) -> Record:
        return self._rows.shown[row]

    def row_of(self, key: object) -> int | None:
        """Where the record of `key` is shown; None where it is not."""
        return next((row for row, record in enumerate(self._rows.shown) if record.key == key), None)

    def shown_keys(self) -> list[object]:
        """The keys of the records that are shown, in their order."""
        return [record.key for record in self._rows.shown]

    def total(self) -> int:
        """How many records there are, the hidden ones included."""
        return len(self._rows.every)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self._rows.shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._rows.shown[index.row()].cells[index.column()].spoken()
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].head
        if role == Qt.ItemDataRole.TextAlignmentRole:
            number = self.columns[section].kind is Kind.NUMBER
            side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole:
            return theme().font(Role.CAPTION)
        return None


class RecordDelegate(QStyledItemDelegate):
    """Paints a cell of a record; the current row is filled, and edged while the table has the focus."""

    def __init__(self, model: RecordsModel) -> None:
        super().__init__()
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area = QRect(option.rect)
        painter.save()
        self._paint_ground(painter, option, index, area)
        inner = QRectF(area).adjusted(theme().px(_PAD), 0, -theme().px(_PAD if index.column() else 4), 0)
        cell = self._model.record(index.row()).cells[index.column()]
        self._paint_cell(painter, inner, cell, self._model.columns[index.column()].kind)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, area: QRect) -> None:
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme().colour("select" if selected else "hover"))
        painter.setPen(theme().colour("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        view = option.widget
        if selected and isinstance(view, QTableView) and view.hasFocus():
            self._paint_focus(painter, area, first=index.column() == 0, last=index.column() == self._last())

    def _last(self) -> int:
        return self._model.last_shown

    def _paint_focus(self, painter: QPainter, area: QRect, *, first: bool, last: bool) -> None:
        painter.setPen(QPen(theme().colour("accent"), 2))
        top, bottom = QPoint(0, area.top() + 1), QPoint(0, area.bottom())
        painter.drawLine(area.left(), top.y(), area.right(), top.y())
        painter.drawLine(area.left(), bottom.y(), area.right(), bottom.y())
        if first:
            painter.drawLine(area.left() + 1, area.top(), area.left() + 1, area.bottom())
        if last:
            painter.drawLine(area.right(), area.top(), area.right(), area.bottom())

    def _paint_cell(self, painter: QPainter, area: QRectF, cell: Cell, kind: Kind) -> None:
        if cell.mark is not None:
            paint_flag(painter, area, cell.mark)
        elif kind is Kind.BADGE and cell.words and badge_width(cell.words) <= area.width() + theme().px(_PAD):
            paint_badge(painter, area.left(), area.center().y(), cell.words)
        else:
            paint_words(painter, area, cell, right=kind is Kind.NUMBER)


def paint_words(painter: QPainter, area: QRectF, cell: Cell, *, right: bool = False) -> None:
    """Draws the words of a cell and, where there is room, its second part in grey behind them."""
    role = Role.GRID_STRONG if cell.strong else Role.GRID
    shown, wide = cut(cell.words, role, area.width())
    painter.setFont(theme().font(role))
    painter.setPen(theme().colour(cell.tone))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, shown)
    if cell.second and shown == cell.words:
        _paint_second(painter, area, cell, wide + theme().px(8))


def _paint_second(painter: QPainter, area: QRectF, cell: Cell, used: float) -> None:
    rest = area.adjusted(used, 0, 0, 0)
    if rest.width() < theme().px(24):
        return
    painter.setFont(theme().font(Role.GRID))
    painter.setPen(theme().colour("text2"))
    shown, _ = cut(cell.second, Role.GRID, rest.width())
    painter.drawText(rest, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


class RecordTable(QTableView):
    """`chosen` follows the current row, `opened` is Enter or a double click; both bring the record's key."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, columns: Sequence[Column], name: str) -> None:
        super().__init__()
        self.records = RecordsModel(columns)
        self._delegate = RecordDelegate(self.records)
        self.setModel(self.records)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self._dress()
        self.selectionModel().currentRowChanged.connect(self._tell_chosen)
        self.doubleClicked.connect(self._tell_opened)

    def _dress(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme().px(ROW))
        head = self.horizontalHeader()
        head.setFixedHeight(theme().px(HEAD))
        head.setMinimumSectionSize(theme().px(24))
        head.setHighlightSections(False)
        head.setSectionsClickable(False)

    def set_records(self, records: Sequence[Record]) -> None:
        """Shows other records; the current one stays current where it is still there."""
        key = self.current_key()
        self.records.set_records(records)
        self._take_up(key)

    def search(self, words: str) -> None:
        key = self.current_key()
        self.records.search(words)
        self._take_up(key)

    def _take_up(self, key: object) -> None:
        row = self.records.row_of(key) if key is not None else None
        if row is None and self.records.rowCount():
            row = 0
        if row is not None:
            self.choose_row(row)
        else:
            self.chosen.emit(None)

    def choose_row(self, row: int) -> None:
        index = self.records.index(row, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def choose(self, key: object) -> bool:
        """Makes the record of `key` current; False where it is not shown."""
        row = self.records.row_of(key)
        if row is not None:
            self.choose_row(row)
        return row is not None

    def current_key(self) -> object:
        """The key of the current record; None where there is none."""
        index = self.currentIndex()
        return self.records.record(index.row()).key if index.isValid() else None

    def _tell_chosen(self, current: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self.records.record(current.row()).key)

    def _tell_opened(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.records.record(index.row()).key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._tell_opened(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        kept = self._columns_with_room()
        self.records.last_shown = max(kept)
        least = {number: theme().px(column.width) for number, column in kept.items()}
        spare = max(0, self.viewport().width() - sum(least.values()))
        shares = sum(column.stretch for column in kept.values()) or 1
        for number, column in enumerate(self.records.columns):
            self.setColumnHidden(number, number not in kept)
            if number in kept:
                self.setColumnWidth(number, least[number] + spare * column.stretch // shares)

    def _columns_with_room(self) -> dict[int, Column]:
        kept = dict(enumerate(self.records.columns))
        for number, column in sorted(kept.items(), key=lambda each: (-each[1].drop, -each[0])):
            if column.drop and sum(theme().px(each.width) for each in kept.values()) > self.viewport().width():
                del kept[number]
        return kept

    def sizeHint(self) -> QSize:
        return QSize(sum(theme().px(column.width) for column in self.records.columns), theme().px(240))
