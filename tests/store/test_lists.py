from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from fieldvisit.domain.errors import NotFound
from fieldvisit.domain.facts import ContactFacts, DealerFacts
from fieldvisit.domain.record_card import Contact, RecordCard
from fieldvisit.store import checking, dealers, models, photos, planning, products, settings, visits
from fieldvisit.store.store import Store
from fieldvisit.store.strangers import ensure_dealer
from fieldvisit.store.types import new_identifier
from tests.factories.store import DAY, NOON, add_dealer, add_product, put_visit, visited

LI = Contact("Li", "owner", "139", "li@example.org", date(1970, 5, 1), decision_maker=True)
CARD = RecordCard(
    code="0007",
    name="Qingdao Yanhe Trading",
    name_local="青岛盐河商贸",
    short_name="Yanhe",
    city="Qingdao",
    credit_limit=Decimal("120000.5"),
    lead_time_days=0,
    payment_days=30,
    contacts=(LI, Contact("An")),
)


def put_card(store: Store, card: RecordCard, replaces: str | None = None) -> None:
    with store.write() as session:
        dealers.put_record_card(session, card, replaces=replaces)


def card_of(store: Store, code: str) -> RecordCard:
    with store.read() as session:
        return dealers.record_card(session, code)


def found(store: Store, search: str) -> list[str]:
    with store.read() as session:
        return [each.code for each in dealers.list_dealers(session, search)]


def test_a_record_card_comes_back_as_written(store: Store) -> None:
    put_card(store, CARD)
    assert card_of(store, "0007") == CARD


def test_a_changed_card_replaces_the_old_one_with_its_contacts(store: Store) -> None:
    put_card(store, CARD)
    changed = replace(CARD, code="0008", name="New name", credit_limit=None, contacts=(replace(LI, role="sales"),))
    put_card(store, changed, "0007")
    assert card_of(store, "0008") == changed
    with pytest.raises(NotFound, match="code"):
        card_of(store, "0007")


@pytest.mark.parametrize("search", ["0007", "yanhe", "YANHE qing", "盐河", "qdyh", "", "商贸 0007"])
def test_dealers_are_found_by_code_name_and_initials(store: Store, search: str) -> None:
    put_card(store, CARD)
    assert found(store, search) == ["0007"]


@pytest.mark.parametrize("search", ["0008", "yanhe tsingtao", "%", "_", "盐城"])
def test_others_are_not_found(store: Store, search: str) -> None:
    put_card(store, CARD)
    assert found(store, search) == []


def test_lists_leave_out_inactive_dealers_and_tell_the_last_visit(store: Store) -> None:
    with store.write() as session:
        for code in ("1", "2", "3"):
            add_dealer(session, code, name=f"D{code}", active=code != "3")
        put_visit(session, visited(DAY - timedelta(days=7), "1"))
        put_visit(session, visited(DAY, "1"), closed=False)
    with store.read() as session:
        lines = dealers.list_dealers(session)
        assert [(each.code, each.last_visit) for each in lines] == [("1", DAY - timedelta(days=7)), ("2", None)]
        assert len(dealers.list_dealers(session, limit=1)) == 1
        assert dealers.count_dealers(session) == 3
        assert dealers.code_is_taken(session, "3")
        assert not dealers.code_is_taken(session, "4")


def stops(store: Store, day: date = DAY) -> list[tuple[str, str]]:
    with store.read() as session:
        return [(each.dealer, each.reason) for each in planning.stops_of(session, day)]


def plan(store: Store, *planned: tuple[str, str]) -> None:
    with store.write() as session:
        planning.put_stops(session, DAY, list(planned))


def test_the_stops_of_a_day_stand_in_the_order_given(store: Store) -> None:
    with store.write() as session:
        for code in ("1", "2", "3"):
            add_dealer(session, code)
    plan(store, ("2", "overdue"), ("1", ""))
    plan(store, ("1", ""), ("3", "new"), ("2", "overdue"))
    assert stops(store) == [("1", ""), ("3", "new"), ("2", "overdue")]
    assert stops(store, DAY + timedelta(days=1)) == []
    with pytest.raises(NotFound):
        plan(store, ("9", ""))
    plan(store)
    assert stops(store) == []


