"""The limits that flags are raised by: each with its default, and a way back to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from fieldvisit.domain.entry import Refused, read
from fieldvisit.domain.language import tr
from fieldvisit.domain.settings import Thresholds
from fieldvisit.ui.pages.threshold_names import THRESHOLDS, ThresholdName
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.buttons import Button, IconButton
from fieldvisit.ui.widgets.columns import ScrollColumn, heading
from fieldvisit.ui.widgets.labels import label, set_look

_DEFAULTS = Thresholds()


class ThresholdsForm(ScrollColumn):
    """`changed` brings the whole set of thresholds."""

    changed = Signal(object)

    def __init__(self, thresholds: Thresholds, today: date) -> None:
        super().__init__(tr("Thresholds"))
        self.thresholds = thresholds
        self._today = today
        self.rows: dict[str, _Row] = {}
        self.add(
            label(tr("Open visits are judged by these limits; closed ones keep theirs."), Role.GRID, "text2", wrap=True)
        )
        for title, names in THRESHOLDS:
            self.add(heading(tr(title)))
            self.add(self._group(names))
        self.reset = Button(tr("All back to their defaults"), "undo-2")
        self.reset.clicked.connect(self.reset_all)
        self.add(self.reset)

    def _group(self, names: tuple[ThresholdName, ...]) -> QWidget:
        holder = QWidget()
        holder.setMaximumWidth(theme().px(640))
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme().px(12))
        grid.setVerticalSpacing(theme().px(4))
        grid.setColumnStretch(0, 1)
        for name in names:
            self.rows[name.key] = _Row(self, name, grid)
        return holder

    def value_of(self, key: str) -> Any:
        return getattr(self.thresholds, key)

    def take(self, name: ThresholdName, typed: str) -> None:
        """Reads and keeps what was typed; nothing typed means the default. Raises Refused."""
        value = read(typed, name.field(), today=self._today)
        kept = getattr(_DEFAULTS, name.key) if value is None else name.kept(Decimal(str(value)))
        changes: dict[str, Any] = {name.key: kept}
        self.thresholds = replace(self.thresholds, **changes)
        self.changed.emit(self.thresholds)

    def reset_all(self) -> None:
        self.thresholds = _DEFAULTS
        for row in self.rows.values():
            row.show_value()
        self.changed.emit(self.thresholds)


class _Row:
    """One threshold: words, field, default and the way back."""

    def __init__(self, form: ThresholdsForm, name: ThresholdName, grid: QGridLayout) -> None:
        self._form, self._name = form, name
        row = grid.rowCount()
        words = label(tr(name.words), Role.GRID, wrap=True)
        self.line = QLineEdit()
        self.line.setObjectName(name.key)
        self.line.setAccessibleName(tr(name.words))
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.setFixedWidth(theme().px(96))
        words.setBuddy(self.line)
        default = tr("default {value}", value=name.shown(getattr(_DEFAULTS, name.key)))
        self.back = IconButton("undo-2", tr("Back to the default: {name}", name=tr(name.words)))
        self.back.clicked.connect(self._reset)
        self.line.editingFinished.connect(self._commit)
        self.message = label("", Role.CAPTION, "red", wrap=True)
        self.message.setAlignment(Qt.AlignmentFlag.AlignRight)
        for column, widget in enumerate((words, self.line, label(default, Role.CAPTION, "text3"), self.back)):
            grid.addWidget(widget, row, column)
        grid.addWidget(self.message, row + 1, 0, 1, 4)
        self.show_value()

    def show_value(self) -> None:
        value = self._form.value_of(self._name.key)
        self.line.setText(self._name.shown(value))
        self._refuse("")
        self.back.setEnabled(value != getattr(_DEFAULTS, self._name.key))

    def _reset(self) -> None:
        self.line.clear()
        self._commit()

    def _commit(self) -> None:
        if self.line.text() == self._name.shown(self._form.value_of(self._name.key)):
            self._refuse("")
            return
        try:
            self._form.take(self._name, self.line.text())
        except Refused as error:
            self._refuse(str(error))
        else:
            self.show_value()

    def _refuse(self, why: str) -> None:
        """Says right below the line what would do; an empty text takes the words away."""
        set_look(self.line, "refused", "true" if why else "false")
        self.line.setAccessibleDescription(why)
        self.message.setText(why)
        self.message.setVisible(bool(why))
