"""What is done for an open store behind the rep's back: its backups, and a word about a doubtful folder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import Message, tr
from fieldvisit.ui import dialogs, tasks
from fieldvisit.usecases.backup import back_up_closed, back_up_daily
from fieldvisit.usecases.doubtful_places import warning_about

if TYPE_CHECKING:
    from fieldvisit.store.store import Store
    from fieldvisit.ui.holding import Holding
    from fieldvisit.ui.preferences import Preferences
    from fieldvisit.ui.shell import Shell


def _not_made(error: Exception) -> Exception:
    """A known trouble as one of the backup, so that nobody takes it for one of what is being typed."""
    if not isinstance(error, KnownError):
        return error
    return KnownError(
        Message("The automatic backup could not be made; your data is as it was. {why}", why=error.sentence)
    )


class StoreCare(QObject):
    """Looks after whatever store the window holds; the sample store needs no backups."""

    def __init__(self, holding: Holding, preferences: Preferences, shell: Shell) -> None:
        super().__init__()
        self._holding = holding
        self._preferences = preferences
        self._shell = shell

    def back_up_daily(self) -> None:
        """The backup of the day; that it could not be made is said, and holds nothing up."""
        self._copy_with(back_up_daily)

    def back_up_closed(self) -> None:
        """After a visit was closed."""
        self._copy_with(back_up_closed)

    def _copy_with(self, job: Callable[[Store, datetime], object]) -> None:
        store = self._holding.store
        if store is not None and not self._holding.is_sample():
            tasks.run(lambda _progress: job(store, datetime.now().astimezone()), on_error=self._not_copied)

    def _not_copied(self, error: Exception) -> None:
        """A store that turns out to be damaged is left, so that nothing more is written into it."""
        from fieldvisit.store.errors import StoreDamaged

        if not isinstance(error, StoreDamaged):
            raise _not_made(error) from error
        self._holding.let_go()
        self._holding.refused.emit(error)

    def warn_of_place(self) -> None:
        """Says once that the folder of the store is a doubtful one."""
        path = self._holding.path
        if self._preferences.warned_of != str(path):
            tasks.run(lambda _progress: warning_about(path), on_done=self._say_warning)

    def _say_warning(self, words: Message | None) -> None:
        if words is None:
            return
        self._preferences.warned_of = str(self._holding.path)
        self._preferences.save()
        dialogs.say(tr("A doubtful place for your data"), str(words), self._shell)
