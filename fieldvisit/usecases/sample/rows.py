"""The sample's reference data as rows of the store's tables."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any, Final

from fieldvisit.store.imports.search_keys import search_key
from fieldvisit.usecases.sample import campaigns, names
from fieldvisit.usecases.sample.catalogue import ARTICLES, BY_CODE, NEW_PRODUCTS, Article
from fieldvisit.usecases.sample.customers import CENTRES, MARKETS, Customer
from fieldvisit.usecases.sample.ledger import Prices
from fieldvisit.usecases.sample.pricing import MINIMUM_MARGIN, resale_corridor, retail_corridor

Rows = list[dict[str, Any]]
_COST_SHARE: Final = Decimal("0.68")
_POLICY_MONTHS: Final = 2


def products(today: date) -> Rows:
    """The forty products; barcodes carry a valid check digit."""
    return [
        {
            "id": each.id,
            "code": each.code,
            "name": each.name,
            "name_local": each.name_local,
            "range": each.range,
            "category": "Beer" if each.id <= 18 else "Soft drinks",
            "case_size": each.case,
            "unit": "keg" if each.case == 1 else "box" if "box" in each.name else "unit",
            "core": each.core,
            "profitable": each.range not in ("Water", "Soy"),
            "shelf_life_days": each.shelf_life,
            "barcode": _barcode(each.id),
            "cost": (each.purchase * _COST_SHARE).quantize(Decimal("0.0001")),
            "introduced_on": today - timedelta(days=NEW_PRODUCTS[each.code]) if each.code in NEW_PRODUCTS else None,
            "search_key": search_key(each.code, each.name, each.name_local),
        }
        for each in ARTICLES
    ]


def _barcode(number: int) -> str:
    digits = f"69{71234:05}{number:05}"
    check = -sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10
    return f"{digits}{check}"


def price_entries(prices: Prices) -> Rows:
    """The price list, general and for every market."""
    return [
        {"product_id": article.id, "valid_from": each.since, "valid_to": each.until, "price": each.price}
        for article, periods in prices.items()
        for each in periods
    ]


def policies(first_day: date, today: date) -> Rows:
    """The price policy of each market: an older one without limits for trade, and the one in force."""
    month = today.year * 12 + today.month - 1 - _POLICY_MONTHS
    begun = date(month // 12, month % 12 + 1, 1)
    older = (first_day - timedelta(days=30), begun - timedelta(days=1))
    return [
        _policy(article, market, since, until)
        for since, until in (older, (begun, None))
        for market in MARKETS
        for article in ARTICLES
    ]


def _policy(article: Article, market: str, since: date, until: date | None) -> dict[str, Any]:
    retail, resale = retail_corridor(article, market), resale_corridor(article) if until is None else None
    return {
        "code": f"PP-{since:%Y-%m}",
        "product_id": article.id,
        "market": market,
        "valid_from": since,
        "valid_to": until,
        "retail_recommended": retail.recommended,
        "retail_floor": retail.floor,
        "retail_ceiling": retail.ceiling,
        "resale_recommended": resale.recommended if resale else None,
        "resale_floor": resale.floor if resale else None,
        "resale_ceiling": resale.ceiling if resale else None,
        "minimum_margin": MINIMUM_MARGIN,
    }


def promotions(today: date) -> Rows:
    """Running, coming and past ones."""
    return [
        {
            "id": each.id,
            "code": f"{each.code}-{today:%y}",
            "name": each.name,
            "valid_from": campaigns.period(each, today)[0],
            "valid_to": campaigns.period(each, today)[1],
            "product_id": BY_CODE[each.product].id if each.product else None,
            "material": each.material,
            "uplift": Decimal(each.uplift) if each.uplift else None,
        }
        for each in campaigns.CAMPAIGNS
    ]


def promotion_issues(customers: list[Customer]) -> Rows:
    """Material handed out."""
    return [
        {"promotion_id": campaign.id, "dealer_id": customer.id, "issued": units}
        for customer in customers
        for campaign in campaigns.CAMPAIGNS
        if (units := campaigns.issued(customer, campaign)) is not None
    ]


def competitor_products() -> Rows:
    """What the own products are compared with."""
    return [{"brand": each.brand, "name": each.name, "against_id": each.article.id} for each in campaigns.RIVALS]


def news(today: date) -> Rows:
    """Sales policies; prices, promotions and products tell of themselves."""
    return [
        {"kind": "sales", "title": title, "changed_on": today + timedelta(days=days), "summary": summary}
        for days, title, summary in campaigns.NEWS
    ]


def instructions(customers: list[Customer], today: date) -> Rows:
    """What superiors asked for."""
    known = {customer.code: customer.id for customer in customers}
    return [
        {"dealer_id": known[code], "given_on": today + timedelta(days=days), "text": text}
        for code, days, text in campaigns.INSTRUCTIONS
        if code in known
    ]


def place(customer: Customer) -> tuple[Decimal, Decimal]:
    """Latitude and longitude, near the middle of the dealer's market."""
    rng = Random(customer.code)
    north, east = CENTRES[customer.market]
    return (
        Decimal(f"{north + rng.uniform(-0.035, 0.035):.6f}"),
        Decimal(f"{east + rng.uniform(-0.045, 0.045):.6f}"),
    )


def address(customer: Customer) -> str:
    """Where the dealer is."""
    return "18 Heping Rd 和平路" if customer.is_showpiece else names.address(Random(f"{customer.code}/address"))
