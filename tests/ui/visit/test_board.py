"""A whole visit by keyboard: steps, problems, panes, closing, and going on where one left off."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from fieldvisit.domain.steps import STEPS, step_of
from fieldvisit.domain.visit import Address, StepState
from fieldvisit.ui.pane_walk import next_pane, tab_stops
from fieldvisit.ui.visit.close import CloseDialog
from fieldvisit.ui.visit.half_typed import DRAFT_DELAY
from fieldvisit.ui.visit.step_head import StepHead
from fieldvisit.ui.widgets.labels import NameLabel
from fieldvisit.usecases.open_visit import open_visit
from tests.ui.visit.typing import CONTROL, Key, place_of, row_of

DIGITS = [getattr(Key, f"Key_{number % 10}") for number in range(1, 11)]


class Windows(QObject):
    """Keeps every widget that was shown as a window of its own."""

    def __init__(self):
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_opening_a_visit_shows_no_other_window(qapp, open_board):
    windows = Windows()
    qapp.installEventFilter(windows)
    board = open_board()
    for step in STEPS:
        board.show_step(step.key)
    board.show_problems()
    qapp.removeEventFilter(windows)
    assert windows.shown == ["VisitBoard"]


@pytest.mark.parametrize(("digit", "step"), list(zip(DIGITS, [step.key for step in STEPS], strict=True)))
def test_control_and_a_digit_lead_to_a_step(board, hands, digit, step):
    hands.press(digit, CONTROL)
    assert board.current.step.key == step
    assert board.tasks.list.currentIndex().row() == DIGITS.index(digit)


def test_done_and_next_marks_the_step(board, prices, hands):
    board.notebook.set_state("prices", StepState.IN_PROGRESS)
    hands.press(Key.Key_Return, CONTROL)
    assert board.desk.visit.step("prices").state is StepState.DONE
    assert board.current.step.key == "inventory"
    assert QApplication.focusWidget() is board.current.body.blocks[0].view


def test_another_step_says_nothing_of_the_cell_left_behind(board, prices, hands):
    said: list[str] = []
    board.said.connect(said.append)
    hands.press(Key.Key_Down)
    assert said[-1]
    board.show_problems()
    assert said[-1] == ""


def test_the_line_beside_a_title_gives_way_part_by_part(qtbot):
    head = StepHead(step_of("sales"), [], paper="order", has_grid=True, read_only=False)
    qtbot.addWidget(head)
    head.set_subtitle("3 of 10 decided · units")
    head.show()
    seen = set()
    for width in range(300, 1000, 10):
        head.resize(width, head.height())
        seen.add(head.findChildren(NameLabel)[0].text())
    assert seen == {"", "3 of 10 decided", "3 of 10 decided · units"}


def test_a_step_with_a_refused_entry_is_not_done(board, prices, hands):
    board.notebook.set_state("prices", StepState.IN_PROGRESS)
    place = place_of(board, "prices", "products", "QH-1012", "retail")
    board.go_to(place)
    hands.type("five")
    hands.press(Key.Key_Return, CONTROL)
    assert board.current.step.key == "prices"
    assert board.desk.visit.step("prices").state is StepState.IN_PROGRESS
    assert "1 refused" in board.tasks.list.tasks.mark(2).words


def test_the_task_list_tells_states_and_flags(board):
    marks = [board.tasks.list.tasks.mark(at) for at in range(10)]
    assert (marks[2].icon, marks[2].words) == ("octagon-alert", "5 flags")
    assert marks[0].icon == "circle-check"
    assert "done" in marks[2].spoken


def test_enter_in_the_task_list_opens_a_step(board, hands):
    board.tasks.list.setFocus()
    hands.press(Key.Key_Home)
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Return)
    assert board.current.step.key == "reflection"


def test_f8_leads_from_problem_to_problem_and_back_to_the_first(board, hands):
    board.show_step("preparation")
    points = board.desk.problems()
    seen = []
    for _ in range(len(points) + 1):
        hands.press(Key.Key_F8)
        seen.append(board.here)
    distinct = list(dict.fromkeys(point.address for point in points))
    assert list(dict.fromkeys(seen)) == distinct
    assert seen[0] in distinct


def test_a_problem_is_followed_from_the_list(board, hands):
    board.show_problems()
    points = board.desk.problems()
    hands.press(Key.Key_Return)
    assert board.current.step.key == points[0].step
    assert "24" in board.tasks.problems.text()


def test_f6_goes_through_the_panes(board, prices):
    seen = []
    for _ in range(4):
        next_pane(board.panes())
        seen.append(next(pane for pane in board.panes() if pane.isAncestorOf(QApplication.focusWidget())))
    assert seen[0] is board.current.rule
    assert board.context in seen
    assert board.tasks in seen


def test_the_context_folds_away_and_comes_back(board, prices, hands):
    assert board.context.isVisible()
    hands.press(Key.Key_Period, CONTROL)
    assert not board.context.isVisible()
    hands.press(Key.Key_Period, CONTROL)
    assert board.context.isVisible()


def test_a_narrow_window_keeps_the_step_and_offers_the_tasks(board, qtbot):
    board.resize(972, 674)
    page = board.show_step("prices")
    qtbot.waitUntil(lambda: not board.tasks.isVisible())
    assert not board.context.isVisible()
    assert page.head.tasks.isVisible()


def test_the_status_line_says_what_the_cell_is(board, prices):
    said: list[str] = []
    board.said.connect(said.append)
    board.go_to(place_of(board, "prices", "products", "QH-1024", "retail"))
    assert said[-1] == "Retail of Lager 330 ml can · last 3.80, Ctrl ' copies it"


def test_the_rule_line_follows_the_row_and_takes_reason_and_report(board, prices, qtbot):
    board.go_to(place_of(board, "prices", "products", "QH-1024", "retail"))
    rule = board.current.rule
    assert rule.lead.text().startswith("Lager 330 ml can: retail 3.50")
    assert "3.60 to 4.20" in rule.words.text()
    rule.reason.activated.emit(rule.reason.findData("promotion"))
    row = row_of(board, "prices", "products", "QH-1024")
    assert row.values["reason"] == "promotion"
    before = rule.report.isChecked()
    qtbot.mouseClick(rule.report, Qt.MouseButton.LeftButton)
    assert row.values.get("report") == (None if before else True)


def drafts_on_disk(board):
    return open_visit(board.desk.store, board.desk.visit.id).drafts


def test_half_typed_text_is_put_on_disk_by_itself(board, prices, hands, store, visit_id, qtbot):
    assert DRAFT_DELAY < 250, "within a quarter second"
    place = place_of(board, "prices", "products", "QH-1012", "retail")
    board.go_to(place)
    hands.type("5.1")
    qtbot.waitUntil(lambda: open_visit(store, visit_id).drafts == {place: "5.1"})


def test_after_a_crash_the_visit_opens_in_the_cell_with_what_was_half_typed(open_board, hands, qtbot):
    first = open_board()
    place = place_of(first, "inventory", "products", "QH-1024", "count")
    first.go_to(place)
    hands.type("60c+")
    qtbot.waitUntil(lambda: drafts_on_disk(first) == {place: "60c+"})
    second = open_board()
    second.resume()
    assert second.current.step.key == "inventory"
    view = second.current.body.blocks[0].view
    assert view.current_address() == place
    assert view.entry.is_open()
    assert hands.focus().text() == "60c+"
    assert "Count of Lager 330 ml can" in second.notice.words()
    hands.type("5", Key.Key_Return)
    assert second.desk.visit.mark(place).typed == "60c+5"


def test_a_form_opens_with_its_half_typed_text(open_board, hands, qtbot):
    first = open_board()
    place = Address("communication", "reaction")
    first.go_to(place)
    hands.type("Half a sen")
    qtbot.waitUntil(lambda: [text.endswith("Half a sen") for text in drafts_on_disk(first).values()] == [True])
    second = open_board()
    second.resume()
    assert second.current.body.fields["reaction"].editor.box.toPlainText().endswith("Half a sen")
    assert second.current.body.fields["reaction"].editor.box.hasFocus()


def test_a_step_is_completed_or_skipped_where_closing_says_it_is_open(board, qtbot):
    board.notebook.set_state("market", StepState.IN_PROGRESS)
    board.notebook.set_state("guidance", StepState.IN_PROGRESS)
    dialog = CloseDialog(board.notebook, board)
    qtbot.addWidget(dialog)
    assert not dialog.close_button.isEnabled()
    market, guidance = dialog.open_steps
    market.done.click()
    guidance = dialog.open_steps[0]
    guidance.skip.click()
    assert board.desk.visit.step("guidance").state is StepState.IN_PROGRESS
    qtbot.keyClicks(guidance.reason, "No time left")
    guidance.skip.click()
    record = board.desk.visit.step("guidance")
    assert (record.state, record.skip_reason) == (StepState.SKIPPED, "No time left")
    assert dialog.close_button.isEnabled()


def test_closing_leads_to_a_missing_cell(board, qtbot):
    place = Address("wrap_up", "next_purpose")
    board.notebook.set_value(place, None)
    dialog = CloseDialog(board.notebook, board)
    qtbot.addWidget(dialog)
    dialog.open_steps[0].followed.emit(place)
    assert dialog.leads_to == place


def test_tab_leads_down_the_page_though_its_lower_pieces_came_later(board):
    page = board.show_step("inventory")
    page.body.make_whole()
    stops = tab_stops(page)
    first, second = (block.view for block in page.body.blocks)
    wanted = [page.head.next, first, second, page.body.tab_end, page.rule.reason, page.rule.action]
    assert sorted(wanted, key=stops.index) == wanted


def test_a_page_opens_with_what_is_seen_and_makes_the_rest_while_it_is_looked_at(board, qtbot):
    body = board.show_step("prices").body
    assert not body.is_whole
    qtbot.waitUntil(lambda: body.is_whole)
    assert [block.table.key for block in body.blocks] == ["products", "competitors"]
