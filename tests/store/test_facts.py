from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from fieldvisit.domain.document import encode
from fieldvisit.domain.errors import NotFound
from fieldvisit.domain.facts import (
    Commitment,
    CompetitorFacts,
    ContactFacts,
    LedgerItem,
    OpenPoint,
    PriceCut,
    PriceObservation,
    ProductFacts,
    PromotionFacts,
    SellOutInterval,
    SharePoint,
    VisitFacts,
)
from fieldvisit.domain.figures import figures
from fieldvisit.domain.preparing import new_visit
from fieldvisit.domain.records import built, plain
from fieldvisit.domain.visit import Address, VisitState
from fieldvisit.store import ledger, models, visits
from fieldvisit.store.commitments import open_commitments
from fieldvisit.store.facts import gather_facts
from fieldvisit.store.store import Store
from fieldvisit.store.types import new_identifier
from tests.factories.store import DAY, NOON, add_dealer, add_product, full_visit, put_visit, ship, visited

LAST = DAY - timedelta(days=7)
EARLIER = DAY - timedelta(days=84)
D = Decimal


def facts(store: Store, day: date = DAY, dealer: str = "0001") -> VisitFacts:
    with store.read() as session:
        return gather_facts(session, dealer, day)


def product(store: Store, code: str = "A", day: date = DAY) -> ProductFacts:
    found = facts(store, day).product(code)
    assert found is not None
    return found


def counted(count: str | None, **more: Any) -> dict[str, Any]:
    given = {"product": "A", "count": None if count is None else D(count), **more}
    return {key: value for key, value in given.items() if value is not None}


@pytest.fixture
def dealer(store: Store) -> int:
    """Dealer 0001 of the market "north", and a core product A."""
    with store.write() as session:
        made = add_dealer(session)
        add_product(session, "A", core=True, case_size=12, range="Beer")
    return made


A = 1


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


@pytest.mark.parametrize(
    ("days_ago", "row", "carried"),
    [
        (7, {"inventory__products": [counted("1")]}, True),
        (7, {"inventory__products": [counted("0")]}, False),
        (7, {"inventory__products": [counted(None)]}, False),
        (7, {"prices__products": [{"product": "A", "retail": D(5)}]}, True),
        (7, {"prices__products": [{"product": "A", "purchase": D(5)}]}, False),
        (400, {"inventory__products": [counted("1")]}, False),
        (-1, {"inventory__products": [counted("1")]}, False),
    ],
)
def test_what_is_carried(store: Store, dealer: int, days_ago: int, row: dict[str, Any], carried: bool) -> None:
    with store.write() as session:
        put_visit(session, visited(DAY - timedelta(days=days_ago), **row))
    assert product(store).carried is carried


def test_bought_products_are_carried_and_others_left_out(store: Store, dealer: int) -> None:
    with store.write() as session:
        for code in ("B", "C", "D"):
            add_product(session, code)
        ship(session, "S1", dealer, DAY, p2=5)
        ship(session, "S2", dealer, DAY - timedelta(days=366), p3=5)
        ship(session, "S3", dealer, DAY, p4=-5)
    assert [each.code for each in facts(store).products] == ["B", "A"]
    with store.read() as session:
        asked = gather_facts(session, "0001", DAY, products=["D"])
    assert "D" in [each.code for each in asked.products]


@pytest.mark.parametrize("table", ["prices__products", "inventory__products", "sales__order"])
def test_a_product_taken_into_an_open_visit_stays_in_its_facts(store: Store, dealer: int, table: str) -> None:
    today: dict[str, Any] = {table: [{"product": "B"}]}
    before: dict[str, Any] = {table: [{"product": "C"}]}
    with store.write() as session:
        for code in ("B", "C"):
            add_product(session, code)
        put_visit(session, visited(DAY, **today), closed=False)
        put_visit(session, visited(LAST, **before), closed=False)
    assert {each.code for each in facts(store).products} == {"A", "B"}


