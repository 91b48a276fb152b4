"""What the rep reports to the company (spec: visit guide, steps 3 and 7): prices, competitors and other market news."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.fields import Choice
from fieldvisit.domain.flags import worst
from fieldvisit.domain.formats import NO_VALUE, as_price, listed
from fieldvisit.domain.language import Message
from fieldvisit.domain.product_names import ProductName
from fieldvisit.domain.row_figures import CompetitorRow, PriceRow, number, text
from fieldvisit.domain.steps import field_at
from fieldvisit.domain.visit import Address, Row, Visit


@dataclass(frozen=True)
class ReportedItem:
    """One thing for the company: where it was written, what it is about, the finding, and how sure it is (or empty)."""

    address: Address
    subject: str | ProductName
    finding: Message | str
    confidence: Message | str = ""


def reported_items(
    visit: Visit, facts: VisitFacts, prices: Mapping[str, PriceRow], competitors: Mapping[str, CompetitorRow]
) -> tuple[ReportedItem, ...]:
    """Everything marked "report to company", and every change of a competitor's price, marked or not."""
    return (*_prices(visit, facts, prices), *_competitors(visit, competitors), *_market(visit), *_credit(visit, facts))


def _prices(visit: Visit, facts: VisitFacts, found: Mapping[str, PriceRow]) -> Iterator[ReportedItem]:
    for row in _marked(visit, "prices", "products"):
        product, calculated = facts.product(str(row.values.get("product"))), found.get(row.id)
        flag = worst(calculated.flags) if calculated else None
        retail = Message("retail {price}", price=as_price(number(row, "retail")))
        finding = Message("{figure}; {limit}", figure=flag.figure, limit=flag.limit) if flag else retail
        name = product.called if product else str(row.values.get("product", ""))
        yield ReportedItem(Address("prices", "report", "products", row.id), name, finding)


def _competitors(visit: Visit, found: Mapping[str, CompetitorRow]) -> Iterator[ReportedItem]:
    for row in visit.step("prices").rows("competitors"):
        flags = found[row.id].flags if row.id in found else []
        if flags or row.values.get("report") is True:
            finding = flags[0].figure if flags else Message("price {price}", price=as_price(number(row, "price")))
            yield ReportedItem(Address("prices", "report", "competitors", row.id), text(row, "name"), finding)


def _market(visit: Visit) -> Iterator[ReportedItem]:
    for row in _marked(visit, "market", "prospects"):
        told = listed(words for key in ("contact", "phone", "area") if (words := text(row, key)))
        finding = Message("potential customer: {told}", told=told) if told else Message("potential customer")
        yield _from_market("prospects", row, text(row, "name"), finding)
    for row in _marked(visit, "market", "competition"):
        yield _from_market("competition", row, text(row, "competitor"), text(row, "finding"))


def _from_market(table: str, row: Row, subject: str, finding: Message | str) -> ReportedItem:
    place = Address("market", "confidence", table, row.id)
    return ReportedItem(
        Address("market", "report", table, row.id), subject, finding, _label(place, row.values.get("confidence"))
    )


def _credit(visit: Visit, facts: VisitFacts) -> Iterator[ReportedItem]:
    values = visit.step("market").values
    if values.get("credit_report") is not True:
        return
    finding = Message(
        "credit standing: {standing}; change: {change}; source: {source}",
        standing=_label(Address("market", "credit_standing"), values.get("credit_standing")) or NO_VALUE,
        change=_label(Address("market", "credit_change"), values.get("credit_change")) or NO_VALUE,
        source=values.get("credit_source") or NO_VALUE,
    )
    confidence = _label(Address("market", "credit_confidence"), values.get("credit_confidence"))
    yield ReportedItem(Address("market", "credit_report"), facts.dealer.name, finding, confidence)


def _marked(visit: Visit, step: str, table: str) -> list[Row]:
    return [row for row in visit.step(step).rows(table) if row.values.get("report") is True]


def _label(address: Address, key: object) -> Message | str:
    field = field_at(address)
    return Message(field.label_of(key)) if isinstance(field, Choice) and isinstance(key, str) and key else ""
