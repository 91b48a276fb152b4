"""Data: what comes in from head office's files, what goes out, and the copies that keep it all."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from fieldvisit.domain.language import tr
from fieldvisit.ui import files
from fieldvisit.ui.desk import Desk
from fieldvisit.ui.pages.bring_in import bring_in
from fieldvisit.ui.pages.data_side import WIDTH, DataSide
from fieldvisit.ui.pages.import_flow import ImportFlow
from fieldvisit.ui.pages.page import Page
from fieldvisit.ui.widgets.buttons import Button, primary
from fieldvisit.ui.widgets.page_header import PageHeader
from fieldvisit.ui.widgets.two_panes import TwoPanes

_BOTH_NEED = 980
ENDINGS = ("xlsx", "xls", "xlsm", "ods", "csv", "tsv", "txt", "json")


class DataPage(Page):
    """Files are dropped or chosen, looked at, tried, and then taken in; nothing is changed before the last."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.header = PageHeader(tr("Data"))
        self.choose = primary(tr("Choose files"), "file-up")
        self.choose.clicked.connect(self.ask_files)
        self.clear = Button(tr("Start over"), "x")
        self.clear.clicked.connect(self._clear)
        self.run = primary(tr("Import"), "check")
        for action in (self.clear, self.choose, self.run):
            self.header.add_action(action)
        self.flow = ImportFlow(desk, self.notice)
        self.flow.asked.connect(self.ask_files)
        self.flow.store_dropped.connect(lambda path: bring_in(desk, self, path))
        self.flow.changed.connect(self._show_actions)
        self.run.clicked.connect(self.flow.import_all)
        self.side = DataSide(desk)
        self.flow.imported.connect(self.side.refresh)
        self.side.taken_back.connect(self._forget_imported)
        self.column.addWidget(self.header)
        self.column.addWidget(self.notice)
        beside = tr("Backups, check and export")
        self.halves = TwoPanes(self.flow, self.side, beside, needs=_BOTH_NEED, side_width=WIDTH)
        self.halves.swapped.connect(self._show_actions)
        self.header.add_action(self.halves.swap)
        self.column.addWidget(self.halves, 1)
        self.setAcceptDrops(True)
        self._show_actions()

    def ask_files(self) -> None:
        self._add(files.ask_open_many(self, tr("Import files"), tr("Tables"), ENDINGS))

    def _add(self, paths: list[Path]) -> None:
        if paths:
            self.halves.show_main()
        self.flow.add_files(paths)

    def _clear(self) -> None:
        self.flow.clear()

    def _forget_imported(self) -> None:
        """What was taken back is no longer imported; files that are only tried stay."""
        if self.flow.is_done():
            self.flow.clear()

    def _show_actions(self) -> None:
        """One primary button: to choose files while there are none, then to import them where they are seen."""
        planned, seen = self.flow.has_files(), not self.halves.hides_main()
        self.choose.setVisible(not planned)
        self.clear.setVisible(planned and seen)
        self.run.setVisible(planned and seen and not self.flow.is_done())
        self.run.setEnabled(self.flow.can_import())
        self.run.setText(self.flow.import_words())
        self.run.updateGeometry()
        self.header.set_subtitle(self.flow.summary())

    def refresh(self) -> None:
        self.side.refresh()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._add([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def panes(self) -> list[QWidget]:
        return [self.flow, self.side, self.header]
