"""Which dealers are to be visited on which day, in which order, and why."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from fieldvisit.store.models.base import Base


class PlannedStop(Base):
    """One stop of a day; positions count from 0 without gaps. A dealer is at most once on a day."""

    __tablename__ = "planned_stops"
    __table_args__ = (
        Index("uq_planned_stops_key", "day", "dealer_id", unique=True),
        Index(None, "dealer_id", "day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    position: Mapped[int]
    dealer_id: Mapped[int] = mapped_column(ForeignKey("dealers.id", ondelete="CASCADE"))
    reason: Mapped[str] = mapped_column(default="")
