"""What can be given out of the visits: of those that are selected, and where one or none is, of all that are listed.

The row one has just come to is always selected, so that one row says nothing about what is wanted: the buttons for many
then speak of all, and say so before they are pressed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fieldvisit.domain.formats import number, sentences
from fieldvisit.domain.language import ntr, tr
from fieldvisit.ui.desk import Desk
from fieldvisit.ui.table_saving import export_to_file, export_visit_to_file, export_visits_to_folder
from fieldvisit.ui.theme import theme
from fieldvisit.ui.widgets.buttons import Button
from fieldvisit.ui.widgets.filters import FilterRow


@dataclass(frozen=True)
class Choice:
    """Visits by id, in the order of the list; `selected` are several or none, `current` has the keys."""

    listed: Sequence[str] = ()
    selected: Sequence[str] = ()
    current: str | None = None
    closed: Collection[str] = field(default_factory=frozenset)
    is_everything: bool = True
    """Whether neither filter nor search leaves any out."""

    def reported(self) -> list[str]:
        """Those of which reports are made: an open one has none yet."""
        return [visit for visit in self.selected or self.listed if visit in self.closed]


class VisitExports(QWidget):
    """The filter and, beside it, the buttons; their words go first where there is no room, from the left."""

    def __init__(self, desk: Desk, filters: FilterRow) -> None:
        super().__init__()
        self._desk = desk
        self._filters = filters
        self._choice = Choice()
        self.workbook = Button(tr("As Excel"), "file-spreadsheet")
        self.workbook.clicked.connect(self._save_workbooks)
        self.table = Button(tr("Export list"), "table")
        self.table.clicked.connect(self._save_table)
        self.bundle = Button(tr("Save as a bundle…"), "lock")
        self.bundle.clicked.connect(self._save_bundle)
        self.reports = Button(tr("Export reports…"), "file-down")
        self.reports.clicked.connect(self._save_reports)
        self._buttons = (self.workbook, self.table, self.bundle, self.reports)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(12), theme().px(8), theme().px(12), theme().px(8))
        row.setSpacing(theme().px(6))
        row.addWidget(filters, 1)
        for button in self._buttons:
            row.addWidget(button)

    def show_choice(self, choice: Choice) -> None:
        """Says on the buttons what they would give out now."""
        self._choice = choice
        self._show_reports(len(choice.reported()))
        self._show_single()
        several = len(choice.selected)
        self.table.setText(
            ntr("List of {count} visit", "List of {count} visits", several) if several else tr("Export list")
        )
        self.table.setEnabled(bool(choice.listed))
        self.table.setToolTip(tr("The visits as one table: those that are selected, else all that are listed"))
        self._fit()

    def _show_reports(self, count: int) -> None:
        self.reports.setText(self._report_words(count))
        self.reports.set_short(number(count) if count else "")
        self.reports.setEnabled(count > 0)
        self.reports.setToolTip(self._report_tip(count))

    def _report_words(self, count: int) -> str:
        if not count:
            return tr("Export reports…")
        if self._choice.selected:
            return ntr("Export {count} report…", "Export {count} reports…", count)
        return ntr("Export the {count} report…", "Export all {count} reports…", count)

    def _report_tip(self, count: int) -> str:
        if not self._choice.selected:
            return sentences(
                (
                    tr("A report of each closed visit that is listed, into a folder."),
                    tr("Select several rows (Ctrl or Shift and a click, Shift and the arrows) for only those."),
                )
            )
        told = [tr("A report of each closed visit that is selected, into a folder.")]
        if opened := len(self._choice.selected) - count:
            told.append(
                ntr(
                    "{count} selected visit is open: no report yet.",
                    "{count} selected visits are open: no report yet.",
                    opened,
                )
            )
        return sentences(told)

    def _show_single(self) -> None:
        choice, several = self._choice, len(self._choice.selected)
        self.workbook.setText(
            ntr("As {count} workbook…", "As {count} workbooks…", several) if several else tr("As Excel")
        )
        self.workbook.setEnabled(choice.current is not None)
        self.bundle.setEnabled(not several and choice.current in choice.closed)
        words = tr("The closed visit and its photos in one encrypted file, to be loaded elsewhere")
        self.bundle.setToolTip(
            tr("One visit at a time: each bundle has a passphrase of its own.") if several else words
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        margins = 2 * theme().px(12) + len(self._buttons) * theme().px(6)
        missing = (
            self._filters.least_width() + sum(each.full_width() for each in self._buttons) + margins - self.width()
        )
        for button in self._buttons:
            button.set_compact(missing > 0)
            missing -= button.full_width() - button.compact_width() if missing > 0 else 0

    def _save_reports(self) -> None:
        from fieldvisit.ui.report_saving import save_visit_reports

        save_visit_reports(self._desk, self, self._choice.reported())

    def _save_workbooks(self) -> None:
        if self._choice.selected:
            export_visits_to_folder(self._desk, self, self._choice.selected)
        elif self._choice.current is not None:
            export_visit_to_file(self._desk, self, self._choice.current)

    def _save_table(self) -> None:
        choice = self._choice
        everything = choice.is_everything and not choice.selected
        export_to_file(self._desk, self, "visits", only=None if everything else choice.selected or choice.listed)

    def _save_bundle(self) -> None:
        from fieldvisit.ui.pages.bundles import save_as_bundle

        if self._choice.current is not None:
            save_as_bundle(self._desk, self._choice.current, self)
