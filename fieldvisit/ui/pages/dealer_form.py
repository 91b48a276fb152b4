"""A dealer's record card to be filled in: the few fields a visit needs first, the rest below."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from fieldvisit.domain.days import LONGEST
from fieldvisit.domain.entry import read
from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.fields import Field, Money, Number, Text
from fieldvisit.domain.formats import money, number
from fieldvisit.domain.language import mark, tr
from fieldvisit.ui.desk import Desk
from fieldvisit.ui.dialogs import Sheet
from fieldvisit.ui.half_typed import HalfTyped
from fieldvisit.ui.pages.people_form import PeopleForm
from fieldvisit.ui.theme import theme
from fieldvisit.ui.widgets.columns import ScrollColumn, heading
from fieldvisit.ui.widgets.form import Entry
from fieldvisit.ui.widgets.notice import Notice
from fieldvisit.usecases.dealers import RecordCard, record_card, save_dealer
from fieldvisit.usecases.half_typed import DEALER
from fieldvisit.usecases.settings import load_settings


def _text(key: str, label: str) -> Field:
    return Text(key=key, label=label)


def _days(key: str, label: str) -> Field:
    return Number(key=key, label=label, minimum=Decimal(0), maximum=Decimal(LONGEST), whole=True)


_CONSUMERS, _PEOPLE = "consumers_only", "people"
_GROUPS = (
    (
        mark("Name and class"),
        (
            _text("code", mark("Code")),
            _text("name", mark("Dealer name")),
            _text("name_local", mark("Name in the local language")),
            _text("class_label", mark("Class")),
            _text("legal_form", mark("Legal form")),
            _text("tax_number", mark("Tax number")),
        ),
    ),
    (
        mark("Where"),
        (
            _text("address", mark("Address")),
            _text("city", mark("City")),
            _text("region", mark("State or province")),
            _text("postal_code", mark("Postal code")),
            _text("country", mark("Country")),
            _text("opening_hours", mark("Opening hours")),
            _text("phone", mark("Phone")),
            _text("email", mark("E-mail")),
        ),
    ),
    (
        mark("Trade"),
        (
            _text("market", mark("Market")),
            _text("channel", mark("Channel")),
            _text("currency", mark("Currency")),
            Money(key="credit_limit", label=mark("Credit limit")),
            Money(key="stock_quota", label=mark("Stock quota")),
            _text("collateral", mark("Collateral")),
            _days("payment_days", mark("Payment term, days")),
            _days("lead_time_days", mark("Lead time, days")),
            _days("visit_interval_days", mark("Days between visits")),
            _text("brands", mark("Own brands carried")),
            _text("competitors", mark("Competitors carried")),
            _text("agreements", mark("Agreements")),
            _text("notes", mark("Notes")),
        ),
    ),
)


class DealerForm(Sheet):
    """`kept` brings the code of the card that was saved. The card is not written before Save.

    What is typed is kept beside it, and is back when the form is opened again after a kill, a lock or an end.
    """

    kept = Signal(str)

    def __init__(self, desk: Desk, code: str | None, parent: QWidget | None = None) -> None:
        super().__init__(tr("Edit dealer") if code else tr("New dealer"), parent, width=560)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk = desk
        self._replaces = code
        self._card = record_card(desk.store, code) if code else _blank(desk)
        self.entries: dict[str, Entry] = {}
        self.notice = Notice()
        self.form = ScrollColumn(tr("Record card"), margin=4)
        self.form.setMinimumHeight(theme().px(420))
        for title, lines in _GROUPS:
            self.form.add(heading(tr(title)))
            for field in lines:
                self.form.add(self._entry(field))
        self.consumers = QCheckBox(tr("Sells to consumers only"))
        self.consumers.setChecked(self._card.consumers_only)
        self.form.add(self.consumers)
        self.people = PeopleForm(self._card.contacts)
        self.form.add(self.people)
        self.body.addWidget(self.notice)
        self.body.addWidget(self.form, 1)
        self.add_answers(tr("Save"), tr("Cancel"))
        self.entries["code"].line.setFocus()
        self._opened_with = self._texts()
        self._keep_typed(HalfTyped(self, desk.store, DEALER + (code or ""), self._typed))

    def _keep_typed(self, keeping: HalfTyped) -> None:
        self._take_up(keeping.before)
        for entry in self.entries.values():
            entry.line.textEdited.connect(keeping.typed)
        self.consumers.toggled.connect(keeping.typed)
        self.people.edited.connect(keeping.typed)
        keeping.follow(self)

    def _texts(self) -> dict[str, str]:
        """Everything in the form, by field."""
        texts = {key: entry.line.text() for key, entry in self.entries.items()}
        return texts | {_CONSUMERS: str(self.consumers.isChecked()), _PEOPLE: json.dumps(self.people.texts())}

    def _typed(self) -> dict[str, str]:
        """What is no longer as it was when the form was opened."""
        return {key: text for key, text in self._texts().items() if text != self._opened_with[key]}

    def _take_up(self, before: dict[str, str]) -> None:
        """Puts back what was typed before and neither saved nor given up."""
        if not before:
            return
        texts = self._texts() | before
        for key, entry in self.entries.items():
            entry.line.setText(texts[key])
        self.consumers.setChecked(texts[_CONSUMERS] == str(True))
        self.people.show_texts(json.loads(texts[_PEOPLE]))
        self.notice.show_notice(tr("What you had typed here before is back; Cancel throws it away."), severity="info")

    def _entry(self, field: Field) -> Entry:
        key = field.key
        entry = Entry(tr(field.label), _shown(getattr(self._card, key), field), name=key)
        self.entries[key] = entry
        return entry

    def accept(self) -> None:
        """Reads every field; what cannot be read is told at its field, and the form stays open."""
        try:
            card = self._read()
            save_dealer(self.desk.store, card, replaces=self._replaces)
        except KnownError as error:
            self.notice.show_notice(str(error))
            return
        super().accept()
        self.kept.emit(card.code)

    def _read(self) -> RecordCard:
        values: dict[str, Any] = {}
        refusals = []
        for _, lines in _GROUPS:
            for field in lines:
                entry = self.entries[field.key]
                entry.refuse(None)
                try:
                    values[field.key] = self._value(field, entry.text())
                except KnownError as error:
                    entry.refuse(error)
                    refusals.append(error)
        if refusals:
            raise refusals[0]
        return replace(self._card, **values, consumers_only=self.consumers.isChecked(), contacts=self.people.contacts())

    def _value(self, field: Field, typed: str) -> Any:
        if isinstance(field, Text):
            return typed
        value = read(typed, field, today=self.desk.today())
        return int(value) if isinstance(field, Number) and isinstance(value, Decimal) else value


def _blank(desk: Desk) -> RecordCard:
    return RecordCard(code="", name="", currency=load_settings(desk.store).currency)


def _shown(value: Any, field: Field) -> str:
    if value is None:
        return ""
    if isinstance(field, Money):
        return money(value)
    return number(value) if isinstance(value, int | Decimal) else str(value)
