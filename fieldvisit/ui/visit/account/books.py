"""Our ledger and the dealer's book side by side, one line a document, with reasons and decisions at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldvisit.domain import formats
from fieldvisit.domain.language import mark, tr
from fieldvisit.domain.reconciliation import MatchKind, Reconciliation, ReconciliationLine
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.account.book_line import BookLine, GroupLine, HeadLine
from fieldvisit.ui.visit.notebook import Notebook
from fieldvisit.ui.widgets.labels import label

TITLES = {
    MatchKind.DIFFERENCE: mark("Difference, {count}"),
    MatchKind.SUGGESTION: mark("To confirm, {count}"),
    MatchKind.ONLY_OURS: mark("Only ours, {count}"),
    MatchKind.ONLY_THEIRS: mark("Only theirs, {count}"),
    MatchKind.MATCHED: mark("Matched, {count}"),
}


class Books(QWidget):
    """Made anew when the match changes; matched documents are folded away until asked for."""

    def __init__(self, notebook: Notebook) -> None:
        super().__init__()
        self._notebook = notebook
        self._shown: Reconciliation | None = None
        self._unfolded = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._lines: list[QWidget] = []
        notebook.recalculated.connect(self.renew)
        self.renew()

    def renew(self) -> None:
        books = self._notebook.figures.books
        if books is not None and books == self._shown:
            self._renew_reasons()
            return
        self._shown = books
        self._rebuild()

    def _renew_reasons(self) -> None:
        for line in self._lines:
            if isinstance(line, BookLine):
                line.renew()

    def _rebuild(self) -> None:
        focused = self._focused_key()
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = self._made()
        for line in self._lines:
            self._column.addWidget(line)
        self._focus(focused)

    def _made(self) -> list[QWidget]:
        books, minor = self._shown, self._notebook.minor
        if books is None:
            empty = label(
                tr("Enter or paste the dealer's book below; both books are then compared here."),
                Role.BODY,
                "text2",
                wrap=True,
            )
            empty.setContentsMargins(*([theme().px(12)] * 4))
            return [empty]
        lines: list[QWidget] = [HeadLine(formats.money(books.company, minor), formats.money(books.dealer, minor))]
        for kind in MatchKind:
            lines += self._group(kind, books.of(kind))
        return lines

    def _group(self, kind: MatchKind, found: tuple[ReconciliationLine, ...]) -> list[QWidget]:
        if not found:
            return []
        minor = self._notebook.minor
        title = tr(TITLES[kind], count=len(found))
        ours = sum(line.ours.amount for line in found if line.ours)
        theirs = sum(line.theirs.amount for line in found if line.theirs)
        totals = (
            formats.money(ours, minor) if ours and kind in (MatchKind.ONLY_OURS, MatchKind.MATCHED) else "",
            formats.money(theirs, minor) if theirs and kind in (MatchKind.ONLY_THEIRS, MatchKind.MATCHED) else "",
        )
        folds = kind is MatchKind.MATCHED
        head = GroupLine(title, totals, folds=folds, unfolded=self._unfolded)
        head.folded.connect(self._fold)
        if folds and not self._unfolded:
            return [head]
        return [head, *(BookLine(line, self._notebook) for line in found)]

    def _fold(self) -> None:
        self._unfolded = not self._unfolded
        self._rebuild()

    def _focused_key(self) -> tuple[str, str] | None:
        held = (line for line in self._lines if isinstance(line, BookLine) and line.holds_focus())
        return next((line.line.key for line in held), None)

    def _focus(self, key: tuple[str, str] | None) -> None:
        if key is None:
            return
        lines = [line for line in self._lines if isinstance(line, BookLine) and line.takes_focus()]
        same = next((line for line in lines if line.line.key == key), lines[0] if lines else None)
        if same is not None:
            same.take_focus()
