"""The visit under way at Shengyuan Trading: prices seen, stock counted, books compared, the end still to come."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from fieldvisit.domain.entry import read
from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.preparing import result_rows
from fieldvisit.domain.steps import field_at
from fieldvisit.domain.visit import Address, Mark, Origin, StepState, Visit
from fieldvisit.usecases.sample import names, showpiece
from fieldvisit.usecases.sample.campaigns import RIVALS, SHOWPIECE_RIVALS, UMBRELLAS
from fieldvisit.usecases.sample.catalogue import BY_CODE
from fieldvisit.usecases.sample.entries import put
from fieldvisit.usecases.sample.talks import NewId, row_of

_TODAY: Final = 12
_SEEN_PRICES: Final = {"Jiangyue 500 ml": "4.50", "Baima 330 ml can": "3.30"}
_RIVAL_STOCK: Final = {"Jiangyue": "9200.00", "Baima": "4500.00"}
_TARGETS: Final = {"collect": Decimal(30_000), "widen_range": Decimal(20)}
_ACCEPTED: Final = ("collect", "widen_range", "complaint", "other")
_DONE: Final = ("preparation", "reflection", "communication")
_IN_PROGRESS: Final = ("prices", "inventory", "account")

# The dealer's book: document | days ago | amount.
_BOOK: Final = (
    ("INV-{year}-0611", 95, "12400.00"),
    ("INV-{year}-0655", 81, "9860.00"),
    ("INV-{year}-0702", 67, "14220.00"),
    ("INV-{year}-0738", 53, "16120.00"),
    ("INV-{year}-0781", 39, "11900.00"),
    ("INV-{year}-0819", 25, "21340.00"),
    ("SY-2209", 12, "18760.00"),
    ("PRE-{year}-0903", showpiece.PREPAYMENT_DAYS_AGO, "-10000.00"),
    ("PAY-0912", 3, "-8000.00"),
    ("CLM-07", 77, "-1150.00"),
)
_REASONS: Final = (
    ("INV-{year}-0738", "INV-{year}-0738", 53, "price_difference"),
    ("INV-{year}-0866", "", 5, "not_booked"),
    ("INV-{year}-0402", "", 158, "disputed"),
    ("", "PAY-0912", 3, "in_transit"),
    ("", "CLM-07", 77, "rebate"),
)


def enter_under_way(visit: Visit, facts: VisitFacts, new_id: NewId) -> None:
    """Fills the open visit as far as it has come after twenty-seven minutes."""
    _prepare(visit)
    _look_back(visit, facts.day)
    _prices(visit)
    _counts(visit, facts)
    _account(visit, facts.day, new_id)
    _talk(visit, new_id)
    for key in _DONE:
        visit.step(key).state = StepState.DONE
    for key in _IN_PROGRESS:
        visit.step(key).state = StepState.IN_PROGRESS


def _prepare(visit: Visit) -> None:
    record = visit.step("preparation")
    for row in record.rows("resources"):
        put(row, read=True)
    for row in record.rows("objectives"):
        kind = str(row.values["kind"])
        put(row, state="accepted" if kind in _ACCEPTED else "rejected", target=_TARGETS.get(kind))
    for row in record.rows("tools"):
        put(row, packed=True)
    visit.step("wrap_up").tables["results"] = result_rows(visit)


def _look_back(visit: Visit, today: date) -> None:
    record = visit.step("reflection")
    for row in record.rows("instructions"):
        put(row, carried_out="partly", missing="the owner was away", how_today="speak to Zhou Min")
    for row in record.rows("unfinished"):
        put(row, state="done")
    for row in record.rows("promises"):
        kept = row.values.get("what") == "Shelf 2 at eye level"
        put(row, outcome="kept" if kept else "not_yet", new_due=today if kept else today + timedelta(days=10))
    put(record, plan="Hongli and Tianyi after this; Kunshan tomorrow", route="Office, Jinhe, Shengyuan, Hongli, Tianyi")


def _prices(visit: Visit) -> None:
    record = visit.step("prices")
    for row in record.rows("products"):
        code = str(row.values["product"])
        if code in showpiece.LINES:
            seen = showpiece.showpiece_prices(BY_CODE[code], _TODAY)
            put(row, resale=seen.resale, retail=seen.retail)
            if seen.retail is not None:
                row.marks["purchase"] = Mark(Origin.CONFIRMED)
            put(row, reason="old_batch" if code == "QH-1024" else None)
    seen_names = {rival.name for rival in RIVALS[:SHOWPIECE_RIVALS]}
    record.tables["competitors"] = [row for row in record.rows("competitors") if row.values.get("name") in seen_names]
    for row in record.rows("competitors"):
        put(row, price=Decimal(_SEEN_PRICES[str(row.values["name"])]))


def _counts(visit: Visit, facts: VisitFacts) -> None:
    record = visit.step("inventory")
    for row in record.rows("products"):
        code = str(row.values["product"])
        line = showpiece.LINES.get(code)
        if line is None:
            continue
        field = field_at(Address("inventory", "count", "products", row.id))
        put(row, count=read(line.today, field, today=facts.day, case_size=BY_CODE[code].case))
        row.marks["count"] = Mark(Origin.ENTERED, "" if line.today == "0" else line.today)
        put(row, batch=facts.day - timedelta(days=line.batch_days) if line.batch_days else None)
    for row in record.rows("competitors"):
        stock = _RIVAL_STOCK.get(str(row.values["brand"]))
        put(row, value=Decimal(stock) if stock else None)
    record.tables["competitors"] = [row for row in record.rows("competitors") if "value" in row.values]


def _account(visit: Visit, today: date, new_id: NewId) -> None:
    record = visit.step("account")
    record.tables["dealer_book"] = [
        row_of(
            new_id,
            document=_document(document, today, days),
            date=today - timedelta(days=days),
            amount=Decimal(amount),
        )
        for document, days, amount in _BOOK
    ]
    record.tables["reconciliation"] = [
        row_of(new_id, ours=_document(ours, today, days), theirs=_document(theirs, today, days), reason=reason)
        for ours, theirs, days, reason in _REASONS
    ]
    for row in record.rows("materials"):
        if row.values.get("issued") == UMBRELLAS:
            put(row, used=Decimal(41), remaining=Decimal(12), outlets_sampled=Decimal(6), outlets_complying=Decimal(4))


def _document(template: str, today: date, days: int) -> str:
    return template.format(year=f"{today - timedelta(days=days):%y}")


def _talk(visit: Visit, new_id: NewId) -> None:
    record = visit.step("communication")
    record.tables["people"] = [row_of(new_id, name=name, role=role) for name, role in showpiece.CONTACTS]
    put(
        record,
        topics=["company", "competitors"],
        told="Cut of the soda prices and the price protection; success of Wheat in Kunshan",
        reaction="Pleased about the sodas; says Jiangyue adds 0.20 a bottle at the month end",
    )
    put(visit.step("wrap_up"), next_visit=visit.day + timedelta(days=7))
    put(visit.step("preparation"), note=f"{names.REP}: speak to Zhou Min alone about the orders")
