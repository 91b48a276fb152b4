"""The first state of a visit: what the facts give, and nothing that only a person can observe."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from fieldvisit.domain.preparing import new_visit, result_rows
from fieldvisit.domain.steps import STEPS
from fieldvisit.domain.visit import Mark, Origin, StepState, Visit
from tests.factories.visits import CHINA, add_row, facts, ids, invoice, product, visit, worked_visit

START = datetime(2026, 9, 15, 14, 5, tzinfo=CHINA)


def prepared() -> Visit:
    return new_visit(worked_visit()[1], rep="Lin Yue", rep_title="senior", started_at=START, new_id=ids())


def test_all_steps_are_there_and_none_is_started() -> None:
    made = prepared()
    assert list(made.steps) == [step.key for step in STEPS]
    assert {record.state for record in made.steps.values()} == {StepState.NOT_STARTED}
    assert not any(record.has_content() for record in made.steps.values())


def test_observations_are_never_given() -> None:
    made = prepared()
    for step, table, observed in (
        ("prices", "products", {"retail", "resale"}),
        ("inventory", "products", {"count", "batch"}),
        ("sales", "order", {"accepted"}),
        ("prices", "competitors", {"price"}),
        ("account", "materials", {"used", "remaining"}),
    ):
        rows = made.step(step).rows(table)
        assert rows
        assert not any(observed & set(row.values) for row in rows)


def test_what_comes_from_records_says_so_and_the_price_waits_to_be_confirmed() -> None:
    made = prepared()
    first = made.step("inventory").rows("products")[0]
    assert (first.values["received"], first.marks["received"]) == (Decimal(720), Mark(Origin.RECORDS))
    price = made.step("prices").rows("products")[0]
    assert (price.values["purchase"], price.marks["purchase"]) == (Decimal("3.20"), Mark(Origin.PREFILLED))


def test_unknown_shipments_stay_blank_and_known_ones_may_be_zero() -> None:
    known = facts(product("P-1"), product("P-2", received="0", returned="0"))
    made = new_visit(known, rep="", rep_title="", started_at=START, new_id=ids())
    blank, zero = made.step("inventory").rows("products")
    assert "received" not in blank.values
    assert (zero.values["received"], zero.values["returned"]) == (0, 0)


def test_carried_over_points_and_the_times() -> None:
    made = prepared()
    assert [row.values["what"] for row in made.step("reflection").rows("promises")] == [
        "Second cooler",
        "Shelf 2 at eye level",
        "Pay INV-26-0402",
    ]
    assert [row.values["number"] for row in made.step("guidance").rows("complaints")] == ["C-118"]
    assert [row.values["brand"] for row in made.step("inventory").rows("competitors")] == ["Jiangyue", "Baima"]
    assert made.step("wrap_up").values["start"] == "14:05"
    assert made.step("wrap_up").marks["next_visit"] == Mark(Origin.PREFILLED)


def test_row_ids_are_all_different() -> None:
    rows = [row.id for record in prepared().steps.values() for table in record.tables.values() for row in table]
    assert len(set(rows)) == len(rows) > 60


def test_proposed_objectives_wait_for_a_decision() -> None:
    known = facts(ledger=(invoice("A", "10", START.date() - timedelta(days=5)),))
    made = new_visit(known, rep="", rep_title="", started_at=START, new_id=ids())
    [objective] = made.step("preparation").rows("objectives")
    assert (objective.values["kind"], objective.values["state"]) == ("collect", "proposed")


def test_results_follow_the_accepted_objectives_and_keep_what_was_entered() -> None:
    made = visit()
    add_row(made, "preparation", "objectives", "a", measure="Collect", target=30, unit="CNY", state="accepted")
    add_row(made, "preparation", "objectives", "b", measure="List", target=1, unit="cases", state="rejected")
    add_row(made, "wrap_up", "results", "a", objective="Old words", target=5, unit="CNY", result=8)
    add_row(made, "wrap_up", "results", "gone", objective="Gone")
    [row] = result_rows(made)
    assert (row.id, row.values) == ("a", {"objective": "Collect", "target": 30, "unit": "CNY", "result": 8})
    made.step("preparation").rows("objectives")[0].values.pop("target")
    assert "target" not in result_rows(made)[0].values


def test_a_sum_that_no_field_holds_leaves_its_cell_blank() -> None:
    endless = Decimal("999999999999.9999") * 2
    known = facts(
        product("P-1", received=str(endless)), ledger=(invoice("I-1", str(endless), START.date() - timedelta(days=10)),)
    )
    made = new_visit(known, rep="", rep_title="", started_at=START, new_id=ids())
    assert "received" not in made.step("inventory").rows("products")[0].values
    collect = made.step("preparation").rows("objectives")[0]
    assert (collect.values["kind"], "target" in collect.values) == ("collect", False)
