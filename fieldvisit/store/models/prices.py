"""What the company says about prices: lists, policies and promotions, each with its period."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from fieldvisit.store.models.base import EVERY_MARKET, Base
from fieldvisit.store.types import Money, Quantity, Ratio

PERIOD = "valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from"


class PriceListEntry(Base):
    """The dealer's purchase price of a product from `valid_from` on; `valid_to` None: until the next one."""

    __tablename__ = "price_list_entries"
    __table_args__ = (
        Index("uq_price_list_entries_key", "product_id", "market", "price_list", "valid_from", unique=True),
        CheckConstraint(PERIOD, name="period"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    price_list: Mapped[str] = mapped_column(default="")
    market: Mapped[str] = mapped_column(default=EVERY_MARKET)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    price: Mapped[Decimal] = mapped_column(Money)


class PricePolicy(Base):
    """What a product may cost in a market and period, for retail and for resale to second-tier trade."""

    __tablename__ = "price_policies"
    __table_args__ = (
        Index("uq_price_policies_key", "product_id", "market", "valid_from", unique=True),
        CheckConstraint(PERIOD, name="period"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(default="")
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"))
    market: Mapped[str] = mapped_column(default=EVERY_MARKET)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    retail_recommended: Mapped[Decimal | None] = mapped_column(Money)
    retail_floor: Mapped[Decimal | None] = mapped_column(Money)
    retail_ceiling: Mapped[Decimal | None] = mapped_column(Money)
    resale_recommended: Mapped[Decimal | None] = mapped_column(Money)
    resale_floor: Mapped[Decimal | None] = mapped_column(Money)
    resale_ceiling: Mapped[Decimal | None] = mapped_column(Money)
    minimum_margin: Mapped[Decimal | None] = mapped_column(Ratio)


class Promotion(Base):
    """A promotion and its period; without product or market for all. `uplift` 1.2: 20 % more demand."""

    __tablename__ = "promotions"
    __table_args__ = (CheckConstraint(PERIOD, name="period"), Index(None, "valid_from", "valid_to"))

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    product_id: Mapped[int | None] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"))
    market: Mapped[str] = mapped_column(default=EVERY_MARKET)
    material: Mapped[str] = mapped_column(default="")
    uplift: Mapped[Decimal | None] = mapped_column(Ratio)


class PromotionIssue(Base):
    """Promotion material handed to a dealer."""

    __tablename__ = "promotion_issues"
    __table_args__ = (Index("uq_promotion_issues_key", "dealer_id", "promotion_id", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    promotion_id: Mapped[int] = mapped_column(ForeignKey("promotions.id", ondelete="CASCADE"))
    dealer_id: Mapped[int] = mapped_column(ForeignKey("dealers.id", ondelete="CASCADE"))
    issued: Mapped[Decimal] = mapped_column(Quantity)
