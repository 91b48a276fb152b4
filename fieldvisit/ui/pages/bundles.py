"""A closed visit handed over in one encrypted file, and such a file brought in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import tr
from fieldvisit.domain.visit import Visit
from fieldvisit.exchange.bundle import ENDING, WrongBundlePassphrase
from fieldvisit.store.store import Store
from fieldvisit.ui import files, tasks
from fieldvisit.ui.desk import Desk
from fieldvisit.ui.dialogs import Sheet
from fieldvisit.ui.pages.passphrase_sheets import NewPassphrase
from fieldvisit.ui.widgets.labels import label
from fieldvisit.ui.widgets.passphrase_field import PassphraseField
from fieldvisit.usecases.export_report import report_name
from fieldvisit.usecases.open_visit import load_visit
from fieldvisit.usecases.visit_bundle import save_bundle, take_bundle


class SealSheet(Sheet):
    """Asks for the passphrase of a new bundle; accepted when the file is written."""

    def __init__(self, store: Store, visit_id: str, target: Path, parent: QWidget) -> None:
        super().__init__(tr("Save as a bundle"), parent)
        self._write = partial(save_bundle, store, visit_id, target)
        words = tr("The visit and its photos go into one file that opens only with this passphrase. Tell it to the"
                   " other person on another way than the file.")  # fmt: skip
        self.body.addWidget(label(words, wrap=True))
        self.new = NewPassphrase(())
        self.new.entered.connect(self._seal)
        self.body.addWidget(self.new)
        self.button = self.add_answers(tr("Save"), tr("Cancel"))
        self.button.clicked.disconnect()
        self.button.clicked.connect(self._seal)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.new.first.line.setFocus()

    def _seal(self) -> None:
        passphrase = self.new.accepted()
        if passphrase is not None and self.button.isEnabled():
            self.button.setEnabled(False)
            write = self._write
            tasks.run(lambda _progress: write(passphrase), on_done=self._sealed, on_error=self._not_sealed)

    def _sealed(self, _nothing: object) -> None:
        self.accept()

    def _not_sealed(self, error: Exception) -> None:
        self.button.setEnabled(True)
        if not isinstance(error, KnownError):
            raise error
        self.new.first.tell(str(error))


class OpenSheet(Sheet):
    """Asks for the passphrase of a bundle; `visit` is what was in it once it is accepted."""

    def __init__(self, store: Store, path: Path, parent: QWidget) -> None:
        super().__init__(tr("Open a bundle"), parent)
        self.visit: Visit | None = None
        self._take = partial(take_bundle, store, path)
        self.body.addWidget(label(tr("{file} opens with the passphrase it was saved with.", file=path.name), wrap=True))
        self.field = PassphraseField(tr("Passphrase"), "bundle_passphrase")
        self.field.entered.connect(self._open)
        self.body.addWidget(self.field)
        self.button = self.add_answers(tr("Open the bundle"), tr("Cancel"))
        self.button.clicked.disconnect()
        self.button.clicked.connect(self._open)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.field.line.setFocus()

    def _open(self) -> None:
        typed = self.field.text()
        if not typed:
            self.field.tell(tr("Type the passphrase first."))
        elif self.button.isEnabled():
            self.button.setEnabled(False)
            take = self._take
            tasks.run(lambda _progress: take(typed), on_done=self._opened, on_error=self._not_opened)

    def _opened(self, visit: Visit) -> None:
        self.visit = visit
        self.accept()

    def _not_opened(self, error: Exception) -> None:
        self.button.setEnabled(True)
        if isinstance(error, WrongBundlePassphrase):
            self.field.line.selectAll()
        elif not isinstance(error, KnownError):
            raise error
        self.field.tell(str(error))


def save_as_bundle(desk: Desk, visit_id: str, parent: QWidget) -> None:
    """Asks where to and under which passphrase, and says where it was saved."""
    name = Path(report_name(*load_visit(desk.store, visit_id), "visit")).with_suffix(ENDING).name
    target = files.ask_save(parent, tr("Save as a bundle"), name, tr("Visit bundles"), ENDING.removeprefix("."))
    if target is not None:
        sheet = SealSheet(desk.store, visit_id, target, parent)
        sheet.accepted.connect(lambda: files.tell_saved(desk, target))
        _show(sheet)


def bring_in_bundle(desk: Desk, path: Path, parent: QWidget, then: Callable[[Visit], None]) -> None:
    """Asks for the passphrase and puts the visit into the store; calls `then` with it."""
    sheet = OpenSheet(desk.store, path, parent)
    sheet.accepted.connect(lambda: then(sheet.visit) if sheet.visit is not None else None)
    _show(sheet)


def _show(sheet: Sheet) -> None:
    sheet.finished.connect(sheet.deleteLater)
    sheet.open()
