"""How one file is read: as what kind of data, from which row on, and which column is what."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QWidget

from fieldvisit.domain.language import mark, tr
from fieldvisit.exchange.answers import Answer
from fieldvisit.exchange.kinds import KINDS, Column, kind_of
from fieldvisit.exchange.plans import column_name, letter
from fieldvisit.exchange.tables import RawTable
from fieldvisit.ui.pages.import_preview import FilePreview
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.columns import ScrollColumn, heading
from fieldvisit.ui.widgets.form import Entry, Selection
from fieldvisit.ui.widgets.labels import NameLabel, label
from fieldvisit.ui.widgets.marks import FlagMark, flag_row
from fieldvisit.usecases.import_file import Change, FilePlan

_SAMPLES = 3
_ENCODINGS = {
    "utf-8": mark("UTF-8"),
    "utf-8-sig": mark("UTF-8 with mark (BOM)"),
    "utf-16": mark("UTF-16 with mark (BOM)"),
    "utf-16-le": mark("UTF-16, low byte first"),
    "utf-16-be": mark("UTF-16, high byte first"),
    "gb18030": mark("Chinese (GB18030, GBK)"),
    "big5": mark("Chinese (Big5)"),
    "cp1252": mark("Western (Windows-1252)"),
    "cp1250": mark("Central European (Windows-1250)"),
    "shift_jis": mark("Japanese (Shift JIS)"),
}
_DELIMITERS = {
    ",": mark("comma"),
    ";": mark("semicolon"),
    "\t": mark("tab"),
    "|": mark("vertical bar"),
}
_NO_COLUMN = ""


class ImportMapping(ScrollColumn):
    """`decided` brings the key of the plan and the change a person made."""

    decided = Signal(object, object)

    def __init__(self) -> None:
        super().__init__(tr("How the file is read"), margin=12)
        self._key: object = None
        self._shown: tuple[FilePlan | None, bool] = (None, False)
        self._order: tuple[object, list[str]] = (None, [])
        self._decided_at: tuple[str, int] | None = None

    def show_plan(self, plan: FilePlan | None, *, locked: bool = False) -> None:
        """Shows how the file is read; after a decision the focus goes back to where it was made.

        What is shown already stays, so that a trial that ends does not close a list that was just opened.
        """
        if plan is self._shown[0] and locked == self._shown[1]:
            return
        self._shown = (plan, locked)
        place, self._decided_at = self._decided_at, None
        self.begin()
        if plan is None:
            return
        if plan.key != self._key:
            self.verticalScrollBar().setValue(0)
        elif place is not None:
            QTimer.singleShot(0, self, lambda: self._return_to(*place))
        self._key = plan.key
        self._show(plan, locked=locked)

    def _return_to(self, name: str, scrolled: int) -> None:
        fields = self.content.findChildren(QWidget, name) if name else []
        for field in fields:
            if field.isVisible():  # those of before are hidden, and gone a little later
                field.setFocus()
        self.verticalScrollBar().setValue(scrolled)

    def _show(self, plan: FilePlan, *, locked: bool) -> None:
        if plan.problem is not None:
            self.add(flag_row(FlagMark("amber", str(plan.problem))))
        for note in plan.notes:
            self.add(label(str(note), Role.GRID, "text2", wrap=True))
        if plan.table is not None:
            self._show_reading(plan)
        self.content.setEnabled(not locked)

    def _show_reading(self, plan: FilePlan) -> None:
        self.add(self._kind_row(plan))
        if plan.table is not None and plan.table.encoding is not None:
            self.add(self._text_row(plan.table))
        if plan.beginning:
            self.add(FilePreview(plan))
        if plan.kind is not None and plan.kind.key == "open_items":
            self.add(self._complete(plan))
        for question in plan.questions:
            choices = [("", tr("Please choose")), *((answer.value, tr(words)) for answer, words in question.labelled())]
            selection = Selection(str(question.sentence), choices, "", name=f"answer-{question.column}")
            selection.committed.connect(
                lambda chosen, column=question.column: (
                    self._decide(Change(answers={column: Answer(chosen)})) if chosen else None
                )
            )
            self.add(selection)
        if plan.kind is not None:
            self.add(heading(tr("Columns"), tr("* needed")))
            self.add(self._columns(plan))

    def _kind_row(self, plan: FilePlan) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(12))
        kinds = [("", tr("Please choose")), *((kind.key, tr(kind.label)) for kind in KINDS)]
        self.kind = Selection(tr("Taken for"), kinds, plan.kind.key if plan.kind else "", name="kind")
        self.kind.committed.connect(lambda key: self._decide(Change(kind=kind_of(key))) if key else None)
        row.addWidget(self.kind, 2)
        if plan.table is not None and len(plan.table.sheets) > 1:
            sheets = [(sheet, sheet) for sheet in plan.table.sheets]
            sheet = Selection(tr("Sheet"), sheets, plan.table.sheet or "", name="sheet")
            sheet.committed.connect(lambda name: self._decide(Change(sheet=name)))
            row.addWidget(sheet, 1)
        self.header_row = Entry(tr("Heading row (0: none)"), str(plan.header_row), name="header_row")
        self.header_row.committed.connect(self._decide_row)
        row.addWidget(self.header_row, 1)
        return holder

    def _text_row(self, table: RawTable) -> QWidget:
        """How a text file is written: found out, shown, and to be set right."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(12))
        names = dict.fromkeys((table.encoding or "", *_ENCODINGS))
        encoding = Selection(
            tr("Encoding"),
            [(name, tr(_ENCODINGS.get(name, name))) for name in names],
            table.encoding or "",
            name="encoding",
        )
        encoding.committed.connect(lambda name: self._decide(Change(encoding=name)))
        marks = dict.fromkeys((table.delimiter or "", *_DELIMITERS))
        delimiter = Selection(
            tr("Columns parted by"),
            [(each, tr(_DELIMITERS.get(each, each))) for each in marks],
            table.delimiter or "",
            name="delimiter",
        )
        delimiter.committed.connect(lambda each: self._decide(Change(delimiter=each)))
        row.addWidget(encoding, 2)
        row.addWidget(delimiter, 2)
        return holder

    def _complete(self, plan: FilePlan) -> QWidget:
        tick = QCheckBox(tr("This file holds all open items: settle those it does not name"))
        tick.setObjectName("complete")
        tick.setChecked(plan.complete)
        tick.toggled.connect(lambda chosen: self._decide(Change(complete=chosen)))
        return tick

    def _decide_row(self, typed: str) -> None:
        if typed.isdecimal():
            self._decide(Change(header_row=int(typed)))

    def _columns(self, plan: FilePlan) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme().px(8))
        grid.setVerticalSpacing(theme().px(4))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for row, column in enumerate(self._ordered(plan)):
            self._add_column(grid, row, plan, column)
        return holder

    def _ordered(self, plan: FilePlan) -> list[Column]:
        """What is needed first, then what was recognised when the file was first shown: no row moves by a decision."""
        known = {column.key: column for column in plan.kind.columns} if plan.kind else {}
        of_what = (plan.key, plan.kind)
        if self._order[0] != of_what:
            keys = sorted(known, key=lambda key: (not known[key].needed, key not in plan.columns))
            self._order = (of_what, keys)
        return [known[key] for key in self._order[1]]

    def _add_column(self, grid: QGridLayout, row: int, plan: FilePlan, column: Column) -> None:
        words = label(tr(column.label) + (" *" if column.needed else ""), Role.GRID, wrap=True)
        box = QComboBox()
        box.setObjectName(column.key)
        box.setAccessibleName(tr(column.label))
        words.setBuddy(box)
        box.addItem(tr("not in the file"), _NO_COLUMN)
        width = plan.table.width if plan.table else 0
        for index in range(width):
            box.addItem(_column_words(plan, index), str(index + 1))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        at = plan.columns.get(column.key)
        box.setCurrentIndex(0 if at is None else at + 1)
        box.activated.connect(lambda _position: self._decide(Change(mapping={column.key: str(box.currentData())})))
        grid.addWidget(words, row, 0)
        grid.addWidget(box, row, 1)
        grid.addWidget(NameLabel(_sample(plan, at), Role.CAPTION, "text3"), row, 2)

    def _decide(self, change: Change) -> None:
        field: QWidget | None = self.focusWidget()  # the stubs know nothing of None
        self._decided_at = (field.objectName() if field is not None else "", self.verticalScrollBar().value())
        self.decided.emit(self._key, change)


def _column_words(plan: FilePlan, at: int) -> str:
    """A column by its heading; one without by its letter and what first stands in it."""
    name = column_name(plan.headings, at)
    if name != letter(at):
        return name
    first = next((row[at] for row in plan.preview if at < len(row) and row[at]), "")
    return f"{name} · {first}" if first else name


def _sample(plan: FilePlan, at: int | None) -> str:
    """The first values of a column, as they stand in the file."""
    if at is None:
        return ""
    values = [row[at] for row in plan.preview if at < len(row) and row[at]]
    return ", ".join(values[:_SAMPLES])
