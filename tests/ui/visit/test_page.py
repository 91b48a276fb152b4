"""The visit as a page of the window: closed, corrected, and its report shown."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QDialog, QLineEdit

from fieldvisit.domain.language import tr
from fieldvisit.domain.visit import StepState, VisitState
from fieldvisit.ui.desk import Desk
from fieldvisit.ui.palette import Palette
from fieldvisit.ui.preferences import Preferences
from fieldvisit.ui.visit.close import CloseDialog
from fieldvisit.ui.visit.page import VisitPage
from fieldvisit.ui.visit.preview import ReportPreview
from fieldvisit.ui.visit.step_head import PAPERS
from fieldvisit.ui.visit.task_pane import TaskPopup
from fieldvisit.ui.widgets.buttons import Button
from fieldvisit.usecases.close_visit import close_visit
from fieldvisit.usecases.open_visit import load_visit
from tests.factories.answering import answering
from tests.ui.visit.typing import CONTROL, Key, place_of

WANTED = {"VB": "brief", "CS": "count", "OP": "order", "RS": "statement"}


@pytest.fixture
def desk(store):
    return Desk(Preferences(), store)


@pytest.fixture
def page(qtbot, desk, visit_id):
    made = VisitPage(desk, visit_id)
    qtbot.addWidget(made)
    made.resize(1228, 774)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_closing_freezes_the_visit_and_offers_the_report(page, desk, store, visit_id, qtbot):
    changed = []
    desk.visits_changed.connect(lambda: changed.append(True))
    with answering(CloseDialog, CloseDialog.accept):
        page.board.tasks.close_visit.click()
    closed, _ = load_visit(store, visit_id)
    assert closed.state is VisitState.CLOSED
    assert closed.number in page.board.notice.words()
    assert page.board.desk.read_only
    assert changed


def test_closing_leads_to_what_was_typed_and_not_taken(page, store, visit_id, hands):
    place = place_of(page.board, "prices", "products", "QH-1012", "retail")
    page.board.go_to(place)
    hands.type("about 12")
    page.board.tasks.close_visit.click()
    assert "“about 12” was typed but not taken" in page.board.notice.words()
    assert page.board.here == place
    assert load_visit(store, visit_id)[0].state is VisitState.OPEN


def test_an_incomplete_visit_is_not_closed(page, store, visit_id):
    page.board.notebook.set_state("market", StepState.IN_PROGRESS)
    seen = []

    def look(dialog: CloseDialog) -> None:
        seen.append(dialog.close_button.isEnabled())
        dialog.reject()

    with answering(CloseDialog, look):
        page.board.tasks.close_visit.click()
    assert seen == [False]
    assert load_visit(store, visit_id)[0].state is VisitState.OPEN


def test_enter_in_a_reason_skips_the_step_and_shows_what_is_left(page, store, visit_id, qtbot):
    for step in ("market", "guidance"):
        page.board.notebook.set_state(step, StepState.IN_PROGRESS)
    left: list[str] = []

    def skip(dialog: CloseDialog) -> None:
        qtbot.keyClicks(dialog.open_steps[0].reason, "Nobody there")
        qtbot.keyClick(dialog.open_steps[0].reason, Key.Key_Return)
        left.extend(row.objectName() for row in dialog.open_steps)
        dialog.reject()

    with answering(CloseDialog, skip):
        page.board.tasks.close_visit.click()
    assert left == ["guidance"]
    assert load_visit(store, visit_id)[0].step("market").state is StepState.SKIPPED


def test_the_list_of_steps_in_a_narrow_window_follows_nothing_once_it_is_put_away(page, qtbot):
    page.resize(760, 700)
    button = page.board.step_page("prices").head.tasks
    button.click()
    popup = page.findChild(TaskPopup)
    assert popup is not None
    with qtbot.waitSignal(popup.destroyed):
        popup.close()
    page.board.notebook.set_state("market", StepState.IN_PROGRESS)
    assert page.board.notebook.visit.step("market").state is StepState.IN_PROGRESS


def test_a_closed_visit_is_looked_at_and_corrected_by_a_revision(page, desk, store, visit_id, hands, qtbot):
    with answering(CloseDialog, CloseDialog.accept):
        page.board.tasks.close_visit.click()
    board = page.board
    place = place_of(board, "prices", "products", "QH-1012", "retail")
    with qtbot.waitActive(page):
        page.activateWindow()
    board.go_to(place)
    hands.type("9.99", Key.Key_Return)
    assert board.desk.visit.value(place) == Decimal(5)
    asked: list[str] = []
    desk.visit_asked.connect(asked.append)

    def correct(dialog: QDialog) -> None:
        for line in dialog.findChildren(QLineEdit):
            line.setText("Wrong price typed")
        dialog.accept()

    with answering(QDialog, correct):
        board.tasks.close_visit.click()
    revision, _ = load_visit(store, asked[0])
    assert (revision.revision, revision.revises) == (2, visit_id)


def test_exceptions_only_of_a_closed_visit_shows_a_table_without_rows_as_such(page, qtbot):
    notebook = page.board.notebook
    for row in list(notebook.visit.step("prices").rows("competitors")):
        notebook.remove_row("prices", "competitors", row.id)
    with answering(CloseDialog, CloseDialog.accept):
        page.board.tasks.close_visit.click()
    prices = page.board.show_step("prices")
    prices.head.only.click()
    [competitors] = [block.model for block in prices.body.blocks if block.table.key == "competitors"]
    assert competitors.exceptions_only
    assert competitors.rowCount() == 0


def test_what_is_typed_into_a_closed_visit_elsewhere_is_told_and_kept(page, store, visit_id, hands, qtbot):
    place = place_of(page.board, "prices", "products", "QH-1012", "retail")
    page.board.go_to(place)
    close_visit(store, visit_id, datetime(2026, 9, 15, 15, tzinfo=UTC))
    hands.type("5.10", Key.Key_Return)
    assert page.board.notice.words()
    assert page.board.notebook.drafts[place] == "5.10"


def test_the_report_is_shown_and_saved(page, hands, qtbot, tmp_path):
    hands.press(Key.Key_P, CONTROL)
    preview = page.findChild(ReportPreview)
    assert preview is not None
    qtbot.waitUntil(lambda: len(preview.pages) > 0, timeout=90_000)
    assert preview.pages[0].pixmap().width() > 300
    preview.save_to(tmp_path / "out" / "report.pdf")
    assert (tmp_path / "out" / "report.pdf").read_bytes().startswith(b"%PDF")
    preview.save_to(tmp_path)
    assert str(tmp_path) in preview._words.accessibleName()
    preview.close()


def test_saved_moments_reach_the_window(page, desk, hands, qtbot):
    with qtbot.waitSignal(desk.saved):
        page.board.go_to(place_of(page.board, "prices", "products", "QH-1012", "retail"))
        hands.type("5.05", Key.Key_Return)


@pytest.mark.parametrize(
    ("step", "letters"), [("preparation", "VB"), ("inventory", "CS"), ("sales", "OP"), ("account", "RS")]
)
def test_a_step_has_its_own_report(page, step, letters, qtbot):
    head = page.board.show_step(step).head
    button = next(each for each in head.findChildren(Button) if each.text() == tr(PAPERS[WANTED[letters]]))
    button.click()
    preview = page.findChild(ReportPreview)
    assert preview.windowTitle() == tr(PAPERS[WANTED[letters]])
    qtbot.waitUntil(lambda: len(preview.pages) > 0, timeout=90_000)
    assert preview._words.accessibleName().startswith(letters)
    preview.close()


def test_the_arithmetic_of_an_order_is_added_when_it_is_asked_for(page, visit_id, qtbot):
    page.show_report(visit_id, "order")
    preview = page.findChild(ReportPreview)
    qtbot.waitUntil(lambda: len(preview.pages) > 0, timeout=90_000)
    before = preview._content
    preview.choice.click()
    assert not preview.save.isEnabled()
    qtbot.waitUntil(preview.save.isEnabled, timeout=90_000)
    assert len(preview._content) > len(before)
    preview.choice.click()
    qtbot.waitUntil(preview.save.isEnabled, timeout=90_000)
    assert preview._content == before
    preview.close()


def test_the_menu_of_every_step_lists_all_reports(page):
    asked: list[tuple[str, str]] = []
    page.board.report_requested.disconnect()
    page.board.report_requested.connect(lambda *found: asked.append(found))
    menu = page.board.show_step("market").head.menu
    for words in PAPERS.values():
        next(action for action in menu.actions() if action.text().split("\t")[0] == tr(words)).trigger()
    assert [kind for _, kind in asked] == list(PAPERS)


@pytest.mark.parametrize(("typed", "step"), [("accept sugg", "sales"), ("step 7", "market"), ("prob", None)])
def test_the_palette_does_what_a_visit_offers(page, desk, qtbot, typed, step):
    palette = Palette(desk, page, page.board)
    qtbot.addWidget(palette)
    palette.open_over(page)
    qtbot.keyClicks(palette.field, typed)
    assert palette.nothing.isHidden()
    qtbot.keyClick(palette.field, Key.Key_Return)
    assert (page.board.current.step.key if page.board.current else None) == step
    if step == "sales":
        lines = page.board.desk.figures.order.values()
        assert all(line.accepted is not None for line in lines if line.suggestion is not None)


def test_the_palette_says_that_nothing_was_found(page, desk, qtbot):
    palette = Palette(desk, page)
    qtbot.addWidget(palette)
    palette.open_over(page)
    qtbot.keyClicks(palette.field, "qqqq")
    assert palette.nothing.isVisible()
    assert not palette.results.isVisible()


def test_who_types_before_the_place_is_gone_back_to_stays_there(page, hands, monkeypatch):
    """A busy machine may take the first keys in before the page goes back to the cell one was at."""
    monkeypatch.setattr(page.board.notebook._half_typed, "_save_soon", lambda: None)
    cell = place_of(page.board, "inventory", "products", "QH-1024", "count")
    page.board.go_to(cell)
    hands.type("60c+")
    page._resume()
    hands.type("5")
    assert page.board.notebook.drafts == {cell: "60c+5"}
    assert page.board.here == cell
