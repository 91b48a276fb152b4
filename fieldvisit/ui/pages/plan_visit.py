"""Asking for a day: of a visit to be planned, or to be looked at."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QDialog, QWidget

from fieldvisit.domain.days import days_after
from fieldvisit.domain.entry import Refused, read
from fieldvisit.domain.fields import Day
from fieldvisit.domain.language import mark, tr
from fieldvisit.ui.dialogs import Sheet
from fieldvisit.ui.widgets.form import Entry

_DAY = Day(key="day", label=mark("Day"))


class DaySheet(Sheet):
    """Takes `2026-09-15`, `15 Sep` or `+7`; what is no date is refused at the field."""

    def __init__(
        self, today: date, parent: QWidget | None = None, title: str = "", yes: str = "", given: date | None = None
    ) -> None:
        super().__init__(title or tr("Plan a visit"), parent, width=360)
        self.day: date | None = None
        self._today = today
        day = given or days_after(today, 1)
        self.entry = Entry(tr("Day: 2026-09-15, 15 Sep, or +7 for in seven days"), day.isoformat(), name="day")
        self.body.addWidget(self.entry)
        self.add_answers(yes or tr("Plan"), tr("Cancel"))
        self.entry.line.selectAll()
        self.entry.line.setFocus()

    def accept(self) -> None:
        try:
            typed = read(self.entry.text(), _DAY, today=self._today)
        except Refused as error:
            self.entry.refuse(error)
            return
        self.day = typed if isinstance(typed, date) else None
        if self.day is not None:
            super().accept()


def ask_day(today: date, parent: QWidget | None = None) -> date | None:
    """The day to plan a visit for; None when it was called off."""
    return _answer(DaySheet(today, parent))


def ask_other_day(today: date, shown: date, parent: QWidget | None = None) -> date | None:
    """The day to be shown; None when it was called off."""
    return _answer(DaySheet(today, parent, tr("Go to a day"), tr("Show"), shown))


def _answer(sheet: DaySheet) -> date | None:
    return sheet.day if sheet.exec() == QDialog.DialogCode.Accepted else None
