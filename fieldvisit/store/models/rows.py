"""Rows of the step tables that are asked across visits: one typed column per field key, named like it.

Product columns hold product codes, because a visit stays as it was when the catalogue changes.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from fieldvisit.store.models.base import Base
from fieldvisit.store.types import Identifier, Json, Money, Number, Quantity

# Rows lie together by visit: a page reads one visit's rows in one go.
CLUSTERED: Final = {"sqlite_with_rowid": False}


class StepRow:
    """What every row has: its visit, its place in the table, and the marks of its cells."""

    __table_args__: Any = CLUSTERED

    visit_id: Mapped[str] = mapped_column(
        Identifier, ForeignKey("visits.id", ondelete="CASCADE"), primary_key=True, sort_order=-4
    )
    id: Mapped[str] = mapped_column(primary_key=True, sort_order=-3)
    position: Mapped[int] = mapped_column(sort_order=-2)
    marks: Mapped[Any] = mapped_column(Json, nullable=True, sort_order=-1)


class ObservedPrice(StepRow, Base):
    """Prices of an own product as seen at the dealer's."""

    __tablename__ = "prices_products"
    __table_args__ = (Index(None, "product"), CLUSTERED)

    product: Mapped[str | None]
    purchase: Mapped[Decimal | None] = mapped_column(Money)
    resale: Mapped[Decimal | None] = mapped_column(Money)
    retail: Mapped[Decimal | None] = mapped_column(Money)
    reason: Mapped[str | None]
    report: Mapped[bool | None]


class CompetitorPrice(StepRow, Base):
    """The price of a competitor's product as seen at the dealer's."""

    __tablename__ = "prices_competitors"
    __table_args__ = (Index(None, "against"), CLUSTERED)

    brand: Mapped[str | None]
    name: Mapped[str | None]
    against: Mapped[str | None]
    price: Mapped[Decimal | None] = mapped_column(Money)
    report: Mapped[bool | None]


class Count(StepRow, Base):
    """The dealer's stock of an own product, counted."""

    __tablename__ = "inventory_products"
    __table_args__ = (Index(None, "product"), CLUSTERED)

    product: Mapped[str | None]
    received: Mapped[Decimal | None] = mapped_column(Quantity)
    returned: Mapped[Decimal | None] = mapped_column(Quantity)
    count: Mapped[Decimal | None] = mapped_column(Quantity)
    batch: Mapped[dt.date | None]
    reason: Mapped[str | None]


class ProposedLine(StepRow, Base):
    """A line of the order agreed at the visit."""

    __tablename__ = "sales_order_rows"
    __table_args__ = (Index(None, "product"), CLUSTERED)

    product: Mapped[str | None]
    accepted: Mapped[Decimal | None] = mapped_column(Quantity)
    reason: Mapped[str | None]


class CompetitorStock(StepRow, Base):
    """A competitor's stock at the dealer's, estimated."""

    __tablename__ = "inventory_competitors"

    brand: Mapped[str | None]
    value: Mapped[Decimal | None] = mapped_column(Money)
    units: Mapped[Decimal | None] = mapped_column(Quantity)


class OldProblem(StepRow, Base):
    """An item between the dealer and the company that was not settled."""

    __tablename__ = "account_old_problems"

    problem: Mapped[str | None]
    since: Mapped[dt.date | None]
    owner: Mapped[str | None]
    next_step: Mapped[str | None]
    state: Mapped[str | None]


class DealerBookLine(StepRow, Base):
    """A document as it stands in the dealer's own book."""

    __tablename__ = "account_dealer_book"

    document: Mapped[str | None]
    date: Mapped[dt.date | None]
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
    __table_args__ = (Index(None, "due"), CLUSTERED)

    side: Mapped[str | None]
    what: Mapped[str | None]
    who: Mapped[str | None]
    due: Mapped[dt.date | None]


class Result(StepRow, Base):
    """What became of an objective."""

    __tablename__ = "wrap_up_results"

    objective: Mapped[str | None]
    target: Mapped[Decimal | None] = mapped_column(Number)
    unit: Mapped[str | None]
    result: Mapped[Decimal | None] = mapped_column(Number)
    remark: Mapped[str | None]


class OpenQuestion(StepRow, Base):
    """A question that could not be answered at the visit."""

    __tablename__ = "communication_questions"

    question: Mapped[str | None]
    side: Mapped[str | None]
    who: Mapped[str | None]
    due: Mapped[dt.date | None]


class Advice(StepRow, Base):
    """Advice given, and the action agreed on it."""

    __tablename__ = "guidance_advice"

    problem: Mapped[str | None]
    proposal: Mapped[str | None]
    action: Mapped[str | None]
    due: Mapped[dt.date | None]


class Complaint(StepRow, Base):
    """A complaint as it stood at one visit; its number is the same at the next."""

    __tablename__ = "guidance_complaints"
    __table_args__ = (Index(None, "number"), CLUSTERED)

    number: Mapped[str | None]
    opened_on: Mapped[dt.date | None]
    category: Mapped[str | None]
    severity: Mapped[str | None]
    facts: Mapped[str | None]
    cause: Mapped[str | None]
    solution: Mapped[str | None]
    compensation: Mapped[Decimal | None] = mapped_column(Money)
    owner: Mapped[str | None]
    due: Mapped[dt.date | None]
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


class UnfinishedTask(StepRow, Base):
    """A task carried over from an earlier visit."""

    __tablename__ = "reflection_unfinished"

    task: Mapped[str | None]
    since: Mapped[dt.date | None]
    state: Mapped[str | None]
    note: Mapped[str | None]


class ReviewedInstruction(StepRow, Base):
    """A superior's instruction and whether it was carried out."""

    __tablename__ = "reflection_instructions"

    instruction: Mapped[str | None]
    carried_out: Mapped[str | None]
    missing: Mapped[str | None]
    how_today: Mapped[str | None]


class ReviewedPromise(StepRow, Base):
    """An earlier promise and what became of it."""

    __tablename__ = "reflection_promises"

    side: Mapped[str | None]
    what: Mapped[str | None]
    who: Mapped[str | None]
    due: Mapped[dt.date | None]
    outcome: Mapped[str | None]
    new_due: Mapped[dt.date | None]


ROW_TABLES: dict[tuple[str, str], type[StepRow]] = {
    ("preparation", "objectives"): Objective,
    ("reflection", "instructions"): ReviewedInstruction,
    ("reflection", "unfinished"): UnfinishedTask,
    ("reflection", "promises"): ReviewedPromise,
    ("prices", "products"): ObservedPrice,
    ("prices", "competitors"): CompetitorPrice,
    ("inventory", "products"): Count,
    ("inventory", "competitors"): CompetitorStock,
    ("sales", "order"): ProposedLine,
    ("account", "dealer_book"): DealerBookLine,
    ("account", "reconciliation"): ReconciliationDecision,
    ("account", "old_problems"): OldProblem,
    ("communication", "questions"): OpenQuestion,
    ("guidance", "advice"): Advice,
    ("guidance", "complaints"): Complaint,
    ("wrap_up", "results"): Result,
    ("wrap_up", "commitments"): Commitment,
}
