"""What one needs to know beside a step: class and strategy, the account, the last visit, commitments, complaints."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fieldvisit.domain import formats
from fieldvisit.domain.facts import Commitment, LastVisit
from fieldvisit.domain.language import mark, ntr, tr
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.notebook import Notebook
from fieldvisit.ui.widgets.buttons import IconButton
from fieldvisit.ui.widgets.labels import label
from fieldvisit.ui.widgets.marks import IconLabel, icon_row

WIDTH = 228
STRATEGIES = {
    "EI": (mark("Class EI · consolidate"), mark("High contribution, stable orders. Keep close and protect.")),
    "EII": (
        mark("Class EII · reverse"),
        mark(
            "High contribution, unstable orders. Find the reason: likes new things, competitor pays more, or "
            "dissatisfied."
        ),
    ),
    "EIII": (mark("Class EIII · promote"), mark("Low contribution, stable orders. Raise order and range.")),
    "EIV": (
        mark("Class EIV · liquidate"),
        mark("Low contribution, unstable orders. Little time; decide on the future."),
    ),
}


class ContextPane(QFrame):
    """Follows the figures of the account; the rest stands as it was known before the visit."""

    folded = Signal()

    def __init__(self, notebook: Notebook) -> None:
        super().__init__()
        self._notebook = notebook
        self.setProperty("surface", "side")
        self.setProperty("rule", "left")
        self.setFixedWidth(theme().px(WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        area = QScrollArea()
        area.setProperty("surface", "side")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(tr("Context"))
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setWidget(self._page())
        column.addWidget(area, 1)

    def _head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(theme().px(14), theme().px(8), theme().px(8), theme().px(2))
        row.addWidget(label(tr("Context"), Role.HEADING), 1)
        fold = IconButton("panel-right-close", tr("Hide the context (Ctrl+.)"))
        fold.clicked.connect(self.folded)
        row.addWidget(fold)
        return head

    def _page(self) -> QWidget:
        page = QWidget()
        page.setProperty("surface", "side")
        column = QVBoxLayout(page)
        column.setContentsMargins(theme().px(14), theme().px(4), theme().px(14), theme().px(14))
        column.setSpacing(theme().px(14))
        for at, card in enumerate(self._cards()):
            if at:
                rule = QFrame()
                rule.setProperty("rule", "above")
                rule.setFixedHeight(1)
                column.addWidget(rule)
            column.addWidget(card)
        column.addStretch(1)
        return page

    def _cards(self) -> Iterator[QWidget]:
        facts = self._notebook.facts
        yield self._class_card()
        yield self._account_card()
        if facts.last_visit is not None:
            yield self._last_visit_card(facts.last_visit)
        if facts.commitments:
            yield self._commitments_card()
        for complaint in facts.complaints:
            days = (facts.day - complaint.opened_on).days if complaint.opened_on else None
            since = "" if days is None else ntr("open {count} day", "open {count} days", days)
            yield _card(tr("Complaint {number}", number=complaint.number), since, _text(complaint.facts))

    def _class_card(self) -> QWidget:
        dealer = self._notebook.facts.dealer
        title, strategy = STRATEGIES.get(dealer.class_label, ("", ""))
        head = (
            tr(title)
            if title
            else (tr("Class {label}", label=dealer.class_label) if dealer.class_label else tr("No class yet"))
        )
        words = [tr(strategy)] if strategy else []
        if dealer.class_reason:
            words.append(dealer.class_reason[:1].upper() + dealer.class_reason[1:])
        where = " · ".join(part for part in (dealer.market, dealer.channel, dealer.opening_hours) if part)
        return _card(head, "", *(_text(each) for each in words), *([_text(where, "text2")] if where else []))

    def _account_card(self) -> QWidget:
        account, minor = self._notebook.figures.account, self._notebook.minor
        overdue = account.overdue > 0
        rows = [
            _figure(tr("Unpaid"), formats.money(account.unpaid, minor)),
            _figure(tr("of which overdue"), formats.money(account.overdue, minor), "red" if overdue else "text"),
            _figure(tr("Advance payments"), formats.money(account.advance, minor)),
            _figure(tr("Receivable, net"), formats.money(account.receivable, minor), strong=True),
            _figure(
                tr("Credit available"),
                formats.money(account.available, minor),
                "red" if account.available is not None and account.available < 0 else "text",
            ),
        ]
        return _card(tr("Account, {currency}", currency=self._notebook.facts.dealer.currency), "", *rows)

    def _last_visit_card(self, last: LastVisit) -> QWidget:
        when = formats.short_day(last.day)
        if last.minutes is not None:
            when = tr("{day} · {minutes} min", day=when, minutes=last.minutes)
        told = []
        if last.order_value is not None:
            told.append(tr("Order {value}.", value=formats.money(last.order_value, self._notebook.minor)))
        if last.met:
            told.append(tr("Met {people}.", people=formats.relisted(last.met)))
        if last.objectives_total:
            told.append(
                tr(
                    "{reached} of {all} objectives reached.",
                    reached=last.objectives_reached or 0,
                    all=last.objectives_total,
                )
            )
        return _card(tr("Last visit"), when, *(_text(words) for words in (formats.sentences(told), last.note) if words))

    def _commitments_card(self) -> QWidget:
        facts = self._notebook.facts
        return _card(tr("Open commitments"), "", *(_commitment(each, facts.day) for each in facts.commitments))


def _card(title: str, beside: str, *content: QWidget) -> QWidget:
    card = QWidget()
    column = QVBoxLayout(card)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme().px(5))
    head = QHBoxLayout()
    head.addWidget(label(title, Role.CAPTION_STRONG, "text2", wrap=True), 1)
    if beside:
        head.addWidget(label(beside, Role.CAPTION, "text2"))
    column.addLayout(head)
    for widget in content:
        column.addWidget(widget)
    return card


def _text(words: str, tone: str = "text") -> QWidget:
    return label(words, Role.GRID, tone, wrap=True, select=True)


def _figure(words: str, amount: str, tone: str = "text", *, strong: bool = False) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme().px(4))
    row.addWidget(label(words, Role.GRID, "text2", wrap=True), 1)
    if tone == "red":
        row.addWidget(IconLabel("octagon-alert", "red", 14))
    row.addWidget(label(amount, Role.GRID_STRONG if strong else Role.GRID, tone, select=True))
    line.setAccessibleName(formats.listed((words, amount)))
    return line


def _commitment(each: Commitment, day: date) -> QWidget:
    side = tr("Ours: {what}", what=each.what) if each.side == "ours" else tr("Theirs: {what}", what=each.what)
    late = each.due is not None and each.due < day
    words = QWidget()
    column = QVBoxLayout(words)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(_text(side))
    if each.due is not None:
        tone = ("red" if each.side == "ours" else "amber") if late else "text2"
        column.addWidget(label(_due_words(each.due, day), Role.CAPTION, tone, wrap=True))
    if not late:
        return icon_row("circle", "mid", words)
    icon, tone = ("octagon-alert", "red") if each.side == "ours" else ("triangle-alert", "amber")
    return icon_row(icon, tone, words)


def _due_words(due: date, day: date) -> str:
    shown, days = formats.short_day(due), (day - due).days
    if days > 0:
        return ntr("due {day}, {count} day late", "due {day}, {count} days late", days, day=shown)
    return tr("due {day}, today", day=shown) if days == 0 else tr("due {day}", day=shown)
