"""What the company told since: policies, prices, promotions, new products, superiors' instructions."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from fieldvisit.store.models.base import Base


class News(Base):
    """Something to master before a visit. `kind` is sales, price, promotion or product."""

    __tablename__ = "news"
    __table_args__ = (Index("uq_news_key", "changed_on", "kind", "title", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    title: Mapped[str]
    changed_on: Mapped[date]
    summary: Mapped[str] = mapped_column(default="")


class SuperiorInstruction(Base):
    """What a superior asked to be done at a dealer's."""

    __tablename__ = "superior_instructions"
    __table_args__ = (Index("uq_superior_instructions_key", "dealer_id", "given_on", "text", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dealer_id: Mapped[int] = mapped_column(ForeignKey("dealers.id", ondelete="CASCADE"))
    given_on: Mapped[date]
    text: Mapped[str]
