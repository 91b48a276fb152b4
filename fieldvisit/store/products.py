"""The catalogue: products with the prices and policies that are valid on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from fieldvisit.store.models import PriceListEntry, PricePolicy, Product


@dataclass(frozen=True)
class CatalogueProduct:
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
    name: str
    price_list: str
    market: str
    valid_from: date
    valid_to: date | None
    price: Decimal


@dataclass(frozen=True)
class CataloguePolicy:
    """A price policy: corridors per unit, margin as a ratio."""

    product: str
    name: str
    code: str
    market: str
    valid_from: date
    valid_to: date | None
    retail: tuple[Decimal | None, Decimal | None, Decimal | None]
    resale: tuple[Decimal | None, Decimal | None, Decimal | None]
    minimum_margin: Decimal | None


def list_products(session: Session, day: date) -> list[CatalogueProduct]:
    """All products by range and name, with the list price of the day."""
    entry = PriceListEntry
    price = (
        select(entry.price)
        .where(
            entry.product_id == Product.id,
            entry.valid_from <= day,
            or_(entry.valid_to.is_(None), entry.valid_to >= day),
        )
        .order_by(entry.market, entry.valid_from.desc(), entry.id)
        .limit(1)
        .correlate(Product)
        .scalar_subquery()
    )
    query = select(
        Product.code,
        Product.name,
        Product.name_local,
        Product.range,
        Product.case_size,
        Product.core,
        Product.active,
        Product.shelf_life_days,
        price,
        Product.search_key,
    ).order_by(Product.range, Product.name)
    rows: Iterable[Any] = session.connection().execute(query)
    return [CatalogueProduct(*row) for row in rows]


def list_prices(session: Session) -> list[CataloguePrice]:
    """All lines of all price lists, by product, the latest first."""
    entry = PriceListEntry
    query = (
        select(
            Product.code, Product.name, entry.price_list, entry.market, entry.valid_from, entry.valid_to, entry.price
        )
        .join(Product, Product.id == entry.product_id)
        .order_by(Product.name, entry.market, entry.valid_from.desc())
    )
    return [CataloguePrice(*row) for row in session.connection().execute(query)]


def list_policies(session: Session) -> list[CataloguePolicy]:
    """All price policies, by product and market, the latest first."""
    each = PricePolicy
    query = (
        select(Product.code, Product.name, each)
        .join(Product, Product.id == each.product_id)
        .order_by(Product.name, each.market, each.valid_from.desc())
    )
    return [
        CataloguePolicy(
            code,
            name,
            policy.code,
            policy.market,
            policy.valid_from,
            policy.valid_to,
            (policy.retail_recommended, policy.retail_floor, policy.retail_ceiling),
            (policy.resale_recommended, policy.resale_floor, policy.resale_ceiling),
            policy.minimum_margin,
        )
        for code, name, policy in session.execute(query)
    ]
