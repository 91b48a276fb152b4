"""The password under which a report is saved: typed twice, because nobody can look it up again."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from fieldvisit.domain.language import tr
from fieldvisit.exchange.locking import MOST_BYTES
from fieldvisit.ui.dialogs import Sheet
from fieldvisit.ui.theme import Role
from fieldvisit.ui.widgets.labels import label
from fieldvisit.ui.widgets.passphrase_field import PassphraseField
from fieldvisit.ui.widgets.strength_meter import StrengthMeter
from fieldvisit.usecases.passphrase_strength import strength


class ReportPasswordSheet(Sheet):
    """`first` and `again` hold what was typed; it is accepted when both are the same and short enough."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("Password for this report"), parent)
        told = tr(
            "Only the password opens the saved file (AES-256); send it another way than the file. "
            "A locked file is no archive file (PDF/A) any more. A forgotten password cannot be found again."
        )
        self.body.addWidget(label(told, Role.GRID, "text2", wrap=True))
        self.first = PassphraseField(tr("Password"), "report_password_first")
        self.again = PassphraseField(tr("The same once more"), "report_password_again")
        self.meter = StrengthMeter()
        """As for passphrases; a weak password is only warned of, because who gets the report may have to choose it."""
        for field in (self.first, self.again):
            field.changed.connect(self._look)
        for widget in (self.first, self.meter, self.again):
            self.body.addWidget(widget)
        self.use = self.add_answers(tr("Use this password"), tr("Cancel"))
        self._look()
        self.first.setFocus()

    def _look(self) -> None:
        typed, again = self.first.text(), self.again.text()
        too_long = len(typed.encode(errors="replace")) > MOST_BYTES
        self.meter.show_strength(strength(typed) if typed else None)
        self.first.tell(tr("At most {most} bytes.", most=MOST_BYTES) if too_long else "")
        differs = bool(again) and not typed.startswith(again)
        self.again.tell(tr("The two are not the same.") if differs else "")
        self.use.setEnabled(bool(typed) and typed == again and not too_long)


def ask_report_password(parent: QWidget) -> str | None:
    """The password; None when it was called off."""
    sheet = ReportPasswordSheet(parent)
    return sheet.first.text() if sheet.exec() == Sheet.DialogCode.Accepted else None
