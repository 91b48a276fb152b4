"""What every line of both books is, and those that are no document: the head, a group's title, what is not shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from fieldvisit.domain.language import ntr, tr
from fieldvisit.domain.reconciliation import MatchKind
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.buttons import Button, IconButton
from fieldvisit.ui.widgets.labels import label

DOCUMENT, DAY, AMOUNT, BETWEEN, REASON = 84, 58, 80, 88, 196
GUTTER = 10
"""Between the dealer's amount and what is answered to it."""


class Line(QFrame):
    """Columns of the same widths in every line: document, day, amount, what lies between, and the other book's."""

    stop: QWidget | None = None
    """Where the focus goes in it; None where nothing can be done with it."""
    kind: MatchKind | None = None
    """Its group; None for the head over all."""

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

    def stands_for(self, other: Line) -> bool:
        """Whether it says of the present match what the other one said of the one before."""
        return type(self) is type(other) and self.kind is other.kind

    def holds_focus(self) -> bool:
        return any(widget.hasFocus() for widget in self.findChildren(QWidget))

    def take_focus(self) -> None:
        if self.stop is not None:
            self.show()  # a layout shows what was put into it only later, and nothing hidden takes the focus
            self.stop.setFocus(Qt.FocusReason.OtherFocusReason)


class HeadLine(Line):
    """The names of both books with their balances."""

    def __init__(self, company: str, dealer: str) -> None:
        super().__init__()
        for at, (words, amount) in enumerate(((tr("Our ledger"), company), (tr("Dealer's book"), dealer))):
            self.put(label(words, Role.GRID_STRONG), DOCUMENT + DAY + 4, 1)
            self.put(right(amount, Role.GRID_STRONG), AMOUNT)
            if at == 0:
                self.put(QWidget(), BETWEEN)
        self.row.addSpacing(theme().px(GUTTER))
        self.put(label(tr("Reason"), Role.CAPTION, "text2"), REASON)


class GroupLine(Line):
    """A group's title; the matched documents fold away under theirs."""

    folded = Signal()

    def __init__(self, kind: MatchKind, title: str, totals: tuple[str, str], *, folds: bool, unfolded: bool) -> None:
        super().__init__()
        self.kind = kind
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
            self.stop = fold
            inner.addWidget(fold)
        inner.addWidget(name, 1)
        self.put(head, DOCUMENT + DAY + 4, 1)
        self.put(right(totals[0], Role.CAPTION_STRONG, "text2"), AMOUNT)
        self.put(QWidget(), BETWEEN)
        self.put(QWidget(), DOCUMENT + DAY + 4, 1)
        self.put(right(totals[1], Role.CAPTION_STRONG, "text2"), AMOUNT)
        self.row.addSpacing(theme().px(GUTTER))
        self.put(QWidget(), REASON)


class MoreLine(Line):
    """Below a group that is not shown whole: how many documents are left, and the way to the next of them."""

    wanted = Signal()

    def __init__(self, kind: MatchKind, title: str, left: int, following: int) -> None:
        super().__init__()
        self.kind = kind
        self.stop = more = Button(ntr("Show {count} more", "Show {count} more", following), bar=True)
        more.setAccessibleDescription(title)
        more.clicked.connect(self.wanted)
        self.row.addWidget(more)
        if left > following:
            self.row.addWidget(label(tr("{count} are not shown", count=left), Role.CAPTION, "text2"))
        self.row.addStretch(1)


def right(words: str, role: Role, tone: str = "text") -> QLabel:
    """A label of an amount."""
    made = label(words, role, tone)
    made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return made
