"""The theme in force: tokens, fonts and lengths for every widget and delegate, changed all at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QApplication

from fieldvisit import resources
from fieldvisit.domain import language
from fieldvisit.resources.fonts import WEIGHTS, cache_folder
from fieldvisit.ui.drawings import TintedFiles
from fieldvisit.ui.style_sheet import PICTURES, palette_of, style_sheet
from fieldvisit.ui.tokens import DARK, LIGHT, Tokens

FAMILIES = ("IBM Plex Sans", "Noto Sans SC")
SMALLEST_SCALE, LARGEST_SCALE = 80, 200


class Role(Enum):
    """A place in the type scale: points at 100 % and weight."""

    TITLE = (15.0, 600)
    STEP_TITLE = (13.0, 600)
    FIGURE = (16.0, 600)
    HEADING = (10.0, 600)
    BODY = (10.0, 400)
    LABEL = (10.0, 500)
    GRID = (9.0, 400)
    GRID_STRONG = (9.0, 600)
    GRID_LABEL = (9.0, 500)
    CAPTION = (8.5, 400)
    CAPTION_STRONG = (8.5, 500)
    HINT = (8.0, 400)


class Choice(Enum):
    """What the user chose for light and dark."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Colours, fonts and lengths in force. `changed` follows every change of theme or scale."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens: Tokens = LIGHT
        self.scale = 100
        self.choice = Choice.SYSTEM
        self.waits_for_fonts = True
        self._taken: set[Path] = set()
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[Role, QFont] = {}
        self._metrics: dict[Role, QFontMetrics] = {}
        self._files = TintedFiles()

    def start(self, choice: Choice, scale: int) -> None:
        """Loads the fonts, dresses the application and follows the system from now on.

        The first paint needs no more of the large Chinese fonts than the weight of names, and at the very first
        start they are not even cut: `take_fonts` is given all later. A folder that takes no fonts leaves those of
        the system.
        """
        with suppress(resources.FontNotPrepared):
            self._load("IBM Plex Sans", WEIGHTS)
            if self._are_cut("NotoSansSC"):
                self._load("Noto Sans SC", WEIGHTS if language.current().code == "zh" else (400,))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
        self.choose(choice, scale)

    def _load(self, family: Literal["IBM Plex Sans", "Noto Sans SC"], weights: Iterable[int]) -> None:
        for weight in weights:
            self._take(resources.static_font(family, weight))

    def _take(self, file: Path) -> bool:
        if file in self._taken:
            return False
        self._taken.add(file)
        QFontDatabase.addApplicationFont(str(file))
        return True

    @staticmethod
    def _are_cut(name: str) -> bool:
        return len(list(cache_folder().glob(f"{name}-*.ttf"))) >= len(WEIGHTS)

    def take_fonts(self, files: list[Path]) -> None:
        """Takes the fonts that the first paint did without, and paints anew where none was there for a script."""
        was_bare = len(self._taken) <= len(WEIGHTS)
        for file in files:
            self._take(file)
        self.waits_for_fonts = False
        if was_bare:
            self.choose(self.choice, self.scale)

    def choose(self, choice: Choice, scale: int) -> None:
        """Takes the user's choice; `scale` is in percent and held between 80 and 200."""
        self.choice = choice
        self.scale = max(SMALLEST_SCALE, min(LARGEST_SCALE, scale))
        self.tokens = DARK if self._wants_dark() else LIGHT
        self._dress()

    def _wants_dark(self) -> bool:
        if self.choice is Choice.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self.choice is Choice.DARK

    def _system_changed(self) -> None:
        if self.choice is Choice.SYSTEM:
            self.choose(self.choice, self.scale)

    def _dress(self) -> None:
        self._colours.clear()
        self._fonts.clear()
        self._metrics.clear()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(palette_of(self.tokens))
            application.setFont(self.font(Role.BODY))
            application.setStyleSheet(self._sheet())
        self.changed.emit()

    def _sheet(self) -> str:
        drawn = {name: self._files.path(icon, getattr(self.tokens, tone)) for name, (icon, tone) in PICTURES.items()}
        return style_sheet(self.tokens, self.px, drawn)

    def colour(self, token: str) -> QColor:
        """The colour of a token by its name (`text2`, `red_bg`); an unknown name is a fault."""
        found = self._colours.get(token)
        if found is None:
            found = self._colours[token] = QColor(getattr(self.tokens, token))
        return found

    def font(self, role: Role) -> QFont:
        """The font of a role at the user's scale; a shared object, copy it before changing it."""
        found = self._fonts.get(role)
        if found is None:
            points, weight = role.value
            found = self._fonts[role] = weighted(points * self.scale / 100, weight)
        return found

    def metrics(self, role: Role) -> QFontMetrics:
        found = self._metrics.get(role)
        if found is None:
            found = self._metrics[role] = QFontMetrics(self.font(role))
        return found

    def px(self, length: float) -> int:
        """A length of the design (pixels at 100 %) at the user's scale."""
        return round(length * self.scale / 100)


def weighted(points: float, weight: int) -> QFont:
    """The screen family at a weight, by name for static files and by axis for variable ones."""
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPointSizeF(points)
    font.setWeight(QFont.Weight(weight))
    font.setVariableAxis(QFont.Tag("wght"), float(weight))
    return font


CHOICE_NAMES: Mapping[str, Choice] = MappingProxyType({choice.value: choice for choice in Choice})

_theme: list[Theme] = []


def theme() -> Theme:
    """The one theme of this process."""
    if not _theme:
        _theme.append(Theme())
    return _theme[0]