@pytest.mark.parametrize(
    ("entries", "price"),
    [
        ([("", "", 10, None, "3.20")], "3.20"),
        ([("", "", -1, None, "3.20")], None),
        ([("", "", 10, 1, "3.20")], None),
        ([("", "", 10, 0, "3.20")], "3.20"),
        ([("", "", 30, None, "3.20"), ("", "", 10, None, "3.10")], "3.10"),
        ([("", "", 5, None, "3.20"), ("", "north", 10, None, "3.10")], "3.10"),
        ([("", "south", 5, None, "3.20")], None),
        ([("gold", "", 30, None, "3.00"), ("", "north", 5, None, "3.20")], "3.00"),
        ([("silver", "", 5, None, "3.00")], None),
        ([("", "", 30, None, "3.20"), ("", "", 10, 5, "2.90")], "3.20"),
    ],
)
def test_the_list_price_valid_today(store: Store, entries: list[Any], price: str | None) -> None:
    with store.write() as session:
        add_dealer(session, price_list="gold")
        add_product(session, "A", core=True)
        for name, market, begin, end, value in entries:
            session.add(
                models.PriceListEntry(
                    price_list=name,
                    market=market,
                    product_id=A,
                    valid_from=DAY - timedelta(days=begin),
                    valid_to=None if end is None else DAY - timedelta(days=end),
                    price=D(value),
                )
            )
    assert product(store).purchase == (None if price is None else D(price))


def list_price(value: str, since: date) -> models.PriceListEntry:
    return models.PriceListEntry(product_id=A, valid_from=since, price=D(value))


def test_a_price_cut_since_the_last_visit_and_what_came_at_the_new_price(store: Store, dealer: int) -> None:
    cut = DAY - timedelta(days=5)
    with store.write() as session:
        put_visit(session, visited(LAST))
        session.add_all([list_price("1.52", DAY - timedelta(days=100)), list_price("1.48", cut)])
        ship(session, "S0", dealer, cut - timedelta(days=1), p1=100)
        ship(session, "S1", dealer, cut, p1=24)
        ship(session, "S2", dealer, DAY + timedelta(days=1), p1=100)
    assert product(store).price_cut == PriceCut(cut, D("1.52"), D("1.48"), D(24))
    assert product(store, day=cut - timedelta(days=1)).price_cut is None
    (news,) = facts(store).news
    assert (news.kind, news.changed_on, news.summary) == ("price", cut, "Product A 1.52 → 1.48")


def test_the_policy_of_the_market_goes_before_the_general_one(store: Store, dealer: int) -> None:
    def policy(code: str, market: str, since: int, until: int | None = None) -> models.PricePolicy:
        end = None if until is None else DAY - timedelta(days=until)
        return models.PricePolicy(
            code=code,
            product_id=A,
            market=market,
            valid_from=DAY - timedelta(days=since),
            valid_to=end,
            retail_floor=D("4.80"),
            resale_ceiling=D("3.90"),
            minimum_margin=D("0.08"),
        )

    with store.write() as session:
        session.add_all([policy("general", "", 5), policy("ours", "north", 50), policy("over", "north", 40, 1)])
        session.add_all([policy("theirs", "south", 1), policy("coming", "north", -1)])
    found = product(store).policy
    assert found is not None
    assert (found.code, found.retail.floor, found.resale.ceiling) == ("ours", D("4.80"), D("3.90"))
    assert (found.retail.recommended, found.minimum_margin) == (None, D("0.08"))


def priced(retail: str | None, resale: str | None = None) -> dict[str, Any]:
    given = {"product": "A", "retail": retail and D(retail), "resale": resale and D(resale)}
    return {"prices__products": [{key: value for key, value in given.items() if value is not None}]}


def test_own_price_history_is_oldest_first_and_at_most_twelve(store: Store, dealer: int) -> None:
    days = [DAY - timedelta(days=7 * n) for n in range(14, 0, -1)]
    with store.write() as session:
        for n, day in enumerate(days):
            put_visit(session, visited(day, **priced(f"5.{n:02}")))
        put_visit(session, visited(DAY + timedelta(days=1), **priced("9")))
        put_visit(session, visited(DAY, **priced("8")), closed=False)
    history = product(store).history
    assert len(history) == 12
    assert history[-1] == PriceObservation(days[-1], D("5.13"))
    assert [each.day for each in history] == days[2:]


