"""One window per store: a second start brings the first window to the front, and a crash locks nobody out.

A window that ends stops answering before it lets go of the store. So a start that comes meanwhile, or is its restart,
cannot take it for one to bring to the front: whoever gets no answer tries for a while to have the store itself.

A lock that names no process, as a power cut leaves it, or one of another machine, as a laptop that was given a new name
leaves it, is taken away where only this machine can reach the folder: the system does that for nobody as long as a
process holds the file. In a shared or synchronised folder nobody can tell, and the user is asked.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLockFile, QObject, QSysInfo

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

NOBODY_KNOWN: Final = "?"
"""In the place of a machine's name: the lock does not tell whose it is."""
_WAIT_MS = 1500
_SETTLED_S = 2
_RAISE = b"raise"


def _name_of(store: Path) -> str:
    from hashlib import sha256

    return "fieldvisit-" + sha256(os.fsencode(store)).hexdigest()[:24]


class Instance(QObject):
    """The claim of this process on one store."""

    def __init__(self, store: Path) -> None:
        super().__init__()
        # Under its one real name, so that a link to a store leads to the same claim. Unlike Path.resolve, this does not
        # raise for a link to itself, which opening the store then tells in words.
        self._store = Path(os.path.realpath(store))
        self._lock_file = self._store.with_name(self._store.name + ".lock")
        self._lock = QLockFile(str(self._lock_file))
        # A lock is stale when its process is gone, however young it is, and never because it is old.
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None
        self._raise_window: Callable[[], None] | None = None

    def is_unclaimed(self) -> bool:
        """Whether nobody holds the store, told by a look that writes nothing; `claim` must still follow."""
        return not os.path.lexists(self._lock_file)

    def claim(self) -> bool:
        """True when no other living process holds the store, or when no lock can be written there at all."""
        if self._lock.isLocked() or self._lock.tryLock(0):
            return True
        if self._lock.error() is not QLockFile.LockError.LockFailedError:
            return True
        return bool(self.stranger()) and self._is_settled() and not self._is_shared() and self.claim_anyway()

    def _is_settled(self) -> bool:
        """Whether the lock is not just being written; one that bears a time to come counts as old."""
        try:
            return abs(time.time() - self._lock_file.stat().st_mtime) > _SETTLED_S
        except OSError:
            return False

    def stranger(self) -> str:
        """The machine that another's lock names, `NOBODY_KNOWN` where it names none; empty for one of this machine."""
        process, machine, _program = self._lock.getLockInfo()
        if not process:
            return NOBODY_KNOWN
        return "" if machine == QSysInfo.machineHostName() else machine

    def claim_anyway(self) -> bool:
        """Takes the lock of another away and claims the store; False where a process of this machine still holds it."""
        return self._lock.removeStaleLockFile() and self._lock.tryLock(0)

    def _is_shared(self) -> bool:
        """Whether another machine may have the store open at this moment."""
        from fieldvisit.usecases.doubtful_places import is_on_network, synchronised_by

        folder = self._store.parent
        return bool(synchronised_by(folder)) or is_on_network(folder)

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
