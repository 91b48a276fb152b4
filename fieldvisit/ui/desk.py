"""What every page may ask of the window it lies in: the store, the day, the status bar and the way to other pages."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from fieldvisit.ui.preferences import Preferences

if TYPE_CHECKING:
    from pathlib import Path

    from fieldvisit.store.store import Store


class Desk(QObject):
    """One open store in one window. Signals are requests to the window, or news for the other pages."""

    saved = Signal(object)
    """A change is on disk since this moment (`datetime`); the status bar shows it."""
    said = Signal(str)
    """Words for the middle of the status bar; empty takes them away."""
    written = Signal(object)
    """A file was written into this folder, or a whole folder was."""
    listed = Signal(str, list)
    """Something to be read and taken note of: a title and its sentences."""
    not_saved = Signal()
    """Something that was typed could not be put on disk yet; `saved` says that it is."""
    visit_asked = Signal(str)
    """Open the visit with this id."""
    dealer_asked = Signal(str)
    """Show the dealer with this code."""
    product_asked = Signal(str)
    """Show the product with this code."""
    day_asked = Signal(object)
    """Show the stops of a day (`date`)."""
    page_asked = Signal(str)
    """Go to a page by its key (`today`, `data`, ...)."""
    reference_changed = Signal()
    """Dealers, products, prices or settings changed: what shows them reads them again."""
    restore_asked = Signal(object)
    """Put the backup at this path in the place of the store."""
    diagnostics_asked = Signal()
    """Show what support may need to know."""
    lock_asked = Signal()
    """Lock the store now."""
    protect_asked = Signal(str, bool)
    """Encrypt the store under this passphrase; whether the system's keyring is to keep the key."""
    unprotect_asked = Signal(str)
    """Make the encrypted store a plain one; its passphrase."""
    remember_asked = Signal(bool)
    """Keep the key of the store in the system's keyring, or take it out of there."""
    remembering_changed = Signal()
    """The keyring has taken the key, given it up, or refused."""
    settings_changed = Signal()
    """Something on the Settings page was changed and saved."""
    look_changed = Signal(str, object)
    """Language, number marks, theme or scale were chosen: which, and the choice."""
    visits_changed = Signal()
    """A visit was planned, started, changed or closed."""
    palette_asked = Signal()
    """Open the palette that finds everything."""
    undo_wanted = Signal()
    """Take back what was offered last."""
    undo_offered = Signal(str, object)
    """Something was done that can be taken back: the words, and the callable that does so."""

    def __init__(self, preferences: Preferences, store: Store | None = None) -> None:
        super().__init__()
        self.preferences = preferences
        self._store = store

    @property
    def is_open(self) -> bool:
        """Whether the store is there already; before, pages show what was seen at the first look."""
        return self._store is not None

    @property
    def store(self) -> Store:
        """The open store; a fault when asked for too early."""
        if self._store is None:
            raise RuntimeError("the store is not open yet")
        return self._store

    def lay(self, store: Store) -> None:
        """Lays the opened store on the desk."""
        self._store = store

    def today(self) -> date:
        """The local calendar's date."""
        return date.today()

    def has_saved(self) -> None:
        """Tells the status bar that a change has just been committed."""
        self.saved.emit(datetime.now().astimezone())

    def say(self, words: str) -> None:
        self.said.emit(words)

    def say_written(self, words: str, folder: Path) -> None:
        """Says what was written, and offers to show the folder it lies in."""
        self.said.emit(words)
        self.written.emit(folder)

    def open_visit(self, visit_id: str) -> None:
        self.visit_asked.emit(visit_id)

    def open_dealer(self, code: str) -> None:
        self.dealer_asked.emit(code)

    def open_product(self, code: str) -> None:
        self.product_asked.emit(code)

    def open_day(self, day: date) -> None:
        self.day_asked.emit(day)

    def open_page(self, key: str) -> None:
        self.page_asked.emit(key)