def test_the_latest_price_of_each_other_dealer_of_the_market(store: Store, dealer: int) -> None:
    with store.write() as session:
        for code, market in (("0002", "north"), ("0003", "north"), ("0004", "south"), ("0005", "north")):
            add_dealer(session, code, market=market)
        put_visit(session, visited(EARLIER, "0002", **priced("4.00")))
        put_visit(session, visited(LAST, "0002", **priced("5.00", "3.60")))
        put_visit(session, visited(DAY, "0002", prices__products=[{"product": "A"}]))
        put_visit(session, visited(DAY - timedelta(days=90), "0003", **priced(None, "3.50")))
        put_visit(session, visited(LAST, "0004", **priced("1")))
        put_visit(session, visited(DAY - timedelta(days=91), "0005", **priced("2")))
        put_visit(session, visited(DAY + timedelta(days=1), "0005", **priced("3")))
        put_visit(session, visited(LAST, "0001", **priced("7")))
    assert product(store).others == (
        PriceObservation(LAST, D("5.00"), D("3.60"), "0002"),
        PriceObservation(DAY - timedelta(days=90), None, D("3.50"), "0003"),
    )


def test_a_corrected_visit_no_longer_counts(store: Store, dealer: int) -> None:
    with store.write() as session:
        add_dealer(session, "0002")
        for code in ("0001", "0002"):
            old = put_visit(session, visited(LAST, code, **priced("5")))
            visits.start_revision(session, old, "typo", new := new_identifier(), NOON)
            if code == "0002":
                visits.save_cell(session, new, Address("prices", "retail", "products", "r0"), D(6))
                visits.close_visit(session, new, NOON, gather_facts(session, code, LAST))
    found = product(store)
    assert [each.retail for each in found.history] == [D(5)]
    assert [each.retail for each in found.others] == [D(6)]


def test_counts_intervals_and_deliveries(store: Store, dealer: int) -> None:
    with store.write() as session:
        put_visit(session, visited(EARLIER, inventory__products=[counted("1000")]))
        middle: dict[str, Any] = {"inventory__products": [counted("1152", received=D(14200), returned=D(48))]}
        put_visit(session, visited(DAY - timedelta(days=14), **middle))
        put_visit(session, visited(LAST, inventory__products=[counted(None)]))
        ship(session, "S1", dealer, DAY - timedelta(days=14), p1=999)
        ship(session, "S2", dealer, DAY - timedelta(days=10), p1=720)
        ship(session, "S3", dealer, DAY - timedelta(days=9), p1=-20)
        ship(session, "S4", dealer, DAY - timedelta(days=100), p1=5000)
        ship(session, "S5", dealer, DAY + timedelta(days=1), p1=5000)
    found = product(store)
    assert (found.previous_count, found.previous_count_on) == (D(1152), DAY - timedelta(days=14))
    assert (found.received, found.returned, found.shipped) == (D(720), D(20), D(1699))
    assert found.intervals == (SellOutInterval(DAY - timedelta(days=14), 70, D(14000)),)


def test_an_interval_takes_deliveries_from_the_records_where_the_visit_has_none(store: Store, dealer: int) -> None:
    with store.write() as session:
        put_visit(session, visited(EARLIER, inventory__products=[counted("100")]))
        put_visit(session, visited(LAST, inventory__products=[counted("60")]))
    assert product(store).intervals == ()
    with store.write() as session:
        ship(session, "S1", dealer, EARLIER, p1=1000)
        ship(session, "S2", dealer, LAST, p1=24)
    assert product(store).intervals == (SellOutInterval(LAST, 77, D(64)),)


def test_known_shipments_make_nothing_received_a_zero(store: Store, dealer: int) -> None:
    with store.write() as session:
        add_product(session, "B")
        ship(session, "S1", dealer, DAY - timedelta(days=300), p2=1)
        put_visit(session, visited(LAST, inventory__products=[counted("5")]))
    found = product(store)
    assert (found.received, found.returned, found.shipped) == (D(0), D(0), D(0))


