"""Short questions and sentences over the window, with buttons in the window's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import tr
from fieldvisit.ui.dialog_place import LOWEST_LIST, PlacedDialog
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.buttons import Button, primary
from fieldvisit.ui.widgets.labels import label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fieldvisit.store.store import Store


class Sheet(PlacedDialog):
    """A dialog of one column: a title, what it holds, and its buttons at the lower right, the primary one last.

    What it holds scrolls where the screen has no room for it.
    """

    def __init__(self, title: str, parent: QWidget | None = None, *, width: int = 440) -> None:
        super().__init__(parent)
        self.is_put_away = False
        """Whether the lock has closed it, so that nobody has given up what stands in it."""
        self.setWindowTitle(title)
        self.setMinimumWidth(theme().px(width))
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(*([theme().px(20)] * 4))
        self._outer.setSpacing(theme().px(16))
        self._held = QWidget()
        self.body = QVBoxLayout(self._held)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme().px(8))
        self._outer.addWidget(label(title, Role.STEP_TITLE, wrap=True))
        self._outer.addWidget(self._held, 1)
        self._row = QHBoxLayout()
        self._row.setSpacing(theme().px(8))
        self._row.addStretch(1)
        self._outer.addLayout(self._row)

    def put_away(self) -> None:
        """Closes it without an answer, because the window is locked."""
        self.is_put_away = True
        self.reject()

    def give_way(self, room: QSize) -> None:
        if self._held.parentWidget() is not self:
            return
        focus = self.focusWidget()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setMinimumHeight(theme().px(LOWEST_LIST))
        self._outer.replaceWidget(self._held, area)
        area.setWidget(self._held)
        if focus is not None:
            focus.setFocus()  # a change of parent takes it away

    def add_button(self, button: Button) -> Button:
        self._row.addWidget(button)
        return button

    def add_answers(self, yes: str, no: str = "") -> Button:
        """Adds the primary answer, which accepts, and the other, which rejects; gives the primary one."""
        if no:
            self.add_button(Button(no)).clicked.connect(self.reject)
        accept = primary(yes)
        self.add_button(accept).clicked.connect(self.accept)
        accept.setDefault(True)
        return accept


def tell(error: KnownError, parent: QWidget | None = None) -> None:
    """Says a known error in its own words."""
    say(tr("This did not work"), str(error), parent)


def say(title: str, sentence: str, parent: QWidget | None = None) -> None:
    """Says one sentence, to be taken note of."""
    sheet = Sheet(title, parent)
    sheet.body.addWidget(label(sentence, wrap=True, select=True))
    sheet.add_answers(tr("Understood"))
    sheet.exec()


def show(title: str, sentences: Iterable[str], parent: QWidget | None = None) -> Sheet:
    """Says some sentences, each in a paragraph of its own, and does not wait until they are read."""
    sheet = Sheet(title, parent, width=480)
    sheet.body.addWidget(label("\n\n".join(sentences), wrap=True, select=True))
    sheet.body.addStretch(1)
    sheet.add_answers(tr("Understood"))
    sheet.finished.connect(sheet.deleteLater)
    sheet.open()
    return sheet


def ask(title: str, sentence: str, yes: str, parent: QWidget | None = None, *, always_seen: bool = False) -> bool:
    """Asks before something that cannot be undone; `yes` is the verb of what will be done.

    What is `always_seen` can be asked over a lock; it names nobody.
    """
    sheet = Sheet(title, parent)
    sheet.is_always_seen = always_seen
    sheet.body.addWidget(label(sentence, wrap=True, select=True))
    sheet.add_answers(yes, tr("Cancel"))
    if parent is None:  # without a window to stand over, it would be as large as one
        sheet.resize(sheet.minimumWidth(), sheet.heightForWidth(sheet.minimumWidth()))
    return sheet.exec() == QDialog.DialogCode.Accepted


def ask_words(
    title: str, question: str, yes: str, parent: QWidget | None = None, *, keep: tuple[Store, str] | None = None
) -> str | None:
    """Asks for one line of text; None when it was called off. `keep` says where it is kept meanwhile, and as what."""
    sheet = Sheet(title, parent)
    words = QLineEdit()
    if keep is not None:
        from fieldvisit.ui.half_typed import keep_line

        keep_line(words, *keep).follow(sheet)
    words.setAccessibleName(question)
    caption = label(question, wrap=True)
    caption.setBuddy(words)
    sheet.body.addWidget(caption)
    sheet.body.addWidget(words)
    sheet.add_answers(yes, tr("Cancel"))
    words.setFocus()
    return words.text().strip() if sheet.exec() == QDialog.DialogCode.Accepted else None
