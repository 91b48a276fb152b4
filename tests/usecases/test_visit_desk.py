"""The desk: entering, confirming, undoing, and that every change is in the file before the call returns."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from fieldvisit.domain.entry import Refused
from fieldvisit.domain.errors import NotAllowed
from fieldvisit.domain.language import Message
from fieldvisit.domain.visit import Address, Mark, Origin, StepState
from fieldvisit.store import visits
from fieldvisit.store.errors import StoreFull
from fieldvisit.usecases.visit_desk import VisitDesk
from tests.factories.desks import a_store, again, product_row, worked_desk


@pytest.fixture
def desk(tmp_path):
    with worked_desk(tmp_path) as desk:
        yield desk


def cell(desk: VisitDesk, field: str = "retail", code: str = "QH-2203", place=("prices", "products")) -> Address:
    return Address(place[0], field, place[1], product_row(desk, place[0], place[1], code).id)


def test_what_is_entered_is_a_value_and_in_the_file(desk):
    desk.enter(cell(desk), "3.10")
    assert again(desk).visit.value(cell(desk)) == Decimal("3.10")


def test_cases_and_units_keep_what_was_typed(desk):
    address = cell(desk, "count", "QH-1206", ("inventory", "products"))
    desk.enter(address, "3c+4")
    reopened = again(desk)
    assert reopened.visit.value(address) == Decimal(3 * 24 + 4)
    assert reopened.visit.mark(address) == Mark(Origin.ENTERED, "3c+4")


def test_blank_is_not_zero(desk):
    address = cell(desk, "count", "QH-2005", ("inventory", "products"))
    assert desk.visit.value(address) == 0
    desk.enter(address, "")
    assert desk.visit.value(address) is None
    assert again(desk).visit.value(address) is None


def test_refused_text_leaves_the_old_value(desk):
    address = cell(desk, code="QH-1012")
    with pytest.raises(Refused, match="not a number"):
        desk.enter(address, "5,oo")
    assert desk.visit.value(address) == Decimal(5)
    assert desk.undo() is None


def test_flags_follow_the_entry(desk):
    desk.enter(cell(desk), "2.50")
    rules = {flag.rule for flag in desk.figures.flags if str(flag.subject) == "Iced Tea 500 ml"}
    assert "price.below_floor" in rules


def test_undo_and_redo_go_through_the_file(desk):
    address = cell(desk)
    desk.enter(address, "3.10")
    desk.enter(address, "3.20")
    assert desk.undo() == address
    assert again(desk).visit.value(address) == Decimal("3.10")
    desk.undo()
    assert again(desk).visit.value(address) is None
    assert desk.undo() is None
    desk.redo()
    desk.redo()
    assert again(desk).visit.value(address) == Decimal("3.20")
    assert desk.redo() is None


def test_a_new_entry_forgets_what_was_undone(desk):
    desk.enter(cell(desk), "3.10")
    desk.undo()
    desk.enter(cell(desk), "3.30")
    assert desk.redo() is None


def test_a_paste_is_one_edit_and_names_what_it_refused(desk):
    cells = [
        (cell(desk, code="QH-2203"), "3.05"),
        (cell(desk, code="QH-2207"), "six"),
        (cell(desk, code="QH-1206"), "4.10"),
    ]
    refused = desk.paste(cells)
    assert [address for address, _ in refused] == [cells[1][0]]
    assert desk.visit.value(cells[0][0]) == Decimal("3.05")
    desk.undo()
    assert again(desk).visit.value(cells[0][0]) is None
    assert again(desk).visit.value(cells[2][0]) is None


def test_pre_filled_is_confirmed_by_the_rep(desk):
    address = cell(desk, "purchase", "QH-2203")
    desk.visit.put(address, Decimal("1.90"), Mark(Origin.PREFILLED))
    desk.confirm(address)
    assert again(desk).visit.mark(address).origin is Origin.CONFIRMED


def test_the_last_value_is_copied_on_request_and_marked(desk):
    address = cell(desk)
    assert desk.last_value(address) == Decimal("3.00")
    assert desk.copy_last(address)
    assert again(desk).visit.mark(address).origin is Origin.SAME


def test_there_is_nothing_to_copy_where_nothing_was_seen(desk):
    address = cell(desk, "resale", "QH-1206")
    assert not desk.copy_last(address)
    assert desk.visit.value(address) is None


def test_a_first_entry_puts_a_step_in_progress_and_undo_takes_that_back(desk):
    desk.set_state("market", StepState.NOT_STARTED)
    desk.enter(Address("market", "put_up"), "Two banners")
    assert again(desk).visit.step("market").state is StepState.IN_PROGRESS
    desk.undo()
    assert again(desk).visit.step("market").state is StepState.NOT_STARTED


def test_skipping_needs_a_reason(desk):
    with pytest.raises(NotAllowed, match="why"):
        desk.set_state("market", StepState.SKIPPED, "  ")
    desk.set_state("market", StepState.SKIPPED, "owner had no time")
    assert again(desk).visit.step("market").skip_reason == "owner had no time"


def test_rows_come_go_and_come_back_with_their_values(desk):
    row = desk.add_row("guidance", "trainings", {"topic": "Shelf order"})
    desk.enter(Address("guidance", "minutes", "trainings", row.id), "20")
    before = [(each.id, dict(each.values)) for each in desk.visit.step("guidance").rows("trainings")]
    first = before[0][0]
    desk.remove_row("guidance", "trainings", first)
    assert first not in {each.id for each in again(desk).visit.step("guidance").rows("trainings")}
    desk.undo()
    after = again(desk).visit.step("guidance").rows("trainings")
    assert [(each.id, each.values) for each in after] == before


def test_results_follow_the_accepted_objectives(desk):
    row = desk.add_row(
        "preparation", "objectives", {"kind": "other", "measure": "Train two sellers", "target": Decimal(2)}
    )
    desk.set_value(Address("preparation", "state", "objectives", row.id), "accepted")
    results = {each.id: each.values.get("objective") for each in again(desk).visit.step("wrap_up").rows("results")}
    assert results[row.id] == "Train two sellers"
    desk.set_value(Address("preparation", "state", "objectives", row.id), "rejected")
    assert row.id not in {each.id for each in again(desk).visit.step("wrap_up").rows("results")}


def test_a_result_that_was_entered_stays_when_objectives_change(desk):
    first = desk.visit.step("wrap_up").rows("results")[0]
    desk.add_row("preparation", "objectives", {"measure": "More", "state": "accepted"})
    kept = next(each for each in again(desk).visit.step("wrap_up").rows("results") if each.id == first.id)
    assert kept.values["result"] == Decimal(8000)


def test_suggestions_fill_only_blank_lines(desk):
    for row in desk.visit.step("sales").rows("order"):
        desk.enter(Address("sales", "accepted", "order", row.id), "")
    kept = product_row(desk, "sales", "order", "QH-1012")
    desk.enter(Address("sales", "accepted", "order", kept.id), "10c")
    desk.accept_suggestions()
    assert kept.values["accepted"] == 120
    assert product_row(desk, "sales", "order", "QH-1108").values["accepted"] == 72
    assert "accepted" not in product_row(desk, "sales", "order", "QH-1206").values


def test_half_typed_text_is_kept_until_the_cell_is_left(desk):
    address = cell(desk)
    desk.draft(address, "3.")
    assert again(desk).drafts == {address: "3."}
    desk.enter(address, "3.10")
    assert again(desk).drafts == {}


def test_a_draft_that_changes_nothing_is_forgotten_too(desk):
    address = cell(desk, code="QH-1012")
    desk.draft(address, "5.00")
    desk.enter(address, "5.00")
    assert again(desk).drafts == {}


def test_the_place_is_remembered(desk):
    desk.place(cell(desk))
    assert again(desk).last_place == cell(desk)


def test_a_preview_changes_nothing(desk):
    address = cell(desk, code="QH-1012")
    flags = desk.preview(address, "2.00").flags
    assert any(flag.rule == "price.below_floor" for flag in flags)
    assert desk.visit.value(address) == Decimal(5)
    assert again(desk).visit.value(address) == Decimal(5)


def test_a_decision_on_a_suggestion_changes_the_books(desk):
    desk.reconcile("INV-26-0850", "SY-2209", "decision", "different")
    books = again(desk).figures.books
    assert books is not None
    assert (books.only_ours, books.only_theirs, books.unexplained) == (Decimal(30186), Decimal(9610), Decimal(0))


def test_what_the_store_refuses_is_not_in_memory_either(desk, monkeypatch):
    address = cell(desk)

    def full(*_args):
        raise StoreFull(Message("The disk is full."))

    monkeypatch.setattr(visits, "save_cell", full)
    with pytest.raises(StoreFull):
        desk.enter(address, "3.10")
    assert desk.visit.value(address) is None
    assert desk.undo() is None


def test_a_product_that_was_not_foreseen_comes_into_three_steps(tmp_path, desk):
    from tests.factories.visits import product

    desk.add_product(product("P-NEW", case_size=6))
    places = [("prices", "products"), ("inventory", "products"), ("sales", "order")]
    assert all(product_row(desk, *place, "P-NEW").id for place in places)


def test_the_next_visit_moves_the_protection_interval(desk):
    desk.set_value(Address("wrap_up", "next_visit"), date(2026, 9, 29))
    assert desk.figures.needed_days == 18


def test_a_store_of_its_own_has_nothing_of_another(tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    with a_store(other) as store, store.read() as session:
        assert visits.list_visits(session) == []


def test_a_cell_being_emptied_is_a_draft_until_it_is_given_up(desk):
    address = cell(desk, code="QH-1012")
    desk.draft(address, "")
    assert again(desk).drafts == {address: ""}
    desk.forget_draft(address)
    assert again(desk).drafts == {}


def test_rows_in_place_of_others_come_back_with_one_undo(desk):
    before = [dict(row.values) for row in desk.visit.step("account").rows("dealer_book")]
    desk.add_rows("account", "dealer_book", [{"document": f"N-{each}"} for each in range(3)], instead=True)
    kept = again(desk).visit.step("account").rows("dealer_book")
    assert [row.values["document"] for row in kept] == ["N-0", "N-1", "N-2"]
    desk.undo()
    assert [dict(row.values) for row in again(desk).visit.step("account").rows("dealer_book")] == before


def test_an_order_over_credit_is_trimmed_with_one_undo(desk):
    place = cell_of_order(desk, "QH-1012")
    desk.enter(place, "9000")
    assert desk.figures.credit_after_order < 0
    assert desk.trim_order() > 0
    assert desk.figures.credit_after_order >= 0
    desk.undo()
    assert desk.visit.value(place) == 9000


def cell_of_order(desk, code):
    return Address("sales", "accepted", "order", product_row(desk, "sales", "order", code).id)
