"""The visit before this one in a few figures, and the own share of the stock so far."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Final

from sqlalchemy.orm import Session

from fieldvisit.domain.facts import LastVisit, SharePoint
from fieldvisit.domain.figures import minutes_on_site, number
from fieldvisit.domain.inventory import own_share
from fieldvisit.domain.ratio import line_amount, total
from fieldvisit.domain.visit import Row
from fieldvisit.store.past.asking import ask, ask_kept, listed, question
from fieldvisit.store.past.price_lists import PriceLists
from fieldvisit.store.past.scene import PastVisit, Scene
from fieldvisit.store.types import Money, Quantity, exact
from fieldvisit.store.visits.loading import load_visit

SHARES: Final = 12
"""Earlier visits whose own share of the stock is shown."""

_price, _units = exact(Money.places), exact(Quantity.places)
_RIVALS = question(
    """
    SELECT past.key AS nth, sum(c.value) AS value
    FROM json_each(:visits) AS past CROSS JOIN inventory_competitors c ON c.visit_id = past.value
    WHERE c.value IS NOT NULL GROUP BY past.key ORDER BY past.key LIMIT :most
    """,
    value=Money,
)
_STOCK = question(
    """
    SELECT past.key, c.product, c.count
    FROM json_each(:visits) AS past CROSS JOIN inventory_products c ON c.visit_id = past.value
    WHERE c.count IS NOT NULL
    """
)
_PAID = question(
    """
    SELECT past.key, p.product, p.purchase
    FROM json_each(:visits) AS past CROSS JOIN prices_products p ON p.visit_id = past.value
    """
)
_ORDER = question(
    """
    SELECT o.product, o.accepted,
           (SELECT p.purchase FROM prices_products p WHERE p.visit_id = o.visit_id AND p.product = o.product
            ORDER BY p.position DESC, p.id DESC LIMIT 1) AS purchase
    FROM sales_order_rows o WHERE o.visit_id = :visit AND o.accepted IS NOT NULL
    """,
    accepted=Quantity,
    purchase=Money,
)


def last_visit(session: Session, scene: Scene, lists: PriceLists, ids: dict[str, int]) -> LastVisit | None:
    """The last closed visit; None where there was none. `ids` are product ids by code."""
    if scene.last is None:
        return None
    visit = load_visit(session, scene.last.id, only=("communication", "wrap_up"))
    results = visit.step("wrap_up").rows("results")
    return LastVisit(
        day=visit.day,
        number=visit.number,
        minutes=minutes_on_site(visit),
        order_value=_order_value(scene, scene.last, lists, ids),
        met=", ".join(
            str(row.values["name"]) for row in visit.step("communication").rows("people") if "name" in row.values
        ),
        objectives_reached=sum(map(_reached, results)),
        objectives_total=len(results),
        note=str(visit.step("wrap_up").values.get("next_purpose", "")),
    )


def _reached(row: Row) -> bool:
    result, target = number(row, "result"), number(row, "target")
    return result is not None and target is not None and result >= target


def _order_value(scene: Scene, visit: PastVisit, lists: PriceLists, ids: dict[str, int]) -> Decimal | None:
    values = []
    for row in ask(scene.connection, _ORDER, visit=visit.id):
        price = row.purchase
        if price is None and row.product in ids:
            price = lists.price_on(visit.day, ids[row.product])
        values.append(line_amount(row.accepted, price, scene.dealer.minor_units))
    return total(values)


def own_shares(scene: Scene, lists: PriceLists, ids: dict[str, int]) -> tuple[SharePoint, ...]:
    """Own share of the stock by value at visits where the competitors' was estimated, oldest first."""
    rivals = {row.nth: row.value for row in ask(scene.connection, _RIVALS, visits=scene.past_ids, most=SHARES)}
    order = sorted(rivals)
    visits = listed(scene.past[nth].id for nth in order)
    paid = {(place, product): price for place, product, price in ask_kept(scene.connection, _PAID, visits=visits)}
    own: dict[int, Decimal] = {}
    for place, product, counted in ask_kept(scene.connection, _STOCK, visits=visits):
        nth, purchase = order[place], paid.get((place, product))
        price = None if purchase is None else _price(purchase)
        if price is None and product in ids:
            price = lists.price_on(scene.past[nth].day, ids[product])
        value = _value(counted, price, scene.dealer.minor_units)
        if value is not None:
            own[nth] = own[nth] + value if nth in own else value
    points = ((scene.past[nth].day, own_share(own.get(nth), rivals[nth])) for nth in reversed(order))
    return tuple(SharePoint(day, share) for day, share in points if share is not None)


@lru_cache(maxsize=16_384)
def _value(counted: int, price: Decimal | None, minor: int) -> Decimal | None:
    return line_amount(_units(counted), price, minor)
