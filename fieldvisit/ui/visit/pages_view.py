"""The pages of a PDF under one another; only those near to what is seen are kept as pictures.

A page is a picture of some megabytes: sixty of them at twice the size would fill a small laptop.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from fieldvisit.domain.language import tr
from fieldvisit.ui import tasks
from fieldvisit.ui.theme import theme
from fieldvisit.ui.widgets.labels import label

WIDTH = 720
_AHEAD = 2
"""Pages drawn beyond those that are seen, to either side; twice as many are kept."""
_rendering = threading.Lock()  # PDFium is not made for more than one thread
Drawn = dict[int, QImage]


def page_sizes(content: bytes, width: int) -> list[QSize]:
    """How large each page is when it is `width` pixels wide."""
    import pypdfium2

    with _rendering, pypdfium2.PdfDocument(content) as document:
        sizes = [document.get_page_size(at) for at in range(len(document))]
    return [QSize(width, round(width * height / page_width)) for page_width, height in sizes]


def render_pages(content: bytes, width: int, wanted: Iterable[int]) -> Drawn:
    """Some pages as pictures `width` pixels wide, by their places; runs on a worker thread."""
    import pypdfium2

    with _rendering, pypdfium2.PdfDocument(content) as document:
        return {at: _image(document[at], width) for at in wanted}


def _image(page: Any, width: int) -> QImage:
    picture = page.render(scale=width / page.get_width(), rev_byteorder=True, prefer_bgrx=True)
    image = QImage(bytes(picture.buffer), picture.width, picture.height, picture.stride, QImage.Format.Format_RGBX8888)
    return image.copy()


class PagesView(QScrollArea):
    """`ready` tells how many pages there are once the first ones are seen, `failed` why there are none."""

    ready = Signal(int)
    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.pages: list[QLabel] = []
        self._content = b""
        self._busy = False
        self.setWidgetResizable(True)
        self.setAccessibleName(tr("Pages of the report"))
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(0)
        self._looking.timeout.connect(self._look)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._looking.start())

    def show_pdf(self, content: bytes) -> None:
        """Draws the first pages off the UI thread, the others when they come near."""
        self._content, self._busy = content, True
        width = self._pixels()
        tasks.run(
            lambda _progress: _begun(content, width),
            title=tr("Drawing the pages"),
            on_done=self._take_first,
            on_error=self.failed.emit,
        )

    def drawn(self) -> list[int]:
        """The places of the pages that are kept as pictures."""
        return [at for at, page in enumerate(self.pages) if not page.pixmap().isNull()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._looking.start()

    def _pixels(self) -> int:
        return round(theme().px(WIDTH) * self.devicePixelRatioF())

    def _take_first(self, begun: tuple[list[QSize], Drawn]) -> None:
        sizes, first = begun
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setSpacing(theme().px(12))
        self.pages = [self._place(size, at, len(sizes)) for at, size in enumerate(sizes, start=1)]
        for page in self.pages:
            column.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setWidget(holder)
        self._take(first)
        self.ready.emit(len(sizes))

    def _place(self, size: QSize, at: int, count: int) -> QLabel:
        page = label("")
        page.setFixedSize(size / self.devicePixelRatioF())
        page.setAccessibleName(tr("Page {page} of {all}", page=at, all=count))
        return page

    def _take(self, drawn: Drawn) -> None:
        self._busy = False
        for at, image in drawn.items():
            pixmap = QPixmap.fromImage(image)
            pixmap.setDevicePixelRatio(self.devicePixelRatioF())
            self.pages[at].setPixmap(pixmap)
        self._looking.start()

    def _look(self) -> None:
        """Draws what came near, one lot at a time, and lets go of what went far."""
        if self._busy or not self.pages:
            return
        seen = self._seen()
        near = [at for at in range(seen.start - _AHEAD, seen.stop + _AHEAD) if 0 <= at < len(self.pages)]
        for at in self.drawn():
            if not seen.start - 2 * _AHEAD <= at < seen.stop + 2 * _AHEAD:
                self.pages[at].setPixmap(QPixmap())
        missing = [at for at in near if self.pages[at].pixmap().isNull()]
        if missing:
            self._draw(missing)

    def _draw(self, missing: list[int]) -> None:
        content, width = self._content, self._pixels()
        self._busy = True
        tasks.run(
            lambda _progress: render_pages(content, width, missing),
            title=tr("Drawing the pages"),
            on_done=self._take,
            on_error=self.failed.emit,
        )

    def _seen(self) -> range:
        """The places of the pages that the window shows."""
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        places = [at for at, page in enumerate(self.pages) if page.y() < bottom and page.geometry().bottom() > top]
        return range(places[0], places[-1] + 1) if places else range(0)


def _begun(content: bytes, width: int) -> tuple[list[QSize], Drawn]:
    sizes = page_sizes(content, width)
    return sizes, render_pages(content, width, range(min(len(sizes), 1 + _AHEAD)))
