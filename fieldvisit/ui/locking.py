"""The lock on an encrypted store: asked for at the start, locked after a while or at once, and the way back.

Locking covers the window at once. Then what is half typed is put on disk, dialogs are closed as if called off, and
the pages go, the store is closed and its key forgotten. Two things hold that second part up, behind the cover: a task
that is still running with the store (an import, a roll-up), which would else be broken off, and a disk that does not
take what was typed. Whoever unlocks before is back where everything still stands.

What was copied stays in the clipboard: it was put there to be used elsewhere, and clearing it would also take away
what other programs put there. The keyring spares the passphrase at a start only, never after a lock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from fieldvisit.domain.language import ntr, tr
from fieldvisit.ui.dialog_place import hold_back
from fieldvisit.ui.idleness import Idleness
from fieldvisit.ui.lock_page import LockPage
from fieldvisit.ui.passphrase_ask import PassphraseAsk
from fieldvisit.ui.recalling import Recalling
from fieldvisit.ui.still_typing import StillTyping
from fieldvisit.ui.windows_over import close_windows_over, throw_away_closed

if TYPE_CHECKING:
    from fieldvisit.ui.holding import Holding
    from fieldvisit.ui.preferences import Preferences
    from fieldvisit.ui.shell import Shell
    from fieldvisit.ui.ways_back import WaysBack

_LOOK_AGAIN_MS = 250


class Locking(QObject):
    """Works on whatever store the window holds."""

    def __init__(self, holding: Holding, shell: Shell, preferences: Preferences, ways_back: WaysBack) -> None:
        super().__init__()
        self._holding = holding
        self._shell = shell
        self._preferences = preferences
        self._ways_back = ways_back
        self.page: LockPage | None = None
        self._still: StillTyping | None = None
        self._read_at: tuple[str, str] | None = None
        """The closed visit that was looked at, and its step: the store keeps only where one is in an open one."""
        self._recalling = Recalling(holding, shell, self._ask_instead)
        self.idleness = Idleness()
        self.idleness.passed.connect(self._nobody_there)
        self._closing = QTimer(self)
        self._closing.setInterval(_LOOK_AGAIN_MS)
        self._closing.timeout.connect(self._close_when_quiet)
        for waiting in (self._recalling.end, self.idleness.stop, self._closing.stop):
            holding.ended.connect(waiting)

    # Asking

    def ask(self, why: str = "") -> None:
        """Covers the window with the question for the passphrase."""
        path = self._holding.path
        ask = PassphraseAsk(path, tr("Unlock"))
        self.page = page = LockPage(ask, path.name, why)
        for wish in (ask.tried, page.restore_wanted, page.other_wanted):
            wish.connect(self._recalling.end)
        ask.unlocked.connect(self._unlocked)
        ask.failed.connect(self._holding.refused)
        page.restore_wanted.connect(self._ways_back.choose_backup)
        page.other_wanted.connect(self._ways_back.open_other)
        page.quit_wanted.connect(self._shell.close)
        self._shell.cover(page)
        self._shell.setWindowTitle(tr("FieldVisit, locked"))
        ask.field.line.setFocus()
        ask.look_whether_to_wait()

    def make_ready(self) -> None:
        """Imports, while the passphrase is being typed, what opening the store will need."""
        from fieldvisit.ui import tasks

        tasks.run(lambda _progress: _imported())

    def recall(self) -> None:
        """Opens the store with the key from the keyring; asks for the passphrase where that has none."""
        self._recalling.begin()

    def _ask_instead(self, why: str) -> None:
        if self.page is not None and self._shell.is_covered:
            self.page.say(why)
            return
        self.ask(why)
        self.make_ready()

    def _unlocked(self, key: bytes) -> None:
        if self._holding.store is None:
            self._holding.open(key=key)
            return
        self._closing.stop()
        close_windows_over(self._shell)  # what a task has opened since the last look would stay, unseen and in the way
        hold_back(self._shell, on=False)
        self._shell.uncover()
        self._holding.attach()
        if self._still is not None:
            self._still.go_on()
        self._shell.tell_unseen()
        self.watch()

    # Locking

    def begin(self) -> None:
        """An encrypted store has been opened: looks from now on whether somebody is there."""
        self._holding.desk.saved.connect(self.idleness.noticed)
        if self._recalling.is_key_to_be_kept_again():
            self._holding.desk.remember_asked.emit(True)
        self.watch()
        QTimer.singleShot(0, self._come_back)

    def _come_back(self) -> None:
        """Once the window shows again what it showed before the lock."""
        board, read_at, self._read_at = self._shell.board(), self._read_at, None
        if board is not None and read_at is not None and read_at[0] == board.desk.visit.id:
            board.show_step(read_at[1])
        self._shell.tell_unseen()

    def watch(self) -> None:
        """Begins to count anew, with the minutes that are chosen now."""
        if self._holding.key is not None:
            self.idleness.begin(self._preferences.lock_after)

    def _nobody_there(self, slept: bool) -> None:
        minutes = self._preferences.lock_after
        still = ntr(
            "Locked after {count} minute without a key. What you typed is kept.",
            "Locked after {count} minutes without a key. What you typed is kept.",
            minutes,
        )
        self.lock(tr("Locked because the computer slept. What you typed is kept.") if slept else still)

    def lock(self, why: str = "") -> None:
        """Locks an encrypted store; nothing where none is open, or where it is locked already."""
        if self._holding.key is None or self._shell.is_covered:
            return
        self.idleness.stop()
        self._shell.keep_typed()
        board = self._shell.board()
        self._still = StillTyping(board)
        if board is not None and board.notebook.read_only and board.current is not None:
            self._read_at = (board.desk.visit.id, board.current.step.key)
        self.ask(why or tr("What you typed is kept."))
        hold_back(self._shell, on=True)
        close_windows_over(self._shell)
        self._closing.start()
        # The code behind a dialog that was just called off goes on first.
        QTimer.singleShot(0, self._close_when_quiet)

    def _close_when_quiet(self) -> None:
        if not self._closing.isActive() or self.page is None:
            return
        from fieldvisit.ui import tasks

        close_windows_over(self._shell)
        waiting = bool(tasks.running()) or not self._shell.keep_typed()
        self.page.set_waiting(waiting=waiting)
        if not waiting:
            self._closing.stop()
            hold_back(self._shell, on=False)
            self._still = None
            self._holding.let_go(as_typed=True)
            throw_away_closed(self._shell)
            self.page.ask.field.line.setFocus()  # a cell that goes hands its own on to its grid


def _imported() -> None:
    from fieldvisit.ui.holding import import_ahead
    from fieldvisit.usecases import passphrase  # noqa: F401

    import_ahead()
