"""The password of locked reports: asked once, tried on all of them, held in memory alone."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from fieldvisit.domain.language import ntr, tr
from fieldvisit.ui.dialogs import Sheet
from fieldvisit.ui.theme import Role
from fieldvisit.ui.widgets.labels import label
from fieldvisit.ui.widgets.passphrase_field import PassphraseField


class PasswordSheet(Sheet):
    """`field` holds what was typed; `tried` are the passwords that opened other reports, or none."""

    def __init__(self, locked: int, tried: int, parent: QWidget) -> None:
        super().__init__(tr("Password of the reports"), parent)
        self.body.addWidget(label(ntr("{count} report is locked.", "{count} reports are locked.", locked), wrap=True))
        if tried:
            self.body.addWidget(label(tr("What was typed before did not open it."), Role.GRID, "text2", wrap=True))
        self.field = PassphraseField(tr("Password"), "report_password")
        self.body.addWidget(self.field)
        told = tr("It is tried on each of them and on those dropped later, until the window closes; it is not stored.")
        self.body.addWidget(label(told, Role.GRID, "text2", wrap=True))
        self.read = self.add_answers(tr("Read the reports"), tr("Cancel"))
        self.field.changed.connect(lambda text: self.read.setEnabled(bool(text)))
        self.read.setEnabled(False)
        self.field.setFocus()


def ask_password(locked: int, tried: int, parent: QWidget) -> str | None:
    """A password; None when it was called off."""
    sheet = PasswordSheet(locked, tried, parent)
    return sheet.field.text() if sheet.exec() == Sheet.DialogCode.Accepted else None
