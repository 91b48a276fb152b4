"""Who keeps the region for its page: has it read, changed and read again beside the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from fieldvisit.domain.language import tr
from fieldvisit.domain.region import Period, RefusedAs, VisitShare
from fieldvisit.store.region import RefusedFile
from fieldvisit.store.store import Store
from fieldvisit.ui import tasks
from fieldvisit.ui.desk import Desk
from fieldvisit.ui.files import tell_saved
from fieldvisit.ui.pages import region_work
from fieldvisit.ui.pages.region_work import Held, Shown
from fieldvisit.ui.widgets.progress import run_over
from fieldvisit.usecases import region_care
from fieldvisit.usecases.keys import import_key
from fieldvisit.usecases.region_care import SeenKey
from fieldvisit.usecases.region_home import is_region_there


class RegionKeeper(QObject):
    """`changed` says that what is `held` is another; `shown` is the period that is looked at, with its figures."""

    changed = Signal()
    period_changed = Signal()
    counted = Signal(int, object)
    """How much of a work is done, and of how much."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self.held: Held | None = None
        self.shown: Shown | None = None
        self.passwords: list[str] = []
        self._working = False

    @property
    def is_adding_up(self) -> bool:
        """Whether what is kept is being read, and nothing can be shown yet."""
        return self._working and self.held is None

    def refused(self, kind: RefusedAs | None = None) -> list[RefusedFile]:
        """The refused files, or those of one kind."""
        found = self.held.refused if self.held else []
        return [each for each in found if kind in (None, each.refusal.kind)]

    def key(self, public: str) -> SeenKey | None:
        """One of the keys that reports came with."""
        keys = self.held.keys if self.held else []
        return next((each for each in keys if each.public == public), None)

    def open(self) -> None:
        """Reads what is kept, the first time it is asked for."""
        if self.held is None and not self._working and is_region_there(self._desk.store):
            self._read([])

    def take_in(self, paths: list[Path]) -> None:
        """Reads files and folders that were dropped, and shows how far it is."""
        if not self._working and paths:
            run_over(self._read(paths), self._window)

    def _read(self, paths: list[Path]) -> tasks.Task:
        raw, own, asked, passwords = self._raw(), self._desk.store, self._period(), tuple(self.passwords)
        return self._work(
            lambda progress: region_work.take_in(paths, progress, raw, own, asked, passwords),
            tr("Reading reports") if paths else tr("Adding up the region"),
        )

    def change(self, act: Callable[[Store], object], title: str) -> None:
        """Does something to the region's store, and shows what is there then."""
        if not self._working:
            raw, own, asked = self._raw(), self._desk.store, self._period()
            self._work(lambda _progress: region_work.change(act, raw, own, asked), title)

    def look_at(self, period: Period) -> None:
        """Shows another period."""
        if self.held is not None:
            shares = self.held.shares
            tasks.run(lambda _progress: region_work.shown_of(shares, period), on_done=self._show)

    def save_report(self, visit: str, target: Path) -> None:
        """Writes the report of a visit, made anew from its data."""
        own = self._desk.store
        tasks.run(
            lambda _progress: region_work.write_report(visit, target, own),
            title=tr("Making the report"),
            on_done=lambda _done: tell_saved(self._desk, target),
        )

    def use_password(self, password: str) -> None:
        """Tries a password on the locked files, and from now on on all others."""
        self.passwords = list(dict.fromkeys([password, *self.passwords]))
        self._read_again(RefusedAs.LOCKED)

    def trust(self, key: SeenKey, name: str) -> None:
        """Knows a key from now on, and reads what was refused for it."""
        region_care.trust_key(self._desk.store, key.public, name)
        self._known(key.fingerprint, name)

    def import_key(self, path: Path) -> None:
        """Knows the key in a file or picture from now on, and reads what was refused for it."""
        own = self._desk.store
        tasks.run(
            lambda _progress: import_key(own, path),
            title=tr("Reading the key"),
            on_done=lambda key: self._known(key.fingerprint, key.name),
        )

    def _known(self, fingerprint: str, name: str) -> None:
        self._desk.say(tr("The key {key} is known as {name}'s", key=fingerprint, name=name))
        self._read_again(RefusedAs.UNKNOWN_KEY)

    def _read_again(self, kind: RefusedAs) -> None:
        """Those that are still where they were; of the others the old reason stands."""
        refused = self.refused(kind)
        there = [each.path for each in refused if _is_there(each.path)]
        if there:
            self.take_in(there)
            return
        if refused:
            self._desk.say(tr("The files are no longer where they were; drop them again."))
        self.change(lambda _store: None, tr("Adding up the region"))

    def _work(self, job: Callable[[tasks.Progress], Held], title: str) -> tasks.Task:
        self._working = True
        task = tasks.run(job, title=title, on_done=self._loaded, on_error=self._failed, on_cancel=self._called_off)
        task.progressed.connect(self.counted)
        return task

    def _raw(self) -> dict[str, VisitShare]:
        return dict(self.held.raw) if self.held else {}

    def _period(self) -> Period | None:
        return self.shown.period if self.shown else None

    def _loaded(self, held: Held) -> None:
        self._working = False
        self.held, self.shown = held, held.shown
        self.changed.emit()

    def _show(self, shown: Shown) -> None:
        self.shown = shown
        self.period_changed.emit()

    def _failed(self, error: Exception) -> None:
        self._working = False
        raise error

    def _called_off(self) -> None:
        """What was read by then is kept, and shown."""
        self._working = False
        self.held = None
        self.open()


def kinds(refused: Sequence[RefusedFile], kind: RefusedAs) -> int:
    """How many files are refused for one reason."""
    return sum(each.refusal.kind is kind for each in refused)


def _is_there(path: Path) -> bool:
    with suppress(OSError):
        return path.is_file()
    return False
