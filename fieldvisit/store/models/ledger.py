"""What a dealer owes, has paid and is to reach."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from fieldvisit.store.models.base import Base
from fieldvisit.store.types import Money

INVOICE, CREDIT, PREPAYMENT = "invoice", "credit", "prepayment"


class OpenItem(Base):
    """An unsettled entry of the receivables ledger: invoices positive, credits and prepayments negative.

    `occurrence` tells entries with the same document number apart (1, 2, ...). `settled_on` None: still open.
    """

    __tablename__ = "open_items"
    __table_args__ = (
        Index("uq_open_items_key", "dealer_id", "document", "occurrence", unique=True),
        CheckConstraint(f"kind IN ('{INVOICE}', '{CREDIT}', '{PREPAYMENT}')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dealer_id: Mapped[int] = mapped_column(ForeignKey("dealers.id", ondelete="RESTRICT"))
    document: Mapped[str]
    occurrence: Mapped[int] = mapped_column(default=1)
    kind: Mapped[str] = mapped_column(default=INVOICE)
    issued_on: Mapped[date]
    due_on: Mapped[date | None]
    amount: Mapped[Decimal] = mapped_column(Money)
    settled_on: Mapped[date | None]


class Payment(Base):
    """Money received from a dealer."""

    __tablename__ = "payments"
    __table_args__ = (Index(None, "dealer_id", "paid_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[str] = mapped_column(unique=True)
    dealer_id: Mapped[int] = mapped_column(ForeignKey("dealers.id", ondelete="RESTRICT"))
    paid_on: Mapped[date]
    amount: Mapped[Decimal] = mapped_column(Money)
    note: Mapped[str] = mapped_column(default="")


class Target(Base):
    """A figure to reach in the month that begins on `month`; without dealer or product it is the rep's."""

    __tablename__ = "targets"
    __table_args__ = (Index(None, "dealer_id", "month"), Index(None, "month"))

    id: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[date]
    measure: Mapped[str] = mapped_column(default="sales")
    dealer_id: Mapped[int | None] = mapped_column(ForeignKey("dealers.id", ondelete="CASCADE"))
    product_id: Mapped[int | None] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"))
    rep: Mapped[str] = mapped_column(default="")
    amount: Mapped[Decimal] = mapped_column(Money)
