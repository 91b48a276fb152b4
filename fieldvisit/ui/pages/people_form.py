"""The people at a dealer's: as many lines as there are, and one more."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from fieldvisit.domain.language import tr
from fieldvisit.ui.theme import theme
from fieldvisit.ui.widgets.buttons import Button
from fieldvisit.ui.widgets.columns import heading
from fieldvisit.usecases.dealers import Contact


class PeopleForm(QWidget):
    """A line without a name is left out. `edited` follows each key."""

    edited = Signal()

    def __init__(self, contacts: tuple[Contact, ...]) -> None:
        super().__init__()
        self.lines: list[_Person] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().px(6))
        self._column.addWidget(heading(tr("People")))
        for contact in contacts:
            self._add(contact)
        self.add = Button(tr("Add person"), "plus", bar=True)
        self.add.clicked.connect(self._add_blank)
        self._column.addWidget(self.add)
        if not contacts:
            self._add(Contact(""))

    def _add(self, contact: Contact) -> None:
        line = _Person(contact)
        for field in line.fields():
            field.textEdited.connect(self.edited)
        self.lines.append(line)
        at = self._column.indexOf(self.add) if hasattr(self, "add") else -1
        self._column.insertWidget(at, line)

    def _add_blank(self) -> None:
        self._add(Contact(""))
        self.lines[-1].name.setFocus()

    def texts(self) -> list[list[str]]:
        """All lines as they stand."""
        return [[field.text() for field in line.fields()] for line in self.lines]

    def show_texts(self, texts: list[list[str]]) -> None:
        """Puts back what `texts` gave."""
        for _ in range(len(texts) - len(self.lines)):
            self._add(Contact(""))
        for line, parts in zip(self.lines, texts, strict=False):
            for field, text in zip(line.fields(), parts, strict=True):
                field.setText(text)

    def contacts(self) -> tuple[Contact, ...]:
        """Those with a name, as they stand in the form."""
        return tuple(contact for line in self.lines if (contact := line.contact()).name)


class _Person(QWidget):
    """Name, role, phone and e-mail in one line."""

    def __init__(self, contact: Contact) -> None:
        super().__init__()
        self._contact = contact
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(6))
        self.name = _field(row, tr("Name"), contact.name)
        self.role = _field(row, tr("Role"), contact.role)
        self.phone = _field(row, tr("Phone"), contact.phone)
        self.email = _field(row, tr("E-mail"), contact.email)

    def fields(self) -> tuple[QLineEdit, ...]:
        return self.name, self.role, self.phone, self.email

    def contact(self) -> Contact:
        name, role = self.name.text().strip(), self.role.text().strip()
        phone, email = self.phone.text().strip(), self.email.text().strip()
        return replace(self._contact, name=name, role=role, phone=phone, email=email)


def _field(row: QHBoxLayout, name: str, text: str) -> QLineEdit:
    field = QLineEdit(text)
    field.setPlaceholderText(name)
    field.setAccessibleName(name)
    row.addWidget(field, 1)
    return field
