"""What stands in a form that was not saved: there again after a kill or the lock, gone when saved or given up."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLineEdit

from fieldvisit.domain.visit import StepState
from fieldvisit.store.store import Store
from fieldvisit.ui import half_typed
from fieldvisit.ui.dialogs import Sheet, ask_words
from fieldvisit.ui.pages.dealer_form import DealerForm
from fieldvisit.ui.visit.close import CloseDialog, skipping
from fieldvisit.ui.windows_over import close_windows_over
from fieldvisit.usecases.half_typed import forms, kept
from fieldvisit.usecases.open_visit import open_visit
from tests.factories.answering import answering
from tests.factories.desks import WORKED_ID
from tests.factories.visits import WORKED_VISIT


@pytest.fixture
def at_once(monkeypatch):
    monkeypatch.setattr(half_typed, "DRAFT_DELAY", 0)


@pytest.fixture
def new_form(shell, at_once, qtbot) -> Callable[..., DealerForm]:
    def opened(code: str | None = None) -> DealerForm:
        shell.go_to("dealers")
        made = DealerForm(shell.desk, code, shell.current())
        made.open()
        qtbot.waitExposed(made)
        return made

    return opened


def fill(form: DealerForm, qtbot) -> None:
    """Types into some fields and ticks a box."""
    form.entries["code"].line.clear()
    qtbot.keyClicks(form.entries["code"].line, "D-9")
    qtbot.keyClicks(form.entries["notes"].line, "pays late")
    form.people.add.click()
    qtbot.keyClicks(form.people.lines[-1].name, "Zhou Min")
    form.consumers.click()


def on_disk(store: Store, qtbot, form: str = "dealer.", having: str = "people") -> None:
    qtbot.waitUntil(lambda: having in kept(store, form))


def test_a_form_that_a_kill_has_closed_is_back_as_it_stood(new_form, store, qtbot):
    first = new_form()
    fill(first, qtbot)
    on_disk(store, qtbot)
    assert set(kept(store, "dealer.")) == {"code", "notes", "people", "consumers_only"}, "only what was typed"
    second = new_form()  # another start would find no more than this
    assert second.entries["code"].text() == "D-9"
    assert second.entries["notes"].text() == "pays late"
    assert second.consumers.isChecked()
    assert second.people.contacts()[0].name == "Zhou Min"
    assert "is back" in second.notice.words()


def test_what_was_typed_over_a_card_goes_with_what_changed_in_it_since(new_form, store, qtbot):
    form = new_form("D-1")
    before = form.entries["name"].text()
    qtbot.keyClicks(form.entries["notes"].line, "pays late")
    on_disk(store, qtbot, "dealer.D-1", "notes")
    again = new_form("D-1")
    assert (again.entries["name"].text(), again.entries["notes"].text()) == (before, "pays late")
    assert new_form().entries["notes"].text() == "", "another form"


@pytest.mark.parametrize("end", ["save", "give up"])
def test_a_form_that_is_saved_or_given_up_is_forgotten(new_form, store, qtbot, end):
    form = new_form()
    fill(form, qtbot)
    qtbot.keyClicks(form.entries["name"].line, "Hongli")
    on_disk(store, qtbot)
    if end == "save":
        form.accept()
    else:
        form.reject()
    qtbot.waitUntil(lambda: forms(store) == {})
    assert "is back" not in new_form().notice.words()


def test_the_lock_closes_a_form_without_giving_it_up(new_form, shell, store, qtbot, monkeypatch):
    monkeypatch.setattr(half_typed, "DRAFT_DELAY", 60_000)
    form = new_form()
    fill(form, qtbot)
    assert forms(store) == {}
    close_windows_over(shell)
    assert not form.isVisible()
    assert kept(store, "dealer.")["code"] == "D-9"


def test_a_reason_is_kept_while_it_is_typed_and_forgotten_when_it_was_taken(shell, store, at_once, qtbot):
    def type_and_lock(sheet: Sheet) -> None:
        qtbot.keyClicks(sheet.findChild(QLineEdit), "no ti")
        on_disk(store, qtbot, "a reason", "line")
        close_windows_over(shell)

    def go_on(sheet: Sheet) -> None:
        qtbot.keyClicks(sheet.findChild(QLineEdit), "me")
        sheet.accept()

    with answering(Sheet, type_and_lock):
        assert ask_words("Skip", "Why?", "Skip", shell, keep=(store, "a reason")) is None
    with answering(Sheet, go_on):
        assert ask_words("Skip", "Why?", "Skip", shell, keep=(store, "a reason")) == "no time"
    assert kept(store, "a reason"), "until whoever asked has written it"
    qtbot.waitUntil(lambda: forms(store) == {})


def test_reasons_in_the_closing_dialog_are_kept_until_the_step_is_skipped(shell, store, at_once, qtbot):
    from fieldvisit.ui.visit.notebook import Notebook
    from fieldvisit.usecases.visit_documents import load_document

    load_document(store, WORKED_VISIT.read_bytes())
    desk = open_visit(store, WORKED_ID)
    desk.set_state("reflection", StepState.IN_PROGRESS)
    dialog = CloseDialog(Notebook(desk), shell)
    row = dialog.open_steps[0]
    step = row.objectName()
    qtbot.keyClicks(row.reason, "no time")
    on_disk(store, qtbot, skipping(WORKED_ID, step), "line")
    again = CloseDialog(Notebook(desk), shell)
    assert again.open_steps[0].reason.text() == "no time"
    again.open_steps[0].skip.click()
    assert forms(store) == {}
    assert desk.visit.step(step).skip_reason == "no time"
