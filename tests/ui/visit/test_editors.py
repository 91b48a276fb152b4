"""Every kind of field has an editor that shows its value, is named, and tells what was entered."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCalendarWidget

from fieldvisit.domain.fields import Field, Table
from fieldvisit.domain.steps import STEPS
from fieldvisit.domain.visit import Address
from tests.ui.visit.typing import CONTROL, Key

SIMPLE = [(step.key, each) for step in STEPS for each in step.simple_fields]


@pytest.mark.parametrize("step", [step.key for step in STEPS])
def test_every_field_of_a_step_has_a_named_editor(board, step):
    page = board.show_step(step)
    declared = next(each for each in STEPS if each.key == step)
    for asked in declared.simple_fields:
        row = page.body.fields[asked.key]
        inner = row.editor.focusProxy()
        assert inner.objectName() == asked.key
        assert asked.label in inner.accessibleName()
        assert row.label.buddy() is inner
    shown = {block.table.key for block in page.body.blocks} | {each.table.key for each in page.body.galleries}
    assert {table.key for table in declared.tables} - {"reconciliation"} <= shown


def test_every_column_the_rep_fills_is_in_its_grid_or_beside_it(board):
    for step in STEPS:
        for block in board.step_page(step.key).body.blocks:
            sheet = block.model.sheet
            there = {column.field.key for column in sheet.columns if column.field} | set(sheet.beside)
            assert {each.key for each in _entries(block.table)} == there


def _entries(table: Table) -> list[Field]:
    return [each for each in table.columns if table.is_entry(each.key)]


def field_row(board, step, key):
    page = board.show_step(step)
    row = page.body.fields[key]
    row.go_to()
    return row


def test_a_line_is_entered_on_enter(board, hands):
    row = field_row(board, "wrap_up", "next_purpose")
    row.editor.line.selectAll()
    hands.type("Collect the rest", Key.Key_Return)
    assert board.desk.visit.value(row.address) == "Collect the rest"


def test_an_amount_reads_grouped_and_takes_arithmetic(board, hands):
    row = field_row(board, "account", "quota_value")
    row.editor.line.selectAll()
    hands.type("2*6,250", Key.Key_Return)
    assert board.desk.visit.value(row.address) == Decimal(12500)
    assert row.editor.line.text() == "12,500.00"


def test_a_refused_line_says_why_below_it_and_keeps_the_text(board, hands):
    row = field_row(board, "sales", "guide_service")
    row.editor.line.selectAll()
    hands.type("9", Key.Key_Return)
    assert row.editor.line.text() == "9"
    assert row.editor.line.property("refused") == "true"
    assert row._message.isVisible()
    assert "1" in row._message.text()
    hands.press(Key.Key_Backspace)
    assert not row._message.isVisible()


def test_a_day_is_typed_as_people_write_it(board, hands):
    row = field_row(board, "wrap_up", "next_visit")
    row.editor.line.selectAll()
    hands.type("+14", Key.Key_Return)
    assert board.desk.visit.value(row.address) == date(2026, 9, 29)


def test_a_day_is_picked_from_the_calendar(board, hands):
    row = field_row(board, "wrap_up", "next_visit")
    popup = row.editor.open_calendar()
    calendar = popup.findChild(QCalendarWidget)
    calendar.clicked.emit(calendar.selectedDate().addDays(1))
    assert board.desk.visit.value(row.address) == date(2026, 9, 23)


def test_an_answer_is_given_and_taken_back(board, qtbot):
    row = field_row(board, "sales", "samples_present")
    yes, no = row.editor.buttons
    qtbot.mouseClick(no, Qt.MouseButton.LeftButton)
    assert board.desk.visit.value(row.address) is False
    assert not yes.isChecked()
    qtbot.mouseClick(no, Qt.MouseButton.LeftButton)
    assert board.desk.visit.value(row.address) is None
    assert not no.isChecked()


def test_arrows_walk_along_the_answers(board, hands):
    row = field_row(board, "sales", "samples_present")
    hands.press(Key.Key_Right)
    assert row.editor.buttons[1].hasFocus()
    hands.press(Key.Key_Return)
    assert board.desk.visit.value(row.address) is False


def test_several_answers_are_ticked(board, qtbot):
    row = field_row(board, "communication", "topics")
    row.editor.ticks["methods"].click()
    assert "methods" in board.desk.visit.value(row.address)


def test_long_text_grows_and_is_entered_when_it_is_left(board, hands):
    row = field_row(board, "communication", "reaction")
    low = row.editor.box.height()
    for _ in range(6):
        hands.press(Key.Key_Return)
    hands.type("Wants the cooler first")
    assert row.editor.box.height() > low
    board.show_step("guidance")
    assert board.desk.visit.value(row.address).endswith("Wants the cooler first")


def test_control_enter_in_long_text_ends_the_step(board, hands):
    field_row(board, "communication", "reaction")
    hands.press(Key.Key_Return, CONTROL)
    assert board.current.step.key == "guidance"


def test_a_signature_is_drawn_and_cleared(board, qtbot, hands):
    row = field_row(board, "account", "dealer_signature")
    box = row.editor.box
    box.clear()
    assert board.desk.visit.value(row.address) is None
    qtbot.mousePress(box, Qt.MouseButton.LeftButton, pos=QPoint(40, 30))
    for x in range(45, 90, 5):
        qtbot.mouseMove(box, QPoint(x, 30 + x % 7))
    qtbot.mouseRelease(box, Qt.MouseButton.LeftButton, pos=QPoint(90, 30))
    strokes = board.desk.visit.value(row.address)
    assert len(strokes) == 1
    assert all(0 <= x <= 1000 and 0 <= y <= 250 for x, y in strokes[0])
    box.setFocus()
    hands.press(Key.Key_Delete)
    assert board.desk.visit.value(row.address) is None


def test_undo_in_an_untouched_line_is_the_page_s(board, hands):
    row = field_row(board, "wrap_up", "next_purpose")
    before = board.desk.visit.value(row.address)
    row.editor.line.selectAll()
    hands.type("Something else", Key.Key_Return)
    hands.press(Key.Key_Z, CONTROL)
    assert board.desk.visit.value(row.address) == before
    assert row.editor.line.text() == before


def test_an_answer_leads_back_to_its_field_from_a_link(board):
    board.go_to(Address("sales", "environment_clean"))
    assert board.step_page("sales").body.fields["environment_clean"].editor.buttons[0].hasFocus()
