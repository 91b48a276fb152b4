import pytest
from PySide6.QtCore import Qt

from fieldvisit.ui.pages.dealer_form import DealerForm
from fieldvisit.ui.pages.plan_visit import DaySheet
from fieldvisit.usecases.dealers import list_dealers, record_card
from fieldvisit.usecases.plan_day import day_plan


@pytest.fixture
def page(shell):
    shell.go_to("dealers")
    return shell.current()


@pytest.fixture
def form(shell, page, qtbot):
    made = DealerForm(shell.desk, None, page)
    made.kept.connect(page._kept)
    made.open()
    qtbot.waitExposed(made)
    return made


def test_search_narrows_the_list_and_the_card_follows(page, qtbot):
    qtbot.keyClicks(page.search, "lianhe")
    assert page.table.records.rowCount() == 1
    assert page.table.current_key() == "D-3"


def test_a_dealer_is_added_by_hand(form, page, store, qtbot):
    qtbot.keyClicks(form.entries["code"].line, "D-9")
    qtbot.keyClicks(form.entries["name"].line, "Hongli Tobacco")
    qtbot.keyClicks(form.entries["credit_limit"].line, "120,000.50")
    qtbot.keyClicks(form.people.lines[0].name, "Zhou Min")
    form.accept()
    card = record_card(store, "D-9")
    assert (card.name, str(card.credit_limit), card.contacts[0].name) == ("Hongli Tobacco", "120000.5000", "Zhou Min")
    assert page.table.current_key() == "D-9"


def test_an_empty_name_is_refused_in_words_and_nothing_is_kept(form, store, qtbot):
    qtbot.keyClicks(form.entries["code"].line, "D-9")
    form.accept()
    assert form.isVisible()
    assert form.notice.words() == "A dealer needs a code and a name."
    assert len(list_dealers(store)) == 3


def test_a_code_that_is_taken_is_refused(form, store, qtbot):
    qtbot.keyClicks(form.entries["code"].line, "D-1")
    qtbot.keyClicks(form.entries["name"].line, "Another")
    form.accept()
    assert "D-1" in form.notice.words()
    assert record_card(store, "D-1").name == "Shengyuan Trading"


def test_what_is_no_number_is_refused_at_its_field(form, qtbot):
    qtbot.keyClicks(form.entries["code"].line, "D-9")
    qtbot.keyClicks(form.entries["name"].line, "Hongli")
    qtbot.keyClicks(form.entries["credit_limit"].line, "plenty")
    form.accept()
    assert form.isVisible()
    assert form.entries["credit_limit"].message.isVisible()


def test_a_visit_is_planned_for_a_day(page, store, today, monkeypatch):
    from fieldvisit.ui.pages import plan_visit

    monkeypatch.setattr(plan_visit, "ask_day", lambda _today, _parent: today)
    page.plan("D-2")
    assert [stop.dealer for stop in day_plan(store, today, today).stops] == ["D-2"]


def test_a_day_is_typed_in_many_ways_or_refused(qtbot, today):
    sheet = DaySheet(today)
    qtbot.addWidget(sheet)
    sheet.entry.line.setText("soon")
    sheet.accept()
    assert sheet.day is None
    assert sheet.entry.message.text()
    sheet.entry.line.setText("+7")
    sheet.accept()
    assert sheet.day is not None
    assert (sheet.day - today).days == 7


def test_enter_starts_a_visit(page, shell, qtbot):
    opened: list[str] = []
    shell.desk.visit_asked.disconnect()
    shell.desk.visit_asked.connect(opened.append)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert len(opened) == 1
