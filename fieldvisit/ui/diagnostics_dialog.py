"""What support may need to know, shown in full before it is saved or copied."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from fieldvisit.domain import language
from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import tr
from fieldvisit.ui import files, tasks
from fieldvisit.ui.dialogs import Sheet, tell
from fieldvisit.ui.theme import theme
from fieldvisit.ui.widgets.buttons import Button, primary
from fieldvisit.ui.widgets.labels import NameLabel, label
from fieldvisit.usecases.diagnostics import diagnose, save_diagnostics

if TYPE_CHECKING:
    from fieldvisit.store.store import Store


class DiagnosticsDialog(Sheet):
    """Opens empty; `show_text` fills it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("For support"), parent, width=680)
        words = tr("This is all that the file will hold. It names no person, dealer, product, price or balance.")
        self.body.addWidget(label(words, wrap=True))
        self.text = QPlainTextEdit(tr("One moment…"))
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setAccessibleName(tr("What the file will hold"))
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(9 * theme().scale / 100)
        self.text.setFont(font)
        self.text.setMinimumHeight(theme().px(360))
        self.body.addWidget(self.text, 1)
        self.saved = NameLabel("")
        self.saved.hide()
        self.body.addWidget(self.saved)
        self.copy = self.add_button(Button(tr("Copy"), "copy"))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        self.add_button(Button(tr("Close"))).clicked.connect(self.reject)
        self.save = self.add_button(primary(tr("Save as…"), "save"))
        self.save.clicked.connect(self._save)
        for button in (self.copy, self.save):
            button.setEnabled(False)

    def show_text(self, text: str) -> None:
        self.text.setPlainText(text)
        for button in (self.copy, self.save):
            button.setEnabled(True)

    def _save(self) -> None:
        name = f"fieldvisit-support-{date.today():%Y%m%d}.txt"
        target = files.ask_save(self, tr("For support"), name, tr("Text"), "txt")
        if target is None:
            return
        try:
            save_diagnostics(self.text.toPlainText(), target)
        except KnownError as error:
            tell(error, self)
        else:
            self.saved.set_whole(files.saved_words(target))
            self.saved.show()


def show_diagnostics(path: Path, store: Store | None, parent: QWidget) -> DiagnosticsDialog:
    """Opens the dialog at once and gathers the facts off the UI thread."""
    dialog = DiagnosticsDialog(parent)
    window = _of_window(parent)
    tasks.run(lambda _progress: diagnose(path, store, window), on_done=dialog.show_text)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def _of_window(window: QWidget) -> dict[str, object]:
    screens = [
        f"{screen.size().width()}x{screen.size().height()} at {screen.devicePixelRatio():g}, "
        f"{screen.logicalDotsPerInch():.0f} dpi"
        for screen in QGuiApplication.screens()
    ]
    return {
        "Qt": qVersion(),
        "platform": QGuiApplication.platformName(),
        "screens": "; ".join(screens),
        "size": f"{window.width()}x{window.height()}",
        "theme": theme().choice.value,
        "text size": f"{theme().scale} %",
        "language": language.current().code,
    }
