"""What the closed visits to a dealer tell about the next, as plain values that can be kept as they are.

Numbers stand as the store keeps them and visits by their place, the newest 0; rows of one kind lie one after the
other in one list, because a list of thousands of numbers is read at once and thousands of small lists are not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import Any, Final

from fieldvisit.domain.days import days_before
from fieldvisit.domain.ratio import line_amount
from fieldvisit.store.past import carried_over
from fieldvisit.store.past.adding import summed, whole_sum
from fieldvisit.store.past.asking import Question, ask_kept, listed, question
from fieldvisit.store.past.scene import RECENT, Scene
from fieldvisit.store.types import Money, Quantity, exact

Told = dict[str, Any]
Kept = tuple[Any, ...]

SPARK: Final = 12
"""Observations of a product that are shown as its trend."""
ENOUGH: Final = 2
"""Counts of a product that are looked at however old they are: they give the latest interval."""
SHARES: Final = 12
"""Earlier visits whose own share of the stock is shown."""
RATE_DAYS: Final = 120
"""Counts are told of so many days before the last visit; whoever wants longer rates asks the visits themselves."""

_price, _units = exact(Money.places), exact(Quantity.places)
_SEEN = question(
    """
    SELECT past.key + :first, p.product, p.retail, p.resale
    FROM json_each(:visits) AS past CROSS JOIN prices_products p ON p.visit_id = past.value
    WHERE (p.retail IS NOT NULL OR p.resale IS NOT NULL)
      AND p.product NOT IN (SELECT value FROM json_each(:known))
    """
)
_COUNTS = question(
    """
    SELECT past.key + :first, c.product, c.count, c.received, c.returned
    FROM json_each(:visits) AS past CROSS JOIN inventory_products c ON c.visit_id = past.value
    WHERE c.count IS NOT NULL AND c.product NOT IN (SELECT value FROM json_each(:known))
    """
)
_THEIR_STOCK = question(
    f"""
    SELECT past.key, {summed("c.value")}
    FROM json_each(:visits) AS past CROSS JOIN inventory_competitors c ON c.visit_id = past.value
    WHERE c.value IS NOT NULL GROUP BY past.key ORDER BY past.key LIMIT :most
    """  # noqa: S608 - ours
)
_OWN_STOCK = question(
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
_RIVALS = question(
    """
    SELECT past.key, c.brand, c.name, coalesce(c.against, ''), c.price
    FROM json_each(:visits) AS past CROSS JOIN prices_competitors c ON c.visit_id = past.value
    WHERE c.name IS NOT NULL ORDER BY past.key, c.position
    """
)


def told(scene: Scene) -> Told:
    """Everything the visits up to today tell."""
    days = max(RATE_DAYS, scene.thresholds.rate_days)
    return {
        "days": [visit.day.isoformat() for visit in scene.past],
        "last": scene.last.id if scene.last else None,
        "prices": _by_product(_own_prices(scene), SPARK),
        "counts": _by_product(_counts(scene, days)),
        "shares": _shares(scene),
        "rivals": _rivals(scene),
        "commitments": [_plain(each) for each in carried_over.commitments(scene)],
        "complaints": [_plain(each) for each in carried_over.complaints(scene)],
        "problems": [_plain(each) for each in carried_over.problems(scene)],
        "tasks": [_plain(each) for each in carried_over.tasks(scene)],
        "carried_out": carried_over.carried_out(scene),
    }


def _plain(point: Any) -> dict[str, Any]:
    """The fields of something open, days as ISO text."""
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in asdict(point).items()}


def _by_product(rows: list[Kept], most: int | None = None) -> dict[str, list[Any]]:
    """By product all the other columns of its rows, one row after the other; at most so many rows of each."""
    found: dict[str, list[Kept]] = defaultdict(list)
    for row in rows:
        found[row[1]].append((row[0], *row[2:]))
    return {product: [*chain.from_iterable(each[:most])] for product, each in found.items() if product}


def _own_prices(scene: Scene) -> list[Kept]:
    """Visit, product, retail, resale: all of the last visits; of those before only what a product's trend lacks."""
    rows = _newest_first(scene, _SEEN, 0, SPARK, ())
    return rows + _newest_first(scene, _SEEN, SPARK, RECENT, _frequent(Counter(row[1] for row in rows), SPARK))


