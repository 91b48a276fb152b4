"""The keys that reports were signed with: whose they are, and the decision to trust one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from fieldvisit.domain import formats
from fieldvisit.domain.language import ntr, tr
from fieldvisit.ui import files
from fieldvisit.ui.dialogs import Sheet
from fieldvisit.ui.pages.key_form import PICTURES
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.buttons import Button
from fieldvisit.ui.widgets.labels import label
from fieldvisit.ui.widgets.marks import FlagMark
from fieldvisit.ui.widgets.record_table import RecordTable
from fieldvisit.ui.widgets.records import Cell, Column, Kind, Record
from fieldvisit.usecases.region_care import SeenKey


class TrustSheet(Sheet):
    """The decision about one key; its short name is what the rep reads out."""

    def __init__(self, key: SeenKey, parent: QWidget) -> None:
        super().__init__(tr("Take this key?"), parent)
        reps = formats.listed(rep for rep in key.reps if rep) or formats.NO_VALUE
        signed = ntr(
            "It signed {count} report in the name of {reps}.",
            "It signed {count} reports in the name of {reps}.",
            key.reports,
            reps=reps,
        )
        self.body.addWidget(label(signed, wrap=True))
        shown = label(key.fingerprint, Role.FIGURE, select=True)
        shown.setAccessibleName(tr("Key {key}", key=" ".join(key.fingerprint)))
        self.body.addWidget(shown)
        self.body.addWidget(
            label(
                tr(
                    "Have the rep read the key to you from the settings, on the phone rather than by mail. "
                    "Whoever holds this key can report; the visits count for the name you give it here."
                ),
                wrap=True,
            )
        )
        self.name = QLineEdit(next((rep for rep in key.reps if rep), ""))
        self.name.setAccessibleName(tr("Whose key it is"))
        caption = label(tr("Whose key it is"), Role.GRID, "text2")
        caption.setBuddy(self.name)
        self.body.addWidget(caption)
        self.body.addWidget(self.name)
        self.take = self.add_answers(tr("Take the key"), tr("Cancel"))
        self.name.textChanged.connect(lambda text: self.take.setEnabled(bool(text.strip())))
        self.take.setEnabled(bool(self.name.text().strip()))


def ask_trust(key: SeenKey, parent: QWidget) -> str | None:
    """Whose the key is; None when it was not taken."""
    sheet = TrustSheet(key, parent)
    return sheet.name.text().strip() if sheet.exec() == Sheet.DialogCode.Accepted else None


class KeysSheet(Sheet):
    """All keys that reports came with, the unknown first. `trusted` brings a key and whose it is, `file` a key file."""

    trusted = Signal(object, str)
    file = Signal(object)

    def __init__(self, keys: Sequence[SeenKey], parent: QWidget) -> None:
        super().__init__(tr("Keys of the reps"), parent, width=640)
        self._keys = {key.public: key for key in keys}
        self.body.addWidget(
            label(
                tr("Once a key is taken, only reports signed with a known key count; the others are refused by name."),
                Role.GRID,
                "text2",
                wrap=True,
            )
        )
        self.table = RecordTable(_columns(), tr("Signing keys"))
        self.table.setMinimumHeight(theme().px(220))
        self.table.set_records([_record(key) for key in keys])
        self.table.chosen.connect(self._follow)
        self.table.opened.connect(lambda _key: self._take())
        self.body.addWidget(self.table, 1)
        self.bring = self.add_button(Button(tr("Open a key's file…"), "file-down"))
        self.bring.clicked.connect(self._bring)
        self.take = self.add_button(Button(tr("Take this key…"), "shield-check"))
        self.take.clicked.connect(self._take)
        self.add_answers(tr("Close"))
        self._follow(self.table.current_key())
        self.table.setFocus()

    def _current(self) -> SeenKey | None:
        key = self.table.current_key()
        return self._keys.get(key) if isinstance(key, str) else None

    def _follow(self, _key: object) -> None:
        key = self._current()
        self.take.setEnabled(key is not None and key.name is None)

    def _take(self) -> None:
        key = self._current()
        if key is None or key.name is not None:
            return
        name = ask_trust(key, self)
        if name:
            self.accept()
            self.trusted.emit(key, name)

    def _bring(self) -> None:
        kinds = ("key", "json", *PICTURES, "*")
        path = files.ask_open(self, tr("A rep's key"), tr("Key, picture or photo"), kinds)
        if path is not None:
            self.accept()
            self.file.emit(path)


def _columns() -> list[Column]:
    return [
        Column(tr("Key"), width=160),
        Column(tr("Whose key it is"), Kind.FLAG, width=130, stretch=1),
        Column(tr("Reports in the name of"), width=140, stretch=2),
        Column(tr("Reports"), Kind.NUMBER, width=80),
    ]


def _record(key: SeenKey) -> Record:
    whose = (
        Cell(key.name or formats.NO_VALUE) if key.name is not None else Cell(mark=FlagMark("amber", tr("not known")))
    )
    return Record(
        key.public,
        (
            Cell(key.fingerprint),
            whose,
            Cell(formats.listed(rep for rep in key.reps if rep) or formats.NO_VALUE),
            Cell(formats.number(key.reports)),
        ),
    )