def test_a_stop_knows_its_visit_and_unplanned_visits_follow(store: Store) -> None:
    with store.write() as session:
        for code in ("1", "2"):
            add_dealer(session, code)
        before = put_visit(session, visited(DAY - timedelta(days=9), "1"))
        planned = put_visit(session, visited(DAY, "1"))
        unplanned = put_visit(session, visited(DAY, "2"), closed=False)
        planning.put_stops(session, DAY, [("1", "due")])
    with store.read() as session:
        first, second = planning.stops_of(session, DAY)
    assert (first.visit_id, first.visit_state, first.last_visit) == (planned, "closed", DAY - timedelta(days=9))
    assert (second.dealer, second.visit_id, second.visit_state) == ("2", unplanned, "open")
    assert before


def test_the_visits_of_some_days_show_the_latest_revision_only(store: Store) -> None:
    with store.write() as session:
        add_dealer(session)
        old = put_visit(session, visited(DAY))
        visits.start_revision(session, old, "typo", new := new_identifier(), NOON)
        put_visit(session, visited(DAY + timedelta(days=1)))
    with store.read() as session:
        assert [each.id for each in visits.visits_between(session, DAY - timedelta(days=9), DAY)] == [new]


def test_the_catalogue_holds_every_product_with_the_price_of_the_day(store: Store) -> None:
    with store.write() as session:
        one, _ = add_product(session, "A", range="Beer"), add_product(session, "B", range="Soda")
        for since, price in ((30, "3"), (10, "2.95"), (-1, "9")):
            session.add(
                models.PriceListEntry(product_id=one, valid_from=DAY - timedelta(days=since), price=Decimal(price))
            )
        session.add(models.PricePolicy(product_id=one, code="P", valid_from=DAY, retail_floor=Decimal(4)))
    with store.read() as session:
        assert [(each.code, each.price) for each in products.list_products(session, DAY)] == [
            ("A", Decimal("2.95")),
            ("B", None),
        ]
        assert [each.price for each in products.list_prices(session)] == [9, Decimal("2.95"), 3]
        (policy,) = products.list_policies(session)
    assert (policy.product, policy.retail, policy.resale) == ("A", (None, Decimal(4), None), (None, None, None))


def test_settings_are_kept_changed_and_forgotten(store: Store) -> None:
    with store.write() as session:
        settings.put_setting(session, "rep_name", "Li")
        settings.put_setting(session, "tools", ["a", {"b": None}])
        settings.put_setting(session, "rep_name", "李")
    with store.write() as session:
        assert settings.all_settings(session) == {"rep_name": "李", "tools": ["a", {"b": None}]}
        settings.put_setting(session, "tools", None)
        settings.put_setting(session, "never there", None)
        assert settings.all_settings(session) == {"rep_name": "李"}


def test_a_photo_is_kept_once(store: Store) -> None:
    with store.write() as session:
        for _ in range(2):
            photos.keep_photo(session, "ab", b"\xff\xd8jpeg", (1600, 1200))
    with store.read() as session:
        assert photos.contents(session, ["ab", "cd"]) == {"ab": b"\xff\xd8jpeg"}


def test_a_dealer_who_comes_with_a_visit_is_made_once_and_found(store: Store) -> None:
    stranger = DealerFacts("S-1", "Stranger", name_local="生客", contacts=(ContactFacts("Bo", "owner", "1"),))
    with store.write() as session:
        ensure_dealer(session, stranger)
        ensure_dealer(session, replace(stranger, name="Another name"))
    card = card_of(store, "S-1")
    assert (card.name, [each.name for each in card.contacts]) == ("Stranger", ["Bo"])
    assert found(store, "sk") == ["S-1"]


def test_a_sound_store_has_no_damage(store: Store) -> None:
    put_card(store, CARD)
    with store.read() as session:
        assert checking.damage(session) == []
