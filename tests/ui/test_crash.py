import logging
import sys
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import Message
from fieldvisit.ui.crash import CrashDialog, CrashHandler, details_of
from tests.factories.answering import answering

NAME = "Shengyuan Trading"
"""Not written where it is raised, because a stack quotes its source lines."""


@pytest.fixture
def told():
    return []


@pytest.fixture
def handler(qapp, told, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    made = CrashHandler(told.append)
    made.install()
    return made


def raised(error: BaseException) -> BaseException:
    try:
        raise error
    except type(error) as caught:
        return caught


def dialogs() -> list[CrashDialog]:
    return [
        widget for widget in QApplication.topLevelWidgets() if isinstance(widget, CrashDialog) and widget.isVisible()
    ]


def test_a_fault_opens_one_dialog_even_when_it_comes_twice(handler, qtbot, caplog):
    seen = []

    def look(dialog):
        qtbot.wait(20)
        seen.append(len(dialogs()))
        dialog.go_on.click()

    with caplog.at_level(logging.ERROR), answering(CrashDialog, look):
        for _ in range(2):
            error = raised(ZeroDivisionError("9 / 0"))
            sys.excepthook(type(error), error, error.__traceback__)
        qtbot.waitUntil(lambda: bool(seen))
        qtbot.waitUntil(lambda: not handler._showing)
        for dialog in dialogs():
            dialog.go_on.click()
    assert seen == [1]
    assert "ZeroDivisionError" in caplog.text


def test_what_an_error_says_is_kept_out_of_details_and_log(handler, qtbot, caplog):
    error = raised(ValueError("Shengyuan Trading owes 116,386.00"))
    with caplog.at_level(logging.ERROR), answering(CrashDialog, lambda dialog: dialog.go_on.click()) as met:
        sys.excepthook(type(error), error, error.__traceback__)
        qtbot.waitUntil(lambda: "ValueError" in caplog.text)
        qtbot.waitUntil(lambda: bool(met) and not handler._showing)
    for text in (details_of(error), caplog.text):
        assert "ValueError" in text
        assert "Shengyuan" not in text
        assert "116,386" not in text


def test_a_known_error_is_told_in_its_own_words(handler, qtbot, told):
    error = raised(KnownError(Message("The disk is full.")))
    sys.excepthook(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: told == [error])


def test_a_fault_in_another_thread_comes_over(handler, qtbot, told):
    def work():
        raise KnownError(Message("The drive is gone."))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(told) == 1)


def answered(handler, qtbot, button: str) -> CrashDialog:
    """Raises a fault and presses a button of the dialog that comes up."""

    def press(dialog: CrashDialog):
        getattr(dialog, button).click()
        if dialog.isVisible():
            dialog.go_on.click()

    with answering(CrashDialog, press) as met:
        error = raised(ZeroDivisionError("9 / 0"))
        sys.excepthook(type(error), error, error.__traceback__)
        qtbot.waitUntil(lambda: bool(met) and not handler._showing)
    return met[0]


def test_restart_is_asked_for(handler, qtbot):
    asked = []
    handler.restart_wanted.connect(lambda: asked.append("restart"))
    handler.diagnostics_wanted.connect(lambda: asked.append("diagnostics"))
    answered(handler, qtbot, "go_on")
    assert asked == []
    answered(handler, qtbot, "restart")
    answered(handler, qtbot, "diagnostics")
    assert asked == ["restart", "diagnostics"]


def test_the_dialog_says_whether_what_was_typed_is_kept(handler, qtbot):
    def words(dialog):
        return " ".join(each.text() for each in dialog.findChildren(QLabel))

    assert "is saved, half-typed cells included" in words(answered(handler, qtbot, "go_on"))
    handler._keep = lambda: False
    assert "stays on the screen" in words(answered(handler, qtbot, "go_on"))


def test_a_second_fault_while_keeping_promises_nothing(handler, qtbot, caplog):
    def fail():
        raise LookupError(NAME)

    handler._keep = fail
    dialog = answered(handler, qtbot, "go_on")
    assert any("stays on the screen" in each.text() for each in dialog.findChildren(QLabel))
    assert "LookupError" in caplog.text
    assert "Shengyuan" not in caplog.text


def test_details_can_be_shown_and_copied(qtbot):
    dialog = CrashDialog("stack of the fault")
    qtbot.addWidget(dialog)
    dialog.show()
    details = dialog.findChild(QPlainTextEdit)
    assert details is not None
    assert details.isHidden()
    dialog.show_details.click()
    assert not details.isHidden()
    dialog.copy.click()
    assert QApplication.clipboard().text() == "stack of the fault"


def test_escape_goes_on_and_only_quit_ends_the_program(qtbot):
    dialog = CrashDialog("stack")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.result() != CrashDialog.QUIT
    dialog.quit.click()
    assert dialog.result() == CrashDialog.QUIT


@pytest.mark.parametrize("error", [ZeroDivisionError(NAME), KnownError(Message("The disk is full."))])
def test_what_the_end_raises_is_logged_and_waits_for_no_answer(handler, qtbot, told, caplog, error):
    handler.fall_silent()
    handler.take(type(error), raised(error), None)
    QApplication.processEvents()
    assert (dialogs(), told) == ([], [])
    assert bool(caplog.records) == isinstance(error, ZeroDivisionError)
