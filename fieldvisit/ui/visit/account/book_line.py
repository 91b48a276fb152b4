"""One document of both books, a group's title with its totals, and the head with both balances."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from fieldvisit.domain import formats
from fieldvisit.domain.fields import Choice
from fieldvisit.domain.language import ntr, tr
from fieldvisit.domain.reconciliation import BookItem, MatchKind, ReconciliationLine
from fieldvisit.domain.steps import step_of
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.notebook import Notebook
from fieldvisit.ui.widgets.buttons import Button, IconButton
from fieldvisit.ui.widgets.labels import NameLabel, label
from fieldvisit.ui.widgets.marks import IconLabel

DOCUMENT, DAY, AMOUNT, BETWEEN, REASON = 84, 50, 80, 88, 196
GUTTER = 10
"""Between the dealer's amount and what is answered to it."""


class _Line(QFrame):
    """Columns of the same widths in every line: document, day, amount, what lies between, and the other book's."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("rule", "below")
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(theme().px(12), theme().px(2), theme().px(8), theme().px(2))
        self.row.setSpacing(theme().px(4))
        self.setMinimumHeight(theme().px(32))
        # A box adds up how high its pieces may become: with 128 that may grow without end Qt's sum runs over.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def put(self, widget: QWidget, width: int, stretch: int = 0) -> None:
        widget.setMinimumWidth(theme().px(width))
        widget.setSizePolicy(
            QSizePolicy.Policy.Preferred if stretch else QSizePolicy.Policy.Fixed, widget.sizePolicy().verticalPolicy()
        )
        if not stretch:
            widget.setFixedWidth(theme().px(width))
        self.row.addWidget(widget, stretch)


class HeadLine(_Line):
    """The names of both books with their balances."""

    def __init__(self, company: str, dealer: str) -> None:
        super().__init__()
        for at, (words, amount) in enumerate(((tr("Our ledger"), company), (tr("Dealer's book"), dealer))):
            self.put(label(words, Role.GRID_STRONG), DOCUMENT + DAY + 4, 1)
            self.put(_right(amount, Role.GRID_STRONG), AMOUNT)
            if at == 0:
                self.put(QWidget(), BETWEEN)
        self.row.addSpacing(theme().px(GUTTER))
        self.put(label(tr("Reason"), Role.CAPTION, "text2"), REASON)


class GroupLine(_Line):
    """A group's title; the matched documents fold away under theirs."""

    folded = Signal()

    def __init__(self, title: str, totals: tuple[str, str], *, folds: bool, unfolded: bool) -> None:
        super().__init__()
        self.setProperty("surface", "side")
        self.setMinimumHeight(theme().px(26))
        self.setAutoFillBackground(True)
        name = label(title, Role.CAPTION_STRONG, "text2")
        head = QWidget()
        inner = QHBoxLayout(head)
        inner.setContentsMargins(0, 0, 0, 0)
        if folds:
            fold = IconButton("chevron-down" if unfolded else "chevron-right", title, size=14)
            fold.clicked.connect(self.folded)
            inner.addWidget(fold)
        inner.addWidget(name, 1)
        self.put(head, DOCUMENT + DAY + 4, 1)
        self.put(_right(totals[0], Role.CAPTION_STRONG, "text2"), AMOUNT)
        self.put(QWidget(), BETWEEN)
        self.put(QWidget(), DOCUMENT + DAY + 4, 1)
        self.put(_right(totals[1], Role.CAPTION_STRONG, "text2"), AMOUNT)
        self.row.addSpacing(theme().px(GUTTER))
        self.put(QWidget(), REASON)


class MoreLine(_Line):
    """Below a group that is not shown whole: how many documents are left, and the way to the next of them."""

    wanted = Signal()

    def __init__(self, left: int, following: int) -> None:
        super().__init__()
        more = Button(ntr("Show {count} more", "Show {count} more", following), bar=True)
        more.clicked.connect(self.wanted)
        self.row.addWidget(more)
        if left > following:
            self.row.addWidget(label(tr("{count} are not shown", count=left), Role.CAPTION, "text2"))
        self.row.addStretch(1)


class BookLine(_Line):
    """One line of the list. A difference or a document of one side takes a reason, a suggestion a decision."""

    def __init__(self, line: ReconciliationLine, notebook: Notebook) -> None:
        super().__init__()
        self.line = line
        self._notebook = notebook
        self._reason: QComboBox | None = None
        self._match: Button | None = None
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
        self.put(_right(formats.money(item.amount, self._notebook.minor), Role.GRID), AMOUNT)

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
        self._match = Button(tr("Match"), bar=True)
        different = Button(tr("Not the same"), bar=True)
        self._match.clicked.connect(lambda: self._keep("decision", "same"))
        different.clicked.connect(lambda: self._keep("decision", "different"))
        for button in (self._match, different):
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
        self._reason = combo
        return combo

    def _keep(self, field: str, value: str | None) -> None:
        self._notebook.reconcile(*self.line.key, field, value)

    def renew(self) -> None:
        """Shows the reason as it stands in the visit."""
        if self._reason is None:
            return
        rows = self._notebook.visit.step("account").rows("reconciliation")
        own = (row for row in rows if (row.values.get("ours", ""), row.values.get("theirs", "")) == self.line.key)
        reason = next((row.values.get("reason") for row in own), None)
        self._reason.setCurrentIndex(max(0, self._reason.findData(reason)) if reason else 0)

    def holds_focus(self) -> bool:
        return any(widget.hasFocus() for widget in self.findChildren(QWidget))

    def takes_focus(self) -> bool:
        return self._reason is not None or self._match is not None

    def take_focus(self) -> None:
        target = self._reason or self._match
        if target is not None:
            self.show()  # a layout shows what was put into it only later, and nothing hidden takes the focus
            target.setFocus(Qt.FocusReason.OtherFocusReason)


def _right(words: str, role: Role, tone: str = "text") -> QLabel:
    made = label(words, role, tone)
    made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return made


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
