"""The card of one dealer: who, what they owe, what was promised, when one was there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fieldvisit.domain.formats import apposed, money
from fieldvisit.domain.formats import day as day_words
from fieldvisit.domain.language import tr
from fieldvisit.domain.steps.answers import ROLES
from fieldvisit.domain.visit import VisitState
from fieldvisit.ui.desk import Desk
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.buttons import Button, link
from fieldvisit.ui.widgets.columns import ScrollColumn, abreast, heading, pair, rule
from fieldvisit.ui.widgets.labels import NameLabel, label
from fieldvisit.ui.widgets.marks import ClassBadge, FlagMark, flag_row
from fieldvisit.usecases.dealers import Contact, DealerOverview, RecordCard
from fieldvisit.usecases.list_visits import VisitHead

_VISITS = 6


class DealerCard(ScrollColumn):
    """Only what is known is shown; the rest is for the form."""

    edit_asked = Signal(str)
    plan_asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Record card"))
        self.desk = desk
        self.setProperty("rule", "left")
        self.setMinimumWidth(theme().px(280))

    def show_overview(self, seen: DealerOverview | None) -> None:
        self.begin()
        if seen is None:
            return
        self._add_head(seen.card)
        self._add_identity(seen.card)
        self._add_people(seen.card)
        self.add(rule())
        self._add_account(seen)
        self.add(rule())
        self._add_commitments(seen)
        self.add(rule())
        self._add_visits(seen)

    def _add_head(self, card: RecordCard) -> None:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        row.addWidget(NameLabel(card.name, Role.STEP_TITLE))
        row.addWidget(ClassBadge(card.class_label))
        row.addStretch(1)
        self.add(holder)
        if card.name_local:
            self.add(label(card.name_local, Role.BODY, "text2", wrap=True, select=True))
        self._add_actions(card)

    def _add_actions(self, card: RecordCard) -> None:
        """Two rows: the three buttons are wider together than the card."""
        self.plan = Button(tr("Plan a visit"), "calendar-days", bar=True)
        self.plan.clicked.connect(lambda: self.plan_asked.emit(card.code))
        self.edit = Button(tr("Edit"), "pencil", bar=True)
        self.edit.clicked.connect(lambda: self.edit_asked.emit(card.code))
        self.print = Button(tr("Record card (PDF)"), "file-text", bar=True)
        self.print.clicked.connect(lambda: self._show_paper(card.code))
        self.add(abreast(self.plan, self.edit))
        self.add(abreast(self.print))

    def _show_paper(self, code: str) -> None:
        """The card on one page, to be looked at and saved."""
        from fieldvisit.ui.visit.report_files import show_record_card

        self.paper = show_record_card(self.desk.store, code, self.desk.today(), self)

    def _add_identity(self, card: RecordCard) -> None:
        place = apposed(part for part in (card.address, card.postal_code, card.city, card.country) if part)
        known = (
            (tr("Code"), card.code),
            (tr("Address"), place),
            (tr("Market"), card.market),
            (tr("Channel"), card.channel),
            (tr("Opening hours"), card.opening_hours),
            (tr("Phone"), card.phone),
            (tr("Class"), card.class_reason),
        )
        for name, value in known:
            if value:
                self.add(pair(name, value))

    def _add_people(self, card: RecordCard) -> None:
        for person in card.contacts:
            self.add(pair(person.name, _reached(person)))

    def _add_account(self, seen: DealerOverview) -> None:
        account, card = seen.account, seen.card
        late = account is not None and account.overdue > 0
        self.add(heading(tr("Account, {currency}", currency=card.currency)))
        self.add(pair(tr("Unpaid"), money(account.unpaid if account else None)))
        self.add(
            pair(tr("of which overdue"), money(account.overdue if account else None), tone="red" if late else "text")
        )
        self.add(pair(tr("Advance payments"), money(account.advance if account else None)))
        self.add(pair(tr("Receivable, net"), money(account.receivable if account else None), strong=True))
        self.add(pair(tr("Credit limit"), money(card.credit_limit)))
        self.add(pair(tr("Credit available"), money(account.available if account else None)))
        if account is None:
            self.add(label(tr("No open items were imported yet."), Role.CAPTION, "text3", wrap=True))

    def _add_commitments(self, seen: DealerOverview) -> None:
        self.add(heading(tr("Open commitments"), str(len(seen.commitments)) if seen.commitments else ""))
        today = self.desk.today()
        for each in seen.commitments:
            side = tr("Ours: {what}", what=each.what) if each.side == "ours" else tr("Theirs: {what}", what=each.what)
            words = apposed((side, tr("due {day}", day=each.due))) if each.due else side
            late = each.due is not None and each.due < today
            severity = ("red" if each.side == "ours" else "amber") if late else "info"
            self.add(flag_row(FlagMark(severity, words)))
        if not seen.commitments:
            self.add(label(tr("None."), Role.GRID, "text2"))

    def _add_visits(self, seen: DealerOverview) -> None:
        self.add(heading(tr("Last visits"), tr("next due {day}", day=seen.due) if seen.due else ""))
        for head in seen.visits[:_VISITS]:
            self.add(self._visit(head))
        if not seen.visits:
            self.add(label(tr("Not visited yet."), Role.GRID, "text2"))

    def _visit(self, head: VisitHead) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        words = head.number if head.state is VisitState.CLOSED else tr("open")
        row.addWidget(NameLabel(f"{day_words(head.day)} · {words}", Role.GRID), 1)
        open_button = link(tr("Open"))
        open_button.setAccessibleName(tr("Open the visit of {day}", day=head.day))
        open_button.clicked.connect(lambda: self.desk.open_visit(head.id))
        row.addWidget(open_button, 0, Qt.AlignmentFlag.AlignRight)
        return holder


def _reached(person: Contact) -> str:
    return " · ".join(part for part in (role_words(person.role), person.phone or person.email) if part)


def role_words(role: str) -> str:
    """A role in the window's language where it is one the visit guide knows, by key or label; others as they are."""
    known = {name.casefold(): option.label for option in ROLES for name in (option.key, option.label)}
    label_of_it = known.get(role.strip().casefold())
    return tr(label_of_it) if label_of_it else role
