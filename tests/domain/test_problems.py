"""What is listed before closing, and what of it stops."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.figures import figures
from fieldvisit.domain.problems import problems, unconfirmed
from fieldvisit.domain.steps import STEPS
from fieldvisit.domain.visit import Address, Mark, Origin, Row, StepState, Visit
from tests.factories.visits import DAY, add_row, facts, invoice, product, visit, worked_visit


def skipped() -> Visit:
    """A visit whose every step was skipped with a reason: nothing is left to complain about."""
    made = visit()
    for step in STEPS:
        made.step(step.key).state = StepState.SKIPPED
        made.step(step.key).skip_reason = "closed today"
    return made


def done(step: str) -> Visit:
    made = skipped()
    made.step(step).state = StepState.DONE
    return made


def said(made: Visit, known: VisitFacts | None = None) -> list[str]:
    return [str(point.sentence) for point in problems(made, figures(made, known or facts()))]


def blocking(made: Visit, known: VisitFacts | None = None) -> list[str]:
    return [str(point.sentence) for point in problems(made, figures(made, known or facts())) if point.blocks]


def test_a_skipped_visit_has_no_problem() -> None:
    assert said(skipped()) == []


def test_a_step_is_skipped_only_with_a_reason() -> None:
    made = skipped()
    made.step("market").skip_reason = "  "
    assert blocking(made) == ["Market: give a reason for skipping it."]


@pytest.mark.parametrize("state", [StepState.NOT_STARTED, StepState.IN_PROGRESS])
def test_a_step_that_is_not_done_blocks(state: StepState) -> None:
    made = skipped()
    made.step("inventory").state = state
    assert blocking(made) == ["Inventory: mark it as done, or skip it with a reason."]


def test_needed_fields_and_columns() -> None:
    made = done("wrap_up")
    made.step("wrap_up").values |= {"next_visit": date(2026, 9, 22), "start": "14:05", "end": "14:47"}
    assert blocking(made) == ["Purpose of the next visit is missing."]
    made = done("market")
    add_row(made, "market", "prospects", "r", name="Changfeng Retail")
    assert blocking(made) == ["Changfeng Retail: Confidence is missing."]


def test_rows_of_one_brand_are_told_apart_by_their_name() -> None:
    made = done("prices")
    for name in ("Baima 330 ml can", "Baima Fresh 1 L"):
        add_row(made, "prices", "competitors", name, brand="Baima", name=name)
    assert blocking(made)[-2:] == ["Baima 330 ml can: Price is missing.", "Baima Fresh 1 L: Price is missing."]


def test_a_row_without_a_name_is_called_by_its_table() -> None:
    made = done("market")
    add_row(made, "market", "prospects", "r", confidence="seen")
    assert blocking(made) == ["Potential customers: Customer is missing."]


def test_a_compared_book_wants_a_signature_or_a_refusal() -> None:
    made = done("account")
    assert blocking(made) == []
    add_row(made, "account", "dealer_book", "r", document="INV-1", amount=10)
    wanted = "The statement is neither signed by the dealer nor refused with a reason."
    assert wanted in blocking(made)
    made.step("account").values["refused_because"] = "the owner is away"
    assert blocking(made) == []


def test_a_promise_to_pay_has_a_date() -> None:
    made = done("account")
    made.put(Address("account", "promise_amount"), figures(made, facts()).account.unpaid + 10)
    assert blocking(made) == ["Promise to pay: the date is missing."]


def test_every_accepted_objective_has_a_result() -> None:
    made = done("wrap_up")
    wanted = {"kind": "other", "measure": "Find the reason", "target": 1, "unit": "reason"}
    add_row(made, "preparation", "objectives", "o1", **wanted, state="accepted")
    add_row(made, "preparation", "objectives", "o2", **wanted, state="rejected")
    assert blocking(made)[-1] == "Find the reason: the result is missing."
    add_row(made, "wrap_up", "results", "o1", objective="Find the reason", target=1, unit="reason", result=0)
    assert "Find the reason: the result is missing." not in blocking(made)


@pytest.mark.parametrize(("day", "points"), [(DAY, 1), (date(2026, 9, 16), 0)])
def test_the_next_visit_lies_ahead(day: date, points: int) -> None:
    made = done("wrap_up")
    made.step("wrap_up").values["next_visit"] = day
    assert blocking(made).count("Next visit: the date is not after this visit.") == points


def test_an_undecided_objective_is_told_but_does_not_stop() -> None:
    made = done("preparation")
    wanted = {"kind": "other", "measure": "Find the reason", "target": 1, "unit": "reason"}
    add_row(made, "preparation", "objectives", "o1", **wanted, state="proposed")
    assert said(made) == ["Find the reason: accept or reject it."]
    assert blocking(made) == []


def test_a_product_that_was_passed_over_is_told_by_name() -> None:
    known = facts(product("P-1", name="Lager", previous_count="5"), product("P-2", name="Wheat"))
    made = done("inventory")
    add_row(made, "inventory", "products", "r1", product="P-1")
    add_row(made, "inventory", "products", "r2", product="P-2")
    assert said(made, known) == ["Lager: not counted."]
    assert blocking(made, known) == []
    made.step("inventory").state = StepState.SKIPPED
    assert said(made, known) == []


def test_an_unconfirmed_purchase_price_matters_beside_a_price_that_was_seen() -> None:
    known = facts(product("P-1", name="Lager", purchase="3.20"))
    made = done("prices")
    row = add_row(made, "prices", "products", "r1", product="P-1", purchase=known.products[0].purchase)
    row.marks["purchase"] = Mark(Origin.PREFILLED)
    assert unconfirmed(made, Address("prices", "purchase", "products", "r1"))
    assert said(made, known) == []
    row.values["retail"] = Decimal("5.00")
    assert said(made, known) == ["Lager: confirm the purchase price from the price list."]


def test_a_difference_wants_a_reason() -> None:
    known = facts(ledger=(invoice("INV-1", "10"),))
    made = done("account")
    made.step("account").values["refused_because"] = "x"
    add_row(made, "account", "dealer_book", "r", document="INV-1", amount=7)
    assert said(made, known) == ["INV-1: give a reason for the difference."]
    add_row(made, "account", "reconciliation", "c", ours="INV-1", theirs="INV-1", reason="price_difference")
    assert said(made, known) == []


def test_nobody_met_and_too_long_a_pause() -> None:
    made = done("communication")
    made.step("communication").values["topics"] = ["company"]
    assert said(made) == ["Nobody is named among the decision makers met."]
    made = done("wrap_up")
    add_row(made, "wrap_up", "commitments", "c", side="ours", what="x", who="y", due=DAY)
    made.step("wrap_up").values |= {"start": "14:05", "end": "14:10", "pause": figures(made, facts()).order_value + 6}
    assert "The pauses are longer than the stay." in said(made)


def test_the_order_of_steps_blocking_first_then_the_gravest() -> None:
    made, known = worked_visit()
    made.step("prices").state = StepState.IN_PROGRESS
    made.step("prices").tables["products"].append(Row("empty", {"product": "QH-1012"}))
    points = problems(made, figures(made, known))
    order = [[step.key for step in STEPS].index(point.step) for point in points]
    assert order == sorted(order)
    of_prices = [point for point in points if point.step == "prices"]
    assert of_prices[0].blocks
    assert [point.severity for point in of_prices[1:]] == sorted((p.severity for p in of_prices[1:]), reverse=True)
    assert all(str(point.sentence).endswith(".") for point in points)
