"""Under a grid: what is wrong with the current row, the rule, what to do; at the right a reason and one action."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from fieldvisit.domain.fields import Choice, Field
from fieldvisit.domain.flags import Severity
from fieldvisit.domain.language import tr
from fieldvisit.domain.visit import Address
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.grid.cell import SEVERITY_NAMES
from fieldvisit.ui.visit.grid.model import GridModel
from fieldvisit.ui.visit.layouts.step_layout import Explanation
from fieldvisit.ui.visit.notebook import Notebook
from fieldvisit.ui.widgets.buttons import Button
from fieldvisit.ui.widgets.labels import label
from fieldvisit.ui.widgets.marks import FLAG_ICONS, FLAG_TOKENS, IconLabel

_LOWEST, _HIGHEST_HELD = 78, 112


class RuleLine(QFrame):
    """`acted` asks for the layout's own action on the current row."""

    acted = Signal()

    def __init__(self, notebook: Notebook) -> None:
        super().__init__()
        self.setProperty("rule", "above")
        self._notebook = notebook
        self._model: GridModel | None = None
        self._row = ""
        self._offered: Field | None = None
        self._icon = IconLabel("info")
        self.lead = label("", Role.GRID, wrap=True, select=True)
        self.words = label("", Role.GRID, wrap=True, select=True)
        for each in (self.lead, self.words):
            each.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.reason = QComboBox()
        self.reason.setFont(theme().font(Role.GRID))
        self.reason.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.reason.activated.connect(self._reason_chosen)
        self.report = Button(tr("Report to company"), "flag", bar=True)
        self.report.setCheckable(True)
        self.report.clicked.connect(self._report_pressed)
        self.action = Button("", bar=True)
        self.action.clicked.connect(self.acted)
        self._lay_out()
        self.clear()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(12), theme().px(8), theme().px(12), theme().px(8))
        row.setSpacing(theme().px(10))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(self.lead)
        told.addWidget(self.words)
        told.addStretch(1)
        row.addLayout(told, 1)
        self._side = QWidget()
        self._side.setFixedWidth(theme().px(190))
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(6))
        for widget in (self.reason, self.report, self.action):
            widget.setSizePolicy(widget.sizePolicy().Policy.Expanding, widget.sizePolicy().Policy.Fixed)
            column.addWidget(widget)
        column.addStretch(1)
        row.addWidget(self._side)
        self.setMinimumHeight(theme().px(_LOWEST))

    def clear(self) -> None:
        """No row is current: nothing is said."""
        self._model, self._row = None, ""
        self.lead.clear()
        self.words.clear()
        self._icon.hide()
        self._side.hide()

    def show_row(self, model: GridModel, row_id: str, told: Explanation | None, action: str) -> None:
        """Speaks of a row of a grid."""
        self._model, self._row = model, row_id
        self._say(told)
        self._show_reason()
        self._show_report()
        self.action.setText(action)
        self.action.setVisible(bool(action))
        shown = any(not each.isHidden() for each in (self.reason, self.report, self.action))
        self._side.setVisible(shown)
        self._side.setEnabled(not self._notebook.read_only)
        self._hold_height()

    def _hold_height(self) -> None:
        """Keeps the height a row once needed: a line that came and went with every row would move the whole grid."""
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            needed = min(layout.totalHeightForWidth(self.width()), theme().px(_HIGHEST_HELD))
            self.setMinimumHeight(max(self.minimumHeight(), needed))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.setMinimumHeight(theme().px(_LOWEST))

    def _say(self, told: Explanation | None) -> None:
        severity = told.severity if told else None
        self._icon.setVisible(severity is not None)
        if severity is not None:
            name = SEVERITY_NAMES[severity]
            self._icon.set_icon(FLAG_ICONS[name], FLAG_TOKENS[name])
        strong = severity is not None and severity > Severity.INFO
        self.lead.setFont(theme().font(Role.GRID_STRONG if strong else Role.GRID))
        self.lead.setText(told.lead if told else "")
        self.words.setText(told.rest if told else "")

    def _address(self, key: str) -> Address | None:
        if self._model is None or not self._row or key not in self._model.sheet.beside:
            return None
        return self._model.row_address(self._row, key)

    def _show_reason(self) -> None:
        address = self._address("reason")
        self.reason.setVisible(address is not None)
        if address is None or self._model is None:
            return
        self._offer_reasons(self._model.sheet.table.column("reason"))
        value = self._notebook.visit.value(address)
        self.reason.setCurrentIndex(max(0, self.reason.findData(value)) if value else 0)

    def _offer_reasons(self, asked: Field) -> None:
        if asked is self._offered:
            return
        self._offered = asked
        self.reason.clear()
        self.reason.addItem(tr("Reason…"), None)
        for option in asked.options if isinstance(asked, Choice) else ():
            self.reason.addItem(tr(option.label), option.key)
        self.reason.setAccessibleName(tr(asked.label))

    def _show_report(self) -> None:
        address = self._address("report")
        self.report.setVisible(address is not None)
        if address is not None and self._model is not None:
            self.report.setChecked(self._notebook.visit.value(address) is True)

    def _reason_chosen(self, at: int) -> None:
        if (address := self._address("reason")) is not None:
            self._notebook.set_value(address, self.reason.itemData(at))

    def _report_pressed(self, checked: bool) -> None:
        if (address := self._address("report")) is not None:
            self._notebook.set_value(address, True if checked else None)

    def go_to(self, field: str) -> bool:
        """Puts the focus on the reason or the report button; False when the row has none."""
        target = {"reason": self.reason, "report": self.report}.get(field)
        if target is None or self._address(field) is None:
            return False
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        return True
