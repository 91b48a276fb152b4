"""Small stores with believable content: dealers, products, visits with every field filled."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from fieldvisit.domain import fields
from fieldvisit.domain.fields import Field, Table, Value
from fieldvisit.domain.steps import STEPS
from fieldvisit.domain.visit import Mark, Origin, Row, StepRecord, StepState, Visit
from fieldvisit.store import models
from fieldvisit.store.facts import gather_facts
from fieldvisit.store.types import new_identifier
from fieldvisit.store.visits import close_visit, insert_visit

DAY = date(2026, 9, 15)
NOON = datetime(2026, 9, 15, 12, 0, tzinfo=UTC)


def add_dealer(session: Session, code: str = "0001", **values: Any) -> int:
    """A dealer with this code; returns its id in the store."""
    dealer = models.Dealer(code=code, **{"name": f"Dealer {code}", "market": "north"} | values)
    session.add(dealer)
    session.flush()
    return dealer.id


def add_product(session: Session, code: str, **values: Any) -> int:
    """A product with this code; returns its id in the store."""
    product = models.Product(code=code, **{"name": f"Product {code}", "case_size": 12} | values)
    session.add(product)
    session.flush()
    return product.id


def an_open_visit(dealer: str = "0001", day: date = DAY, **values: Any) -> Visit:
    """An open visit with all steps and nothing in them."""
    visit = Visit(id=new_identifier(), dealer=dealer, day=day, rep="Li Wei", **values)
    for step in STEPS:
        visit.step(step.key)
    return visit


def full_visit(dealer: str = "0001", day: date = DAY) -> Visit:
    """A visit in which every field of every step holds a value, each table two rows."""
    visit = an_open_visit(dealer, day, rep_title="Sales representative", started_at=NOON)
    for step in STEPS:
        record = StepRecord(StepState.DONE, values={each.key: value_of(each) for each in step.simple_fields})
        record.tables = {table.key: [_row(table, f"{table.key}-{n}") for n in (2, 1)] for table in step.tables}
        visit.steps[step.key] = record
    visit.steps["market"].state = StepState.SKIPPED
    visit.steps["market"].skip_reason = "No time"
    return visit


def _row(table: Table, row_id: str) -> Row:
    first = table.columns[0].key
    values = {column.key: value_of(column) for column in table.columns}
    return Row(row_id, values, {first: Mark(Origin.RECORDS), table.columns[-1].key: Mark(typed="41c+8")})


def value_of(field: Field) -> Value:
    """Some value of a field's kind."""
    if isinstance(field, fields.Choice):
        keys = [option.key for option in field.options]
        return keys[:2] if field.many else keys[0]
    if isinstance(field, fields.Clock):
        return "14:05"
    if isinstance(field, fields.Signature):
        return [[[0, 0], [1000, 250]], [[5, 5]]]
    samples: dict[type, Value] = {Decimal: Decimal("1234.5"), date: DAY, bool: False}
    return samples.get(field.value_type, f"{field.key}: 雪花 & <b>")


def put_visit(session: Session, visit: Visit, *, closed: bool = True) -> str:
    """Puts a visit in and closes it; returns its id."""
    insert_visit(session, visit)
    if closed:
        close_visit(session, visit.id, NOON, gather_facts(session, visit.dealer, visit.day))
    return visit.id


def visited(day: date, dealer: str = "0001", **tables: Any) -> Visit:
    """A visit with the rows of `step__table`."""
    visit = an_open_visit(dealer, day)
    for key, rows in tables.items():
        step, table = key.split("__")
        visit.step(step).tables[table] = [Row(f"r{n}", values) for n, values in enumerate(rows)]
    return visit


def ship(session: Session, document: str, dealer: int, day: date, order: str | None = None, **lines: Any) -> None:
    """A shipment; `lines` are units by product as p<id>."""
    shipment = models.Shipment(document=document, dealer_id=dealer, shipped_on=day, order_number=order)
    shipment.lines = [
        models.ShipmentLine(line=n, product_id=int(key[1:]), quantity=Decimal(units))
        for n, (key, units) in enumerate(lines.items(), 1)
    ]
    session.add(shipment)
    session.flush()
