"""The visit before this one in a few figures, and the own share of the stock so far."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy.orm import Session

from fieldvisit.domain.facts import LastVisit, SharePoint
from fieldvisit.domain.figures import minutes_on_site, number
from fieldvisit.domain.inventory import own_share
from fieldvisit.domain.ratio import line_amount, total
from fieldvisit.domain.visit import Row
from fieldvisit.store.past.asking import ask, question
from fieldvisit.store.past.kept import Past
from fieldvisit.store.past.price_lists import PriceLists
from fieldvisit.store.past.scene import Scene
from fieldvisit.store.types import Money, Quantity, exact
from fieldvisit.store.visits.loading import load_visit

_price, _units = exact(Money.places), exact(Quantity.places)
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


def last_visit(session: Session, scene: Scene, past: Past, lists: PriceLists, ids: dict[str, int]) -> LastVisit | None:
    """The last closed visit; None where there was none. `ids` are product ids by code."""
    if past.last is None:
        return None
    visit = load_visit(session, past.last_id, only=("communication", "wrap_up"))
    results = visit.step("wrap_up").rows("results")
    return LastVisit(
        day=visit.day,
        number=visit.number,
        minutes=minutes_on_site(visit),
        order_value=_order_value(scene, past, lists, ids),
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


def _order_value(scene: Scene, past: Past, lists: PriceLists, ids: dict[str, int]) -> Decimal | None:
    values = []
    for row in ask(scene.connection, _ORDER, visit=past.last_id):
        price = row.purchase
        if price is None and row.product in ids:
            price = lists.price_on(past.days[0], ids[row.product])
        values.append(line_amount(row.accepted, price, scene.dealer.minor_units))
    return total(values)


def own_shares(scene: Scene, past: Past, lists: PriceLists, ids: dict[str, int]) -> tuple[SharePoint, ...]:
    """Own share of the stock by value at visits where the competitors' was estimated, oldest first."""
    points = []
    for nth, theirs, own, unpriced in reversed(past.shares):
        values = [Decimal(own)] if own is not None else []
        for product, counted in zip(unpriced[::2], unpriced[1::2], strict=True):
            price = lists.price_on(past.days[nth], ids[product]) if product in ids else None
            value = line_amount(_units(counted), price, scene.dealer.minor_units)
            values += [value] if value is not None else []
        share = own_share(total(values), _price(theirs))
        points += [SharePoint(past.days[nth], share)] if share is not None else []
    return tuple(points)