def _counts(scene: Scene, days: int) -> list[Kept]:
    """Visit, product, count, received, returned: of the last months all; before only what gives an interval."""
    recent = _visits_within(scene, days) + 1
    rows = _newest_first(scene, _COUNTS, 0, min(recent, RECENT), ())
    times = Counter(row[1] for row in rows)
    for row in _newest_first(scene, _COUNTS, recent, RECENT, _frequent(times, ENOUGH)):
        if times[row[1]] < ENOUGH:
            times[row[1]] += 1
            rows.append(row)
    return rows


def _visits_within(scene: Scene, days: int) -> int:
    first = days_before(scene.past[0].day, days) if scene.past else date.max
    return sum(visit.day >= first for visit in scene.past)


def _newest_first(scene: Scene, asked: Question, first: int, end: int, known: Iterable[str]) -> list[Kept]:
    """Rows of some of the visits, without those of known products."""
    visits = listed(visit.id for visit in scene.past[first:end])
    rows = ask_kept(scene.connection, asked, visits=visits, first=first, known=listed(known))
    return sorted(rows, key=itemgetter(0))


def _frequent(times: Counter[str], often: int) -> list[str]:
    return [product for product, count in times.items() if product and count >= often]


def _shares(scene: Scene) -> list[Any]:
    """Of visits where the competitors' stock was estimated: visit, theirs, own stock at the prices seen there, and the
    counts without such a price as product, count, product, count, ...
    """
    estimated = ask_kept(scene.connection, _THEIR_STOCK, visits=scene.past_ids, most=SHARES)
    theirs = {nth: whole_sum(value) for nth, value in estimated}
    order = sorted(theirs)
    visits = listed(scene.past[nth].id for nth in order)
    paid = {(place, product): price for place, product, price in ask_kept(scene.connection, _PAID, visits=visits)}
    own: dict[int, Decimal] = {}
    unpriced: dict[int, list[Any]] = defaultdict(list)
    for place, product, counted in ask_kept(scene.connection, _OWN_STOCK, visits=visits):
        price = paid.get((place, product))
        if price is None:
            unpriced[place] += (product, counted)
        else:
            own[place] = own.get(place, Decimal(0)) + _value(counted, price, scene.dealer.minor_units)
    return [
        [nth, theirs[nth], str(own[place]) if place in own else None, unpriced[place]]
        for place, nth in enumerate(order)
    ]


@lru_cache(maxsize=16_384)
def _value(counted: int, price: int, minor: int) -> Decimal:
    value = line_amount(_units(counted), _price(price), minor)
    assert value is not None  # noqa: S101 - both are known
    return value


def _rivals(scene: Scene) -> list[list[Any]]:
    """Visit, brand, name, against, price: where a competitor's product was first met with, newest first, and where its
    price was.
    """
    met: dict[tuple[str, str], bool] = {}
    found = []
    for row in ask_kept(scene.connection, _RIVALS, visits=scene.past_ids):
        key, priced = ((row[1] or "").casefold(), row[2].casefold()), row[4] is not None
        if key not in met or (priced and not met[key]):
            met[key] = priced
            found.append([*row])
    return found


def seen_last(scene: Scene, prices: dict[str, list[Any]]) -> list[list[Any]]:
    """The latest prices of each product: by visit, newest first, its day and end, then product, retail, resale, ...

    `prices` are those of `told`; what they lack is looked for in all visits before them.
    """
    rows = [(seen[0], product, *seen[1:3]) for product, seen in prices.items()]
    rows += _newest_first(scene, _SEEN, RECENT, len(scene.past), prices)
    told_of: set[str | None] = {None}
    by_visit: dict[int, list[Any]] = defaultdict(list)
    for nth, product, *price in rows:
        if product not in told_of:
            told_of.add(product)
            by_visit[nth] += (product, *price)
    past = scene.past
    return [[past[nth].day.isoformat(), past[nth].closed_at, seen] for nth, seen in sorted(by_visit.items())]
