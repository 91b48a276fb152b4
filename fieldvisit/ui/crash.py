"""What happens when something was raised that nobody caught: words for the user, the stack for the log."""

from __future__ import annotations

import logging
import platform
import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

import fieldvisit
from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import tr
from fieldvisit.ui.dialog_place import PlacedDialog
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.buttons import Button, primary
from fieldvisit.ui.widgets.labels import label
from fieldvisit.usecases.stacks import stack_of

log = logging.getLogger(__name__)
Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


class CrashDialog(PlacedDialog):
    """Says what happened and what was kept; the details can be copied. `RESTART` means to end the program in good
    order and start it again where one was, `QUIT` to end it; whatever else puts the dialog away, Escape too, to go on.
    """

    is_always_seen = True  # it names nobody
    RESTART, QUIT = 2, 3
    diagnostics_wanted = Signal()

    def __init__(self, details: str, *, kept: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = kept
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
            (self._fate(), Role.BODY),
            (tr("The details help whoever mends it. They hold no names and no prices."), Role.BODY),
        ]

    def _fate(self) -> str:
        """What became of what was typed."""
        if self._kept:
            return tr(
                "Everything you typed is saved, half-typed cells included. Go on working, or restart if something looks"
                " wrong: you come back to the same cell."
            )
        return tr(
            "What you typed last could not be written to the disk yet; it stays on the screen. Go on working until it"
            " is saved, and restart then."
        )

    def _buttons(self) -> QVBoxLayout:
        self.show_details = Button(tr("Show details"))
        self.show_details.clicked.connect(self._toggle)
        self.copy = Button(tr("Copy details"), "copy")
        self.copy.clicked.connect(self._copy)
        self.diagnostics = Button(tr("For support…"))
        self.diagnostics.clicked.connect(self.diagnostics_wanted)
        self.quit = Button(tr("Quit"))
        self.quit.clicked.connect(lambda: self.done(self.QUIT))
        self.restart = Button(tr("Restart"), "rotate-cw")
        self.restart.clicked.connect(lambda: self.done(self.RESTART))
        self.go_on = primary(tr("Continue"))
        self.go_on.clicked.connect(self.accept)
        self.go_on.setDefault(True)
        rows = QVBoxLayout()
        rows.setSpacing(theme().px(12))
        rows.addLayout(_row(self.show_details, self.copy, self.diagnostics, None))
        rows.addLayout(_row(None, self.quit, self.restart, self.go_on))
        return rows

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.go_on.setFocus()

    def _toggle(self) -> None:
        hidden = self._details.isHidden()
        self._details.setVisible(hidden)
        self.show_details.setText(tr("Hide details") if hidden else tr("Show details"))
        self.adjustSize()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details.toPlainText())


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """Widgets side by side; None is the room that is left."""
    row = QHBoxLayout()
    row.setSpacing(theme().px(8))
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return row


class CrashHandler(QObject):
    """Takes what was raised anywhere; from other threads it comes over to the UI thread first.

    `tell` says a known error. `keep` puts what is half typed on disk and says whether it is there.
    """

    restart_wanted = Signal()
    diagnostics_wanted = Signal()
    _came = Signal(object)

    def __init__(self, tell: Callable[[KnownError], None], keep: Callable[[], bool] = lambda: True) -> None:
        super().__init__()
        self._tell = tell
        self._keep = keep
        self._showing = False
        self._is_silent = False
        self._came.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        sys.excepthook = self.take
        threading.excepthook = self._thread_hook

    def fall_silent(self) -> None:
        """The program ends: a dialog would wait for an answer that nobody gives, and hold the store meanwhile."""
        self._is_silent = True

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
        """One dialog at a time: what is raised while it stands open is only logged, and so is what the end raises."""
        if self._showing or self._is_silent:
            return
        self._showing = True
        try:
            if isinstance(error, KnownError):
                self._tell(error)
            else:
                self._ask(error)
        finally:
            self._showing = False

    def _ask(self, error: BaseException) -> None:
        dialog = CrashDialog(details_of(error), kept=self._is_kept(), parent=QApplication.activeWindow())
        dialog.diagnostics_wanted.connect(self.diagnostics_wanted)
        answer = dialog.exec()
        if answer == CrashDialog.RESTART:
            self.restart_wanted.emit()
        elif answer == CrashDialog.QUIT:
            QApplication.quit()

    def _is_kept(self) -> bool:
        """What is broken may break this too; that is logged, and nothing is promised then."""
        try:
            return self._keep()
        except Exception as error:  # noqa: BLE001 - a second fault must not hide the first
            log.error("while keeping what was typed\n%s", stack_of(error))  # noqa: TRY400 - without its text
            return False


def details_of(error: BaseException) -> str:
    """Version, system and stack, without the values that the error's own text may hold."""
    head = (
        f"FieldVisit {fieldvisit.__version__}, Python {platform.python_version()}, "
        f"PySide6 {pyside_version}, {platform.platform()}"
    )
    return f"{head}\n\n{stack_of(error)}"
