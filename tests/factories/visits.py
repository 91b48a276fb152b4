"""Visits and facts without a store: the worked example as written down, and small ones to compute by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

from fieldvisit.domain.closing import visit_number
from fieldvisit.domain.document import decode, loads
from fieldvisit.domain.facts import DealerFacts, LedgerItem, ProductFacts, VisitFacts
from fieldvisit.domain.steps import STEPS
from fieldvisit.domain.visit import Row, Visit, VisitState

WORKED_VISIT = Path(__file__).parents[1] / "data" / "worked-visit.json"
DAY = date(2026, 9, 15)
CHINA = timezone(timedelta(hours=8))


def worked_visit(*, closed: bool = False) -> tuple[Visit, VisitFacts]:
    """The worked example, complete; with `closed` as it stands after closing: numbered and frozen."""
    visit, facts = decode(loads(WORKED_VISIT.read_bytes()), ids())
    assert facts is not None
    if closed:
        visit.state = VisitState.CLOSED
        visit.number = visit_number(visit.day, 1847)
        visit.closed_at = datetime(2026, 9, 15, 14, 58, tzinfo=CHINA)
    return visit, facts


def ids() -> Callable[[], str]:
    """A maker of row ids in the form of a UUID, the same ones every time."""
    numbers = count(1)
    return lambda: f"00000000-0000-7000-8000-{next(numbers):012x}"


def product(code: str = "P-1", **over: Any) -> ProductFacts:
    """A carried product of which nothing else is known; numbers may be given as text."""
    given: dict[str, Any] = {"name": f"Product {code}"} | _decimals(over)
    return ProductFacts(code=code, **given)


def dealer(**over: Any) -> DealerFacts:
    """A dealer served 4 days after an order and visited every 7 days."""
    given: dict[str, Any] = {"code": "D-1", "name": "Dealer 1", "lead_time_days": 4, "visit_interval_days": 7}
    return DealerFacts(**given | _decimals(over))


def facts(*products: ProductFacts, **over: Any) -> VisitFacts:
    """What is known on the day about a dealer with these products."""
    given: dict[str, Any] = {"day": DAY, "dealer": dealer(), "products": products} | over
    return VisitFacts(**given)


def invoice(document: str, amount: str, due_on: date | None = None, **over: Any) -> LedgerItem:
    """An open invoice of our ledger."""
    given: dict[str, Any] = {"kind": "invoice", "issued_on": DAY - timedelta(days=30), "due_on": due_on}
    return LedgerItem(document=document, amount=Decimal(amount), **given | over)


def visit(**over: Any) -> Visit:
    """An open visit with all steps and nothing in them."""
    given: dict[str, Any] = {"id": "00000000-0000-7000-8000-000000000000", "dealer": "D-1", "day": DAY, "rep": "Li Wei"}
    made = Visit(**given | over)
    for step in STEPS:
        made.step(step.key)
    return made


def row(key: str, /, **values: Any) -> Row:
    """A row with this id; numbers are given as Decimal or whole number, blank cells are left out."""
    whole = {name: Decimal(value) if type(value) is int else value for name, value in values.items()}
    return Row(key, {name: value for name, value in whole.items() if value is not None})


def add_row(target: Visit, step: str, table: str, key: str, /, **values: Any) -> Row:
    """Puts a row at the end of a table of `target`."""
    added = row(key, **values)
    target.step(step).tables.setdefault(table, []).append(added)
    return added


def exact(*numbers: str | int | None) -> tuple[Any, ...]:
    """Expected figures, None for no value."""
    return tuple(None if number is None else Decimal(number) for number in numbers)


def _decimals(over: dict[str, Any]) -> dict[str, Any]:
    amounts = {
        "minimum_order", "purchase", "previous_count", "received", "returned", "shipped", "on_order", "sigma",
        "seasonal_factor", "promotion_uplift", "credit_limit",
    }  # fmt: skip
    return {
        key: Decimal(value) if key in amounts and isinstance(value, (str, int)) else value
        for key, value in over.items()
    }