def an_order(dealer: int, number: str, *lines: tuple[str, str | None, str | None], **more: Any) -> models.SalesOrder:
    order = models.SalesOrder(number=number, dealer_id=dealer, **{"ordered_on": LAST} | more)
    order.lines = [
        models.OrderLine(
            line=n, product_id=A, quantity=D(q), unit_price=p and D(p), discount=None if d is None else D(d)
        )
        for n, (q, p, d) in enumerate(lines, 1)
    ]
    return order


def test_orders_that_were_neither_shipped_nor_cancelled(store: Store, dealer: int) -> None:
    with store.write() as session:
        session.add(list_price("2", LAST))
        session.add(an_order(dealer, "open", ("2400", "2.45", None), ("3", "0.335", "0.5")))
        session.add(an_order(dealer, "partly", ("10", "1", None), ("10", "3", None)))
        session.add(an_order(dealer, "done", ("10", "1", None)))
        session.add(an_order(dealer, "gone", ("10", "1", None), cancelled=True))
        session.add(an_order(dealer, "later", ("10", "1", None), ordered_on=DAY + timedelta(days=1)))
        session.add(an_order(dealer, "priceless", ("7", None, None)))
        session.flush()
        ship(session, "S1", dealer, DAY, "partly", p1=12)
        ship(session, "S2", dealer, DAY, "done", p1=10)
        ship(session, "S3", dealer, DAY + timedelta(days=1), "open", p1=2403)
    found = facts(store)
    assert found.products[0].on_order == D(2403 + 8 + 7)
    assert found.undelivered == D("5880.00") + D("0.50") + D("24.00") + D("14.00")


def test_the_ledger_as_of_the_day(store: Store, dealer: int) -> None:
    def item(document: str, issued: int, due: int | None, amount: str, **more: Any) -> models.OpenItem:
        due_on = None if due is None else DAY + timedelta(days=due)
        issued_on = DAY - timedelta(days=issued)
        return models.OpenItem(
            dealer_id=dealer, document=document, issued_on=issued_on, due_on=due_on, amount=D(amount), **more
        )

    with store.write() as session:
        session.add(item("later", -1, 30, "1"))
        session.add(item("settled", 50, -20, "1", settled_on=DAY))
        session.add(item("pay", 12, None, "-10000", kind="prepayment"))
        session.add(item("INV-2", 5, 25, "5226.00"))
        session.add(item("INV-1", 40, -10, "6200.00", settled_on=DAY + timedelta(days=1)))
        session.add(item("INV-2", 5, 25, "7", occurrence=2))
    assert facts(store).ledger == (
        LedgerItem("INV-1", "invoice", DAY - timedelta(days=40), D(6200), DAY - timedelta(days=10)),
        LedgerItem("INV-2", "invoice", DAY - timedelta(days=5), D(5226), DAY + timedelta(days=25)),
        LedgerItem("INV-2", "invoice", DAY - timedelta(days=5), D(7), DAY + timedelta(days=25), 2),
        LedgerItem("pay", "prepayment", DAY - timedelta(days=12), D(-10000)),
    )


def promise(what: str, **more: Any) -> dict[str, Any]:
    return {"side": "ours", "what": what, "who": "Li", "due": DAY, **more}


def test_commitments_stay_open_until_kept_or_broken(store: Store, dealer: int) -> None:
    made = [promise("A shelf"), promise("a sign"), promise("Posters"), promise("Papers", side="theirs")]
    reviewed = [
        promise("a shelf ", outcome="kept"),
        promise("A sign", outcome="broken"),
        promise("posters", outcome="not_yet", new_due=DAY + timedelta(days=9)),
        promise("Papers", outcome="kept"),
    ]
    with store.write() as session:
        put_visit(session, visited(EARLIER, wrap_up__commitments=made))
        put_visit(session, visited(LAST, reflection__promises=reviewed, wrap_up__commitments=[promise("A shelf")]))
        put_visit(session, visited(DAY, reflection__promises=[promise("posters", outcome="kept")]), closed=False)
    assert facts(store).commitments == (
        Commitment("ours", "posters", "Li", DAY + timedelta(days=9), EARLIER),
        Commitment("theirs", "Papers", "Li", DAY, EARLIER),
        Commitment("ours", "A shelf", "Li", DAY, LAST),
    )
    assert [each.what for each in facts(store, EARLIER).commitments] == ["A shelf", "a sign", "Posters", "Papers"]


