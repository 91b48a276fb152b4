"""Whole tables on their way out, in the words in which they can come in again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session, aliased

from fieldvisit.store import models

Expressions = dict[str, Any]


def _named(entity: Any, *leave_out: str) -> Expressions:
    """All plain columns of a mapped class by name, without keys and what only the store needs."""
    inner = {
        "id",
        "dealer_id",
        "product_id",
        "order_id",
        "shipment_id",
        "against_id",
        "visit_id",
        "position",
        "marks",
        "search_key",
    }
    names = [column.name for column in entity.__table__.columns]
    return {name: getattr(entity, name) for name in names if name not in inner | set(leave_out)}


_DEALER: Final[Expressions] = {"dealer": models.Dealer.code}
_PRODUCT: Final[Expressions] = {"product": models.Product.code}
_VISIT: Final[Expressions] = {
    "visit": models.Visit.number,
    "revision": models.Visit.revision,
    "day": models.Visit.day,
    "dealer": models.Dealer.code,
    "dealer_name": models.Dealer.name,
    "rep": models.Visit.rep,
}


def _select(expressions: Expressions) -> Select[Any]:
    return select(*(expression.label(key) for key, expression in expressions.items()))


def _of_dealer(entity: Any) -> Select[Any]:
    return (
        _select({**_DEALER, **_named(entity)})
        .join(models.Dealer, models.Dealer.id == entity.dealer_id)
        .order_by(models.Dealer.code, entity.id)
    )


def _of_product(entity: Any) -> Select[Any]:
    query = (
        _select({**_PRODUCT, **_named(entity)})
        .select_from(entity)
        .join(models.Product, models.Product.id == entity.product_id, isouter=True)
    )
    return query.order_by(models.Product.code, entity.id)


def _of_visit(entity: Any) -> Select[Any]:
    """Rows of a step's table, of the latest revision of each visit."""
    later = aliased(models.Visit)
    is_revised = select(later.id).where(later.revises == models.Visit.id).exists()
    query = _select({**_VISIT, **_named(entity)}).join(models.Visit, models.Visit.id == entity.visit_id)
    query = query.join(models.Dealer, models.Dealer.id == models.Visit.dealer_id).where(~is_revised)
    return query.order_by(models.Visit.day, models.Visit.id, entity.position)


def _orders() -> Select[Any]:
    order, shipment = models.SalesOrder, models.Shipment
    made_of_order: ColumnElement[bool] = and_(shipment.document == order.number, shipment.order_number == order.number)
    columns = {"number": order.number, **_DEALER, **_named(order, "number"), "shipped_on": shipment.shipped_on}
    query = (
        _select(columns)
        .join(models.Dealer, models.Dealer.id == order.dealer_id)
        .join(shipment, made_of_order, isouter=True)
    )
    return query.order_by(order.number)


def _order_lines() -> Select[Any]:
    line, order = models.OrderLine, models.SalesOrder
    columns = {"number": order.number, **_PRODUCT, **_named(line, "line")}
    query = (
        _select(columns)
        .join(order, order.id == line.order_id)
        .join(models.Product, models.Product.id == line.product_id)
    )
    return query.order_by(order.number, line.line)


def _shipments() -> Select[Any]:
    line, head = models.ShipmentLine, models.Shipment
    columns = {
        "document": head.document,
        **_DEALER,
        "shipped_on": head.shipped_on,
        **_PRODUCT,
        **_named(line, "line"),
        "order_number": head.order_number,
    }
    query = (
        _select(columns).join(head, head.id == line.shipment_id).join(models.Dealer, models.Dealer.id == head.dealer_id)
    )
    return query.join(models.Product, models.Product.id == line.product_id).order_by(head.document, line.line)


def _targets() -> Select[Any]:
    target = models.Target
    query = _select(
        {
            "month": target.month,
            "amount": target.amount,
            "measure": target.measure,
            **_DEALER,
            **_PRODUCT,
            "rep": target.rep,
        }
    )
    query = query.select_from(target).join(models.Dealer, models.Dealer.id == target.dealer_id, isouter=True)
    return query.join(models.Product, models.Product.id == target.product_id, isouter=True).order_by(
        target.month, target.id
    )


def _competitor_products() -> Select[Any]:
    rival = models.CompetitorProduct
    query = _select({"brand": rival.brand, "name": rival.name, "against": models.Product.code}).select_from(rival)
    return query.join(models.Product, models.Product.id == rival.against_id, isouter=True).order_by(
        rival.brand, rival.name
    )


def _visits() -> Select[Any]:
    visit = models.Visit
    columns = {
        **_VISIT,
        "state": visit.state,
        "started_at": visit.started_at,
        "closed_at": visit.closed_at,
        "revision_reason": visit.revision_reason,
        "id": visit.id,
    }
    return _select(columns).join(models.Dealer, models.Dealer.id == visit.dealer_id).order_by(visit.day, visit.id)


def _plain(entity: Any) -> Callable[[], Select[Any]]:
    return lambda: _select(_named(entity)).order_by(entity.code)


QUERIES: Final[dict[str, Callable[[], Select[Any]]]] = {
    "dealers": _plain(models.Dealer),
    "contacts": lambda: _of_dealer(models.Contact),
    "products": _plain(models.Product),
    "competitor_products": _competitor_products,
    "price_lists": lambda: _of_product(models.PriceListEntry),
    "price_policies": lambda: _of_product(models.PricePolicy),
    "promotions": lambda: _of_product(models.Promotion),
    "orders": _orders,
    "order_lines": _order_lines,
    "shipments": _shipments,
    "open_items": lambda: _of_dealer(models.OpenItem),
    "payments": lambda: _of_dealer(models.Payment),
    "targets": _targets,
    "visits": _visits,
}


STEP_TABLES: Final[dict[str, tuple[str, str]]] = {
    "objectives": ("preparation", "objectives"),
    "observed_prices": ("prices", "products"),
    "competitor_prices": ("prices", "competitors"),
    "counts": ("inventory", "products"),
    "proposed_orders": ("sales", "order"),
    "commitments": ("wrap_up", "commitments"),
    "complaints": ("guidance", "complaints"),
}
"""Kinds of rows that visits bring, with the step and table they are from."""


@dataclass(frozen=True)
class Exported:
    """A table as plain values: column keys, and rows in their order."""

    keys: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def export_rows(session: Session, kind: str) -> Exported:
    """All rows of a kind of data. KeyError for a kind that is none."""
    query = _of_visit(models.ROW_TABLES[STEP_TABLES[kind]]) if kind in STEP_TABLES else QUERIES[kind]()
    result = session.execute(query)
    return Exported(tuple(result.keys()), [tuple(row) for row in result])
