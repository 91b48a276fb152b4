"""Record cards: of the worked visit's dealer, and of one of whom more is known than a page holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from fieldvisit.domain.dealer_history import Dated, DealerHistory, MonthTurnover, PastVisit, months_until
from fieldvisit.domain.facts import (
    Commitment,
    Complaint,
    ContactFacts,
    PriceBand,
    PriceObservation,
    PricePolicy,
    VisitFacts,
)
from fieldvisit.domain.record_card import Contact, RecordCard
from fieldvisit.reports.card_content import CardContent
from tests.factories.visits import DAY, product, worked_visit

BOUGHT = (None, None, "41200.00", "38950.50", "0", "52310.00", "-1200.00", "47000.00", "61250.75", "39900.00",
          "44120.00", "18600.25")  # fmt: skip

_TEXTS = (
    "name", "name_local", "short_name", "legal_form", "tax_number", "address", "city", "region", "country",
    "postal_code", "opening_hours", "market", "phone", "email", "bank", "collateral", "sales_area", "sales_staff",
    "storage", "brands", "competitors", "agreements", "notes",
)  # fmt: skip


def worked_card() -> CardContent:
    """Shengyuan Trading on the day of the worked visit, with the year before it."""
    _, facts = worked_visit()
    dealer = facts.dealer
    card = RecordCard(
        code=dealer.code,
        name=dealer.name,
        name_local=dealer.name_local,
        short_name="盛源",
        legal_form="Limited company",
        tax_number="91320500MA1X7QWE2T",
        address=dealer.address,
        city=dealer.city,
        postal_code="215000",
        country="China",
        market=dealer.market,
        phone="+86 512 5550 0118",
        email="office@shengyuan.example",
        bank="Bank of Suzhou, branch 2",
        payment_days=30,
        credit_limit=dealer.credit_limit,
        collateral="deposit 20,000",
        stock_quota=Decimal(20_000),
        visit_interval_days=7,
        brands="Qinghe, Lihua",
        storage="226 m², dry",
        competitors="Jiangyue, Baima",
        contacts=(
            Contact("Zhou Min 周敏", "owner", "+86 512 5550 0118", "zhou@shengyuan.example", date(1979, 7, 1), True),
            Contact("Gu Fang 顾芳", "Stock keeper", "+86 512 5550 0119"),
        ),
    )
    return CardContent(card, facts, worked_history(), "Lin Yue 林悦")


def worked_history() -> DealerHistory:
    """A year with two months before the first shipment, one without any and one in which more came back."""
    months = zip(months_until(DAY), BOUGHT, strict=True)
    return DealerHistory(
        months=tuple(MonthTurnover(month, None if value is None else Decimal(value)) for month, value in months),
        visits=tuple(PastVisit(date(2026, 9, 15 - 7 * n), f"V-26-018{n:02d}", "Lin Yue", n, 4) for n in (1, 0)),
        last_order=Dated(date(2026, 9, 10), Decimal("5226.00")),
        last_payment=Dated(date(2026, 9, 3), Decimal(8000)),
        coordinates=(Decimal("31.30157"), Decimal("120.73402")),
    )


def crowded_card(words: str, count: int = 60) -> CardContent:
    """More of everything than a page holds, in these words."""
    known = worked_card()
    texts: dict[str, Any] = dict.fromkeys(_TEXTS, words)
    people = tuple(Contact(f"{words} {n}", words, words, words, DAY, n == 0) for n in range(count))
    visits = tuple(PastVisit(DAY, f"V-{words}-{n}", words, 1, 4) for n in range(count))
    return CardContent(
        replace(known.card, **texts, contacts=people),
        _crowded_facts(known.facts, words, count),
        replace(known.history, visits=visits),
        words,
    )


def _crowded_facts(facts: VisitFacts, words: str, count: int) -> VisitFacts:
    policy = PricePolicy("PP", retail=PriceBand(Decimal(5), Decimal(4), Decimal(6)))
    seen = (PriceObservation(date(2026, 9, 8), Decimal(3), Decimal("2.5")),)
    return replace(
        facts,
        dealer=replace(
            facts.dealer,
            name=words,
            name_local=words,
            class_label=words,
            class_reason=words,
            channel=words,
            tier=words,
            contacts=tuple(ContactFacts(words, words, words) for _ in range(count)),
        ),
        products=tuple(product(f"P-{n}", name=f"{n} {words}", policy=policy, history=seen) for n in range(count)),
        commitments=tuple(Commitment(side, words, words, DAY) for side in ("ours", "theirs") for _ in range(count)),
        complaints=tuple(Complaint(f"C-{n}{words}", words, date(2026, 9, 1), owner=words) for n in range(count)),
    )
