"""Dialogs over a window that fills a small screen, at twice the usual text."""

import os
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from fieldvisit.ui.crash import CrashDialog
from fieldvisit.ui.dialogs import Sheet
from fieldvisit.ui.shortcuts import ShortcutsDialog
from fieldvisit.ui.theme import Choice, theme
from fieldvisit.ui.visit.preview import ReportPreview
from fieldvisit.ui.widgets.labels import label

pytestmark = pytest.mark.skipif(
    "configfile" not in os.environ.get("QT_QPA_PLATFORM", ""), reason="needs the screens of the tests"
)

Shown = TypeVar("Shown", bound=QDialog)
SENTENCE = "A sentence that tells much of what has happened to the data. "


@pytest.fixture
def ground(qtbot):
    """A window that fills the second screen, of 1024 x 700."""
    theme().choose(Choice.DARK, 200)
    small = next(screen for screen in QGuiApplication.screens() if screen.name() == "small")
    made = QWidget()
    qtbot.addWidget(made)
    made.setGeometry(small.availableGeometry())
    made.show()
    return made


class Told(Sheet):
    """More than the screen has room for, with a line to type in."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Title", parent)
        self.line = QLineEdit()
        self.words = label(SENTENCE * 20, wrap=True)
        self.body.addWidget(self.words)
        self.body.addWidget(self.line)
        self.add_answers("Restore", "Cancel")


@pytest.fixture
def told(ground):
    return Told(ground)


def assert_in_reach(dialog: QDialog, ground: QWidget) -> None:
    """The dialog lies on its screen, and its lowest button in the dialog."""
    assert ground.geometry().contains(dialog.frameGeometry())
    for button in dialog.findChildren(QPushButton):
        if button.isVisible():
            assert dialog.rect().contains(QRect(button.mapTo(dialog, QPoint(0, 0)), button.size())), button.text()


def opened(dialog: Shown, qtbot: QtBot) -> Shown:
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


def test_a_list_of_many_lines_becomes_lower(ground, qtbot):
    dialog = opened(ShortcutsDialog(ground), qtbot)
    assert_in_reach(dialog, ground)
    assert dialog.findChildren(QScrollArea)[0].height() >= theme().px(72)


def test_a_long_text_scrolls_and_the_focus_stays_where_it_was_put(ground, told, qtbot):
    told.line.setFocus()
    opened(told, qtbot)
    assert_in_reach(told, ground)
    assert told.findChildren(QScrollArea)[0].verticalScrollBar().maximum() > 0
    assert told.focusWidget() is told.line


def test_what_grows_while_it_is_open_scrolls_too(ground, told, qtbot):
    told.words.setText("Short.")
    opened(told, qtbot)
    assert not told.findChildren(QScrollArea)
    told.words.setText(SENTENCE * 20)
    qtbot.waitUntil(lambda: bool(told.findChildren(QScrollArea)))
    qtbot.waitUntil(lambda: ground.geometry().contains(told.frameGeometry()))
    assert_in_reach(told, ground)


def test_a_report_has_its_buttons_in_reach_also_with_a_choice_that_comes_later(ground, qtbot):
    preview = opened(ReportPreview("OP-26-00001 Shengyuan Trading.pdf", "Order proposal", ground), qtbot)
    preview.offer("With the arithmetic", lambda _wanted: None)
    qtbot.waitUntil(lambda: ground.geometry().contains(preview.frameGeometry()))
    qtbot.waitUntil(lambda: preview.save.mapTo(preview, preview.save.rect().bottomRight()).x() < preview.width())
    assert_in_reach(preview, ground)
    assert "folder" in preview.folder.toolTip()


def test_the_details_of_a_mistake_leave_the_buttons_in_reach(ground, qtbot):
    dialog = opened(CrashDialog("line\n" * 90, parent=ground), qtbot)
    dialog.show_details.click()
    assert_in_reach(dialog, ground)


def test_a_sentence_is_as_large_as_it_is(ground, qtbot):
    sheet = Sheet("Title", ground, width=300)
    sheet.body.addWidget(label("One sentence.", wrap=True))
    sheet.add_answers("Understood")
    opened(sheet, qtbot)
    assert sheet.width() == theme().px(300)
    assert sheet.height() < theme().px(240)
