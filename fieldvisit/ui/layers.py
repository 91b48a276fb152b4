"""What may lie over everything in the window: a page such as the lock, through which no key gets."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from fieldvisit.ui.window_keys import WindowKeys


class Layers(QStackedWidget):
    """The window's ground, and at most one page over it."""

    def __init__(self, ground: QWidget, keys: WindowKeys) -> None:
        super().__init__()
        self._keys = keys
        self.addWidget(ground)

    @property
    def is_covered(self) -> bool:
        return self.currentIndex() > 0

    def cover(self, page: QWidget) -> None:
        """Puts one page over everything, and lets no key through."""
        self.uncover()
        self.addWidget(page)
        self.setCurrentWidget(page)
        self._keys.set_covered(covered=True)

    def uncover(self) -> None:
        """Takes away what covers the ground; nothing where nothing does."""
        page = self.currentWidget()
        if page is not None and self.is_covered:
            self.setCurrentIndex(0)
            self.removeWidget(page)
            page.deleteLater()
            self._keys.set_covered(covered=False)
