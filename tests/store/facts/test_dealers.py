"""The dealer of a visit: record card, last visit, and nothing where nobody was before."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from fieldvisit.domain.document import encode
from fieldvisit.domain.errors import NotFound
from fieldvisit.domain.facts import (
    ContactFacts,
    VisitFacts,
)
from fieldvisit.domain.figures import figures
from fieldvisit.domain.preparing import new_visit
from fieldvisit.domain.records import built, plain
from fieldvisit.store import models, visits
from fieldvisit.store.store import Store
from fieldvisit.store.types import new_identifier
from tests.factories.store import DAY, NOON, add_dealer, full_visit, put_visit, ship, visited
from tests.store.facts.past_visits import EARLIER, LAST, D, facts


def test_an_unknown_dealer_is_told(store: Store) -> None:
    with pytest.raises(NotFound, match="code"):
        facts(store)


def test_a_dealer_nobody_ever_visited(store: Store, dealer: int) -> None:
    found = facts(store)
    assert [each.code for each in found.products] == ["A"]
    only = found.products[0]
    assert not only.carried
    assert (only.received, only.returned, only.shipped, only.previous_count, only.purchase) == (None,) * 5
    assert (found.last_visit, found.next_visit, found.ledger, found.commitments) == (None, None, (), ())
    assert built(VisitFacts, plain(found)) == found


def test_the_record_card_and_its_contacts(store: Store) -> None:
    card: dict[str, Any] = {
        "name_local": "青岛",
        "city": "Qingdao",
        "channel": "retail",
        "tier": "second",
        "currency": "JPY",
        "minor_units": 0,
        "credit_limit": D("120000"),
        "collateral": "House",
        "lead_time_days": 3,
        "visit_interval_days": 14,
        "consumers_only": True,
        "class_label": "EII",
        "class_reason": "unstable",
        "opening_hours": "9-18",
    }
    with store.write() as session:
        dealer = add_dealer(session, "0007", **card)
        session.add(models.Contact(dealer_id=dealer, name="An", role="sales"))
        session.add(models.Contact(dealer_id=dealer, name="Zhou", role="owner", phone="1", decision_maker=True))
    found = facts(store, dealer="0007").dealer
    assert {key: getattr(found, key) for key in card} == card
    assert found.contacts == (ContactFacts("Zhou", "owner", "1"), ContactFacts("An", "sales", ""))


def test_the_last_visit_in_a_few_figures(store: Store, dealer: int) -> None:
    before = visited(
        LAST,
        prices__products=[{"product": "A", "purchase": D("2.5")}],
        sales__order=[{"product": "A", "accepted": D(10)}],
        communication__people=[{"name": "Li"}, {"name": "Wang"}],
        wrap_up__results=[{"target": D(5), "result": D(5)}, {"target": D(5), "result": D(4)}, {"target": D(1)}],
    )
    before.step("wrap_up").values = {"start": "09:00", "end": "10:00", "pause": D(15), "next_purpose": "Count"}
    with store.write() as session:
        put_visit(session, before)
        session.add(models.PlannedStop(day=DAY, position=0, dealer_id=dealer))
        session.add(models.PlannedStop(day=DAY + timedelta(days=7), position=0, dealer_id=dealer))
        session.add(models.PlannedStop(day=DAY + timedelta(days=14), position=0, dealer_id=dealer))
    last = facts(store).last_visit
    assert last is not None
    assert (last.day, last.number, last.minutes, last.order_value) == (LAST, "V-26-00001", 45, D("25.00"))
    assert (last.met, last.objectives_reached, last.objectives_total, last.note) == ("Li, Wang", 1, 3, "Count")
    assert facts(store).next_visit == DAY + timedelta(days=7)


def test_facts_of_a_full_history_make_a_visit_that_can_be_kept(store: Store, dealer: int) -> None:
    with store.write() as session:
        put_visit(session, full_visit(day=EARLIER))
        put_visit(session, full_visit(day=LAST))
        ship(session, "S1", dealer, LAST, p1=100)
    found = facts(store)
    assert built(VisitFacts, plain(found)) == found
    visit = new_visit(found, rep="Li", rep_title="", started_at=NOON, new_id=new_identifier)
    figures(visit, found)
    with store.write() as session:
        visits.insert_visit(session, visit)
    with store.read() as session:
        assert encode(visits.load_visit(session, visit.id), found) == encode(visit, found)
