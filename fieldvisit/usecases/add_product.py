"""A product that nobody foresaw comes into a visit: with the facts that the store has of it."""

from __future__ import annotations

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import Message
from fieldvisit.usecases.settings import load_settings
from fieldvisit.usecases.start_visit import facts_for
from fieldvisit.usecases.visit_desk import VisitDesk


def add_product(desk: VisitDesk, code: str) -> None:
    """Adds the product to prices, count and order as one edit. Raises KnownError where it is there or unknown."""
    if any(row.values.get("product") == code for row in desk.visit.step("prices").rows("products")):
        raise KnownError(Message("{product} is in this visit already.", product=code))
    settings = load_settings(desk.store)
    with desk.store.read() as session:
        facts = facts_for(session, desk.visit.dealer, desk.visit.day, settings, [code])
    product = facts.product(code)
    if product is None:
        raise KnownError(Message("There is no product {code} in the catalogue.", code=code))
    desk.add_product(product)
