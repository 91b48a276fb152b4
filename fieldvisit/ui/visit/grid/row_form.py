"""The fields of a table's current row that find no column: a form under the grid, which Tab leads into and out of."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QSizePolicy, QVBoxLayout, QWidget

from fieldvisit.domain.language import tr
from fieldvisit.domain.visit import Address
from fieldvisit.ui.pane_walk import tab_stops
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.field_row import FieldRow
from fieldvisit.ui.visit.form import FormSection
from fieldvisit.ui.visit.grid.model import GridModel
from fieldvisit.ui.visit.notebook import Notebook
from fieldvisit.ui.widgets.labels import label


class RowForm(QFrame):
    """`left` wants the focus back before (-1) or after (1) the form; `entered` brings the part that has it now."""

    left = Signal(int)
    entered = Signal(QWidget)

    def __init__(self, model: GridModel, notebook: Notebook) -> None:
        super().__init__()
        self.setProperty("rule", "below")
        self._model, self._notebook = model, notebook
        self._shown: tuple[str, tuple[str, ...]] = ("", ())
        self._section: FormSection | None = None
        self._title = label("", Role.CAPTION_STRONG, "text2", wrap=True)
        # A name without any space must not widen the grid: then this form would go, narrow it again, and come back.
        policy = self._title.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        self._title.setSizePolicy(policy)
        self._title.setContentsMargins(theme().px(12), theme().px(8), theme().px(12), 0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._title)
        notebook.entered.connect(self._entered)
        self.hide()

    @property
    def rows(self) -> list[FieldRow]:
        """The fields that are shown now."""
        return self._section.rows if self._section is not None else []

    def show_row(self, row_id: str, keys: tuple[str, ...]) -> None:
        """Shows some fields of a row; nothing where there is no row, or no such field."""
        wanted = (row_id, keys) if row_id and keys else ("", ())
        if wanted != self._shown:
            self.commit()
            self._shown = wanted
            self._make()
        self._name_row()
        self.setVisible(bool(row_id and keys))

    def renew(self) -> None:
        """Shows the fields as they stand, after an undo."""
        for row in self.rows:
            row.renew()

    def _make(self) -> None:
        if self._section is not None:
            self._section.hide()
            self._section.deleteLater()
            self._section = None
        row_id, keys = self._shown
        if not row_id:
            return
        sheet = self._model.sheet
        fields = tuple(sheet.table.column(key) for key in keys)
        self._section = FormSection("", sheet.step, fields, self._notebook, of=(sheet.table.key, row_id))
        self._column.addWidget(self._section)
        for stop in tab_stops(self._section):
            stop.installEventFilter(self)

    def _name_row(self) -> None:
        at = self._model.row_of(self._shown[0]) if self._shown[0] else None
        name = self._model.cell(at, 0).text if at is not None else ""
        self._title.setText(tr("More of {row}", row=name) if name else tr("More of this row"))

    def _entered(self, address: Address) -> None:
        if address.row == self._shown[0]:
            self._name_row()

    def begin(self) -> None:
        """Puts the focus on the first field."""
        for stop in tab_stops(self)[:1]:
            stop.setFocus(Qt.FocusReason.TabFocusReason)

    def go_to(self, field: str) -> bool:
        """Puts the focus on a field; False when it is not here."""
        found = next((row for row in self.rows if row.asked.key == field), None)
        if found is not None:
            found.go_to()
        return found is not None

    def commit(self) -> None:
        """Enters what is half typed."""
        for row in self.rows:
            row.editor.commit()

    def focusNextPrevChild(self, following: bool) -> bool:
        """Tab goes through the fields in their order, which is not that in which the window knows its parts."""
        stops, here = tab_stops(self), QApplication.focusWidget()
        at = stops.index(here) + (1 if following else -1) if here in stops else 0
        if 0 <= at < len(stops):
            reason = Qt.FocusReason.TabFocusReason if following else Qt.FocusReason.BacktabFocusReason
            stops[at].setFocus(reason)
        else:
            self.left.emit(1 if following else -1)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.entered.emit(watched)
        return super().eventFilter(watched, event)
