"""Every dialog lies whole on its screen, at twice the text size on a small laptop too: what scrolls in it becomes
lower, then all between its title and its buttons scrolls, and the buttons stay where one can press them.

Over a window that is locked none is seen while its store is still open: what a task opens at its end behind the cover
waits out of sight to be called off.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, QSize, Qt, QTimer
from PySide6.QtWidgets import QAbstractScrollArea, QDialog, QStyle, QWidget

from fieldvisit.ui.theme import theme
from fieldvisit.ui.window_place import within

LOWEST_LIST = 72
"""Design height of a list or a text of which some lines must be seen."""
_HELD_BACK = "dialogs held back"


def hold_back(window: QWidget, *, on: bool) -> None:
    """Whether dialogs that open over `window` stay out of sight from now on."""
    window.setProperty(_HELD_BACK, on)


def holds_back(window: QWidget) -> bool:
    """Whether dialogs over `window` cannot be seen now."""
    return bool(window.property(_HELD_BACK))


class PlacedDialog(QDialog):
    """Fits its screen when it is shown, and again when what it holds grows. `is_always_seen`: over a lock too."""

    is_always_seen = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fitted = QSize()

    def give_way(self, room: QSize) -> None:
        """Makes narrower or lower what can be, for a dialog that needs more than its screen has; it may be asked more
        than once.
        """

    def setVisible(self, visible: bool) -> None:
        if visible and not self.isVisible():
            self.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, self._is_held_back())
            self.fit_screen()
        super().setVisible(visible)

    def _is_held_back(self) -> bool:
        below = self.parentWidget()
        return below is not None and holds_back(below.window()) and not self.is_always_seen

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible() and self._has_grown():
            QTimer.singleShot(0, self, self._grow)
        return done

    def _has_grown(self) -> bool:
        """Whether what it holds needs more than when it was fitted, and more than the dialog or its screen has."""
        least = self._least()
        return least != self._fitted and not _fits(least, self.size().boundedTo(room_for(self)))

    def _grow(self) -> None:
        """Fits it anew and moves it no farther than its screen asks for."""
        self.resize(self.size().expandedTo(self._needed()).boundedTo(room_for(self)))
        self.fit_screen()
        frame = self.windowHandle().frameMargins()
        fitted = within(self.geometry(), self.screen().availableGeometry().marginsRemoved(frame))
        if fitted != self.geometry():
            self.setGeometry(fitted)

    def fit_screen(self) -> None:
        """Makes it no larger than its screen."""
        room = room_for(self)
        self.setMinimumWidth(min(self.minimumWidth(), room.width()))
        wanted = self.size() if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else self.wanted_size()
        if not _fits(self._needed(), room):
            self._lower(room)
        if not _fits(self._needed(), room):
            self.give_way(room)
            self._lower(room)
        self._fitted = self._needed()  # else the layout would still hold to the height it wanted before
        if self.size() != wanted.boundedTo(room):
            self.resize(wanted.boundedTo(room))

    def _lower(self, room: QSize) -> None:
        lowest = theme().px(LOWEST_LIST)
        missing = self._needed().height() - room.height()
        for area in self.findChildren(QAbstractScrollArea):
            if missing > 0 and area.minimumHeight() > lowest:
                lower = max(lowest, area.minimumHeight() - missing)
                missing -= area.minimumHeight() - lower
                area.setMinimumHeight(lower)

    def wanted_size(self) -> QSize:
        """As wide as it needs to be, and as high as it would like to be then."""
        width, layout = self._needed().width(), self.layout()
        if layout is None:
            return self.sizeHint()
        high = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
        return QSize(width, high)

    def _needed(self) -> QSize:
        """The least it needs, once all that was changed in it has come up through its layouts."""
        layout = self.layout()
        if layout is not None:
            layout.invalidate()
            layout.activate()
        return self._least()

    def _least(self) -> QSize:
        """The least width, and the least height when it is as wide as that, or as its screen lets it be."""
        layout = self.layout()
        if layout is None:
            return self.minimumSize()
        least = layout.totalMinimumSize()
        width = max(least.width(), self.minimumWidth())
        if not layout.hasHeightForWidth():
            return QSize(width, least.height())
        return QSize(width, layout.totalMinimumHeightForWidth(min(width, room_for(self).width())))


def room_for(dialog: QWidget) -> QSize:
    """How large a dialog can be on its screen, its frame included."""
    style = dialog.style()
    title = style.pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight, None, dialog)
    edge = style.pixelMetric(QStyle.PixelMetric.PM_MdiSubWindowFrameWidth, None, dialog)
    return dialog.screen().availableGeometry().size().shrunkBy(QMargins(edge, title, edge, edge))


def _fits(size: QSize, room: QSize) -> bool:
    return size.width() <= room.width() and size.height() <= room.height()
