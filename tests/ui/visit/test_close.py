"""Closing a visit by the keyboard: from one open step to the next."""

import pytest
from PySide6.QtGui import QGuiApplication

from fieldvisit.domain.steps import STEPS
from fieldvisit.domain.visit import Address, StepState
from fieldvisit.ui.visit.close import CloseDialog
from fieldvisit.ui.visit.step_marks import steps_done
from tests.ui.visit.typing import Key


@pytest.fixture
def dialog(board, qtbot):
    for step in ("reflection", "market", "guidance"):
        board.notebook.set_state(step, StepState.IN_PROGRESS)
    made = CloseDialog(board.notebook, board)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_typing_begins_at_the_first_reason_and_goes_on_at_the_next(dialog, board, hands):
    hands.type("no time for it", Key.Key_Return)
    assert dialog.open_steps[0].reason.hasFocus()
    hands.type("not asked for", Key.Key_Return)
    record = board.desk.visit.step("market")
    assert (record.state, record.skip_reason) == (StepState.SKIPPED, "not asked for")
    assert dialog.isVisible(), "no space has pressed a button"
    assert dialog.open_steps[0].objectName() == "guidance"
    assert dialog.open_steps[0].reason.hasFocus()


def test_marking_as_done_leads_on_and_at_the_end_to_closing(dialog, hands):
    for _ in range(3):
        hands.press(Key.Key_Tab)
        hands.press(Key.Key_Tab)
        assert dialog.open_steps[0].done.hasFocus()
        hands.press(Key.Key_Space)
    assert not dialog.open_steps
    assert dialog.close_button.hasFocus()


def test_one_goes_on_at_the_step_after_the_one_that_was_settled(dialog, qtbot):
    qtbot.keyClicks(dialog.open_steps[1].reason, "later")
    dialog.open_steps[1].skip.click()
    assert [row.objectName() for row in dialog.open_steps] == ["reflection", "guidance"]
    assert dialog.open_steps[1].reason.hasFocus()
    dialog.open_steps[1].done.click()
    assert dialog.open_steps[0].reason.hasFocus()


def test_several_steps_are_seen_at_a_time(board, qtbot):
    for step in ("prices", "inventory", "market", "guidance", "reflection", "communication"):
        board.notebook.set_state(step, StepState.IN_PROGRESS)
    board.notebook.set_value(Address("wrap_up", "next_purpose"), None)
    dialog = CloseDialog(board.notebook, board)
    qtbot.addWidget(dialog)
    dialog.show()
    room = QGuiApplication.primaryScreen().availableGeometry()
    seen = [row for row in dialog.open_steps if not row.visibleRegion().isEmpty()]
    assert len(seen) == len(dialog.open_steps)
    assert room.contains(dialog.frameGeometry())


def test_the_task_list_counts_as_done_what_closing_lets_pass(board, qtbot):
    board.notebook.set_value(Address("wrap_up", "next_purpose"), None)
    board.notebook.set_state("market", StepState.IN_PROGRESS)
    assert board.desk.visit.step("wrap_up").state is StepState.DONE
    dialog = CloseDialog(board.notebook, board)
    qtbot.addWidget(dialog)
    assert [row.objectName() for row in dialog.open_steps] == ["market", "wrap_up"]
    assert steps_done(board.notebook) == len(STEPS) - 2
    mark = board.tasks.list.tasks.mark(len(STEPS) - 1)
    assert "1 missing" in mark.words
    assert "done" not in mark.spoken
