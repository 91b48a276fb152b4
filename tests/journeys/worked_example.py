"""The worked visit before anything is entered into the steps that carry figures, and what the rep then types."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from fieldvisit.domain.visit import Address, Visit
from tests.factories import worked_figures as oracle
from tests.factories.visits import WORKED_VISIT
from tests.journeys.keyboard import Keyboard

TYPED = {
    ("prices", "products"): ("purchase", "resale", "retail", "reason", "report"),
    ("prices", "competitors"): ("price", "report"),
    ("inventory", "products"): ("count", "reason"),
    ("sales", "order"): ("accepted", "reason"),
}
Act = Callable[[Keyboard], None]


def emptied() -> bytes:
    """The worked visit without prices, counts, the dealer's book, its comparison and the order."""
    document: dict[str, Any] = json.loads(WORKED_VISIT.read_bytes())
    steps = document["steps"]
    for (step, table), keys in TYPED.items():
        for row in steps[step][table]:
            for key in keys:
                row.pop(key, None)
                row.get("marks", {}).pop(key, None)
    steps["account"]["dealer_book"] = []
    steps["account"]["reconciliation"] = []
    return json.dumps(document, ensure_ascii=False).encode()


def entries(visit: Visit) -> list[Act]:
    """Every entry of the example, each made by keys alone and in any order."""
    return [*_prices(visit), *_rivals(visit), *_counts(visit), *_order(visit), *map(_document, oracle.BOOK)]


def _prices(visit: Visit) -> Iterator[Act]:
    for row in visit.step("prices").rows("products"):
        figures = oracle.PRICES[str(row.values["product"])]
        for field in ("purchase", "resale", "retail"):
            if (price := getattr(figures, field)) is not None:
                yield _typed(Address("prices", field, "products", row.id), str(price))


def _rivals(visit: Visit) -> Iterator[Act]:
    for row in visit.step("prices").rows("competitors"):
        yield _typed(Address("prices", "price", "competitors", row.id), oracle.RIVALS[str(row.values["brand"])][0])


def _counts(visit: Visit) -> Iterator[Act]:
    for row in visit.step("inventory").rows("products"):
        if (text := oracle.COUNTED.get(str(row.values["product"]))) is not None:
            yield _typed(Address("inventory", "count", "products", row.id), text)


def _order(visit: Visit) -> Iterator[Act]:
    for row in visit.step("sales").rows("order"):
        code = str(row.values["product"])
        text = oracle.ORDERED.get(code) or f"{oracle.ORDER[code].cases}c"
        yield _typed(Address("sales", "accepted", "order", row.id), text)


def _typed(place: Address, text: str) -> Act:
    def act(keys: Keyboard) -> None:
        keys.reach(place)
        keys.type(text)
        keys.leave_cell()

    return act


def _document(cells: tuple[str, str, str]) -> Act:
    def act(keys: Keyboard) -> None:
        if keys.board.current is None or keys.board.current.step.key != "account":
            keys.show_step("account")
        keys.add_row("dealer_book", *cells)

    return act
