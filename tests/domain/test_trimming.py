"""Orders cut down to the available credit."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.figures import figures
from fieldvisit.domain.trimming import trimmed_order
from fieldvisit.domain.visit import Visit
from tests.factories.visits import add_row, dealer, facts, product, visit, worked_visit


def trimmed(made: Visit, known: VisitFacts) -> dict[str, Decimal]:
    return trimmed_order(made, known, figures(made, known))


def an_order(limit: str | None, *lines: tuple[str, int, str, int | None], **more: object) -> tuple[Visit, VisitFacts]:
    """Lines of product, units, price and count, each product selling one a day."""
    made = visit()
    for code, units, _, count in lines:
        add_row(made, "inventory", "products", f"i-{code}", product=code, count=count, received=0, returned=0)
        add_row(made, "sales", "order", code, product=code, accepted=units)
    products = [product(code, purchase=price, case_size=10, shipped="90", **more) for code, _, price, _ in lines]
    return made, facts(*products, dealer=dealer(credit_limit=limit))


def test_an_order_within_credit_stays_as_it_is() -> None:
    assert trimmed(*an_order("100", ("A", 50, "2", 5))) == {}
    assert trimmed(*an_order(None, ("A", 50, "2", 5))) == {}


def test_what_runs_out_first_is_kept_first() -> None:
    order = an_order("100", ("A", 50, "1", 20), ("B", 60, "1", 2), ("C", 30, "1", None))
    assert trimmed(*order) == {"A": Decimal(10)}
    assert trimmed(*an_order("60", ("A", 50, "1", 20), ("B", 60, "1", 2))) == {"A": Decimal(0)}


def test_only_whole_cases_and_no_less_than_the_minimum() -> None:
    assert trimmed(*an_order("99", ("A", 50, "2", 5))) == {"A": Decimal(40)}
    assert trimmed(*an_order("99", ("A", 50, "2", 5), minimum_order="50")) == {"A": Decimal(0)}


def test_no_credit_is_no_order() -> None:
    assert trimmed(*an_order("0", ("A", 50, "2", 5))) == {"A": Decimal(0)}


def test_a_line_without_a_price_stays() -> None:
    made, known = an_order("10", ("A", 50, "2", 5))
    add_row(made, "sales", "order", "free", product="F", accepted=10)
    known = facts(*known.products, product("F"), dealer=known.dealer)
    assert trimmed(made, known) == {"A": Decimal(0)}


def test_the_worked_visit_gives_up_part_of_the_new_listing() -> None:
    made, known = worked_visit()
    changed = {
        made.row("sales", "order", row_id).values["product"]: units for row_id, units in trimmed(made, known).items()
    }
    assert changed == {"QH-1206": Decimal(144)}


orders = st.lists(st.tuples(st.integers(0, 500), st.integers(1, 5000), st.none() | st.integers(0, 90)), max_size=8)


@given(orders, st.integers(0, 3000))
def test_the_rest_fits_the_credit_and_no_line_grows(held: list[tuple[int, int, int | None]], limit: int) -> None:
    lines = [(str(at), units, str(Decimal(price) / 100), count) for at, (units, price, count) in enumerate(held)]
    made, known = an_order(str(limit), *lines)
    for row_id, units in trimmed(made, known).items():
        row = made.row("sales", "order", row_id)
        assert 0 <= units < Decimal(str(row.values["accepted"]))
        row.values["accepted"] = units
    found = figures(made, known)
    assert found.account.available is not None
    assert found.order_value <= found.account.available
