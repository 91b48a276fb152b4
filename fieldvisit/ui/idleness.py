"""When nobody is at the window: some minutes without a key or a touch, or a laptop that slept meanwhile.

Input is noticed where it reaches a window, not by a filter over the whole application, which would be asked about
every paint of every cell. What an input method types passes the windows by; `noticed` is called where text arrives.

No system tells all others alike that it slept. But a timer does not run meanwhile: where much more time has passed
between two of its ticks than it waits, by the wall clock or by the monotonic one (which of the two counts a sleep
depends on the system), the machine slept. A clock set forward looks the same, and locking then does no harm.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

TICK_MS = 500
SLEPT_AFTER = 10.0
"""Seconds that must be missing between two ticks; a window busy with something takes less."""
_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)


class Idleness(QObject):
    """Watches from `begin` to `stop`; tells `passed` once and then has to be begun again."""

    passed = Signal(bool)
    """Nobody has been there for so long; whether it was because the machine slept."""

    def __init__(self) -> None:
        super().__init__()
        self._minutes = 0
        self._window: QWindow | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.look)
        self._last_input = self._last_wall = self._last_tick = 0.0

    def begin(self, minutes: int) -> None:
        """From now on, with so many minutes allowed."""
        self._minutes = minutes
        self._last_wall, self._last_tick = time.time(), time.monotonic()
        self.noticed()
        if not self._timer.isActive():
            application = QGuiApplication.instance()
            if isinstance(application, QGuiApplication):
                application.focusWindowChanged.connect(self._follow)
                application.applicationStateChanged.connect(self.look)
            self._follow(QGuiApplication.focusWindow())
            self._timer.start()

    def stop(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self._follow(None)
            application = QGuiApplication.instance()
            if isinstance(application, QGuiApplication):
                application.focusWindowChanged.disconnect(self._follow)
                application.applicationStateChanged.disconnect(self.look)

    def noticed(self) -> None:
        """Somebody is there."""
        self._last_input = time.monotonic()

    def _follow(self, window: QWindow | None) -> None:
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window.destroyed.disconnect(self._forget)
        self._window = window
        if window is not None:
            window.installEventFilter(self)
            window.destroyed.connect(self._forget)

    def _forget(self) -> None:
        self._window = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self.look()  # the first key after a sleep must not count as somebody being there
            self.noticed()
        return False

    def look(self) -> None:
        """Tells when the time has passed; called at each tick, and when the application comes to the front."""
        if not self._timer.isActive():
            return
        wall, tick = time.time(), time.monotonic()
        missing = max(wall - self._last_wall, tick - self._last_tick) - TICK_MS / 1000
        self._last_wall, self._last_tick = wall, tick
        slept = missing > SLEPT_AFTER
        if slept or tick - self._last_input > self._minutes * 60:
            self.stop()
            self.passed.emit(slept)
