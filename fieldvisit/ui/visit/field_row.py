"""A field of a form: label, editor, what it was last time, and what is wrong with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldvisit.domain.fields import Field, Text, Value
from fieldvisit.domain.language import tr
from fieldvisit.domain.shown import shown
from fieldvisit.domain.visit import Address
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.editors import editor_for
from fieldvisit.ui.visit.notebook import Notebook
from fieldvisit.ui.visit.visit_title import closed_words
from fieldvisit.ui.widgets.labels import label


class FieldRow(QWidget):
    """Shows the cell at `address` and keeps to it: what is typed goes to the notebook, what changes there is shown."""

    def __init__(self, address: Address, asked: Field, notebook: Notebook) -> None:
        super().__init__()
        self.address = address
        self.asked = asked
        self._notebook = notebook
        self.editor = editor_for(asked, notebook)
        self.label = label(tr(asked.label), Role.CAPTION, "text2", wrap=True)
        self.label.setBuddy(self.editor.focusProxy() or self.editor)
        self._last = label("", Role.CAPTION, "text3", wrap=True)
        self._message = label("", Role.CAPTION, "red", wrap=True)
        self._lay_out()
        self._listen()
        if notebook.read_only:
            self._explain_itself()
        self._show_last()
        self.renew()

    def _explain_itself(self) -> None:
        """In a closed visit: is looked at only, and says so to who types."""
        self.editor.set_read_only()
        if (field := self.editor.focusProxy()) is not None:
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            typed = event.text()
            if typed and typed.isprintable():
                self._notebook.told.emit(closed_words())
        return super().eventFilter(watched, event)

    @property
    def wide(self) -> bool:
        """Whether it wants the whole width of the form."""
        return self.editor.wide or (isinstance(self.asked, Text) and self.asked.lines > 1)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        column.addWidget(self.label)
        column.addWidget(self.editor)
        column.addWidget(self._last)
        column.addWidget(self._message)
        column.addStretch(1)
        self._message.hide()

    def _listen(self) -> None:
        editor, notebook = self.editor, self._notebook
        editor.typed.connect(self._typed)
        editor.committed.connect(self._committed)
        editor.chosen.connect(self._chosen)
        editor.given_up.connect(self._given_up)
        editor.focused.connect(lambda: notebook.place(self.address))
        notebook.entered.connect(self._entered)
        notebook.refused.connect(self._refused)
        notebook.rows_changed.connect(self._rows_changed)

    def _show_last(self) -> None:
        value = self._notebook.desk.last_value(self.address)
        self._last.setText(tr("Last: {value}", value=shown(self.asked, value, self._notebook.minor)))
        self._last.setVisible(value is not None)

    def renew(self) -> None:
        """Shows the cell as it stands, half-typed text first."""
        visit = self._notebook.visit
        draft = self._notebook.drafts.get(self.address)
        if draft is None:
            value = self._notebook.unkept.get(self.address, visit.value(self.address))
            self.editor.show_value(value, visit.mark(self.address))
        else:
            self.editor.show_draft(draft)
        self._tell(self._notebook.refusals.get(self.address, ""))

    def _tell(self, words: str) -> None:
        self._message.setText(words)
        self._message.setVisible(bool(words))
        self.editor.show_refused(refused=bool(words))

    def _typed(self, text: str) -> None:
        self._notebook.refusals.pop(self.address, None)
        self._tell("")
        self._notebook.typing(self.address, text)

    def _committed(self, text: str) -> None:
        self._notebook.enter(self.address, text)

    def _chosen(self, value: Value | None) -> None:
        if not self._notebook.set_value(self.address, value):
            self.renew()

    def _given_up(self) -> None:
        self._notebook.drop_draft(self.address)
        self.renew()

    def _entered(self, address: Address) -> None:
        if address == self.address:
            self.renew()

    def _rows_changed(self, step: str, table: str) -> None:
        # The rows of a table are shown anew by what holds them.
        if step == self.address.step and not table and not self.address.table:
            self.renew()

    def _refused(self, address: Address, words: str) -> None:
        if address == self.address:
            self._tell(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() == Qt.Key.Key_Apostrophe:
            self._notebook.copy_last(self.address)
        elif event.key() == Qt.Key.Key_Space and not control:
            self._notebook.confirm(self.address)
        else:
            super().keyPressEvent(event)

    def go_to(self) -> None:
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
