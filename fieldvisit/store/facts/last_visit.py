"""The visit before this one in a few figures, and the own share of the stock so far."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from sqlalchemy.orm import Session

from fieldvisit.domain.facts import LastVisit, SharePoint
from fieldvisit.domain.figures import minutes_on_site, number
from fieldvisit.domain.inventory import own_share
from fieldvisit.domain.ratio import line_amount
from fieldvisit.domain.visit import Visit
from fieldvisit.store.past.asking import ask, listed, question
from fieldvisit.store.past.price_lists import PriceLists
from fieldvisit.store.past.scene import Scene
from fieldvisit.store.types import Money, Quantity
from fieldvisit.store.visits.loading import load_visit

SHARES: Final = 12
"""Earlier visits whose own share of the stock is shown."""

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
    SELECT past.key AS nth, c.product, c.count AS counted, p.purchase
    FROM json_each(:visits) AS past CROSS JOIN inventory_products c ON c.visit_id = past.value
    LEFT JOIN prices_products p ON p.visit_id = c.visit_id AND p.product = c.product
    WHERE c.count IS NOT NULL
    """,
    counted=Quantity,
    purchase=Money,
)


def last_visit(session: Session, scene: Scene, lists: PriceLists, ids: dict[str, int]) -> LastVisit | None:
    """The last closed visit; None where there was none. `ids` are product ids by code."""
    if scene.last is None:
        return None
    visit = load_visit(session, scene.last.id)
    results = visit.step("wrap_up").rows("results")
    return LastVisit(
        day=visit.day,
        number=visit.number,
        minutes=minutes_on_site(visit),
        order_value=_order_value(visit, lists, ids, scene.dealer.minor_units),
        met=", ".join(
            str(row.values["name"]) for row in visit.step("communication").rows("people") if "name" in row.values
        ),
        objectives_reached=sum(map(_reached, results)),
        objectives_total=len(results),
        note=str(visit.step("wrap_up").values.get("next_purpose", "")),
    )


def _reached(row: Any) -> bool:
    result, target = number(row, "result"), number(row, "target")
    return result is not None and target is not None and result >= target


def _order_value(visit: Visit, lists: PriceLists, ids: dict[str, int], minor: int) -> Decimal | None:
    entered = {row.values.get("product"): number(row, "purchase") for row in visit.step("prices").rows("products")}
    values = []
    for row in visit.step("sales").rows("order"):
        code = str(row.values.get("product", ""))
        price = entered.get(code)
        if price is None and code in ids:
            price = lists.price_on(visit.day, ids[code])
        values.append(line_amount(number(row, "accepted"), price, minor))
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


def own_shares(scene: Scene, lists: PriceLists, ids: dict[str, int]) -> tuple[SharePoint, ...]:
    """Own share of the stock by value at visits where the competitors' was estimated, oldest first."""
    rivals = {row.nth: row.value for row in ask(scene.connection, _RIVALS, visits=scene.past_ids, most=SHARES)}
    order = sorted(rivals)
    own: dict[int, Decimal] = {}
    for row in ask(scene.connection, _STOCK, visits=listed(scene.past[nth].id for nth in order)):
        nth = order[row.nth]
        price = row.purchase
        if price is None and row.product in ids:
            price = lists.price_on(scene.past[nth].day, ids[row.product])
        value = line_amount(row.counted, price, scene.dealer.minor_units)
        if value is not None:
            own[nth] = own.get(nth, Decimal(0)) + value
    points = ((scene.past[nth].day, own_share(own.get(nth), rivals[nth])) for nth in reversed(order))
    return tuple(SharePoint(day, share) for day, share in points if share is not None)
