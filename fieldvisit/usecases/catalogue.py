"""Looking things up in the catalogue."""

from __future__ import annotations

from datetime import date

from fieldvisit.store import products
from fieldvisit.store.products import CataloguePolicy, CataloguePrice, CatalogueProduct
from fieldvisit.store.store import Store

__all__ = ["CataloguePolicy", "CataloguePrice", "CatalogueProduct", "list_policies", "list_prices", "list_products"]


def list_products(store: Store, day: date) -> list[CatalogueProduct]:
    """All products with the list price of the day."""
    with store.read() as session:
        return products.list_products(session, day)


def list_prices(store: Store) -> list[CataloguePrice]:
    """All lines of all price lists."""
    with store.read() as session:
        return products.list_prices(session)


def list_policies(store: Store) -> list[CataloguePolicy]:
    """All price policies."""
    with store.read() as session:
        return products.list_policies(session)
