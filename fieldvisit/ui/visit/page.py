"""The visit as a page of the window: opened from the store, closed, corrected, and its report."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import tr
from fieldvisit.ui import tasks
from fieldvisit.ui.dialogs import ask_words, tell
from fieldvisit.ui.keeping import keep, unsaved
from fieldvisit.ui.visit.board import VisitBoard
from fieldvisit.ui.visit.close import CloseDialog
from fieldvisit.usecases.close_visit import NotTaken, close_visit, refuse_half_typed, revise_visit
from fieldvisit.usecases.open_visit import open_visit
from fieldvisit.usecases.report_making import make_ready

if TYPE_CHECKING:
    from fieldvisit.ui.desk import Desk
    from fieldvisit.usecases.report_making import ReportKind


class VisitPage(QWidget):
    """Lies on the window's desk and holds the board of one visit."""

    left = Signal()

    def __init__(self, desk: Desk, visit_id: str) -> None:
        super().__init__()
        self.desk = desk
        self.setProperty("surface", "page")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._resumed = False
        self.board = self._open(visit_id)

    def _open(self, visit_id: str) -> VisitBoard:
        board = VisitBoard(open_visit(self.desk.store, visit_id), self.desk.preferences.widths)
        board.saved.connect(lambda _: self.desk.has_saved())
        board.said.connect(self.desk.say)
        board.notebook.failed.connect(lambda _: self._look_whether_saved(board))
        board.report_requested.connect(self.show_report)
        board.closing_requested.connect(self.close_or_correct)
        self._column.addWidget(board)
        return board

    def _look_whether_saved(self, board: VisitBoard) -> None:
        if unsaved(board) or board.notebook.unkept:
            self.desk.not_saved.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._resumed:
            self._resumed = True
            # The window puts the focus on its own choice first; the cell one was at comes after that.
            QTimer.singleShot(0, self, self._resume)

    def _resume(self) -> None:
        if not unsaved(self.board):  # whoever types already stays there, and nothing half typed is entered
            self.board.resume()
        self.board.make_ahead()

    def close_or_correct(self) -> None:
        """Closes an open visit, or begins the correction of a closed one."""
        self.board.leave()
        if self.board.desk.read_only:
            self._correct()
        else:
            self._close()

    def _close(self) -> None:
        keep(self.board)
        try:
            refuse_half_typed(self.board.desk.visit, self.board.notebook.drafts)
        except NotTaken as error:
            self.board.go_to(error.address)
            self.board.notice.show_notice(str(error))
            return
        # While the rep reads; a closed visit is looked at as a report next.
        tasks.run(lambda _progress: make_ready(), title=tr("Making the report"))
        dialog = CloseDialog(self.board.notebook, self)
        if dialog.exec() != CloseDialog.DialogCode.Accepted:
            if dialog.leads_to is not None:
                self.board.go_to(dialog.leads_to)
            return
        visit_id = self.board.desk.visit.id
        try:
            closed = close_visit(self.desk.store, visit_id, datetime.now().astimezone())
        except KnownError as error:
            tell(error, self)
            return
        self._replace(visit_id)
        self.desk.visits_changed.emit()
        self.board.notice.show_notice(
            tr("Visit {number} is closed and frozen.", number=closed.number), tr("Show the report"), "info"
        )
        self.board.notice.followed.connect(lambda: self.show_report(visit_id))

    def _correct(self) -> None:
        question = tr("What is to be corrected, and why?")
        keep = self.desk.store, f"correct.{self.board.desk.visit.id}"
        reason = ask_words(tr("Correct a closed visit"), question, tr("Begin"), self, keep=keep)
        if not reason:
            return
        try:
            revision = revise_visit(self.desk.store, self.board.desk.visit.id, reason, datetime.now().astimezone())
        except KnownError as error:
            tell(error, self)
            return
        self.desk.visits_changed.emit()
        self.desk.open_visit(revision)

    def _replace(self, visit_id: str) -> None:
        old = self.board
        self._column.removeWidget(old)
        old.hide()
        old.deleteLater()
        self.board = self._open(visit_id)
        QTimer.singleShot(0, self, self._resume)

    def show_report(self, visit_id: str, kind: ReportKind = "visit") -> None:
        """Ctrl+P: a report as a preview; what is half typed comes in first."""
        from fieldvisit.ui.visit.report_files import show_report

        self.board.leave()
        show_report(self.desk.store, visit_id, self, kind)

    def panes(self) -> list[QWidget]:
        return self.board.panes()

    def leave(self) -> None:
        """Called before another page is shown: what is half typed is kept, column widths too."""
        self.board.leave()
        self.desk.preferences.save()
        self.left.emit()
