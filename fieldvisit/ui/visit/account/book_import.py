"""The dealer's book from a file: looked at first, then taken into the visit as one edit."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QWidget

from fieldvisit.domain import formats
from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import ntr, tr
from fieldvisit.exchange.answers import Answer, Question
from fieldvisit.ui import files
from fieldvisit.ui.dialogs import Sheet, tell
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.notebook import Notebook
from fieldvisit.ui.widgets.labels import label
from fieldvisit.ui.widgets.marks import icon_row
from fieldvisit.usecases.dealer_book import ENDINGS, DealerBook, read_book

_ROWS_SHOWN, _REFUSED_SHOWN = 6, 3


def ask_for_book(notebook: Notebook, over: QWidget) -> None:
    """Asks for a file, shows what it holds, and takes it in when the rep agrees."""
    path = files.ask_open(over, tr("Import the dealer's book"), tr("Tables"), ENDINGS)
    if path is None:
        return
    try:
        preview = BookPreview(path, notebook, over)
    except KnownError as error:
        tell(error, over)
        return
    if preview.exec() == Sheet.DialogCode.Accepted:
        preview.take()


class BookPreview(Sheet):
    """The first documents of a file with count and total; `take` brings all of them into the visit."""

    def __init__(self, path: Path, notebook: Notebook, over: QWidget | None = None) -> None:
        super().__init__(tr("Dealer's book from a file"), over, width=520)
        self._path, self._notebook = path, notebook
        self._answers: dict[str, Answer] = {}
        self.book = self._read()
        there = sum(1 for row in notebook.visit.step("account").rows("dealer_book") if row.values)
        self._words = label("", wrap=True, select=True)
        self.body.addWidget(self._words)
        for question in self.book.questions:
            self._ask(question)
        self._sample = QGridLayout()
        self._sample.setHorizontalSpacing(theme().px(16))
        self._sample.setVerticalSpacing(theme().px(4))
        self.body.addLayout(self._sample)
        words = ntr(
            "In place of the {count} document that is there", "In place of the {count} documents that are there", there
        )
        self.instead = QCheckBox(words)
        self.instead.setChecked(there > 0)
        self.instead.setVisible(there > 0)
        self.body.addWidget(self.instead)
        self.body.addStretch(1)
        self.add_answers(tr("Take in"), tr("Cancel")).setFocus()
        self._show()

    def _read(self) -> DealerBook:
        return read_book(self._path, self._notebook.visit.day, self._answers)

    def _ask(self, question: Question) -> None:
        self.body.addWidget(label(str(question.sentence), Role.GRID, wrap=True))
        choice = QComboBox()
        choice.setAccessibleName(str(question.sentence))
        for answer, words in question.labelled():
            choice.addItem(tr(words), answer)
        choice.activated.connect(lambda at: self._answer(question.column, choice.itemData(at)))
        self.body.addWidget(choice)
        self._answers[question.column] = question.choices[0]

    def _answer(self, column: str, answer: Answer) -> None:
        self._answers[column] = answer
        self.book = self._read()
        self._show()

    def _show(self) -> None:
        book = self.book
        total = formats.money(book.total, self._notebook.minor)
        self._words.setText(
            ntr(
                "{name}: {count} document, {total} in all.",
                "{name}: {count} documents, {total} in all.",
                len(book.documents),
                name=book.name,
                total=total,
            )
        )
        while (item := self._sample.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for at, each in enumerate(book.documents[:_ROWS_SHOWN]):
            amount = label(formats.money(each.amount, self._notebook.minor), Role.GRID)
            amount.setAlignment(Qt.AlignmentFlag.AlignRight)
            for column, shown in enumerate(
                (label(each.document, Role.GRID), label(formats.day(each.date), Role.GRID, "text2"), amount)
            ):
                self._sample.addWidget(shown, at, column)
        self._tell_rest(min(_ROWS_SHOWN, len(book.documents)))

    def _tell_rest(self, at: int) -> None:
        rest = len(self.book.documents) - at
        if rest:
            words = ntr("and {count} more", "and {count} more", rest)
            self._sample.addWidget(label(words, Role.CAPTION, "text2"), at, 0, 1, 3)
        for total in self.book.totals[:_REFUSED_SHOWN]:
            agrees = total.amount in (None, total.documents)
            told = label(total.words(self._notebook.minor), Role.GRID, "text2" if agrees else "amber", wrap=True)
            mark = icon_row("info", "text2", told) if agrees else icon_row("triangle-alert", "amber", told)
            self._sample.addWidget(mark, self._sample.rowCount(), 0, 1, 3)
        for row, why in self.book.refused[:_REFUSED_SHOWN]:
            told = label(tr("Row {row} is left out: {why}", row=row, why=str(why)), Role.GRID, "amber", wrap=True)
            self._sample.addWidget(icon_row("triangle-alert", "amber", told), self._sample.rowCount(), 0, 1, 3)
        if (more := len(self.book.refused) - _REFUSED_SHOWN) > 0:
            words = ntr("{count} more row is left out.", "{count} more rows are left out.", more)
            self._sample.addWidget(label(words, Role.CAPTION, "amber"), self._sample.rowCount(), 0, 1, 3)

    def take(self) -> bool:
        """Brings the documents into the visit; False when they could not be saved."""
        rows = [each.values() for each in self.book.documents]
        return self._notebook.add_rows("account", "dealer_book", rows, instead=self.instead.isChecked())
