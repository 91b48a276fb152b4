"""How the window looks on this laptop: language, light or dark, text size."""

from __future__ import annotations

from PySide6.QtCore import Signal

from fieldvisit import resources
from fieldvisit.domain.language import tr
from fieldvisit.ui.preferences import Preferences
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.columns import ScrollColumn, heading
from fieldvisit.ui.widgets.form import Selection
from fieldvisit.ui.widgets.labels import label

SCALES = (80, 90, 100, 110, 125, 150, 175, 200)


class WindowForm(ScrollColumn):
    """`chosen` brings which of the three and the choice; the program makes it so and keeps it."""

    chosen = Signal(str, object)

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(tr("Window"))
        languages = [("", tr("Language of the system"))]
        languages += [(offered.code, offered.name) for offered in resources.LANGUAGES]
        themes = [("system", tr("As the system")), ("light", tr("Light")), ("dark", tr("Dark"))]
        scales = [(str(scale), f"{scale} %") for scale in SCALES]
        self.language = Selection(tr("Language"), languages, preferences.language, name="language")
        self.theme = Selection(tr("Light or dark"), themes, preferences.theme, name="theme")
        self.scale = Selection(tr("Text size"), scales, str(preferences.scale), name="scale")
        self.language.committed.connect(lambda code: self.chosen.emit("language", code))
        self.theme.committed.connect(lambda name: self.chosen.emit("theme", name))
        self.scale.committed.connect(lambda scale: self.chosen.emit("scale", int(scale)))
        self.add(heading(tr("This laptop")))
        for selection in (self.language, self.theme, self.scale):
            selection.setMaximumWidth(theme().px(320))
            self.add(selection)
        words = tr("Numbers and dates follow the language: 1,234.50 in English and Chinese.")
        self.add(label(words, Role.CAPTION, "text3", wrap=True))
