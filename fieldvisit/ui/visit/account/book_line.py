"""One document of both books, with what is answered to it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from fieldvisit.domain import formats
from fieldvisit.domain.fields import Choice
from fieldvisit.domain.language import ntr, tr
from fieldvisit.domain.reconciliation import BookItem, MatchKind, ReconciliationLine
from fieldvisit.domain.steps import step_of
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.account.line import AMOUNT, BETWEEN, DAY, DOCUMENT, GUTTER, REASON, Line, right
from fieldvisit.ui.visit.notebook import Notebook
from fieldvisit.ui.widgets.buttons import Button
from fieldvisit.ui.widgets.labels import NameLabel, label
from fieldvisit.ui.widgets.marks import IconLabel


class BookLine(Line):
    """One line of the list. A difference or a document of one side takes a reason, a suggestion a decision."""

    def __init__(self, line: ReconciliationLine, notebook: Notebook) -> None:
        super().__init__()
        self.line = line
        self.kind = line.kind
        self._notebook = notebook
        self._reason: QComboBox | None = None
        self._put_item(line.ours)
        self.put(self._between(), BETWEEN)
        self._put_item(line.theirs)
        self.row.addSpacing(theme().px(GUTTER))
        self.put(self._answer(), REASON)
        self.renew()

    def _put_item(self, item: BookItem | None) -> None:
        if item is None:
            self.put(label(tr("no entry"), Role.GRID, "text2"), DOCUMENT, 1)
            self.put(QWidget(), DAY)
            self.put(QWidget(), AMOUNT)
            return
        self.put(NameLabel(item.document or formats.NO_VALUE, Role.GRID), DOCUMENT, 1)
        self.put(label(formats.short_day(item.date), Role.GRID, "text2"), DAY)
        self.put(right(formats.money(item.amount, self._notebook.minor), Role.GRID), AMOUNT)

    def _between(self) -> QWidget:
        line = self.line
        if line.kind is MatchKind.DIFFERENCE:
            sign = "+" if line.difference > 0 else ""
            return _marked("triangle-alert", "amber", sign + formats.money(line.difference, self._notebook.minor))
        if line.kind is MatchKind.SUGGESTION and line.ours and line.theirs:
            days = _days_apart(line.ours.date, line.theirs.date)
            return _marked("link", "accent", ntr("{count} day", "{count} days", days))
        return QWidget()

    def _answer(self) -> QWidget:
        if self.line.kind is MatchKind.SUGGESTION:
            return self._decision()
        if self.line.kind is MatchKind.MATCHED:
            return self._taken_back() if self.line.confirmed else QWidget()
        return self._reasons()

    def _decision(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(4))
        self.stop = match = Button(tr("Match"), bar=True)
        different = Button(tr("Not the same"), bar=True)
        match.clicked.connect(lambda: self._keep("decision", "same"))
        different.clicked.connect(lambda: self._keep("decision", "different"))
        for button in (match, different):
            button.setAccessibleDescription(" – ".join(self.line.key))
            button.setEnabled(not self._notebook.read_only)
            row.addWidget(button)
        row.addStretch(1)
        return box

    def _taken_back(self) -> QWidget:
        undo = Button(tr("Not the same"), bar=True)
        undo.setEnabled(not self._notebook.read_only)
        undo.clicked.connect(lambda: self._keep("decision", "different"))
        return undo

    def _reasons(self) -> QComboBox:
        asked = step_of("account").table("reconciliation").column("reason")
        options = asked.options if isinstance(asked, Choice) else ()
        combo = QComboBox()
        combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        combo.setFont(theme().font(Role.GRID))
        combo.setAccessibleName(tr("Reason for {documents}", documents=" – ".join(filter(None, self.line.key))))
        combo.addItem(tr("Reason…"), None)
        for option in options:
            combo.addItem(tr(option.label), option.key)
        combo.setEnabled(not self._notebook.read_only)
        combo.activated.connect(lambda at: self._keep("reason", combo.itemData(at)))
        self.stop = self._reason = combo
        return combo

    def _keep(self, field: str, value: str | None) -> None:
        self._notebook.reconcile(*self.line.key, field, value)

    def stands_for(self, other: Line) -> bool:
        return isinstance(other, BookLine) and other.line.key == self.line.key

    def renew(self) -> None:
        """Shows the reason as it stands in the visit."""
        if self._reason is None:
            return
        rows = self._notebook.visit.step("account").rows("reconciliation")
        own = (row for row in rows if (row.values.get("ours", ""), row.values.get("theirs", "")) == self.line.key)
        reason = next((row.values.get("reason") for row in own), None)
        self._reason.setCurrentIndex(max(0, self._reason.findData(reason)) if reason else 0)


def _marked(icon: str, tone: str, words: str) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(theme().px(10), 0, 0, 0)
    row.setSpacing(theme().px(4))
    row.addWidget(IconLabel(icon, tone, 14))
    row.addWidget(label(words, Role.GRID, "text" if tone == "accent" else tone), 1)
    return box


def _days_apart(ours: date | None, theirs: date | None) -> int:
    return abs((ours - theirs).days) if ours and theirs else 0
