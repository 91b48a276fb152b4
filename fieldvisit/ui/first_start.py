"""The first start: look around with sample data, bring in one's own, or begin empty."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from fieldvisit.domain.language import tr
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.buttons import Button, Kind
from fieldvisit.ui.widgets.labels import label


class FirstStart(QWidget):
    """Three ways to begin, and the rep's name, which may stay empty until the first report."""

    sample_wanted = Signal()
    import_wanted = Signal(str)
    empty_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self.name = QLineEdit()
        self.name.setPlaceholderText(tr("Needed on reports; can be given later in Settings"))
        self.name.setAccessibleName(tr("Your name"))
        self.name.setFixedWidth(theme().px(360))
        column = QVBoxLayout(self)
        column.setContentsMargins(*([theme().px(24)] * 4))
        column.addStretch(2)
        column.addWidget(self._content(), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def _content(self) -> QWidget:
        content = QWidget()
        content.setMaximumWidth(theme().px(640))
        column = QVBoxLayout(content)
        column.setSpacing(theme().px(8))
        column.addWidget(label(tr("Where do you want to begin?"), Role.TITLE, wrap=True))
        caption = label(tr("Your name"), Role.LABEL)
        caption.setBuddy(self.name)
        column.addSpacing(theme().px(12))
        column.addWidget(caption)
        column.addWidget(self.name)
        column.addSpacing(theme().px(16))
        column.addLayout(self._ways())
        return content

    def _ways(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme().px(16))
        grid.setVerticalSpacing(theme().px(12))
        grid.setColumnStretch(1, 1)
        self.sample = Button(tr("Look around"), "eye", kind=Kind.PRIMARY)
        self.sample.clicked.connect(self.sample_wanted)
        self.import_own = Button(tr("Import my data"), "file-up")
        self.import_own.clicked.connect(lambda: self.import_wanted.emit(self.rep_name()))
        self.empty = Button(tr("Start empty"), "plus")
        self.empty.clicked.connect(lambda: self.empty_wanted.emit(self.rep_name()))
        # The name is for any of the three ways: Enter leads on to them and chooses none.
        self.name.returnPressed.connect(self.sample.setFocus)
        ways = (
            (self.sample, tr("With invented dealers, visits and every kind of exception, in a store of their own.")),
            (self.import_own, tr("Dealers, products, prices and open items from Excel or CSV files.")),
            (self.empty, tr("Add the first dealer by hand.")),
        )
        widest = max(button.sizeHint().width() for button, _ in ways)
        for row, (button, words) in enumerate(ways):
            button.setFixedWidth(widest)
            grid.addWidget(button, row, 0)
            grid.addWidget(label(words, Role.BODY, "text2", wrap=True), row, 1)
        return grid

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.name.setFocus()

    def rep_name(self) -> str:
        return self.name.text().strip()

    def panes(self) -> list[QWidget]:
        return [self]
