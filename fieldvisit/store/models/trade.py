"""The company's own sales to its dealers: orders, and what was shipped."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fieldvisit.store.models.base import Base
from fieldvisit.store.types import Money, Quantity, Ratio


class SalesOrder(Base):
    """An order by its number. A cancelled one counts neither as on order nor as undelivered."""

    __tablename__ = "sales_orders"
    __table_args__ = (Index(None, "dealer_id", "ordered_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    dealer_id: Mapped[int] = mapped_column(ForeignKey("dealers.id", ondelete="RESTRICT"))
    ordered_on: Mapped[date]
    required_on: Mapped[date | None]
    cancelled: Mapped[bool] = mapped_column(default=False)
    lines: Mapped[list[OrderLine]] = relationship(cascade="all, delete-orphan", lazy="raise", order_by="OrderLine.line")


class FinishedOrder(Base):
    """An order of which nothing is left to be delivered as of `finished_on`; found from its lines and shipments.

    Of orders without a row here it is not known.
    """

    __tablename__ = "finished_orders"

    order_id: Mapped[int] = mapped_column(ForeignKey("sales_orders.id", ondelete="CASCADE"), primary_key=True)
    finished_on: Mapped[date]


class OrderLine(Base):
    """One line; `net` is quantity × price × (1 − discount), rounded half-up to the currency's minor unit."""

    __tablename__ = "order_lines"
    __table_args__ = (Index("uq_order_lines_key", "order_id", "line", unique=True), Index(None, "product_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("sales_orders.id", ondelete="CASCADE"))
    line: Mapped[int]
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id", ondelete="RESTRICT"))
    quantity: Mapped[Decimal] = mapped_column(Quantity)
    unit_price: Mapped[Decimal | None] = mapped_column(Money)
    discount: Mapped[Decimal | None] = mapped_column(Ratio)
    net: Mapped[Decimal | None] = mapped_column(Money)


class Shipment(Base):
    """A delivery or return note by its number; `order_number` is None where it is not known."""

    __tablename__ = "shipments"
    __table_args__ = (Index(None, "dealer_id", "shipped_on"), Index(None, "order_number"))

    id: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[str] = mapped_column(unique=True)
    dealer_id: Mapped[int] = mapped_column(ForeignKey("dealers.id", ondelete="RESTRICT"))
    shipped_on: Mapped[date]
    order_number: Mapped[str | None]
    lines: Mapped[list[ShipmentLine]] = relationship(
        cascade="all, delete-orphan", lazy="raise", order_by="ShipmentLine.line"
    )


class ShipmentLine(Base):
    """One line; a negative quantity is a return. `net` as in `OrderLine`."""

    __tablename__ = "shipment_lines"
    __table_args__ = (
        Index("uq_shipment_lines_key", "shipment_id", "line", unique=True),
        Index(None, "product_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    shipment_id: Mapped[int] = mapped_column(ForeignKey("shipments.id", ondelete="CASCADE"))
    line: Mapped[int]
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id", ondelete="RESTRICT"))
    quantity: Mapped[Decimal] = mapped_column(Quantity)
    unit_price: Mapped[Decimal | None] = mapped_column(Money)
    discount: Mapped[Decimal | None] = mapped_column(Ratio)
    net: Mapped[Decimal | None] = mapped_column(Money)
