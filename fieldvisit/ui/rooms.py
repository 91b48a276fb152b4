"""The rooms of the program that are furnished when somebody first goes there, and who goes where from the desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fieldvisit.domain.language import tr

if TYPE_CHECKING:
    from fieldvisit.ui.beginning import Beginning
    from fieldvisit.ui.desk import Desk
    from fieldvisit.ui.holding import Holding
    from fieldvisit.ui.locking import Locking
    from fieldvisit.ui.preferences import Preferences
    from fieldvisit.ui.protection import Protection
    from fieldvisit.ui.shell import Shell
    from fieldvisit.ui.store_care import StoreCare
    from fieldvisit.ui.store_watch import StoreWatch
    from fieldvisit.ui.ways_back import WaysBack


class Rooms(QObject):
    """Works on the store the window holds; `switch_to` leaves it for another."""

    def __init__(
        self, holding: Holding, shell: Shell, preferences: Preferences, switch_to: Callable[..., None]
    ) -> None:
        super().__init__()
        self._holding = holding
        self._shell = shell
        self._preferences = preferences
        self._switch_to = switch_to

    @cached_property
    def beginning(self) -> Beginning:
        from fieldvisit.ui.beginning import Beginning

        return Beginning(self._holding, self._shell, self._switch_to)

    @cached_property
    def care(self) -> StoreCare:
        from fieldvisit.ui.store_care import StoreCare

        return StoreCare(self._holding, self._preferences, self._shell)

    @cached_property
    def watch(self) -> StoreWatch:
        from fieldvisit.ui.store_watch import StoreWatch

        return StoreWatch(self._holding, self._shell)

    @cached_property
    def locking(self) -> Locking:
        from fieldvisit.ui.locking import Locking

        return Locking(self._holding, self._shell, self._preferences, self.ways_back)

    @cached_property
    def protection(self) -> Protection:
        from fieldvisit.ui.protection import Protection

        return Protection(self._holding, self._shell, self._preferences)

    @cached_property
    def ways_back(self) -> WaysBack:
        from fieldvisit.ui.ways_back import WaysBack

        return WaysBack(self._holding, self._shell, self._switch_to)

    def listen_to(self, desk: Desk) -> None:
        """Takes each wish of the pages to its room."""
        desk.restore_asked.connect(self._restore)
        desk.visits_changed.connect(self._back_up_closed)
        desk.settings_changed.connect(self._watch_anew)
        desk.lock_asked.connect(self.lock)
        desk.protect_asked.connect(self._protect)
        desk.unprotect_asked.connect(self._unprotect)
        desk.remember_asked.connect(self._remember)

    def _restore(self, backup: Path) -> None:
        self.ways_back.restore(backup)

    def _back_up_closed(self) -> None:
        self.care.back_up_closed()

    def _watch_anew(self) -> None:
        if self._holding.key is not None:
            self.locking.watch()

    def lock(self) -> None:
        """Locks an encrypted store; says of a plain one how it is encrypted."""
        if self._holding.key is not None:
            self.locking.lock()
        elif self._holding.store is not None:
            self._shell.status.show_middle(tr("There is no passphrase yet: set one in Settings, Protection."))

    def _protect(self, passphrase: str, remember: bool) -> None:
        self.protection.protect(passphrase, remember=remember)

    def _unprotect(self, passphrase: str) -> None:
        self.protection.unprotect(passphrase)

    def _remember(self, on: bool) -> None:
        self.protection.remember(on)
