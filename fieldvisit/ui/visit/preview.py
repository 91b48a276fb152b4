"""A report as it will be read: its pages, and the ways to save it and to find it again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import ntr, tr
from fieldvisit.exchange.locking import locked
from fieldvisit.ui import files, tasks
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.report_password import ask_report_password
from fieldvisit.ui.widgets.buttons import Button, primary
from fieldvisit.ui.widgets.labels import NameLabel, label
from fieldvisit.usecases.export_report import save_report

_WIDTH = 720


def render_pages(content: bytes, width: int) -> list[QImage]:
    """Every page as a picture `width` pixels wide; runs on a worker thread."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        return [_image(document[at], width) for at in range(len(document))]
    finally:
        document.close()


def _image(page: Any, width: int) -> QImage:
    picture = page.render(scale=width / page.get_width(), rev_byteorder=True, prefer_bgrx=True)
    image = QImage(bytes(picture.buffer), picture.width, picture.height, picture.stride, QImage.Format.Format_RGBX8888)
    return image.copy()


class ReportPreview(QDialog):
    """Opens empty; `show_report` brings the PDF. `saved_to` is where it was saved last.

    With a password what is saved is locked; what is shown stays as it is.
    """

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(theme().px(820), theme().px(680))
        self.saved_to: Path | None = None
        self._name = name
        self._content = b""
        self._locked = b""
        self.pages: list[QLabel] = []
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
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName(tr("Pages of the report"))
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*([theme().px(12)] * 4))
        column.setSpacing(theme().px(8))
        column.addWidget(self._area, 1)
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        row.addWidget(self._words, 1)
        close = Button(tr("Close"))
        close.clicked.connect(self.reject)
        for button in (close, self.folder, self.lock, self.save):
            row.addWidget(button)
        column.addLayout(row)

    def show_report(self, content: bytes) -> None:
        """Takes the PDF and renders its pages off the UI thread."""
        self._content = content
        self.save.setEnabled(True)
        self.lock.setEnabled(True)
        self.save.setFocus()
        width = round(theme().px(_WIDTH) * self.devicePixelRatioF())
        tasks.run(
            lambda _progress: render_pages(content, width),
            title=tr("Drawing the pages"),
            on_done=self._show_pages,
            on_error=self.show_failure,
        )

    def show_failure(self, error: Exception) -> None:
        """Says why there is no report; a fault of the program goes its usual way."""
        if not isinstance(error, KnownError):
            raise error
        self._words.set_whole(str(error))

    def _show_pages(self, images: list[QImage]) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setSpacing(theme().px(12))
        self.pages = []
        for at, image in enumerate(images, start=1):
            picture = label("")
            pixmap = QPixmap.fromImage(image)
            pixmap.setDevicePixelRatio(self.devicePixelRatioF())
            picture.setPixmap(pixmap)
            picture.setAccessibleName(tr("Page {page} of {all}", page=at, all=len(images)))
            column.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
            self.pages.append(picture)
        self._area.setWidget(page)
        count = ntr("{count} page", "{count} pages", len(images))
        self._words.set_whole(f"{self._name} · {count}")

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
        self._words.set_whole(tr("Saved with the password you chose, and no longer as an archive file (PDF/A)."))

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
        self._words.set_whole(tr("Saved as {name}", name=str(target)))

    def _open_folder(self) -> None:
        if self.saved_to is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.saved_to.parent)))
