"""Record cards of the sample's dealers and the people there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random
from typing import Any, Final

from fieldvisit.store.imports.search_keys import search_key
from fieldvisit.usecases.sample import names, rows, showpiece
from fieldvisit.usecases.sample.campaigns import RIVALS
from fieldvisit.usecases.sample.customers import Customer

_REASONS: Final = {
    "EI": "contribution high ({yearly:,} in 12 months), stability {high}: consolidate",
    "EII": "contribution high ({yearly:,} in 12 months), stability {low} below 60: reverse",
    "EIII": "contribution low ({yearly:,} in 12 months), stability {high}: promote",
    "EIV": "contribution low ({yearly:,} in 12 months), stability {low} below 60: liquidate",
    "PI": "expected contribution 4.1, intention 4: sign soon",
    "PII": "expected contribution 3.8, intention 2: cultivate, fears the cost of switching",
    "": "under 90 days of history, not classed",
}
_ROLES: Final = ("owner", "stock", "manager", "accounts")
_LABELS: Final = {"owner": "Owner", "stock": "Stock keeper", "manager": "Manager", "accounts": "Accounts"}
_COLLATERAL: Final = {"EI": "Bank guarantee 100,000", "EII": "Deposit 20,000"}
_OWN_HAND: Final = {"D-00318": "contribution high ({yearly:,} in 12 months), stability 56 below 60: was EI to June"}


def people_at(customer: Customer) -> tuple[tuple[str, str], ...]:
    """Name and role (as the visit guide calls it) of one to three people, the owner first."""
    if customer.is_showpiece:
        return showpiece.CONTACTS
    rng = Random(f"{customer.code}/people")
    count = 1 + (customer.yearly > 30_000) + (customer.yearly > 200_000)
    found: dict[str, str] = {}
    while len(found) < count:
        found.setdefault(names.person(rng), _ROLES[len(found)])
    return tuple(found.items())


def dealer_row(customer: Customer) -> dict[str, Any]:
    """The record card as a row."""
    latitude, longitude = rows.place(customer)
    city = "Kunshan" if customer.market == "Kunshan" else "Suzhou"
    return {
        "id": customer.id,
        "code": customer.code,
        "name": customer.name,
        "name_local": customer.local,
        "short_name": customer.short,
        "address": rows.address(customer),
        "city": city,
        "region": "East",
        "country": "China",
        "latitude": latitude,
        "longitude": longitude,
        "opening_hours": customer.hours,
        "market": customer.market,
        "channel": customer.kind.channel,
        "tier": customer.kind.tier,
        "consumers_only": customer.consumers_only,
        "search_key": search_key(customer.code, customer.name, customer.local, customer.short),
        **_terms(customer),
        **_trade(customer),
    }


def _terms(customer: Customer) -> dict[str, Any]:
    return {
        "legal_form": "Co., Ltd" if customer.local.endswith("有限公司") else "Sole trader",
        "tax_number": f"9132050{customer.id:05}MA1X{customer.id % 10}Q{customer.id % 7}",
        "phone": f"0512-6{customer.id * 7919 % 10_000_000:07}",
        "bank": f"Bank of Suzhou, branch {customer.id % 9 + 1}",
        "payment_days": customer.payment_days,
        "credit_limit": customer.credit_limit,
        "collateral": _COLLATERAL.get(customer.label, ""),
        "stock_quota": Decimal(customer.yearly // 20_000 * 1000) if customer.label in _COLLATERAL else None,
        "currency": "CNY",
        "lead_time_days": customer.lead_time,
        "visit_interval_days": customer.interval,
        "class_label": customer.label,
        "class_reason": _class_reason(customer),
    }


def _class_reason(customer: Customer) -> str:
    rng = Random(f"{customer.code}/stability")
    template = _OWN_HAND.get(customer.code, _REASONS[customer.label])
    return template.format(yearly=int(customer.bought), high=rng.randint(62, 86), low=rng.randint(19, 58))


def _trade(customer: Customer) -> dict[str, Any]:
    return {
        "sales_area": f"{60 + customer.id * 37 % 900} m²",
        "sales_staff": str(1 + customer.yearly // 60_000),
        "storage": f"{20 + customer.yearly // 2_000} m², dry",
        "brands": "Qinghe",
        "competitors": ", ".join(dict.fromkeys(rival.brand for rival in RIVALS[: 1 + customer.id % 6])),
        "agreements": "Annual agreement, rebate by quarter" if customer.label in ("EI", "EII") else "",
        "notes": "Lost since the summer; a competitor gave a cooler" if customer.habit == "lost" else "",
    }


def contact_rows(customer: Customer, today: date) -> list[dict[str, Any]]:
    """The people as rows; some told their birthday."""
    rng = Random(f"{customer.code}/contacts")
    return [
        {
            "dealer_id": customer.id,
            "name": name,
            "role": _LABELS[role],
            "phone": f"13{rng.randint(100_000_000, 999_999_999)}",
            "birthday": date(today.year - rng.randint(26, 60), rng.randint(1, 12), rng.randint(1, 28))
            if rng.random() < 0.6
            else None,
            "decision_maker": role == "owner",
        }
        for name, role in people_at(customer)
    ]
