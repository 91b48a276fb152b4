"""How the window looks on this laptop: language, number marks, light or dark, text size."""

from __future__ import annotations

from PySide6.QtCore import Signal

from fieldvisit import resources
from fieldvisit.domain.formats import with_percent
from fieldvisit.domain.language import tr
from fieldvisit.ui.preferences import Preferences
from fieldvisit.ui.speech import NUMBER_MARKS
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.buttons import Button
from fieldvisit.ui.widgets.columns import ScrollColumn, heading
from fieldvisit.ui.widgets.form import Selection
from fieldvisit.ui.widgets.labels import label

SCALES = (80, 90, 100, 110, 125, 150, 175, 200)


class WindowForm(ScrollColumn):
    """`chosen` brings which of the four and the choice; the program makes it so and keeps it."""

    chosen = Signal(str, object)
    diagnostics_asked = Signal()

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(tr("Window"))
        languages = [("", tr("Language of the system"))]
        languages += [(offered.code, offered.name) for offered in resources.LANGUAGES]
        themes = [("system", tr("As the system")), ("light", tr("Light")), ("dark", tr("Dark"))]
        scales = [(str(scale), with_percent(str(scale))) for scale in SCALES]
        self.language = Selection(tr("Language"), languages, preferences.language, name="language")
        marks = [("", tr("As usual in the language")), *((key, key) for key in NUMBER_MARKS)]
        self.numbers = Selection(tr("Numbers"), marks, preferences.numbers, name="numbers")
        self.theme = Selection(tr("Light or dark"), themes, preferences.theme, name="theme")
        self.scale = Selection(tr("Text size"), scales, str(preferences.scale), name="scale")
        self.language.committed.connect(lambda code: self.chosen.emit("language", code))
        self.numbers.committed.connect(lambda marks: self.chosen.emit("numbers", marks))
        self.theme.committed.connect(lambda name: self.chosen.emit("theme", name))
        self.scale.committed.connect(lambda scale: self.chosen.emit("scale", int(scale)))
        self.add(heading(tr("This laptop")))
        for selection in (self.language, self.numbers, self.theme, self.scale):
            selection.setMaximumWidth(theme().px(320))
            self.add(selection)
        words = tr("Numbers are shown and typed with these marks; dates follow the language.")
        self.add(label(words, Role.CAPTION, "text3", wrap=True))
        self.add(heading(tr("When something does not work")))
        self.diagnostics = Button(tr("For support…"))
        self.diagnostics.clicked.connect(self.diagnostics_asked)
        self.add(self.diagnostics)
        words = tr("Version, system, sizes and the log, without names and figures. You read it before you save it.")
        self.add(label(words, Role.CAPTION, "text3", wrap=True))
