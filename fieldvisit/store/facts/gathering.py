"""All facts of one visit, from a handful of questions; the day is the today of every one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from sqlalchemy.orm import Session

from fieldvisit.domain.days import days_before
from fieldvisit.domain.facts import ContactFacts, DealerFacts, PriceCut, PricePolicy, ProductFacts, VisitFacts
from fieldvisit.domain.settings import Thresholds
from fieldvisit.store.facts import news, prices, stock
from fieldvisit.store.facts.last_visit import last_visit, own_shares
from fieldvisit.store.garbage import no_collection
from fieldvisit.store.ledger import open_items
from fieldvisit.store.past import carried_over, orders
from fieldvisit.store.past.asking import ask, listed, question
from fieldvisit.store.past.kept import Past, past_of
from fieldvisit.store.past.price_lists import PriceLists
from fieldvisit.store.past.scene import Scene, scene_of
from fieldvisit.store.types import Day, Quantity

CARRIED_DAYS: Final = 365
"""A product bought, counted or priced within these days is carried."""

_CONTACTS = question(
    "SELECT name, role, phone FROM contacts WHERE dealer_id = :dealer ORDER BY decision_maker DESC, name"
)
_PRODUCTS = question(
    """
    SELECT id, code, name, name_local, range, case_size, minimum_order, core, profitable, shelf_life_days, active
    FROM products
    WHERE core AND active OR id IN (SELECT value FROM json_each(:ids)) OR code IN (SELECT value FROM json_each(:codes))
    ORDER BY range, code
    """,
    minimum_order=Quantity,
)
# A product that the rep took into the visit by hand stays in it when the visit is opened again.
_IN_HAND = question(
    """
    SELECT p.product FROM visits v JOIN prices_products p ON p.visit_id = v.id
    WHERE v.dealer_id = :dealer AND v.state = 'open' AND v.day = :day
    UNION SELECT c.product FROM visits v JOIN inventory_products c ON c.visit_id = v.id
    WHERE v.dealer_id = :dealer AND v.state = 'open' AND v.day = :day
    UNION SELECT o.product FROM visits v JOIN sales_order_rows o ON o.visit_id = v.id
    WHERE v.dealer_id = :dealer AND v.state = 'open' AND v.day = :day
    """
)
_NEXT = question("SELECT min(day) AS day FROM planned_stops WHERE dealer_id = :dealer AND day > :day", day=Day)


@no_collection()
def gather_facts(
    session: Session,
    dealer: str,
    day: date,
    thresholds: Thresholds | None = None,
    products: Iterable[str] = (),
) -> VisitFacts:
    """Everything known about the dealer with a code on `day`; later entries of the store are not used.

    `products` are codes that belong to the visit in any case, like those an open visit of the day holds.
    NotFound for an unknown dealer.
    """
    scene = scene_of(session.connection(), dealer, day, thresholds or Thresholds())
    known = _Known.of(scene)
    in_hand = ask(scene.connection, _IN_HAND, dealer=scene.dealer.id, day=scene.today)
    wanted = {*products, *(row.product for row in in_hand)}
    carried, seen = known.carried
    rows = ask(scene.connection, _PRODUCTS, ids=listed(carried), codes=listed(seen | wanted))
    ids = {row.code: row.id for row in rows}
    known.lists.expect(ids.values())
    policies = prices.policies(scene, ids.values())
    facts = [(row.id, _product(row, scene, known, policies.get(row.id))) for row in rows]
    since = known.past.last or days_before(day, news.FIRST_VISIT_DAYS)
    return VisitFacts(
        day=day,
        dealer=_dealer(scene),
        products=tuple(product for _, product in facts),
        competitors=prices.competitors(scene, known.past, ids),
        ledger=open_items(session, dealer, day),
        undelivered=known.undelivered.value,
        last_visit=last_visit(session, scene, known.past, known.lists, ids),
        next_visit=ask(scene.connection, _NEXT, dealer=scene.dealer.id, day=scene.today)[0].day,
        commitments=known.past.commitments,
        complaints=known.past.complaints,
        problems=known.past.problems,
        tasks=known.past.tasks,
        instructions=carried_over.instructions(scene, known.past.carried_out()),
        news=news.news(scene, since, known.promotions, known.lists, facts),
        promotions=known.promotions.facts(set(ids.values())),
        own_shares=own_shares(scene, known.past, known.lists, ids),
        thresholds=scene.thresholds,
    )


@dataclass(frozen=True)
class _Known:
    """What is known of all products, asked once."""

    past: Past
    lists: PriceLists
    history: prices.OwnHistory
    others: prices.Others
    counts: dict[str, list[stock.Counted]]
    shipments: stock.Shipments
    undelivered: orders.Undelivered
    promotions: news.Promotions
    since: date
    window: date
    """The first day of the rates."""

    @classmethod
    def of(cls, scene: Scene) -> _Known:
        past, lists = past_of(scene), PriceLists(scene)
        counts = stock.counts(scene, past)
        window = days_before(scene.day, scene.thresholds.rate_days)
        oldest = min((counted[-1].day for counted in counts.values()), default=window)
        return cls(
            past=past,
            lists=lists,
            history=prices.OwnHistory(past),
            others=prices.Others(scene),
            counts=counts,
            shipments=stock.Shipments(scene, min(window, oldest)),
            undelivered=orders.undelivered(scene, lists),
            promotions=news.Promotions(scene),
            since=days_before(scene.day, CARRIED_DAYS),
            window=window,
        )

    @cached_property
    def carried(self) -> tuple[set[int], set[str]]:
        """Products bought, and products counted above zero or priced, within a year: by id and by code."""
        bought = self.shipments.delivered_since(self.since) | self.undelivered.units.keys()
        counted = {
            code
            for code, counts in self.counts.items()
            if any(each.day >= self.since and each.stock > 0 for each in counts)
        }
        return bought, counted | self.history.since(self.since)

    def is_carried(self, row: Any) -> bool:
        """Whether a product was bought, counted above zero or priced within a year."""
        ids, codes = self.carried
        return row.id in ids or row.code in codes


def _product(row: Any, scene: Scene, known: _Known, policy: PricePolicy | None) -> ProductFacts:
    counted = known.counts.get(row.code, [])
    last = counted[0] if counted else None
    shipments = known.shipments if known.shipments.known else None
    return ProductFacts(
        code=row.code,
        name=row.name,
        name_local=row.name_local,
        range=row.range,
        case_size=row.case_size or 1,
        minimum_order=row.minimum_order,
        core=bool(row.core),
        profitable=None if row.profitable is None else bool(row.profitable),
        carried=known.is_carried(row),
        shelf_life_days=row.shelf_life_days,
        purchase=known.lists.price_on(scene.day, row.id),
        price_cut=_price_cut(row.id, known),
        policy=policy,
        history=known.history.of(row.code),
        others=known.others.of(row.code),
        previous_count=last.units if last else None,
        previous_count_on=last.day if last else None,
        received=shipments.received(row.id, last.day) if shipments and last else None,
        returned=shipments.returned(row.id, last.day) if shipments and last else None,
        intervals=stock.intervals(counted, row.id, known.shipments),
        shipped=shipments.balance(row.id, known.window) if shipments else None,
        on_order=known.undelivered.units.get(row.id, Decimal(0)),
        promotion_uplift=known.promotions.uplift(row.id),
    )


def _price_cut(product_id: int, known: _Known) -> PriceCut | None:
    change = known.lists.change(known.past.last, product_id) if known.past.last else None
    if change is None or change[0].price > change[1]:
        return None
    now, before = change
    received = known.shipments.received(product_id, days_before(now.since, 1))
    return PriceCut(now.since, before, now.price, received)


def _dealer(scene: Scene) -> DealerFacts:
    card = scene.dealer
    contacts = ask(scene.connection, _CONTACTS, dealer=card.id)
    return DealerFacts(
        code=card.code,
        name=card.name,
        name_local=card.name_local,
        address=card.address,
        city=card.city,
        market=card.market,
        channel=card.channel,
        tier=card.tier,
        currency=card.currency,
        minor_units=card.minor_units,
        credit_limit=card.credit_limit,
        collateral=card.collateral,
        lead_time_days=card.lead_time_days,
        visit_interval_days=card.visit_interval_days,
        consumers_only=bool(card.consumers_only),
        class_label=card.class_label,
        class_reason=card.class_reason,
        opening_hours=card.opening_hours,
        contacts=tuple(ContactFacts(row.name, row.role, row.phone) for row in contacts),
    )
