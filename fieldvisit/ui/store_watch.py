"""Looks, while a store is open, whether its files are still in their place, and saves what they hold when they are not.

What was typed is put into the files that are open, wherever these have gone, and a backup of them is made at once; the
store is then left, so that nothing more goes into a file that nobody would find again.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from fieldvisit.domain.errors import KnownError
from fieldvisit.store import errors
from fieldvisit.store.footing import Ground
from fieldvisit.usecases.backup import back_up_held

if TYPE_CHECKING:
    from fieldvisit.store.store import Store
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

    def _leave(self, store: Store) -> None:
        self._shell.keep_typed()
        back_up_held(store, datetime.now().astimezone())
        self._holding.let_go(as_typed=True)
        self._holding.refused.emit(errors.moved(store.path))
