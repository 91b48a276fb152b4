"""A big dealer's visit: 60 products with policies and history, and 12 open documents; nothing entered yet."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from fieldvisit.domain.facts import (
    LedgerItem,
    PriceBand,
    PriceObservation,
    PricePolicy,
    ProductFacts,
    SellOutInterval,
    VisitFacts,
)
from fieldvisit.domain.preparing import new_visit
from fieldvisit.domain.visit import Visit
from tests.factories.visits import CHINA, DAY, dealer, facts, ids, invoice, product

PRODUCTS, DOCUMENTS = 60, 12
CASES = (6, 12, 24)


def long_visit() -> Visit:
    """The visit as it is started."""
    return new_visit(
        long_facts(),
        rep="Lin Yue",
        rep_title="Representative",
        started_at=datetime(2026, 9, 15, 9, 0, tzinfo=CHINA),
        new_id=ids(),
    )


def long_facts() -> VisitFacts:
    """What is known of the dealer on the day."""
    return facts(
        *(_product(number) for number in range(PRODUCTS)),
        dealer=dealer(credit_limit="500000"),
        ledger=tuple(_document(number) for number in range(DOCUMENTS)),
        company="Qinghe Brewing",
    )


def retail(number: int) -> Decimal:
    """The recommended retail price of a product."""
    return Decimal(300 + 5 * number) / 100


def _product(number: int) -> ProductFacts:
    recommended = retail(number)
    band = PriceBand(recommended, recommended - Decimal("0.20"), recommended + Decimal("0.40"))
    history = tuple(PriceObservation(DAY - timedelta(days=7 * weeks), recommended) for weeks in range(12, 0, -1))
    others = tuple(PriceObservation(DAY - timedelta(days=at), recommended, dealer=f"D-{at}") for at in range(2, 7))
    intervals = tuple(SellOutInterval(DAY - timedelta(days=7 + 28 * at), 28, Decimal(280 + number)) for at in range(3))
    return product(
        f"P-{number:03}",
        name=f"Product {number:03}",
        range=f"Range {number // 20 + 1}",
        case_size=CASES[number % 3],
        purchase=recommended * Decimal("0.7"),
        policy=PricePolicy("PP-1", retail=band),
        history=history,
        others=others,
        previous_count="240",
        previous_count_on=DAY - timedelta(days=7),
        received="120",
        returned="0",
        intervals=intervals,
    )


def _document(number: int) -> LedgerItem:
    issued = DAY - timedelta(days=10 * (number + 1))
    return invoice(f"INV-{number:04}", f"{1000 + 10 * number}.00", issued + timedelta(days=30), issued_on=issued)


def dealer_book() -> str:
    """The dealer's book as it is copied from a spreadsheet: eight documents as ours, one at another amount, one under
    the dealer's own number, a payment on its way; two of ours are not in it.
    """
    ours = [_document(number) for number in range(DOCUMENTS)]
    lines = [(each.document, each.issued_on, each.amount) for each in ours[:8]]
    lines += [(ours[8].document, ours[8].issued_on, ours[8].amount - 80), ("SY-77", ours[9].issued_on, ours[9].amount)]
    lines += [("PAY-0912", DAY - timedelta(days=3), Decimal(-500))]
    return "".join(f"{document}\t{day.isoformat()}\t{amount}\r\n" for document, day, amount in lines)
