"""One line that says where the rep goes on after a restart or lunch; it is gone with the next key or step."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from fieldvisit.domain.formats import sentences
from fieldvisit.domain.language import tr
from fieldvisit.domain.steps import number_of, step_of
from fieldvisit.domain.visit import Address
from fieldvisit.ui.visit.notebook import Notebook
from fieldvisit.ui.visit.status_words import cell_name
from fieldvisit.ui.widgets.notice import Notice


class ResumedNotice(QObject):
    """Writes into the visit's `notice`."""

    def __init__(self, notice: Notice, notebook: Notebook) -> None:
        super().__init__(notice)
        self._notice, self._notebook = notice, notebook
        self._is_told = False

    def tell(self, place: Address, *, draft: bool) -> None:
        """Names the cell, and whether something is half typed in it; nothing for a cell that is no longer there."""
        try:
            where = cell_name(place, self._notebook) if place.field else tr(step_of(place.step).title)
        except KeyError:
            return
        words = tr("Continued where you were: step {number}, {cell}.", number=number_of(place.step), cell=where)
        half_typed = [tr("What was half typed is in the cell.")] if draft else []
        self._notice.show_notice(sentences([words, *half_typed]), severity="info")
        self._is_told = True
        if (everything := QApplication.instance()) is not None:
            everything.installEventFilter(self)

    def end(self) -> None:
        """The rep goes on: where one was need not be told any longer."""
        if self._is_told:
            self._is_told = False
            if (everything := QApplication.instance()) is not None:
                everything.removeEventFilter(self)
            self._notice.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            self.end()
        return super().eventFilter(watched, event)
