"""Own products and the competitors' products they are measured against."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from fieldvisit.store.models.base import Base
from fieldvisit.store.types import Money, Quantity


class Product(Base):
    """Something the company sells. `range` is its product line; `core` ones belong at every dealer's."""

    __tablename__ = "products"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    name_local: Mapped[str] = mapped_column(default="")
    range: Mapped[str] = mapped_column(default="")
    category: Mapped[str] = mapped_column(default="")
    case_size: Mapped[int | None]
    minimum_order: Mapped[Decimal | None] = mapped_column(Quantity)
    unit: Mapped[str] = mapped_column(default="")
    core: Mapped[bool] = mapped_column(default=False)
    profitable: Mapped[bool | None]
    shelf_life_days: Mapped[int | None]
    barcode: Mapped[str] = mapped_column(default="")
    cost: Mapped[Decimal | None] = mapped_column(Money)
    active: Mapped[bool] = mapped_column(default=True)
    introduced_on: Mapped[date | None]
    search_key: Mapped[str] = mapped_column(default="")


class CompetitorProduct(Base):
    """A competitor's product and the own one whose price it is compared with (None: with none)."""

    __tablename__ = "competitor_products"
    __table_args__ = (Index(None, "brand", "name", unique=True), Index(None, "against_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    brand: Mapped[str]
    name: Mapped[str]
    against_id: Mapped[int | None] = mapped_column(ForeignKey("products.id", ondelete="SET NULL"))
