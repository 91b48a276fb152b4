"""One line over a page that says what needs attention, with at most one link."""

from __future__ import annotations

from types import MappingProxyType

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.buttons import link
from fieldvisit.ui.widgets.labels import label, set_tone
from fieldvisit.ui.widgets.marks import FLAG_ICONS, FLAG_TOKENS, IconLabel

_FILLS = MappingProxyType({"red": "red_bg", "amber": "amber_bg", "info": "side"})


class Notice(QFrame):
    """Hidden until `show_notice`; a later notice takes the place of the one before."""

    followed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._severity = "amber"
        self._is_furnished = False
        self.hide()

    def _furnish(self) -> None:
        """Puts in icon, words and link, at the first notice: most pages never show one."""
        self._is_furnished = True
        self._icon = IconLabel(FLAG_ICONS["amber"], "amber")
        self._words = label("", Role.GRID, wrap=True, select=True)
        self._link = link("")
        self._link.clicked.connect(self.followed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme().px(12), theme().px(6), theme().px(12), theme().px(6))
        layout.setSpacing(theme().px(8))
        layout.addWidget(self._icon)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._link)

    def show_notice(self, words: str, link_text: str = "", severity: str = "amber") -> None:
        """Shows `words`; `severity` is `red`, `amber` or `info`. An empty `link_text` leaves the link out."""
        if not self._is_furnished:
            self._furnish()
        self._severity = severity
        self._icon.set_icon(FLAG_ICONS[severity], FLAG_TOKENS[severity])
        self._words.setText(words)
        set_tone(self._words, "text")
        self._link.setText(link_text)
        self._link.setVisible(bool(link_text))
        self._link.updateGeometry()
        self.setAccessibleName(words)
        self.show()
        self.update()

    def words(self) -> str:
        """What the notice says now; empty while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(120), theme().px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().colour(_FILLS[self._severity]))
        painter.setPen(theme().colour("line"))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        painter.end()
