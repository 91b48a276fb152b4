"""Rows of the step tables that are asked across visits: one typed column per field key, named like it.

Product columns hold product codes, because a visit stays as it was when the catalogue changes.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from fieldvisit.store.models.base import Base
from fieldvisit.store.types import Identifier, Json, Money, Number, Quantity


class StepRow:
    """What every row has: its visit, its place in the table, and the marks of its cells."""

    @declared_attr.directive
    def __table_args__(cls) -> Any:
        # Clustered by visit: a page reads one visit's rows in one go.
        indices = tuple(Index(None, column) for column in cls.__dict__.get("asked_by", ()))
        return (*indices, {"sqlite_with_rowid": False})

    visit_id: Mapped[str] = mapped_column(
        Identifier, ForeignKey("visits.id", ondelete="CASCADE"), primary_key=True, sort_order=-4
    )
    id: Mapped[str] = mapped_column(primary_key=True, sort_order=-3)
    position: Mapped[int] = mapped_column(sort_order=-2)
    marks: Mapped[Any] = mapped_column(Json, nullable=True, sort_order=-1)


class ObservedPrice(StepRow, Base):
    """Prices of an own product as seen at the dealer's."""

    __tablename__ = "prices_products"
    asked_by = ("product",)

    product: Mapped[str | None]
    purchase: Mapped[Decimal | None] = mapped_column(Money)
    resale: Mapped[Decimal | None] = mapped_column(Money)
    retail: Mapped[Decimal | None] = mapped_column(Money)
    reason: Mapped[str | None]
    report: Mapped[bool | None]


class CompetitorPrice(StepRow, Base):
    """The price of a competitor's product as seen at the dealer's."""

    __tablename__ = "prices_competitors"
    asked_by = ("against",)

    brand: Mapped[str | None]
    name: Mapped[str | None]
    against: Mapped[str | None]
    price: Mapped[Decimal | None] = mapped_column(Money)
    report: Mapped[bool | None]


class Count(StepRow, Base):
    """The dealer's stock of an own product, counted."""

    __tablename__ = "inventory_products"
    asked_by = ("product",)

    product: Mapped[str | None]
    received: Mapped[Decimal | None] = mapped_column(Quantity)
    returned: Mapped[Decimal | None] = mapped_column(Quantity)
    count: Mapped[Decimal | None] = mapped_column(Quantity)
    batch: Mapped[date | None]
    reason: Mapped[str | None]


class ProposedLine(StepRow, Base):
    """A line of the order agreed at the visit."""

    __tablename__ = "sales_order_rows"
    asked_by = ("product",)

    product: Mapped[str | None]
    accepted: Mapped[Decimal | None] = mapped_column(Quantity)
    reason: Mapped[str | None]


class DealerBookLine(StepRow, Base):
    """A document as it stands in the dealer's own book."""

    __tablename__ = "account_dealer_book"

    document: Mapped[str | None]
    date: Mapped[date | None]
    amount: Mapped[Decimal | None] = mapped_column(Money)


class ReconciliationDecision(StepRow, Base):
    """What was decided about a document of either book."""

    __tablename__ = "account_reconciliation"

    ours: Mapped[str | None]
    theirs: Mapped[str | None]
    decision: Mapped[str | None]
    reason: Mapped[str | None]
    note: Mapped[str | None]


class Commitment(StepRow, Base):
    """What one side promised the other."""

    __tablename__ = "wrap_up_commitments"
    asked_by = ("due",)

    side: Mapped[str | None]
    what: Mapped[str | None]
    who: Mapped[str | None]
    due: Mapped[date | None]


class Result(StepRow, Base):
    """What became of an objective."""

    __tablename__ = "wrap_up_results"

    objective: Mapped[str | None]
    target: Mapped[Decimal | None] = mapped_column(Number)
    unit: Mapped[str | None]
    result: Mapped[Decimal | None] = mapped_column(Number)
    remark: Mapped[str | None]


class Complaint(StepRow, Base):
    """A complaint as it stood at one visit; its number is the same at the next."""

    __tablename__ = "guidance_complaints"
    asked_by = ("number",)

    number: Mapped[str | None]
    opened_on: Mapped[date | None]
    category: Mapped[str | None]
    severity: Mapped[str | None]
    facts: Mapped[str | None]
    cause: Mapped[str | None]
    solution: Mapped[str | None]
    compensation: Mapped[Decimal | None] = mapped_column(Money)
    owner: Mapped[str | None]
    due: Mapped[date | None]
    state: Mapped[str | None]


class Objective(StepRow, Base):
    """What the visit was to reach."""

    __tablename__ = "preparation_objectives"

    kind: Mapped[str | None]
    measure: Mapped[str | None]
    product: Mapped[str | None]
    target: Mapped[Decimal | None] = mapped_column(Number)
    unit: Mapped[str | None]
    reason: Mapped[str | None]
    state: Mapped[str | None]


class ReviewedPromise(StepRow, Base):
    """An earlier promise and what became of it."""

    __tablename__ = "reflection_promises"

    side: Mapped[str | None]
    what: Mapped[str | None]
    who: Mapped[str | None]
    due: Mapped[date | None]
    outcome: Mapped[str | None]
    new_due: Mapped[date | None]


ROW_TABLES: dict[tuple[str, str], type[StepRow]] = {
    ("preparation", "objectives"): Objective,
    ("reflection", "promises"): ReviewedPromise,
    ("prices", "products"): ObservedPrice,
    ("prices", "competitors"): CompetitorPrice,
    ("inventory", "products"): Count,
    ("sales", "order"): ProposedLine,
    ("account", "dealer_book"): DealerBookLine,
    ("account", "reconciliation"): ReconciliationDecision,
    ("guidance", "complaints"): Complaint,
    ("wrap_up", "results"): Result,
    ("wrap_up", "commitments"): Commitment,
}
