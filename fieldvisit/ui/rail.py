"""The rail at the left: where one can go, and where one is."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from fieldvisit.domain.language import mark, tr
from fieldvisit.ui.icons import SIZE, paint_icon
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.hover import HoverList
from fieldvisit.ui.widgets.labels import label

WIDE, NARROW = 164, 52
_ROW = 36
Index = QModelIndex | QPersistentModelIndex


class Place(NamedTuple):
    """A page one can go to: its key, its name and its icon."""

    key: str
    name: str
    icon: str


PLACES = (
    Place("today", mark("Today"), "sun"),
    Place("visits", mark("Visits"), "clipboard-list"),
    Place("dealers", mark("Dealers"), "store"),
    Place("region", mark("Region"), "map"),
    Place("catalogue", mark("Catalogue"), "package"),
    Place("data", mark("Data"), "database"),
)
SETTINGS = Place("settings", mark("Settings"), "settings")


class PlacesModel(QAbstractListModel):
    """The places of one part of the rail."""

    def __init__(self, places: tuple[Place, ...]) -> None:
        super().__init__()
        self.places = places
        self.narrow = False

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self.places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        place = self.places[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return tr(place.name)
        if role == Qt.ItemDataRole.ToolTipRole and self.narrow:
            return tr(place.name)
        return None


class PlaceDelegate(QStyledItemDelegate):
    """Draws a place: icon and word, or the icon alone in the narrow rail."""

    def __init__(self, view: PlaceList) -> None:
        super().__init__()
        self._view, self._model = view, view.places_model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme().px(NARROW), theme().px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place = self._model.places[index.row()]
        area = QRectF(option.rect).adjusted(theme().px(8), 1, -theme().px(8), -1)
        current = self._view.is_current(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, area, index)
        tone = "accent" if current else "text2"
        inset = (area.width() - theme().px(SIZE)) / 2 if self._model.narrow else theme().px(10)
        paint_icon(painter, area.left() + inset, area.center().y() - theme().px(SIZE) / 2, place.icon, tone)
        if not self._model.narrow:
            painter.setFont(theme().font(Role.LABEL))
            painter.setPen(theme().colour(tone))
            words = area.adjusted(theme().px(36), 0, -theme().px(4), 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, tr(place.name))
        painter.restore()

    def _paint_ground(self, painter: QPainter, area: QRectF, index: Index) -> None:
        current = self._view.is_current(index)
        painter.setPen(Qt.PenStyle.NoPen)
        if current or self._view.is_hovered(index):
            painter.setBrush(theme().colour("select" if current else "hover"))
            painter.drawRoundedRect(area, theme().px(6), theme().px(6))
        if self._view.has_focus_at(index):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().colour("accent"), 2))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), theme().px(6), theme().px(6))


class PlaceList(HoverList):
    """One part of the rail; a click or Enter goes to the place."""

    chosen = Signal(str)

    def __init__(self, places: tuple[Place, ...], name: str) -> None:
        super().__init__()
        self.places_model = PlacesModel(places)
        self._delegate = PlaceDelegate(self)
        self.setModel(self.places_model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setProperty("surface", "side")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setFixedHeight(theme().px(_ROW) * len(places) + 2)
        self.clicked.connect(self._choose)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.places_model.places[index.row()].key)

    def show_current(self, key: str) -> None:
        keys = [place.key for place in self.places_model.places]
        if key in keys:
            self.setCurrentIndex(self.places_model.index(keys.index(key)))
        else:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())


class Rail(QFrame):
    """Brand, places, and the settings at the bottom; `chosen` names the page that is wanted."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "side")
        self.setProperty("rule", "right")
        self._brand = _Brand()
        self.places = PlaceList(PLACES, tr("Pages"))
        self.settings = PlaceList((SETTINGS,), tr("Settings"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 1, theme().px(8))
        layout.setSpacing(0)
        layout.addWidget(self._brand)
        layout.addWidget(self.places)
        layout.addStretch(1)
        layout.addWidget(self.settings)
        for part in (self.places, self.settings):
            part.chosen.connect(self.chosen)
        self.set_narrow(narrow=False)

    def set_narrow(self, *, narrow: bool) -> None:
        """Icons alone, as beside a visit; the words are then tooltips, and still what a screen reader says."""
        for part in (self.places, self.settings):
            part.places_model.narrow = narrow
            part.doItemsLayout()
        self._brand.set_narrow(narrow=narrow)
        self.setFixedWidth(theme().px(NARROW if narrow else WIDE))

    def show_current(self, key: str) -> None:
        self.places.show_current(key)
        self.settings.show_current(key)


class _Brand(QWidget):
    """The product's mark and name over the rail."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(theme().px(52))
        self._name = label("FieldVisit", Role.HEADING)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(16), 0, theme().px(8), 0)
        row.setSpacing(theme().px(8))
        row.addWidget(_BrandMark(), 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(self._name)
        row.addStretch(1)

    def set_narrow(self, *, narrow: bool) -> None:
        self._name.setVisible(not narrow)


class _BrandMark(QWidget):
    """The letter in its square."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(theme().px(20), theme().px(20))

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("accent"))
        painter.drawRoundedRect(QRectF(self.rect()), theme().px(4), theme().px(4))
        painter.setPen(theme().colour("on_accent"))
        painter.setFont(theme().font(Role.GRID_STRONG))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "F")
        painter.end()
