"""Text that is half typed, and the cell the rep is at: on disk a moment after the first key or move that is not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.visit import Address

if TYPE_CHECKING:
    from fieldvisit.usecases.visit_desk import VisitDesk

DRAFT_DELAY = 50
"""Milliseconds from the first unsaved key or move until it is written: a fifth of what may be lost, so that a machine
which gives the window no time for a moment, or a slow disk, does not use up the rest."""


class HalfTyped(QObject):
    """`texts` are the cells that hold such text, on disk or not yet."""

    saved = Signal(object)
    failed = Signal(str)

    def __init__(self, desk: VisitDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.texts: dict[Address, str] = dict(desk.drafts)
        self._unsaved: dict[Address, str] = {}
        self._place: Address | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_DELAY)
        self._timer.timeout.connect(self.flush)

    def typing(self, address: Address, text: str) -> None:
        """Takes each key."""
        self.texts[address] = text
        self._unsaved[address] = text
        self._save_soon()

    def place(self, address: Address) -> None:
        """Remembers the cell; on disk a little later, so that no key waits for it."""
        self._place = address
        self._save_soon()

    def _save_soon(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Saves what is not on disk yet."""
        self._timer.stop()
        self._save_place()
        while self._unsaved:
            self.save(*self._unsaved.popitem())

    def _save_place(self) -> None:
        place, self._place = self._place, None
        if place is None:
            return
        try:
            self._desk.place(place)
        except KnownError as error:
            self.failed.emit(str(error))

    def save(self, address: Address, text: str) -> None:
        """Puts one cell's text on disk now."""
        if not self._desk.read_only:
            self._keep(lambda: self._desk.draft(address, text))

    def drop(self, address: Address) -> None:
        """Takes one cell's text off the disk."""
        if not self._desk.read_only:
            self._keep(lambda: self._desk.forget_draft(address))

    def forget(self, address: Address) -> None:
        """The cell has been entered, or its text was taken back."""
        self.texts.pop(address, None)
        self.is_entered(address)

    def is_entered(self, address: Address) -> None:
        """What was typed is being saved as the cell's value, and not as half typed any more."""
        self._unsaved.pop(address, None)

    def _keep(self, act: Callable[[], object]) -> None:
        try:
            act()
        except KnownError as error:
            self.failed.emit(str(error))
            return
        self.saved.emit(self._desk.saved_at)
