"""A report as it will be read: its pages, and the ways to save it and to find it again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import ntr, tr
from fieldvisit.exchange.locking import locked
from fieldvisit.ui import files, tasks
from fieldvisit.ui.dialog_place import PlacedDialog, room_for
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.pages_view import PagesView
from fieldvisit.ui.visit.report_password import ask_report_password
from fieldvisit.ui.widgets.buttons import Button, primary
from fieldvisit.ui.widgets.labels import NameLabel
from fieldvisit.usecases.export_report import save_report

_MARGIN = 12


class ReportPreview(PlacedDialog):
    """Opens empty; `show_report` brings the PDF. `saved_to` is where it was saved last.

    With a password what is saved is locked; what is shown stays as it is.
    """

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(QSize(theme().px(820), theme().px(680)).boundedTo(room_for(self)))
        self.saved_to: Path | None = None
        self._name = name
        self._content = b""
        self._locked = b""
        self._words = NameLabel(tr("The report is being made…"), Role.GRID, "text2")
        self.save = primary(tr("Save as…"), "save")
        self.save.setEnabled(False)
        self.save.clicked.connect(self._ask_and_save)
        self.lock = Button(tr("Password…"), "lock")
        self.lock.setEnabled(False)
        self.lock.clicked.connect(self._ask_password)
        self.folder = Button(tr("Open folder"), "folder-open")
        self.folder.setEnabled(False)
        self.folder.clicked.connect(self._open_folder)
        self._area = PagesView()
        self._area.ready.connect(self._name_pages)
        self._area.failed.connect(self.show_failure)
        self._row = QHBoxLayout()
        self._lay_out()

    def offer(self, words: str, chosen: Callable[[bool], None]) -> None:
        """A choice of what the report holds; `chosen` has it made anew."""
        self.choice = QCheckBox(words)
        self.choice.toggled.connect(self._wait)
        self.choice.toggled.connect(chosen)
        self._row.insertWidget(1, self.choice)

    def give_way(self, room: QSize) -> None:
        """Shows icons alone, the least important first, until the row of buttons has room."""
        wanted = self._row.minimumSize().width() + 2 * theme().px(_MARGIN)
        for button in (self.folder, self.lock):
            button.set_compact(wanted > room.width())
            wanted = self._row.minimumSize().width() + 2 * theme().px(_MARGIN)

    def _wait(self) -> None:
        self.save.setEnabled(False)
        self.lock.setEnabled(False)
        self._words.set_whole(tr("The report is being made…"))

    @property
    def pages(self) -> list[QLabel]:
        """The places of the pages, empty until the first ones are drawn."""
        return self._area.pages

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*([theme().px(_MARGIN)] * 4))
        column.setSpacing(theme().px(8))
        column.addWidget(self._area, 1)
        row = self._row
        row.setSpacing(theme().px(8))
        row.addWidget(self._words, 1)
        close = Button(tr("Close"))
        close.clicked.connect(self.reject)
        for button in (close, self.folder, self.lock, self.save):
            row.addWidget(button)
        column.addLayout(row)

    def show_report(self, content: bytes) -> None:
        """Takes the PDF and renders its pages off the UI thread."""
        self._content, self._locked = content, b""
        self.save.setEnabled(True)
        self.lock.setEnabled(True)
        self.save.setFocus()
        self._area.show_pdf(content)

    def show_failure(self, error: Exception) -> None:
        """Says why there is no report; a fault of the program goes its usual way."""
        if not isinstance(error, KnownError):
            raise error
        self._words.set_whole(str(error))

    def _name_pages(self, count: int) -> None:
        pages = ntr("{count} page", "{count} pages", count)
        self._words.set_whole(f"{self._name} · {pages}")

    def _ask_password(self) -> None:
        password = ask_report_password(self)
        if password is not None:
            self.lock_with(password)

    def lock_with(self, password: str) -> None:
        """Locks what will be saved, off the UI thread."""
        content = self._content
        self.save.setEnabled(False)
        tasks.run(
            lambda _progress: locked(content, password),
            title=tr("Locking the report"),
            on_done=self._take_locked,
            on_error=self.show_failure,
        )

    def _take_locked(self, content: bytes) -> None:
        self._locked = content
        self.save.setEnabled(True)
        self.save.setFocus()
        self._words.set_whole(tr("It will be saved with the password, and no longer as an archive file (PDF/A)."))

    def _ask_and_save(self) -> None:
        target = files.ask_save(self, tr("Save the report"), self._name, "PDF", "pdf")
        if target is not None:
            self.save_to(target)

    def save_to(self, target: Path) -> None:
        """Writes the report whole or not at all, and says which."""
        try:
            save_report(self._locked or self._content, target)
        except KnownError as error:
            self._words.set_whole(str(error))
            return
        self.saved_to = target
        self.folder.setEnabled(True)
        self._words.set_whole(files.saved_words(target))

    def _open_folder(self) -> None:
        if self.saved_to is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.saved_to.parent)))
