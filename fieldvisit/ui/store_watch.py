"""Looks, while a store is open, whether its files are still in their place, and saves what they hold when they are not.

What was typed is put into the files that are open, wherever these have gone, and a backup of them is made at once; the
store is then left, so that nothing more goes into a file that nobody would find again. A key file that somebody took
away is written again: without it no passphrase would open the store any more.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from fieldvisit.domain.errors import KnownError
from fieldvisit.store import errors, key_files
from fieldvisit.store.footing import Ground
from fieldvisit.store.headers import key_id
from fieldvisit.usecases.backup import back_up_held

if TYPE_CHECKING:
    from pathlib import Path

    from fieldvisit.store.store import Store
    from fieldvisit.store.vault import Envelope
    from fieldvisit.ui.holding import Holding
    from fieldvisit.ui.shell import Shell

EVERY_MS = 1000


class StoreWatch(QObject):
    """Of whatever store the window holds."""

    def __init__(self, holding: Holding, shell: Shell) -> None:
        super().__init__()
        self._holding = holding
        self._shell = shell
        self._told = Ground.FIRM
        self._keys: list[Envelope] = []
        timer = QTimer(self)
        timer.setInterval(EVERY_MS)
        timer.timeout.connect(self.look)
        timer.start()

    def look(self) -> None:
        """Where a store cannot be helped for now, that is said once, and the next look tries again."""
        store = self._holding.store
        if store is None:
            return
        ground = store.ground()
        try:
            if store.key is not None and ground is not Ground.OUT_OF_REACH:
                self._look_after_keys(store.path, key_id(store.key))
            if ground is Ground.WITHOUT_LOG:
                store.renew_log()
            elif ground is Ground.MOVED:
                self._leave(store)
            elif ground is Ground.OUT_OF_REACH:
                raise errors.unreachable(store.path)
        except KnownError as error:
            if self._told is not ground:
                self._holding.desk.say(str(error))
        self._told = ground

    def _look_after_keys(self, path: Path, wanted: str) -> None:
        """Those beside the store are remembered each time, for a passphrase may be changed while it is open."""
        beside = [each for each in key_files.readable_keys_beside(path) if each.key_id == wanted]
        if beside:
            self._keys = beside
        elif any(each.key_id == wanted for each in self._keys):
            key_files.write_keys(path, self._keys)

    def _leave(self, store: Store) -> None:
        self._shell.keep_typed()
        back_up_held(store, datetime.now().astimezone())
        self._holding.let_go(as_typed=True)
        self._holding.refused.emit(errors.moved(store.path))
