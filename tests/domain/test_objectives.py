"""Objectives that follow from the facts."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from fieldvisit.domain.facts import Complaint, News
from fieldvisit.domain.objectives import proposals
from tests.factories.visits import DAY, dealer, facts, invoice, product


def test_nothing_to_propose() -> None:
    assert proposals(facts(product())) == []


def test_an_overdue_amount_is_to_be_collected() -> None:
    known = facts(ledger=(invoice("A", "6200", DAY - timedelta(days=128)), invoice("B", "100", DAY)))
    [collect] = proposals(known)
    assert (collect.kind, collect.target, collect.unit) == ("collect", Decimal(6200), "CNY")
    assert collect.reason == "6,200.00 overdue, oldest 128 days"


def test_a_core_product_that_is_not_carried_is_to_be_listed() -> None:
    known = facts(
        product("P-1", core=True, carried=False, name="Wheat"), product("P-2", core=True), product("P-3", carried=False)
    )
    [listing] = proposals(known)
    assert (listing.kind, listing.product, listing.measure) == ("widen_range", "P-1", "List Wheat")
    assert (listing.target, listing.unit) == (Decimal(1), "cases")


def test_complaints_instability_and_policies() -> None:
    known = facts(
        dealer=dealer(class_label="EII"),
        complaints=(Complaint("C-118", "8 cases leaking"),),
        news=(News("price", "Soda cheaper", DAY, "1.52 to 1.48"), News("product", "Wheat", DAY)),
    )
    assert [(each.kind, each.reason) for each in proposals(known)] == [
        ("complaint", "8 cases leaking"),
        ("other", "class EII: reverse"),
        ("policy", "1.52 to 1.48"),
    ]
