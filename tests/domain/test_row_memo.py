"""Figures that remember the rows of last time must be those from scratch, whatever was typed in between."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from fieldvisit.domain.entry import Refused, read
from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.figures import figures
from fieldvisit.domain.row_memo import RowMemo
from fieldvisit.domain.steps import field_at
from fieldvisit.domain.visit import Address, Visit
from tests.factories.visits import worked_visit

WORKED, FACTS = worked_visit()
COLUMNS = {
    ("prices", "products"): ("purchase", "resale", "retail"),
    ("prices", "competitors"): ("price",),
    ("inventory", "products"): ("count", "received", "returned", "batch"),
    ("inventory", "competitors"): ("value", "units"),
    ("sales", "order"): ("accepted",),
    ("account", "dealer_book"): ("amount", "document"),
}
CELLS = [
    Address(step, column, table, row.id)
    for (step, table), columns in COLUMNS.items()
    for row in WORKED.step(step).rows(table)
    for column in columns
] + [Address("wrap_up", "next_visit"), Address("account", "quota_value")]
TEXTS = ("", "0", "1", "5.10", "4.2", "4.20", "41c+8", "2*24", "120", "100000", "16 Sep 2026", "2026-10-30", "five")

typed = st.tuples(st.sampled_from(CELLS), st.sampled_from(TEXTS))
rows_moved = st.tuples(st.sampled_from(sorted(COLUMNS)), st.integers(0, 20))
other_facts = st.integers(0, 30)


@settings(max_examples=60)
@given(st.lists(st.lists(typed | rows_moved | other_facts, min_size=1, max_size=4), min_size=1, max_size=8))
def test_remembered_figures_are_those_from_scratch(passes: list[list[object]]) -> None:
    visit, facts, memo = deepcopy(WORKED), FACTS, RowMemo()
    for edits in passes:
        for edit in edits:
            facts = edited(visit, facts, edit)
        remembered, fresh = figures(visit, facts, memo), figures(visit, facts)
        assert remembered == fresh
        assert remembered.mix == fresh.mix
        assert remembered.range_changes == fresh.range_changes
        assert list(map(str, remembered.flags)) == list(map(str, fresh.flags))


def edited(visit: Visit, facts: VisitFacts, edit: object) -> VisitFacts:
    """Types into a cell, moves a table's first row to another place or away, or lets other facts be known."""
    match edit:
        case (Address() as place, str(text)):
            enter(visit, facts, place, text)
        case ((str(step), str(table)), int(at)):
            rows = visit.step(step).tables.get(table, [])
            if rows:
                row = rows.pop(0)
                rows[at:at] = [row] if at < 15 else []
        case int(days):
            return replace(facts, dealer=replace(facts.dealer, lead_time_days=days))
    return facts


def enter(visit: Visit, facts: VisitFacts, place: Address, text: str) -> None:
    try:
        value = read(text, field_at(place), today=visit.day, case_size=12)
        visit.put(place, value)
    except (Refused, KeyError):  # such a row has gone, or the cell takes no such text
        return


def test_a_row_that_stayed_the_same_is_the_very_same_object() -> None:
    visit, memo = deepcopy(WORKED), RowMemo()
    before = figures(visit, FACTS, memo)
    changed, *others = visit.step("prices").rows("products")
    visit.put(Address("prices", "retail", "products", changed.id), Decimal("9.99"))
    after = figures(visit, FACTS, memo)
    assert after.prices[changed.id] is not before.prices[changed.id]
    assert all(after.prices[row.id] is before.prices[row.id] for row in others)
    assert all(after.stock[key] is before.stock[key] for key in before.stock)
    assert all(after.order[key] is before.order[key] for key in before.order)
