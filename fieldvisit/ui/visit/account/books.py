"""Our ledger and the dealer's book side by side, one line a document, with reasons and decisions at the right."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldvisit.domain import formats
from fieldvisit.domain.language import mark, tr
from fieldvisit.domain.reconciliation import MatchKind, Reconciliation, ReconciliationLine
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.account.book_line import BookLine
from fieldvisit.ui.visit.account.line import GroupLine, HeadLine, Line, MoreLine
from fieldvisit.ui.visit.notebook import Notebook
from fieldvisit.ui.widgets.labels import label

TITLES = {
    MatchKind.DIFFERENCE: mark("Difference, {count}"),
    MatchKind.SUGGESTION: mark("To confirm, {count}"),
    MatchKind.ONLY_OURS: mark("Only ours, {count}"),
    MatchKind.ONLY_THEIRS: mark("Only theirs, {count}"),
    MatchKind.MATCHED: mark("Matched, {count}"),
}
AT_ONCE = 100
"""Documents of a group that are shown before more are asked for: each takes a millisecond or two to make."""


class Books(QWidget):
    """Its lines are made anew where the match changed; an entry does not wait for hundreds of other documents.

    Matched documents are folded away until asked for.
    """

    def __init__(self, notebook: Notebook) -> None:
        super().__init__()
        self._notebook = notebook
        self._shown: Reconciliation | None = None
        self._unfolded = False
        self._most = dict.fromkeys(MatchKind, AT_ONCE)
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
        for line in self._book_lines():
            line.renew()

    def _rebuild(self) -> None:
        focused = next((line for line in self._lines if isinstance(line, Line) and line.holds_focus()), None)
        before, self._lines = self._lines, self._made()
        for line in before:
            self._column.removeWidget(line)
        for line in self._lines:
            self._column.addWidget(line)
        self._renew_reasons()
        self._order_tabs()
        dropped = set(before).difference(self._lines)
        if focused is not None and focused in dropped:
            self._go_on_after(focused, before)
        for line in dropped:  # after the focus has gone on: it would else pass through everything that is near
            line.hide()
            line.deleteLater()

    def _book_lines(self) -> list[BookLine]:
        return [line for line in self._lines if isinstance(line, BookLine)]

    def _order_tabs(self) -> None:
        """What is made later would else come after everything on the page."""
        own = (each for line in self._lines for each in line.findChildren(QWidget) if each.window() is self.window())
        stops = (each for each in own if each.focusPolicy() & Qt.FocusPolicy.TabFocus)
        for earlier, later in pairwise([*self._stop_before(), *stops]):
            QWidget.setTabOrder(earlier, later)

    def _stop_before(self) -> list[QWidget]:
        """Where Tab comes from into the books, if from anywhere; Qt puts nothing after what takes no focus."""
        each: QWidget | None = self.previousInFocusChain()
        while each not in (None, self):
            if not self.isAncestorOf(each) and each.focusPolicy() & Qt.FocusPolicy.TabFocus:
                return [each]
            each = each.previousInFocusChain()
        return []

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
        there = {each.line: each for each in self._book_lines()}
        for kind in MatchKind:
            lines += self._group(kind, books.of(kind), there)
        return lines

    def _group(
        self, kind: MatchKind, found: tuple[ReconciliationLine, ...], there: Mapping[ReconciliationLine, BookLine]
    ) -> list[QWidget]:
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
        head = GroupLine(kind, title, totals, folds=folds, unfolded=self._unfolded)
        head.folded.connect(self._fold)
        if folds and not self._unfolded:
            return [head]
        most = self._most[kind]
        lines = [there.get(line) or BookLine(line, self._notebook) for line in found[:most]]
        return [head, *lines, *self._rest(kind, title, len(found) - most)]

    def _rest(self, kind: MatchKind, title: str, count: int) -> list[QWidget]:
        if count <= 0:
            return []
        more = MoreLine(kind, title, count, min(count, AT_ONCE))
        more.wanted.connect(lambda: self._show_more(kind))
        return [more]

    def _show_more(self, kind: MatchKind) -> None:
        place = sum(line.kind is kind for line in self._book_lines())
        self._most[kind] += AT_ONCE
        self._rebuild()
        [line for line in self._book_lines() if line.kind is kind][place].take_focus()

    def _fold(self) -> None:
        self._unfolded = not self._unfolded
        self._rebuild()

    def _go_on_after(self, gone: Line, before: list[QWidget]) -> None:
        """To the line that takes its place; after an answer the next one of its group has its turn, then any other."""
        place = before.index(gone)

        def rank(line: Line) -> tuple[bool, bool, bool, bool, bool, int]:
            stayed = line in before
            away = before.index(line) - place if stayed else 0
            differs, is_other = not line.stands_for(gone), line.kind is not gone.kind
            return differs, is_other, not isinstance(line, BookLine), not stayed, away < 0, abs(away)

        stops = [line for line in self._lines if isinstance(line, Line) and line.stop is not None]
        for line in sorted(stops, key=rank)[:1]:
            line.take_focus()
