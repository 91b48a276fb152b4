"""The dealer's record card and the people there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from fieldvisit.store.models.base import Base
from fieldvisit.store.types import Degree, Money


class Dealer(Base):
    """A customer who is called on. `code` is the company's own, kept as text with its leading zeros."""

    __tablename__ = "dealers"
    __table_args__ = (Index(None, "market"), Index(None, "name"))

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    name_local: Mapped[str] = mapped_column(default="")
    short_name: Mapped[str] = mapped_column(default="")
    legal_form: Mapped[str] = mapped_column(default="")
    tax_number: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    region: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="")
    postal_code: Mapped[str] = mapped_column(default="")
    latitude: Mapped[Decimal | None] = mapped_column(Degree)
    longitude: Mapped[Decimal | None] = mapped_column(Degree)
    opening_hours: Mapped[str] = mapped_column(default="")
    market: Mapped[str] = mapped_column(default="")
    channel: Mapped[str] = mapped_column(default="")
    tier: Mapped[str] = mapped_column(default="")
    consumers_only: Mapped[bool] = mapped_column(default=False)
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    bank: Mapped[str] = mapped_column(default="")
    payment_days: Mapped[int | None]
    credit_limit: Mapped[Decimal | None] = mapped_column(Money)
    collateral: Mapped[str] = mapped_column(default="")
    stock_quota: Mapped[Decimal | None] = mapped_column(Money)
    currency: Mapped[str] = mapped_column(default="CNY")
    minor_units: Mapped[int] = mapped_column(default=2)
    price_list: Mapped[str] = mapped_column(default="")
    lead_time_days: Mapped[int | None]
    visit_interval_days: Mapped[int | None]
    class_label: Mapped[str] = mapped_column(default="")
    class_reason: Mapped[str] = mapped_column(default="")
    sales_area: Mapped[str] = mapped_column(default="")
    sales_staff: Mapped[str] = mapped_column(default="")
    storage: Mapped[str] = mapped_column(default="")
    brands: Mapped[str] = mapped_column(default="")
    competitors: Mapped[str] = mapped_column(default="")
    agreements: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    active: Mapped[bool] = mapped_column(default=True)
    search_key: Mapped[str] = mapped_column(default="")


class Contact(Base):
    """A person at a dealer's."""

    __tablename__ = "contacts"
    __table_args__ = (Index(None, "dealer_id", "name", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dealer_id: Mapped[int] = mapped_column(ForeignKey("dealers.id", ondelete="CASCADE"))
    name: Mapped[str]
    role: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    birthday: Mapped[date | None]
    decision_maker: Mapped[bool] = mapped_column(default=False)
