"""The catalogue: products with the prices and policies that are valid on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from fieldvisit.domain.product_names import ProductName
from fieldvisit.store.models import PriceListEntry, PricePolicy, Product
from fieldvisit.store.past.asking import ask, question
from fieldvisit.store.types import Money


class CatalogueProduct(NamedTuple):
    """A product in the catalogue; `price` is the list price per unit of the day, None without one."""

    code: str
    name: str
    name_local: str
    range: str
    case_size: int | None
    core: bool
    active: bool
    shelf_life_days: int | None
    price: Decimal | None
    search_key: str


@dataclass(frozen=True)
class CataloguePrice:
    """A line of a price list; an empty market is every market, `valid_to` None is open."""

    product: str
    name: ProductName
    price_list: str
    market: str
    valid_from: date
    valid_to: date | None
    price: Decimal


@dataclass(frozen=True)
class CataloguePolicy:
    """A price policy: corridors per unit, margin as a ratio."""

    product: str
    name: ProductName
    code: str
    market: str
    valid_from: date
    valid_to: date | None
    retail: tuple[Decimal | None, Decimal | None, Decimal | None]
    resale: tuple[Decimal | None, Decimal | None, Decimal | None]
    minimum_margin: Decimal | None


_PRODUCTS = question(
    """
    SELECT p.code, p.name, p.name_local, p.range, p.case_size, p.core, p.active, p.shelf_life_days,
           (SELECT e.price FROM price_list_entries e
            WHERE e.product_id = p.id AND e.valid_from <= :day AND (e.valid_to IS NULL OR e.valid_to >= :day)
            ORDER BY e.market, e.valid_from DESC, e.id LIMIT 1) AS price,
           p.search_key
    FROM products p ORDER BY p.range, p.name
    """,
    CatalogueProduct,
    core=bool,
    active=bool,
    price=Money,
)


def list_products(session: Session, day: date) -> list[CatalogueProduct]:
    """All products by range and name, with the list price of the day."""
    return ask(session.connection(), _PRODUCTS, day=day.isoformat())


def list_prices(session: Session) -> list[CataloguePrice]:
    """All lines of all price lists, by product, the latest first."""
    entry = PriceListEntry
    query = (
        select(
            Product.code,
            Product.name,
            Product.name_local,
            entry.price_list,
            entry.market,
            entry.valid_from,
            entry.valid_to,
            entry.price,
        )
        .join(Product, Product.id == entry.product_id)
        .order_by(Product.name, entry.market, entry.valid_from.desc())
    )
    found = session.connection().execute(query)
    return [CataloguePrice(code, ProductName(name, local), *told) for code, name, local, *told in map(list[Any], found)]


def list_policies(session: Session) -> list[CataloguePolicy]:
    """All price policies, by product and market, the latest first."""
    each = PricePolicy
    query = (
        select(Product.code, Product.name, Product.name_local, each)
        .join(Product, Product.id == each.product_id)
        .order_by(Product.name, each.market, each.valid_from.desc())
    )
    return [
        CataloguePolicy(
            code,
            ProductName(name, local),
            policy.code,
            policy.market,
            policy.valid_from,
            policy.valid_to,
            (policy.retail_recommended, policy.retail_floor, policy.retail_ceiling),
            (policy.resale_recommended, policy.resale_floor, policy.resale_ceiling),
            policy.minimum_margin,
        )
        for code, name, local, policy in session.execute(query)
    ]
