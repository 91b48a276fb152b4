"""Products, prices and policies as rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from fieldvisit.domain.formats import day as day_words
from fieldvisit.domain.formats import number, percent, unit_price
from fieldvisit.domain.language import tr
from fieldvisit.domain.product_names import ProductName
from fieldvisit.ui.widgets.records import Cell, Column, Kind, Record
from fieldvisit.usecases.catalogue import CataloguePolicy, CataloguePrice, CatalogueProduct

Dated = TypeVar("Dated", CataloguePrice, CataloguePolicy)


def valid(entries: Iterable[Dated], day: date) -> list[Dated]:
    """Those that hold on `day`."""
    return [each for each in entries if is_valid(each, day)]


def is_valid(entry: CataloguePrice | CataloguePolicy, day: date) -> bool:
    return entry.valid_from <= day and (entry.valid_to is None or entry.valid_to >= day)


def product_columns() -> list[Column]:
    return [
        Column(tr("Code"), width=100),
        Column(tr("Product"), width=220, stretch=3),
        Column(tr("Range"), width=130, stretch=1, drop=2),
        Column(tr("Case"), Kind.NUMBER, width=64),
        Column(tr("List price"), Kind.NUMBER, width=92),
        Column(tr("Shelf life, days"), Kind.NUMBER, width=116, drop=4),
        Column(tr("Status"), width=110, drop=3),
    ]


def product_record(product: CatalogueProduct) -> Record:
    kept = tr("core") if product.core else "" if product.active else tr("discontinued")
    called = ProductName(product.name, product.name_local)
    cells = (
        Cell(product.code, tone="text2"),
        Cell(str(called), called.other),
        Cell(product.range, tone="text2"),
        Cell(number(product.case_size)),
        Cell(unit_price(product.price)),
        Cell(number(product.shelf_life_days), tone="text2"),
        Cell(kept, tone="text2"),
    )
    found_by = f"{product.search_key} {product.code} {product.name} {product.name_local} {product.range}".casefold()
    return Record(product.code, cells, found_by)


def price_columns() -> list[Column]:
    return [
        Column(tr("Code"), width=100, drop=3),
        Column(tr("Product"), width=200, stretch=2),
        Column(tr("Price list"), width=110, stretch=1, drop=2),
        Column(tr("Market"), width=110, stretch=1),
        Column(tr("Price"), Kind.NUMBER, width=84),
        Column(tr("Valid"), width=220, drop=1),
    ]


def price_record(price: CataloguePrice, today: date) -> Record:
    tone = "text" if is_valid(price, today) else "text3"
    market = price.market or tr("every market")
    cells = (
        Cell(price.product, tone="text2"),
        Cell(str(price.name), tone=tone),
        Cell(price.price_list, tone="text2"),
        Cell(market, tone="text2"),
        Cell(unit_price(price.price), tone=tone),
        Cell(_period(price.valid_from, price.valid_to), tone="text2"),
    )
    key = (price.product, price.price_list, price.market, price.valid_from)
    found_by = f"{price.product} {price.name.main} {price.name.local} {price.price_list} {market}"
    return Record(key, cells, found_by.casefold())


def policy_columns() -> list[Column]:
    return [
        Column(tr("Policy"), width=100, drop=4),
        Column(tr("Product"), width=180, stretch=2),
        Column(tr("Market"), width=100, stretch=1),
        Column(tr("Retail"), Kind.NUMBER, width=70),
        Column(tr("corridor"), width=110),
        Column(tr("Resale"), Kind.NUMBER, width=70, drop=1),
        Column(tr("corridor"), width=110),
        Column(tr("Margin %"), Kind.NUMBER, width=76, drop=2),
        Column(tr("Valid"), width=200, drop=3),
    ]


def policy_record(policy: CataloguePolicy, today: date) -> Record:
    tone = "text" if is_valid(policy, today) else "text3"
    market = policy.market or tr("every market")
    cells = (
        Cell(policy.code, tone="text2"),
        Cell(str(policy.name), tone=tone),
        Cell(market, tone="text2"),
        Cell(unit_price(policy.retail[0]), tone=tone),
        Cell(_corridor(policy.retail), tone="text2"),
        Cell(unit_price(policy.resale[0]), tone=tone),
        Cell(_corridor(policy.resale), tone="text2"),
        Cell(percent(policy.minimum_margin)),
        Cell(_period(policy.valid_from, policy.valid_to), tone="text2"),
    )
    key = (policy.product, policy.market, policy.valid_from)
    found_by = f"{policy.product} {policy.name.main} {policy.name.local} {policy.code} {market}"
    return Record(key, cells, found_by.casefold())


def _corridor(side: tuple[object, ...]) -> str:
    _, floor, ceiling = side
    if floor is None and ceiling is None:
        return ""
    return tr("{low} to {high}", low=unit_price(floor), high=unit_price(ceiling))  # type: ignore[arg-type]


def _period(start: date, end: date | None) -> str:
    if end is None:
        return tr("from {day}", day=day_words(start))
    return tr("{start} to {end}", start=day_words(start), end=day_words(end))
