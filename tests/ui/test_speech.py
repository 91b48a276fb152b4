"""Qt's own dialogs speak the window's language, also where its catalogue has gaps."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QLabel

from fieldvisit.ui.speech import speak


@pytest.fixture
def chinese(qapp):
    speak("zh")
    yield
    speak("en")


def test_no_label_of_a_file_dialog_stays_english(chinese, qtbot):
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    words = "".join(each.text() for each in dialog.findChildren(QLabel))
    assert words == "查找范围(&L)：文件名称(&N)：文件类型(&T)："


def test_words_of_qt_that_are_not_ours_are_left_to_it(chinese):
    assert QCoreApplication.translate("QFileDialog", "Create New Folder") == "新建文件夹"
    assert QCoreApplication.translate("QFileDialog", "no such words") == "no such words"
