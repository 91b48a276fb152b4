"""What must hold for the figures of any visit."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldvisit.domain import formats
from fieldvisit.domain.fields import Value
from fieldvisit.domain.figures import VisitFigures, figures, needed_days, purchase_prices
from fieldvisit.domain.visit import Address, Mark, Origin, Row, StepRecord
from tests.factories.visits import DAY, add_row, dealer, exact, facts, invoice, product, visit, worked_visit

GRIDS = (("prices", "products"), ("inventory", "products"), ("sales", "order"), ("account", "dealer_book"))


@given(st.integers())
def test_the_order_of_entry_does_not_matter(seed: int) -> None:
    made, known = worked_visit()
    expected = figures(made, known)
    for step, table in GRIDS:
        Random(seed).shuffle(made.step(step).tables[table])
    for record in made.steps.values():
        record.values = dict(sorted(record.values.items(), key=lambda item: hash((item[0], seed))))
    shuffled = figures(made, replace(known, ledger=tuple(reversed(known.ledger))))
    assert _comparable(shuffled) == _comparable(expected)


def _comparable(found: VisitFigures) -> dict[str, object]:
    held = {each.name: getattr(found, each.name) for each in fields(found) if each.compare}
    held |= {"mix": found.mix, "range_changes": found.range_changes}
    held |= {"flags": sorted(map(repr, found.flags)), "reported": sorted(map(repr, found.reported))}
    if found.books:
        # Our documents are told apart by their place in the ledger, which is what was turned round.
        held["books"] = [(line.kind, line.key, line.difference, line.confirmed) for line in found.books.lines]
    return held


units = st.none() | st.integers(0, 5000)


@given(
    st.lists(st.tuples(units, units, st.decimals(0, 99, places=4)), min_size=1, max_size=12), st.sampled_from([0, 2, 3])
)
def test_printed_lines_add_up_to_printed_totals(
    lines: list[tuple[int | None, int | None, Decimal]], minor: int
) -> None:
    made = visit()
    products = [product(str(at), purchase=price) for at, (_, _, price) in enumerate(lines)]
    products = [replace(each, purchase=price) for each, (_, _, price) in zip(products, lines, strict=True)]
    for at, (count, accepted, _) in enumerate(lines):
        add_row(made, "inventory", "products", f"i{at}", product=str(at), count=count, received=0, returned=0)
        add_row(made, "sales", "order", f"o{at}", product=str(at), accepted=accepted)
    found = figures(made, facts(*products, dealer=dealer(minor_units=minor)))

    def printed(amount: Decimal | None) -> Decimal:
        return Decimal(0) if amount is None else Decimal(formats.money(amount, minor).replace(",", ""))

    assert sum(printed(row.figures.value) for row in found.stock.values()) == printed(found.stock_value)
    assert sum(printed(row.value) for row in found.order.values()) == printed(found.order_value)


@given(st.dictionaries(st.sampled_from(["retail", "resale", "purchase"]), st.none()))
def test_a_blank_is_never_a_zero(blank: dict[str, None]) -> None:
    made = visit()
    add_row(made, "prices", "products", "p", product="P-1", **blank)
    add_row(made, "inventory", "products", "i", product="P-1")
    add_row(made, "sales", "order", "o", product="P-1")
    add_row(made, "wrap_up", "results", "r", target=10)
    found = figures(made, facts(product(), competitors=()))
    held = found.stock["i"].figures
    assert (held.value, held.cover, held.sell_out, found.stock_value, found.own_share, found.protection) == (None,) * 6
    assert (found.order["o"].value, found.order["o"].cases, found.order["o"].suggestion) == (None,) * 3
    assert (found.achieved["r"], found.prices["p"].figures.spread, found.minutes_on_site) == (None,) * 3
    assert (found.over_quota, found.credit_after_order, found.books) == (None,) * 3
    assert found.flags == []


def test_an_empty_visit_has_no_figures_and_no_flags() -> None:
    found = figures(visit(), facts())
    assert (found.flags, found.prices, found.reported) == ([], {}, ())
    assert (found.order_value, found.suggested_value) == exact(0, 0)


@pytest.mark.parametrize(
    ("result", "target", "achieved"),
    [(8000, 30000, "26.7"), (137, 120, "114.2"), (0, 5, "0.0"), (5, 0, "–"), (None, 5, "–"), (5, None, "–")],
)
def test_achieved(result: int | None, target: int | None, achieved: str) -> None:
    made = visit()
    add_row(made, "wrap_up", "results", "r", result=result, target=target)
    assert formats.percent(figures(made, facts()).achieved["r"]) == achieved


def test_days_to_the_next_visit() -> None:
    made = visit()
    assert needed_days(made, facts()) == 11
    assert needed_days(made, facts(next_visit=DAY + timedelta(days=14))) == 18
    made.step("wrap_up").values["next_visit"] = DAY + timedelta(days=3)
    assert needed_days(made, facts(next_visit=DAY + timedelta(days=14))) == 7
    made.step("wrap_up").values["next_visit"] = date(2026, 9, 1)
    assert needed_days(made, facts()) == 11
    assert needed_days(made, facts(dealer=dealer(lead_time_days=0))) == 7
    assert needed_days(made, facts(dealer=dealer(lead_time_days=None, visit_interval_days=None))) == 11


def test_the_purchase_price_as_entered_comes_before_the_list() -> None:
    made = visit()
    add_row(made, "prices", "products", "a", product="A", purchase=Decimal("1.25"))
    add_row(made, "prices", "products", "b", product="B")
    known = facts(product("A", purchase="1.20"), product("B", purchase="2"), product("C"))
    assert purchase_prices(made, known) == {"A": Decimal("1.25"), "B": Decimal(2), "C": None}


def test_rows_of_unknown_products_are_passed_over() -> None:
    made = visit()
    for step, table in GRIDS[:3]:
        add_row(made, step, table, "x", product="GONE", retail=5, count=5, accepted=5)
    found = figures(made, facts())
    assert (found.prices, found.stock, found.order) == ({}, {}, {})


def test_credit_after_the_order() -> None:
    made = visit()
    add_row(made, "sales", "order", "o", product="P-1", accepted=30)
    known = facts(product(purchase="2"), dealer=dealer(credit_limit="100"), ledger=(invoice("A", "70"),))
    found = figures(made, known)
    assert (found.order_value, found.credit_after_order) == exact(60, -30)
    assert [flag.rule for flag in found.flags] == ["order.over_credit"]


def test_cells_are_put_and_taken_away() -> None:
    made = visit()
    add_row(made, "prices", "products", "p", product="P-1")
    cell = Address("prices", "retail", "products", "p")
    made.put(cell, Decimal(5), Mark(Origin.SAME))
    assert (made.value(cell), made.mark(cell)) == (Decimal(5), Mark(Origin.SAME))
    nothings: tuple[Value | None, ...] = (None, "", [])
    for nothing in nothings:
        made.put(cell, Decimal(5), Mark(Origin.SAME))
        made.put(cell, nothing)
        assert (made.value(cell), made.mark(cell)) == (None, Mark())
    with pytest.raises(KeyError):
        made.put(Address("prices", "retail", "products", "gone"), Decimal(5))


def test_what_a_person_put_in_counts_as_content() -> None:
    given_by_program = Row("r", {"product": "P-1"}, {"product": Mark(Origin.RECORDS)})
    record = StepRecord(tables={"products": [given_by_program]})
    assert not record.has_content()
    given_by_program.values["retail"] = Decimal(5)
    assert record.has_content()
