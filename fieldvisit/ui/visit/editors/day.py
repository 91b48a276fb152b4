"""A day, typed as people write it or picked from a calendar."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtWidgets import QCalendarWidget, QFrame, QVBoxLayout

from fieldvisit.domain import formats
from fieldvisit.domain.entry import read_day
from fieldvisit.domain.fields import Day, Value
from fieldvisit.domain.language import tr
from fieldvisit.domain.visit import Mark
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.editors.editor import given
from fieldvisit.ui.visit.editors.line import LineEditor
from fieldvisit.ui.widgets.buttons import IconButton
from fieldvisit.ui.widgets.labels import label


class DayEditor(LineEditor):
    """`today` is the visit's day, from which `+7` and days without a year are read."""

    def __init__(self, asked: Day, today: date) -> None:
        super().__init__(asked, width=150)
        self._today = today
        self.line.setPlaceholderText(tr("15 Sep, +7"))
        self._button = IconButton("calendar", tr("Choose a day for {field}", field=tr(asked.label)))
        self._button.clicked.connect(self.open_calendar)
        self._told = label("", Role.CAPTION, "text3")
        self.row.setSpacing(theme().px(4))
        self.row.insertWidget(1, self._button)
        self.row.insertWidget(2, self._told)
        self.line.textChanged.connect(self._tell)

    def _tell(self, text: str) -> None:
        found = read_day(text, self._today)
        self._told.setText("" if found is None else f"{formats.weekday(found)} {formats.day(found)}")

    def show_value(self, value: Value | None, mark: Mark) -> None:
        super().show_value(value, mark)
        self._tell(self.line.text())
        if given(mark):
            self._told.setText(tr("{day}, not confirmed", day=self._told.text()))

    def set_read_only(self) -> None:
        super().set_read_only()
        self._button.setEnabled(False)

    def open_calendar(self) -> QFrame:
        """The month as a popup; Enter or a click takes the day."""
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        shown = read_day(self.line.text(), self._today) or self._today
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        calendar.activated.connect(lambda day: self._picked(day, popup))
        calendar.clicked.connect(lambda day: self._picked(day, popup))
        layout = QVBoxLayout(popup)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(calendar)
        popup.move(self.mapToGlobal(QPoint(0, self.height())))
        popup.show()
        calendar.setFocus()
        return popup

    def _picked(self, day: QDate, popup: QFrame) -> None:
        popup.close()
        self.line.setText(date(day.year(), day.month(), day.day()).isoformat())
        self.line.setModified(True)
        self.commit()
        self.line.setFocus()
