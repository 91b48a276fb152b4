"""The one store this window holds: claimed, opened off the UI thread, laid on the desk, left for another."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from fieldvisit.domain.language import tr
from fieldvisit.ui.instance import Instance
from fieldvisit.usecases.places import home

if TYPE_CHECKING:
    from fieldvisit.store.standing import Standing
    from fieldvisit.store.store import Store
    from fieldvisit.ui.desk import Desk
    from fieldvisit.ui.shell import Shell
    from fieldvisit.ui.tasks import Progress

PATIENCE = 20.0
"""Seconds in which another window that does not answer may yet end, or become able to answer."""
_AGAIN = 0.1


class Holding(QObject):
    """`store` is None while none is open. `new_desk` makes the desk that the next store is laid on."""

    opened = Signal()
    """The store lies on the desk, and the window is attached to it."""
    refused = Signal(object)
    """The store could not be opened, for this reason (an exception)."""
    ended = Signal()
    """The window ends: nobody is to open anything any more, whatever is answered late."""

    def __init__(self, path: Path, shell: Shell, new_desk: Callable[[], Desk]) -> None:
        super().__init__()
        self.path = path
        self.store: Store | None = None
        self.desk = new_desk()
        self._new_desk = new_desk
        self._shell = shell
        self.instance = Instance(path)
        self._raise_window: Callable[[], None] | None = None
        self._is_over = False

    # The claim

    def may_begin(self) -> bool:
        """False when another window has the store, which then comes to the front.

        Where nobody has it, it is claimed for good after the first paint: that waits for the disk.
        """
        if self.path.parent == home():  # any other folder is made with its store, and may be a drive to be plugged in
            with suppress(OSError):  # opening the store tells it in words
                self.path.parent.mkdir(parents=True, exist_ok=True)
        return self.instance.is_unclaimed() or self.claim()

    def claim(self) -> bool:
        """Claims the store for good; False when another window was quicker, which then comes to the front.

        One that does not answer may be ending, just beginning or busy: for `PATIENCE` seconds both are tried again, and
        then the user is asked.
        """
        until = time.monotonic() + PATIENCE
        while not self.instance.claim():
            if self.instance.raise_first():
                return False
            if time.monotonic() > until:
                return self._claim_when_asked()
            time.sleep(_AGAIN)
        return True

    def _claim_when_asked(self) -> bool:
        from fieldvisit.ui import unanswered

        machine = self.instance.stranger()
        if machine:
            return unanswered.may_open_anyway(machine) and self.instance.claim_anyway()
        return unanswered.may_try_again() and self.claim()

    def listen(self, raise_window: Callable[[], None]) -> None:
        """From now on a second start on the store, or on one that takes its place, brings the window to the front."""
        self._raise_window = raise_window
        self.instance.listen(raise_window)

    def _claim_other(self, path: Path) -> bool:
        """Changes the claim to another store; False when that one is another window's."""
        if path == self.path:
            return self.instance.claim()  # its folder may not have been there before
        other = Instance(path)
        if not other.claim():
            other.raise_first()
            return False
        self.instance.release()
        self.instance = other
        if self._raise_window is not None:
            other.listen(self._raise_window)
        return True

    # The store

    def is_sample(self) -> bool:
        from fieldvisit.usecases.places import sample_store

        return self.path == sample_store()

    def attach(self) -> None:
        """Shows the desk in the window, with or without a store on it."""
        self._shell.attach(self.desk, sample=self.is_sample())

    def open(self, then: Callable[[], None] | None = None, *, key: bytes | None = None) -> None:
        """Opens the store, with its data key where it is encrypted, and lays it on the desk; then calls `then`.

        After the end nothing is opened any more, whoever asks for it late: a task, the keyring or a passphrase.
        """
        from fieldvisit.ui import tasks

        if self._is_over:
            return
        path = self.path

        def lay_out(store: Store) -> None:
            if self._is_over:
                store.forget_key()
                return
            self._lay_out(store)
            if then is not None:
                then()

        tasks.run(lambda _progress: _opened_store(path, key), on_done=lay_out, on_error=self.refused.emit)

    def _lay_out(self, store: Store) -> None:
        self.store = store
        self.desk.lay(store)
        self.attach()
        self.opened.emit()

    def let_go(self, *, as_typed: bool = False) -> None:
        """Takes the store off the desk and forgets its key; what is half typed is kept in it first.

        `as_typed`: half typed it stays, for whoever comes back to it.
        """
        from fieldvisit.ui import tasks

        self._shell.put_away(as_typed=as_typed)
        tasks.stop_all()
        self._shell.desk = None
        self.desk = self._new_desk()
        self._close()

    def _close(self) -> None:
        if self.store is not None:
            self.store.forget_key()  # widgets that are still to be thrown away refer to it
            self.store = None

    def leave_for(self, path: Path) -> bool:
        """Leaves the present store for another, which is claimed first; False when that one is another window's."""
        if not self._claim_other(path):
            return False
        self.let_go()
        self.path = path
        return True

    def restore(self, backup: Path, key: bytes | None = None) -> None:
        """Puts a backup in the place of the present store, which is kept beside it, and opens it.

        `key` is the data key of an encrypted backup. Where it cannot be put there, the store is opened as it was.
        """
        before = self.key
        path = self.path
        standing = self._standing()
        self.let_go()

        def not_restored(error: Exception) -> None:
            self.open(key=before)
            raise error

        self._work(
            lambda _progress: _restored(path, backup, key),
            tr("Restoring the backup"),
            lambda restored: self.open(
                lambda: self._tell_restored(backup, restored.replaced, standing),
                key=key if restored.encrypted else None,
            ),
            not_restored,
        )

    def _standing(self) -> Standing | None:
        """What the store holds that is about to be replaced; None where that cannot be read."""
        from fieldvisit.domain.errors import KnownError
        from fieldvisit.usecases.restored import standing_of

        try:
            return standing_of(self.store) if self.store is not None else None
        except KnownError:  # damaged: this is why a backup is put in its place
            return None

    def _tell_restored(self, backup: Path, replaced: Path | None, before: Standing | None) -> None:
        from fieldvisit.ui import dialogs
        from fieldvisit.usecases.restored import restored_words, standing_of

        words = restored_words(backup, replaced, before, standing_of(self.desk.store))
        dialogs.show(tr("The backup is restored"), [words], self._shell)
        self._tell_of_region()

    def _tell_of_region(self) -> None:
        """Says of a region beside the store that it does not open with what was restored."""
        from fieldvisit.ui import dialogs
        from fieldvisit.usecases.region_home import unreachable, unreachable_words

        closed = unreachable(self.desk.store)
        if closed:
            dialogs.say(tr("Restored, but not the region"), str(unreachable_words(closed)), self._shell)

    def turn_over(self, turn: Callable[[Progress], bytes | None], title: str, then: Callable[[], None]) -> None:
        """Lets go of the store while `turn` makes another file of it, and opens that with the key it gives.

        Where it failed or was stopped, the store is opened as it was.
        """
        before = self.key
        self.let_go()

        def not_turned(error: Exception) -> None:
            self.open(then, key=before)
            raise error

        self._work(turn, title, lambda key: self.open(then, key=key), not_turned, lambda: self.open(then, key=before))

    def _work(
        self,
        job: Callable[[Progress], Any],
        title: str,
        on_done: Callable[[Any], None],
        on_error: Callable[[Exception], None],
        on_cancel: Callable[[], None] | None = None,
    ) -> None:
        from fieldvisit.ui import tasks
        from fieldvisit.ui.widgets.progress import run_over

        task = tasks.run(job, title=title, on_done=on_done, on_error=on_error, on_cancel=on_cancel)
        run_over(task, self._shell)

    @property
    def key(self) -> bytes | None:
        """The data key of the store that is open; None for a plain one, and while none is open."""
        return self.store.key if self.store is not None else None

    def end(self) -> None:
        """Stops what is running, closes the store and gives it free."""
        from fieldvisit.ui import tasks

        self._is_over = True
        self.ended.emit()
        self.instance.fall_silent()
        tasks.stop_all()
        try:
            self._close()
        finally:
            self.instance.release()


def _opened_store(path: Path, key: bytes | None) -> Store:
    """Imports what the first page needs and opens the store; runs on a worker thread."""
    import_ahead()
    from fieldvisit.usecases.open_store import open_store

    return open_store(path, create=False, key=key)


def import_ahead() -> None:
    """What the first page needs of an open store, imported off the UI thread."""
    from fieldvisit.usecases import plan_day, settings, start_visit  # noqa: F401


@dataclass(frozen=True)
class _Restored:
    """Whether the store is an encrypted one now, and where the replaced one is kept; None where there was none."""

    encrypted: bool
    replaced: Path | None


def _restored(path: Path, backup: Path, key: bytes | None) -> _Restored:
    from fieldvisit.usecases.backup import restore_backup
    from fieldvisit.usecases.passphrase import is_locked

    replaced = restore_backup(path, backup, datetime.now().astimezone(), key=key)
    return _Restored(is_locked(path), replaced)
