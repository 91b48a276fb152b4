"""Photos of a visit with their captions; they come from a file, by dropping or from the clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.fields import Photo, Table
from fieldvisit.domain.language import tr
from fieldvisit.domain.visit import Address, Row
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.editors.flow_row import FlowRow
from fieldvisit.ui.visit.editors.picture import PictureLabel, chosen_files, clipboard_pictures, picture_of
from fieldvisit.ui.visit.field_row import FieldRow
from fieldvisit.ui.visit.notebook import Notebook
from fieldvisit.ui.widgets.buttons import Button, IconButton
from fieldvisit.ui.widgets.labels import label


class PhotoCard(QWidget):
    """One photo over its caption."""

    def __init__(self, address: Address, row: Row, table: Table, notebook: Notebook) -> None:
        super().__init__()
        self.setFixedWidth(theme().px(200))
        self.picture = PictureLabel(picture_of(notebook, row.values.get(address.field)))
        self.picture.setAccessibleName(str(row.values.get("caption", "")) or tr("Photo"))
        self.remove = IconButton("trash-2", tr("Remove this photo"))
        self.remove.setEnabled(not notebook.read_only)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        column.addWidget(self.picture)
        for each in table.columns:
            if not isinstance(each, Photo):
                column.addWidget(FieldRow(Address(address.step, each.key, table.key, row.id), each, notebook))
        column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        for signal in (self.picture.removed, self.remove.clicked):
            signal.connect(lambda: notebook.remove_row(address.step, table.key, row.id))


class Gallery(QWidget):
    """All photos of a table with a photo column, and the button that adds one."""

    def __init__(self, step: str, table: Table, notebook: Notebook) -> None:
        super().__init__()
        self._step, self.table, self._notebook = step, table, notebook
        self._key = next(each.key for each in table.columns if isinstance(each, Photo))
        self.setAcceptDrops(True)
        self.setObjectName(table.key)
        self.add = Button(tr(table.one) + "…", "camera")
        self.add.setEnabled(not notebook.read_only)
        self.add.clicked.connect(lambda: self.take(chosen_files(self, many=True)))
        self._cards: list[PhotoCard] = []
        self._flow = FlowRow(theme().px(12))
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(theme().px(12), theme().px(8), theme().px(12), theme().px(12))
        column.setSpacing(theme().px(8))
        column.addWidget(label(tr(table.label), Role.HEADING))
        column.addWidget(self._flow)
        column.addWidget(self.add)
        column.addWidget(
            label(tr("Or drop pictures here, or paste one with Ctrl+V."), Role.CAPTION, "text2", wrap=True)
        )
        notebook.rows_changed.connect(self._rows_changed)
        self._rebuild()

    def _rows_changed(self, step: str, table: str) -> None:
        if step == self._step and table in ("", self.table.key):
            self._rebuild()

    def _rebuild(self) -> None:
        old, self._flow = self._flow, FlowRow(theme().px(12))
        self._column.replaceWidget(old, self._flow)
        old.hide()
        old.deleteLater()
        self._cards = []
        for row in self._notebook.visit.step(self._step).rows(self.table.key):
            card = PhotoCard(Address(self._step, self._key, self.table.key, row.id), row, self.table, self._notebook)
            self._cards.append(card)
            self._flow.layout_.addWidget(card)
        self._flow.setVisible(bool(self._cards))
        self._flow.updateGeometry()

    def take(self, sources: Sequence[Path | bytes]) -> None:
        """Keeps pictures as new rows; one that cannot be read is said and the others are kept."""
        from fieldvisit.usecases.attach_photo import attach_photo

        for source in sources:
            try:
                digest = attach_photo(self._notebook.desk.store, source)
            except (KnownError, OSError) as error:
                self._notebook.failed.emit(str(error))
            else:
                self._notebook.add_row(self._step, self.table.key, {self._key: digest})

    def go_to(self, address: Address) -> bool:
        """Puts the focus on a photo of this table; False when the cell is not here."""
        if (address.step, address.table) != (self._step, self.table.key):
            return False
        rows = [row.id for row in self._notebook.visit.step(self._step).rows(self.table.key)]
        card = self._cards[rows.index(address.row)] if address.row in rows else None
        caption = card.findChild(QWidget, address.field) if card else None
        target = caption or (card.picture if card else self.add)
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.take(clipboard_pictures())
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and not self._notebook.read_only:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
