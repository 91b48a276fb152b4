"""Where the window stands and how large it is: as it was left, and always whole on a screen that is there.

A laptop is undocked, a beamer is unplugged, the text is set to twice its size: the window then shrinks and moves, so
that no edge of it, and with it no button, lies where nobody can get at it.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMargins, QObject, QPoint, QRect, QSize, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QMainWindow, QStyle

DESIGN = QSize(1280, 800)
LEAST = QSize(640, 480)
_MIDDLE = QPoint(DESIGN.width() // 2, DESIGN.height() // 2)


class WindowPlace(QObject):
    """Keeps `window` inside the screen it is on."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.setMinimumSize(LEAST)
        screens = QGuiApplication.instance()
        if isinstance(screens, QGuiApplication):
            screens.screenRemoved.connect(self._fit_later)

    def restore(self, kept: str) -> None:
        """Takes the place that `text` gave at the end of the last time; empty for the first start, in the middle."""
        first = QGuiApplication.primaryScreen()
        restored = bool(kept) and self._window.restoreGeometry(QByteArray.fromBase64(kept.encode()))
        if not restored and first is not None:
            self._window.setGeometry(QRect(first.availableGeometry().center() - _MIDDLE, DESIGN))
        self.fit()

    def text(self) -> str:
        """Place and size as one line of text."""
        return bytes(self._window.saveGeometry().toBase64().data()).decode()

    def fit(self) -> None:
        """Shrinks and moves the window into what its screen has free; one that fills its screen does so already."""
        window, screen = self._window, self._screen()
        if screen is None or window.isMaximized() or window.isFullScreen():
            return
        free = screen.availableGeometry().marginsRemoved(self._frame())
        window.setMinimumSize(LEAST.boundedTo(free.size()))
        seen = window.geometry()
        fitted = within(seen, free)
        if fitted != seen:
            window.setGeometry(fitted)

    def _fit_later(self, _gone: QScreen) -> None:
        QTimer.singleShot(0, self, self.fit)  # Qt itself still moves the window to another screen

    def _screen(self) -> QScreen | None:
        """The screen with the middle of the window, else its top left corner's, else the first."""
        seen = self._window.geometry()
        places = (QGuiApplication.screenAt(point) for point in (seen.center(), seen.topLeft()))
        return next((screen for screen in places if screen), None) or QGuiApplication.primaryScreen()

    def _frame(self) -> QMargins:
        """What the desktop draws round the window: before it is shown only the height of a title can be guessed."""
        if self._window.isVisible():
            return self._window.windowHandle().frameMargins()
        style = self._window.style()
        return QMargins(0, style.pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight, None, self._window), 0, 0)


def within(place: QRect, free: QRect) -> QRect:
    """`place` as large as `free` lets it be, moved no farther than is needed to lie in it."""
    size = place.size().boundedTo(free.size())
    left = min(max(place.left(), free.left()), free.right() + 1 - size.width())
    top = min(max(place.top(), free.top()), free.bottom() + 1 - size.height())
    return QRect(left, top, size.width(), size.height())
