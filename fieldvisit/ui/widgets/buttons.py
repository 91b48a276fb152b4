"""Buttons: one primary a page, quiet secondary ones, links, and icons that carry their name."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QStyleOptionButton, QToolButton

from fieldvisit.ui.icons import SIZE, paint_icon
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.labels import hint_width, paint_hint

_GAP = 8
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BARE = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class Kind(Enum):
    """How much a button asks to be pressed."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    LINK = "link"


class Button(QPushButton):
    """A button with an icon before its text and, where there is one, the hint of its key behind it."""

    def __init__(
        self,
        text: str,
        icon_name: str = "",
        *,
        kind: Kind = Kind.SECONDARY,
        keys: str = "",
        bar: bool = False,
    ) -> None:
        super().__init__(text)
        self.kind = kind
        self._icon_name = icon_name
        self._keys = keys
        self._bar = bar
        self._compact = self._bare = False
        self._tip = self._short = ""
        self.setProperty("kind", kind.value)
        self.setProperty("bar", "true" if bar else "false")
        self.setFont(theme().font(self._role()))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def _role(self) -> Role:
        if self.kind is Kind.LINK:
            return Role.GRID_LABEL
        return Role.GRID_LABEL if self._bar else Role.HEADING

    def set_icon_name(self, name: str) -> None:
        self._icon_name = name
        self.updateGeometry()
        self.update()

    def setText(self, text: str) -> None:
        super().setText(text)
        self._show_tip()

    def setToolTip(self, words: str) -> None:
        self._tip = words
        self._show_tip()

    def set_compact(self, compact: bool) -> None:
        """Shows the icon alone where there is no room; the words are then its tooltip."""
        if self._compact != (compact and bool(self._icon_name)):
            self._compact = not self._compact
            self._show_tip()
            self._refit()

    def set_short(self, words: str) -> None:
        """What stands beside the icon when there is no room for all words, such as a count; empty for nothing."""
        if words != self._short:
            self._short = words
            self._refit()

    def set_bare(self, bare: bool) -> None:
        """Shows the words alone, without icon and key."""
        if self._bare != bare:
            self._bare = bare
            self._refit()

    def _show_tip(self) -> None:
        words = [self.text().replace("&", "")] if self._compact else []
        super().setToolTip("\n".join([*words, *([self._tip] if self._tip else [])]))

    def _refit(self) -> None:
        self.updateGeometry()
        self.update()

    def gives_way(self) -> bool:
        """Whether it may be shown as its icon alone."""
        return self.kind is Kind.SECONDARY and bool(self._icon_name)

    def full_width(self) -> int:
        """The width with icon, words and key, whether they are shown now or not."""
        return round(self._words_width() + self._icon_width() + self._keys_width()) + 2 * theme().px(13)

    def compact_width(self) -> int:
        """The width with its icon and what little stands beside it."""
        return round(self._compact_content()) + 2 * theme().px(13)

    def bare_width(self) -> int:
        """The width with its words alone."""
        return round(self._words_width()) + 2 * theme().px(13)

    def sizeHint(self) -> QSize:
        padding = theme().px(5 if self.kind is Kind.LINK else 13)
        height = theme().px(26 if self._bar or self.kind is Kind.LINK else 32)
        return QSize(round(self._content_width()) + 2 * padding, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _content_width(self) -> float:
        """What is shown now."""
        if self._compact:
            return self._compact_content()
        return self._words_width() + (0 if self._bare else self._icon_width() + self._keys_width())

    def _compact_content(self) -> float:
        beside = self.fontMetrics().horizontalAdvance(self._short)
        return theme().px(SIZE) + (theme().px(_GAP) + beside if self._short else 0)

    def _words_width(self) -> float:
        return self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text()).width()

    def _icon_width(self) -> float:
        return theme().px(SIZE + _GAP) if self._icon_name else 0

    def _keys_width(self) -> float:
        return hint_width(self._keys) + theme().px(_GAP) if self._keys else 0

    def tone(self) -> str:
        """The tone of text and icon in the button's present state."""
        if not self.isEnabled():
            return "text3"
        if self.kind is Kind.PRIMARY:
            return "on_accent"
        return "accent" if self.kind is Kind.LINK or self.isChecked() else "text"

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Lets the style draw the button without its words, which stand with icon and key hint."""
        super().initStyleOption(option)
        option.text = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        self._paint_content(painter)
        painter.end()

    def _paint_content(self, painter: QPainter) -> None:
        x = (self.width() - self._content_width()) / 2
        tone = self.tone()
        if self._icon_name and not self._bare:
            paint_icon(painter, x, (self.height() - theme().px(SIZE)) / 2, self._icon_name, tone)
            x += theme().px(SIZE + _GAP)
        self._paint_words(painter, x, tone, self._short if self._compact else self.text())

    def _paint_words(self, painter: QPainter, x: float, tone: str, shown: str) -> None:
        painter.setFont(self.font())
        painter.setPen(QColor(theme().colour(tone)))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        words = QRectF(x, 0, self.width() - x, self.height())
        painter.drawText(words, int(flags) | int(Qt.TextFlag.TextShowMnemonic), shown)
        if self._keys and not self._bare and not self._compact:
            width, height = hint_width(self._keys), theme().px(17)
            left = (self.width() + self._content_width()) / 2 - width
            frame = QRectF(left, (self.height() - height) / 2, width, height)
            paint_hint(painter, frame, self._keys, tone if self.kind is Kind.PRIMARY else "text2")


def _pressed_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Presses the button that has the focus by Enter too; Qt does so in dialogs only, and there the default one."""
    if event.key() not in _ENTER or event.modifiers() not in _BARE:
        return False
    button.click()
    return True


def primary(text: str, icon_name: str = "", keys: str = "") -> Button:
    """The one button a page wants pressed."""
    return Button(text, icon_name, kind=Kind.PRIMARY, keys=keys)


def link(text: str) -> Button:
    """A button that looks like a link, for a place inside text."""
    return Button(text, kind=Kind.LINK)


class IconButton(QToolButton):
    """An icon to press; its words are the tooltip and what a screen reader says."""

    def __init__(self, icon_name: str, name: str, *, tone: str = "text2", size: float = SIZE) -> None:
        super().__init__()
        self._icon_name, self._token, self._size = icon_name, tone, size
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        side = theme().px(size)
        self.setIconSize(QSize(side, side))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def set_icon_name(self, icon_name: str, name: str) -> None:
        self._icon_name = icon_name
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = theme().px(self._size)
        tone = self._token if self.isEnabled() else "text3"
        x, y = (self.width() - side) / 2, (self.height() - side) / 2
        paint_icon(painter, x, y, self._icon_name, tone, self._size)
        painter.end()
