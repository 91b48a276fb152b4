"""The system ends the program: what is half typed is on disk before it goes."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier, Qt
from PySide6.QtGui import QGuiApplication

_SIGNALS = ("SIGTERM", "SIGINT", "SIGHUP")


class Ending(QObject):
    """Tells the end of the session and the signals that ask a process to end; not all systems have all of them."""

    def __init__(self, keep: Callable[[], object], end: Callable[[], object]) -> None:
        super().__init__()
        self._keep = keep
        self._end = end
        self._notifier: QSocketNotifier | None = None
        self._before: dict[int, Any] = {}

    def listen(self) -> None:
        """From now on; to be called on the main thread."""
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.commitDataRequest.connect(self.session_ends, Qt.ConnectionType.DirectConnection)
        # Python's own handlers run only between two of its instructions, and Qt's loop may wait for hours.
        self._woken, self._wakes = socket.socketpair()
        for end in (self._woken, self._wakes):
            end.setblocking(False)
        signal.set_wakeup_fd(self._wakes.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._woken.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._signalled)
        for name in _SIGNALS:
            if hasattr(signal, name):
                number = getattr(signal, name)
                self._before[number] = signal.signal(number, lambda _number, _frame: None)

    def session_ends(self) -> None:
        """The session may yet go on, so that nothing is closed here."""
        self._keep()

    def _signalled(self) -> None:
        self._woken.recv(64)
        self._keep()
        self._end()

    def silence(self) -> None:
        """Signals do again what they did before; nothing is left to keep."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._before.clear()
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            signal.set_wakeup_fd(-1)
            self._woken.close()
            self._wakes.close()
            self._notifier = None
