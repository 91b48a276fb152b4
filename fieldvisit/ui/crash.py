"""What happens when something was raised that nobody caught: words for the user, the stack for the log."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

import fieldvisit
from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import tr
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.buttons import Button, primary
from fieldvisit.ui.widgets.labels import label

log = logging.getLogger(__name__)
Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


class CrashDialog(QDialog):
    """Says what happened and what was kept; the details can be copied. Accepted means: go on working."""

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Something went wrong"))
        self.setMinimumWidth(theme().px(480))
        self._details = QPlainTextEdit(details)
        self._details.setReadOnly(True)
        self._details.setAccessibleName(tr("Details"))
        self._details.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*([theme().px(20)] * 4))
        layout.setSpacing(theme().px(12))
        for words, role in self._sentences():
            layout.addWidget(label(words, role, wrap=True))
        layout.addWidget(self._details, 1)
        layout.addLayout(self._buttons())

    def _sentences(self) -> list[tuple[str, Role]]:
        return [
            (tr("The program made a mistake that it did not expect."), Role.STEP_TITLE),
            (tr("Everything you typed up to the last change is saved. You can go on working; if the same thing "
                "happens again, quit and start anew."), Role.BODY),
            (tr("The details help whoever mends it. They hold no names and no prices."), Role.BODY),
        ]  # fmt: skip

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        self.show_details = Button(tr("Show details"))
        self.show_details.clicked.connect(self._toggle)
        self.copy = Button(tr("Copy details"), "copy")
        self.copy.clicked.connect(self._copy)
        self.quit = Button(tr("Quit"))
        self.quit.clicked.connect(self.reject)
        self.go_on = primary(tr("Continue"))
        self.go_on.clicked.connect(self.accept)
        self.go_on.setDefault(True)
        row.addWidget(self.show_details)
        row.addWidget(self.copy)
        row.addStretch(1)
        row.addWidget(self.quit)
        row.addWidget(self.go_on)
        return row

    def _toggle(self) -> None:
        hidden = self._details.isHidden()
        self._details.setVisible(hidden)
        self.show_details.setText(tr("Hide details") if hidden else tr("Show details"))
        self.adjustSize()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details.toPlainText())


class CrashHandler(QObject):
    """Takes what was raised anywhere; from other threads it comes over to the UI thread first."""

    _came = Signal(object)

    def __init__(self, tell: Callable[[KnownError], None]) -> None:
        super().__init__()
        self._tell = tell
        self._showing = False
        self._came.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        sys.excepthook = self.take
        threading.excepthook = self._thread_hook

    def take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Logs it, unless it is a known error, and shows it in the event loop's next turn."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if not isinstance(error, KnownError):
            log.error("uncaught\n%s", stack_of(error))
        self._came.emit(error)

    def _thread_hook(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.take(args.exc_type, args.exc_value, args.exc_traceback)

    def _show(self, error: BaseException) -> None:
        """One dialog at a time: what is raised while it stands open is only logged."""
        if self._showing:
            return
        self._showing = True
        try:
            if isinstance(error, KnownError):
                self._tell(error)
            elif CrashDialog(details_of(error), QApplication.activeWindow()).exec() == QDialog.DialogCode.Rejected:
                QApplication.quit()
        finally:
            self._showing = False


def details_of(error: BaseException) -> str:
    """Version, system and stack, without the values that the error's own text may hold."""
    head = (
        f"FieldVisit {fieldvisit.__version__}, Python {platform.python_version()}, "
        f"PySide6 {pyside_version}, {platform.platform()}"
    )
    return f"{head}\n\n{stack_of(error)}"


def stack_of(error: BaseException) -> str:
    """Where it was raised and of which kind, with the chain of causes; the texts of the errors are left out,
    because they may quote a name, a price or a balance.
    """
    parts = []
    link: BaseException | None = error
    while link is not None:
        frames = "".join(traceback.format_tb(link.__traceback__))
        parts.append(f"{frames}{type(link).__module__}.{type(link).__qualname__}")
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return "\n\ncaused by\n\n".join(parts)