def test_complaints_problems_and_tasks_until_settled(store: Store, dealer: int) -> None:
    def complaint(number: str, state: str, cause: str) -> dict[str, Any]:
        return {"number": number, "state": state, "cause": cause, "facts": "leaking"}

    with store.write() as session:
        put_visit(
            session,
            visited(
                EARLIER,
                guidance__complaints=[complaint("C1", "open", ""), complaint("C2", "open", "glass")],
                account__old_problems=[{"problem": "Rebate", "owner": "Li"}, {"problem": "Sign"}],
                reflection__unfinished=[{"task": "Call"}, {"task": "Send list", "state": "open"}],
            ),
        )
        put_visit(
            session,
            visited(
                LAST,
                guidance__complaints=[complaint("C1", "solved", "cap"), complaint("C2", "settled", "")],
                account__old_problems=[{"problem": "sign", "state": "settled"}],
                reflection__unfinished=[{"task": "Call", "state": "done"}],
            ),
        )
    found = facts(store)
    assert [(each.number, each.cause, each.opened_on) for each in found.complaints] == [("C1", "cap", EARLIER)]
    assert found.problems == (OpenPoint("Rebate", EARLIER, "Li"),)
    assert found.tasks == (OpenPoint("Send list", EARLIER),)


def test_instructions_until_carried_out(store: Store, dealer: int) -> None:
    with store.write() as session:
        for text, day in (("Show films", EARLIER), ("Ask why", EARLIER), ("Later", DAY + timedelta(days=1))):
            session.add(models.SuperiorInstruction(dealer_id=dealer, text=text, given_on=day))
        reviewed = [
            {"instruction": "Show films", "carried_out": "yes"},
            {"instruction": "Ask why", "carried_out": "partly"},
            {"instruction": "Own idea", "carried_out": "no"},
        ]
        put_visit(session, visited(LAST, reflection__instructions=reviewed))
    assert facts(store).instructions == (OpenPoint("Ask why", EARLIER), OpenPoint("Own idea", LAST))


def test_competitors_by_the_list_and_as_last_seen_here(store: Store, dealer: int) -> None:
    with store.write() as session:
        add_product(session, "Z")
        for name, against in (("Lager", A), ("Stout", None), ("Wine", 2)):
            session.add(models.CompetitorProduct(brand="Snow", name=name, against_id=against))
        for day, price in ((EARLIER, D("4.80")), (LAST, None)):
            seen = {"brand": "snow", "name": "LAGER", **({"price": price} if price else {})}
            other = {"brand": "Yan", "name": "Pils", "price": D(3), "against": "A"}
            put_visit(session, visited(day, prices__competitors=[seen, other]))
    found = {each.name.casefold(): each for each in facts(store).competitors}
    assert found == {
        "lager": CompetitorFacts("snow", "LAGER", "A", D("4.80"), EARLIER),
        "stout": CompetitorFacts("Snow", "Stout"),
        "pils": CompetitorFacts("Yan", "Pils", "A", D(3), LAST),
    }


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


def test_own_share_of_the_stock_at_earlier_visits(store: Store, dealer: int) -> None:
    with store.write() as session:
        session.add(list_price("2", EARLIER))
        rivals: dict[str, Any] = {
            "inventory__competitors": [{"brand": "x", "value": D(100)}, {"brand": "y", "value": D(100)}]
        }
        put_visit(session, visited(EARLIER, inventory__products=[counted("100")], **rivals))
        put_visit(session, visited(LAST, inventory__products=[counted("100")]))
    assert facts(store).own_shares == (SharePoint(EARLIER, D("0.5")),)


