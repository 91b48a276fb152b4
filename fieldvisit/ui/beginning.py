"""From no store to the first one, and between the rep's own data and the invented ones."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from fieldvisit.domain.language import tr
from fieldvisit.ui.first_start import FirstStart
from fieldvisit.usecases.places import default_store, sample_store

if TYPE_CHECKING:
    from fieldvisit.ui.holding import Holding
    from fieldvisit.ui.shell import Shell
    from fieldvisit.ui.tasks import Progress


class Beginning(QObject):
    """`switch_to` leaves the present store for another and calls what it is given when that one is open."""

    def __init__(self, holding: Holding, shell: Shell, switch_to: Callable[..., None]) -> None:
        super().__init__()
        self._holding = holding
        self._shell = shell
        self._switch_to = switch_to

    def is_first(self, last_store: str) -> bool:
        """Whether there is no store and never was one, as far as can be told: opening tells in words what is wrong."""
        path = self._holding.path
        if os.path.lexists(path) or str(path) == last_store:
            return False
        if _is_bare(path):
            return True  # without asking the store, for which the first window would wait three times as long
        from fieldvisit.usecases.open_store import is_lost

        return not is_lost(path)

    def offer(self) -> None:
        """Shows the three ways to begin."""
        page = FirstStart()
        page.sample_wanted.connect(self.open_sample)
        page.import_wanted.connect(lambda rep: self._begin_own(rep, "data"))
        page.empty_wanted.connect(lambda rep: self._begin_own(rep, "today"))
        self._shell.show_instead(page)
        self._shell.status.show_rep("")  # whoever it named belongs to the store that was left

    def _begin_own(self, rep: str, page: str) -> None:
        from fieldvisit.usecases.open_store import begin_anew

        own = default_store() if self._holding.is_sample() else self._holding.path
        begin_anew(own)
        self._switch_to(own, lambda: self._begun(rep, page))

    def _begun(self, rep: str, page: str) -> None:
        from fieldvisit.usecases.settings import change_settings

        if rep:
            change_settings(self._holding.desk.store, rep_name=rep)
            self._holding.desk.settings_changed.emit()
        self._shell.go_to(page)

    def open_own(self) -> None:
        """From the sample data back to the user's own store, or to the first start where there is none yet."""
        from fieldvisit.usecases.open_store import is_lost

        own = default_store()
        if own.exists() or is_lost(own):
            self._switch_to(own)
        else:
            self._holding.let_go()
            self._shell.sample_strip.hide()
            self.offer()

    def open_sample(self) -> None:
        """Makes the sample store once, off the UI thread, and opens it."""
        path = sample_store()
        if path.exists():
            self._switch_to(path)
            return
        from fieldvisit.ui import tasks
        from fieldvisit.ui.widgets.progress import run_over

        task = tasks.run(
            lambda progress: _made_sample(path, progress),
            title=tr("Making sample data"),
            on_done=lambda _made: self._switch_to(path),
        )
        run_over(task, self._shell)


def _is_bare(store: Path) -> bool:
    """Whether nothing lies beside the place of a store that could be left of one: neither its log nor backups."""
    from fieldvisit.store.key_files import BACKUPS

    try:
        beside = [each.name for each in store.parent.iterdir()]
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return not any(name == BACKUPS or name.startswith(store.name) for name in beside)


def _made_sample(path: Path, progress: Progress) -> Any:
    """Makes the sample store, or leaves none behind when it was cancelled or failed."""
    from fieldvisit.usecases.sample import build_sample

    try:
        return build_sample(path, today=date.today(), progress=progress)
    except BaseException:
        for ending in ("", "-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        raise
