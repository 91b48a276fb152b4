"""The key that signs the rep's reports: shown as a QR picture, saved to be handed over; the keys of others taken in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import tr
from fieldvisit.exchange.key_picture import key_picture
from fieldvisit.exchange.seals import fingerprint
from fieldvisit.ui import dialogs, files, tasks
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.buttons import Button
from fieldvisit.ui.widgets.columns import ScrollColumn, clear, heading
from fieldvisit.ui.widgets.labels import label, set_tone
from fieldvisit.usecases.keys import export_key, key_of, known_keys, own_key, take_key

if TYPE_CHECKING:
    from fieldvisit.exchange.key_file import PublicKey
    from fieldvisit.ui.desk import Desk

PICTURES = ("png", "jpg", "jpeg")
_SIDE = 240
_WIDE = 520


class KeyForm(ScrollColumn):
    """The rep's own key above, those that were handed over below. `said` names what came of the last button."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Signing key"))
        self.desk = desk
        self.picture = label("")
        self.picture.setFixedSize(theme().px(_SIDE), theme().px(_SIDE))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.whose = label("", Role.BODY, wrap=True, select=True)
        self.short_name = label("", Role.STEP_TITLE, select=True)
        self.save = Button(tr("Save the picture…"), "save")
        self.save.clicked.connect(self._save_picture)
        self.save_file = Button(tr("Save as a file…"), "file-down")
        self.save_file.clicked.connect(self._save_file)
        self.take = Button(tr("Take in a key…"), "shield-check")
        self.take.clicked.connect(self._take)
        self.said = label("", Role.GRID, "text2", wrap=True)
        self._known = QVBoxLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        self.add(heading(tr("Your signing key")))
        why = tr(
            "It signs every report, so that nobody can change one unnoticed. Hand it over once: show this picture to "
            "the manager's camera, or save it and send it. With it others check your reports; they cannot sign."
        )
        self.add(_narrow(label(why, Role.GRID, "text2", wrap=True)))
        holder = QWidget()
        holder.setFixedHeight(theme().px(_SIDE))
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(16))
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._beside(), 1)
        self.add(holder)
        self.add(_narrow(self.said))
        self.add(heading(tr("Keys you know")))
        once = tr("Once a key is taken, only reports signed with a known key count; the others are refused by name.")
        self.add(_narrow(label(once, Role.GRID, "text2", wrap=True)))
        known = QWidget()
        known.setLayout(self._known)
        self._known.setContentsMargins(0, 0, 0, 0)
        self._known.setSpacing(theme().px(4))
        self.add(_narrow(known))
        self.add(_row(self.take))
        self.column.addStretch(1)

    def _beside(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme().px(8))
        for each in (label(tr("Signs for"), Role.CAPTION, "text2"), self.whose):
            column.addWidget(each)
        compared = label(tr("Short name of the key, to be compared on the phone"), Role.CAPTION, "text2", wrap=True)
        for each in (compared, self.short_name):
            column.addWidget(each)
        column.addSpacing(theme().px(8))
        column.addWidget(_row(self.save))
        column.addWidget(_row(self.save_file))
        column.addStretch(1)
        return column

    def showEvent(self, event: QShowEvent) -> None:
        """The key is made when it is first looked at; the name on it is the one that is set now."""
        super().showEvent(event)
        store = self.desk.store
        tasks.run(lambda _progress: _drawn(own_key(store)), on_done=self._show_own)
        self._show_known()

    def _show_own(self, drawn: tuple[PublicKey, bytes]) -> None:
        key, png = drawn
        ratio = self.devicePixelRatioF()
        pixels = round(theme().px(_SIDE) * ratio)
        whole = QPixmap()
        whole.loadFromData(png)
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        shown = whole.scaled(pixels, pixels, keep, smooth)
        shown.setDevicePixelRatio(ratio)
        self.picture.setPixmap(shown)
        self.picture.setAccessibleName(tr("QR picture of the key {key}", key=key.fingerprint))
        self.whose.setText(key.name or tr("no name yet: type it under “You and company”"))
        self.short_name.setText(key.fingerprint)

    def _show_known(self) -> None:
        clear(self._known)
        keys = known_keys(self.desk.store)
        own = own_key(self.desk.store).public
        others = sorted((name, fingerprint(public)) for public, name in keys.items() if public != own)
        for name, short in others:
            self._known.addWidget(label(f"{name or '–'} · {short}", Role.GRID, select=True))
        if not others:
            self._known.addWidget(label(tr("None yet."), Role.GRID, "text2"))

    def _save_picture(self) -> None:
        self._ask_and_save(tr("Save the picture of the key"), "png", tr("Picture"))

    def _save_file(self) -> None:
        self._ask_and_save(tr("Save the key"), "key", tr("Key of FieldVisit"))

    def _ask_and_save(self, title: str, ending: str, words: str) -> None:
        key = own_key(self.desk.store)
        target = files.ask_save(self, title, f"FieldVisit {key.fingerprint}.{ending}", words, ending)
        if target is not None:
            self.save_to(target)

    def save_to(self, target: Path) -> None:
        """Writes the public part of the key; a name in .png makes a picture of it."""
        try:
            export_key(self.desk.store, target)
        except KnownError as error:
            dialogs.tell(error, self)
            return
        self._say(files.saved_words(target))

    def _take(self) -> None:
        kinds = ("key", "json", *PICTURES)
        path = files.ask_open(self, tr("A key that was handed over"), tr("Key, picture or photo"), kinds)
        if path is not None:
            self.take_in(path)

    def take_in(self, path: Path) -> None:
        """Knows the key in a file or a picture from now on, if its short name was compared; says whose it is."""
        try:
            key = key_of(path)
        except (KnownError, OSError) as error:
            dialogs.say(tr("This did not work"), str(error), self)
            return
        if not self._is_compared(key):
            return
        take_key(self.desk.store, key)
        self._show_known()
        self.desk.has_saved()
        self._say(tr("The key {key} of {name} is known from now on.", key=key.fingerprint, name=key.name or "–"))

    def _is_compared(self, key: PublicKey) -> bool:
        told = tr(
            "{name}, key {key}. Have the rep read these sixteen letters and digits to you, on the phone rather than by "
            "mail. Whoever holds this key can report under this name.",
            name=key.name or "–",
            key=key.fingerprint,
        )
        return dialogs.ask(tr("Take this key?"), told, tr("Take the key"), self)

    def _say(self, words: str) -> None:
        self.said.setText(words)
        set_tone(self.said, "text")


def _drawn(key: PublicKey) -> tuple[PublicKey, bytes]:
    return key, key_picture(key)


def _row(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return holder


def _narrow(widget: QWidget) -> QWidget:
    """Keeps sentences from running over the whole window."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    widget.setMaximumWidth(theme().px(_WIDE))
    row.addWidget(widget, 1)
    row.addStretch(0)
    return holder
