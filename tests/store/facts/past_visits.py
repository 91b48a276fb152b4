"""What lies behind a visit: earlier ones, price lists and orders; and the facts that are drawn from them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from fieldvisit.domain.facts import (
    ProductFacts,
    VisitFacts,
)
from fieldvisit.store import models
from fieldvisit.store.facts import gather_facts
from fieldvisit.store.store import Store
from tests.factories.store import DAY

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


A = 1


def list_price(value: str, since: date) -> models.PriceListEntry:
    return models.PriceListEntry(product_id=A, valid_from=since, price=D(value))


def an_order(dealer: int, number: str, *lines: tuple[str, str | None, str | None], **more: Any) -> models.SalesOrder:
    order = models.SalesOrder(number=number, dealer_id=dealer, **{"ordered_on": LAST} | more)
    order.lines = [
        models.OrderLine(
            line=n, product_id=A, quantity=D(q), unit_price=p and D(p), discount=None if d is None else D(d)
        )
        for n, (q, p, d) in enumerate(lines, 1)
    ]
    return order
