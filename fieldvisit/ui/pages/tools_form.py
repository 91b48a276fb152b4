"""The checklist of sales tools that every preparation shows: one line each, in the order to be packed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from fieldvisit.domain.language import tr
from fieldvisit.domain.steps.preparation import TOOLS
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.buttons import Button
from fieldvisit.ui.widgets.columns import ScrollColumn, heading
from fieldvisit.ui.widgets.labels import label


class ToolsForm(ScrollColumn):
    """`changed` brings the tools; empty where they are those of the visit guide."""

    changed = Signal(tuple)

    def __init__(self, tools: tuple[str, ...]) -> None:
        super().__init__(tr("Sales tools"))
        self._kept = tools
        self.lines = _Lines(self)
        self.lines.setAccessibleName(tr("Sales tools, one a line"))
        self.lines.setMinimumHeight(theme().px(260))
        self.lines.setMaximumWidth(theme().px(520))
        self.reset = Button(tr("Back to the tools of the visit guide"), "undo-2")
        self.reset.clicked.connect(self._reset)
        self.add(heading(tr("Sales tools checklist")))
        self.add(label(tr("One tool a line. New visits show this list in step 1."), Role.GRID, "text2", wrap=True))
        self.add(self.lines)
        row = QHBoxLayout()
        row.addWidget(self.reset)
        row.addStretch(1)
        holder = QWidget()
        holder.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        self.add(holder)
        self._show()

    def _show(self) -> None:
        self.lines.setPlainText("\n".join(self._kept or tuple(tr(tool) for tool in TOOLS)))
        self.reset.setEnabled(bool(self._kept))

    def commit(self) -> None:
        """Keeps the list as it stands, without empty and doubled lines."""
        typed = tuple(dict.fromkeys(line.strip() for line in self.lines.toPlainText().splitlines() if line.strip()))
        default = tuple(tr(tool) for tool in TOOLS)
        self._keep(() if typed == default else typed)

    def _reset(self) -> None:
        self._keep(())
        self._show()

    def _keep(self, tools: tuple[str, ...]) -> None:
        if tools != self._kept:
            self._kept = tools
            self.reset.setEnabled(bool(tools))
            self.changed.emit(tools)


class _Lines(QPlainTextEdit):
    """Commits on leaving; Tab leaves, as in every other field."""

    def __init__(self, form: ToolsForm) -> None:
        super().__init__()
        self._form = form
        self.setTabChangesFocus(True)

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self._form.commit()