def test_promotions_that_run_and_their_effect(store: Store, dealer: int) -> None:
    def promotion(code: str, begin: int, end: int | None, **more: Any) -> models.Promotion:
        until = None if end is None else DAY + timedelta(days=end)
        return models.Promotion(code=code, name=code, valid_from=DAY - timedelta(days=begin), valid_to=until, **more)

    with store.write() as session:
        add_product(session, "B")
        running = promotion("festival", 5, 10, material="Posters", uplift=D("1.2"))
        session.add_all([running, promotion("over", 30, -1, uplift=D(9)), promotion("coming", -1, None, uplift=D(9))])
        session.add_all([promotion("there", 5, 9, market="south"), promotion("for B", 5, 9, product_id=2)])
        session.add(promotion("beer", 50, None, product_id=A, uplift=D("1.5")))
        session.flush()
        session.add(models.PromotionIssue(promotion_id=running.id, dealer_id=dealer, issued=D(40)))
    found = facts(store)
    assert found.promotions == (
        PromotionFacts("festival", DAY + timedelta(days=10), "Posters", D(40)),
        PromotionFacts("beer"),
    )
    assert found.products[0].promotion_uplift == D("1.5")


def test_news_since_the_last_visit(store: Store, dealer: int) -> None:
    with store.write() as session:
        put_visit(session, visited(LAST))
        for n, day in enumerate((LAST, DAY, DAY + timedelta(days=1))):
            session.add(models.News(kind="sales", title=f"news {n}", changed_on=day, summary="s"))
            add_product(session, f"N{n}", introduced_on=day)
            session.add(models.PricePolicy(code=f"P{n}", product_id=A, valid_from=day))
            session.add(models.Promotion(code=f"T{n}", name=f"T{n}", valid_from=day))
    found = facts(store).news
    assert [(each.kind, each.title) for each in found] == [
        ("price", "Price policy P1"),
        ("product", "Product N1"),
        ("promotion", "T1"),
        ("sales", "news 1"),
    ]
    assert {each.changed_on for each in found} == {DAY}


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


def open_everywhere(store: Store, day: date = DAY, dealer: str = "") -> list[tuple[str, str]]:
    with store.read() as session:
        return [(each.dealer, each.what) for each in open_commitments(session, day, dealer)]


def test_open_commitments_of_all_dealers_follow_every_closing(store: Store, dealer: int) -> None:
    with store.write() as session:
        add_dealer(session, "0002", name="Other")
        put_visit(session, visited(EARLIER, wrap_up__commitments=[promise("Sign"), promise("Shelf", due=LAST)]))
        put_visit(session, visited(LAST, "0002", wrap_up__commitments=[promise("Films", due=EARLIER)]))
    assert open_everywhere(store) == [("0002", "Films"), ("0001", "Shelf"), ("0001", "Sign")]
    assert open_everywhere(store, dealer="0001") == [("0001", "Shelf"), ("0001", "Sign")]
    assert open_everywhere(store, day=EARLIER) == [("0001", "Shelf"), ("0001", "Sign")]
    with store.write() as session:
        put_visit(session, visited(DAY, reflection__promises=[promise("Sign", outcome="kept")]))
        visits.insert_visit(session, closed := visited(DAY, "0002", wrap_up__commitments=[promise("Loaded")]))
    assert open_everywhere(store) == [("0002", "Films"), ("0001", "Shelf")]
    with store.write() as session:
        visits.delete_visit(session, closed.id)
        closed.state = VisitState.CLOSED
        visits.insert_visit(session, closed)
    assert open_everywhere(store) == [("0002", "Films"), ("0001", "Shelf"), ("0002", "Loaded")]


def test_the_account_of_a_dealer_is_the_one_of_the_facts(store: Store, dealer: int) -> None:
    with store.write() as session:
        session.add(an_order(dealer, "open", ("10", "2.45", None)))
        session.flush()
        ship(session, "S1", dealer, DAY, "open", p1=4)
        session.add(
            models.OpenItem(dealer_id=dealer, document="INV", issued_on=DAY, due_on=DAY, amount=D(5), kind="invoice")
        )
    with store.read() as session:
        assert ledger.undelivered_value(session, "0001", DAY) == facts(store).undelivered == D("14.70")
        assert ledger.open_items(session, "0001", DAY) == facts(store).ledger
