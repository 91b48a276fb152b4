"""One window per store: a second start brings the first window to the front, and a crash locks nobody out.

A window that ends stops answering before it lets go of the store. So a start that comes meanwhile, or is its restart,
cannot take it for one to bring to the front: whoever gets no answer tries for a while to have the store itself.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_WAIT_MS = 1500
_RAISE = b"raise"


def _name_of(store: Path) -> str:
    from hashlib import sha256

    return "fieldvisit-" + sha256(str(store.resolve()).encode()).hexdigest()[:24]


class Instance(QObject):
    """The claim of this process on one store."""

    def __init__(self, store: Path) -> None:
        super().__init__()
        self._store = store
        self._lock_file = store.with_name(store.name + ".lock")
        self._lock = QLockFile(str(self._lock_file))
        # A lock is stale when its process is gone, however young it is, and never because it is old.
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None
        self._raise_window: Callable[[], None] | None = None

    def is_unclaimed(self) -> bool:
        """Whether nobody holds the store, told by a look that writes nothing; `claim` must still follow."""
        return not self._lock_file.exists()

    def claim(self) -> bool:
        """True when no other living process holds the store, or when no lock can be written there at all."""
        if self._lock.isLocked() or self._lock.tryLock(0):
            return True
        return self._lock.error() is not QLockFile.LockError.LockFailedError

    def raise_first(self) -> bool:
        """Asks the process that holds the store to come to the front; False when it does not answer."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(_name_of(self._store))
        if not socket.waitForConnected(_WAIT_MS):
            return False
        socket.write(_RAISE)
        answered = socket.waitForReadyRead(_WAIT_MS)
        socket.disconnectFromServer()
        return answered

    def listen(self, raise_window: Callable[[], None]) -> None:
        """From now on, brings the window to the front when a second start asks for it."""
        from PySide6.QtNetwork import QLocalServer

        self._raise_window = raise_window
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        name = _name_of(self._store)
        QLocalServer.removeServer(name)
        self._server.newConnection.connect(self._answer)
        self._server.listen(name)

    def _answer(self) -> None:
        if self._server is None or self._raise_window is None:
            return
        socket = self._server.nextPendingConnection()
        if socket is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.write(_RAISE)
            socket.flush()
            self._raise_window()

    def fall_silent(self) -> None:
        """Answers no other start any more. The server stays this object's child until both go."""
        if self._server is not None:
            self._server.close()

    def release(self) -> None:
        """Gives the store free."""
        self.fall_silent()
        self._lock.unlock()
