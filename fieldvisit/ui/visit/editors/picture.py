"""A picture: chosen from a file, dropped or pasted; shown small."""

from __future__ import annotations

import io
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QImageWriter,
    QKeyEvent,
    QKeySequence,
    QPixmap,
)
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.fields import Field, Value
from fieldvisit.domain.language import tr
from fieldvisit.domain.visit import Mark
from fieldvisit.ui.theme import theme
from fieldvisit.ui.visit.editors.editor import Editor
from fieldvisit.ui.visit.notebook import Notebook
from fieldvisit.ui.widgets.buttons import Button

THUMBNAIL = QSize(160, 120)
PICTURES = "*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff *.gif"


def chosen_files(parent: QWidget, *, many: bool) -> list[Path]:
    """The pictures chosen in a file dialog; an empty list when it was called off."""
    pattern = tr("Pictures ({pattern})", pattern=PICTURES)
    if many:
        return [Path(name) for name in QFileDialog.getOpenFileNames(parent, tr("Choose photos"), "", pattern)[0]]
    name = QFileDialog.getOpenFileName(parent, tr("Choose a photo"), "", pattern)[0]
    return [Path(name)] if name else []


def clipboard_pictures() -> list[Path | bytes]:
    """The picture or the picture files on the clipboard."""
    data = QGuiApplication.clipboard().mimeData()
    if data.hasUrls():
        return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    image = QGuiApplication.clipboard().image()
    return [] if image.isNull() else [_png(image)]


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def thumbnail(content: bytes) -> QPixmap:
    """The picture small enough for the page."""
    picture = QPixmap()
    picture.loadFromData(content)
    side = QSize(theme().px(THUMBNAIL.width()), theme().px(THUMBNAIL.height()))
    return picture.scaled(side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)


class PictureLabel(QLabel):
    """A thumbnail that can hold the focus; Delete asks to take it away."""

    removed = Signal()

    def __init__(self, content: bytes | None) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.show_content(content)

    def show_content(self, content: bytes | None) -> None:
        if content is None:
            self.setText("–")
        else:
            self.setPixmap(thumbnail(content))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class PictureEditor(Editor):
    """One picture with the button that chooses another."""

    def __init__(self, asked: Field, notebook: Notebook) -> None:
        super().__init__(asked)
        self._notebook = notebook
        self._shown = PictureLabel(None)
        self._choose = Button(tr("Choose a photo…"), "camera", bar=True)
        self._choose.clicked.connect(lambda: self.take(chosen_files(self, many=False)))
        self.setAcceptDrops(True)
        self.adopt(self._choose)
        self.row.addWidget(self._shown)
        self.row.addWidget(self._choose)
        self.row.addStretch(1)
        self._shown.removed.connect(lambda: self.chosen.emit(None))

    def take(self, sources: list[Path] | list[Path | bytes]) -> None:
        """Keeps the first of some pictures as the field's value."""
        from fieldvisit.usecases.attach_photo import attach_photo

        for source in sources[:1]:
            try:
                self.chosen.emit(attach_photo(self._notebook.desk.store, source))
            except KnownError as error:
                self._notebook.failed.emit(str(error))

    def show_value(self, value: Value | None, mark: Mark) -> None:
        self._shown.show_content(picture_of(self._notebook, value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.take(clipboard_pictures())
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])


def picture_of(notebook: Notebook, digest: Value | None) -> bytes | None:
    """The kept picture; None for no value and for one that is not in this store."""
    from fieldvisit.usecases.attach_photo import photo

    if not digest:
        return None
    try:
        return io.BytesIO(photo(notebook.desk.store, str(digest))).getvalue()
    except KnownError:
        return None
