"""A visit as it is kept: who, where and when, the states of its steps, and what is half typed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from fieldvisit.store.models.base import Base
from fieldvisit.store.types import Identifier, Json, LocalMoment, Moment

OPEN, CLOSED = "open", "closed"


class Visit(Base):
    """One revision of one visit. `number` is given at closing and shared by its revisions.

    `facts` is what the figures were calculated from, frozen at closing (None while they are still gathered).
    """

    __tablename__ = "visits"
    __table_args__ = (
        Index("uq_visits_key", "number", "revision", unique=True),
        Index(None, "dealer_id", "state", "day"),
        Index(None, "day"),
        Index(None, "revises"),
        Index("ix_visits_open", "day", sqlite_where=text("state = 'open'")),
        CheckConstraint(f"state IN ('{OPEN}', '{CLOSED}')", name="state"),
        CheckConstraint("revision >= 1", name="revision"),
    )

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    number: Mapped[str | None]
    revision: Mapped[int] = mapped_column(default=1)
    revises: Mapped[str | None] = mapped_column(Identifier, ForeignKey("visits.id", ondelete="RESTRICT"))
    revision_reason: Mapped[str] = mapped_column(default="")
    dealer_id: Mapped[int] = mapped_column(ForeignKey("dealers.id", ondelete="RESTRICT"))
    day: Mapped[date]
    rep: Mapped[str] = mapped_column(default="")
    rep_title: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default=OPEN)
    started_at: Mapped[datetime | None] = mapped_column(LocalMoment)
    closed_at: Mapped[datetime | None] = mapped_column(LocalMoment)
    place: Mapped[Any] = mapped_column(Json, nullable=True)
    facts: Mapped[Any] = mapped_column(Json, nullable=True)


class StepRecord(Base):
    """One step of one visit: its state and, as JSON, all that has no typed table."""

    __tablename__ = "step_records"

    visit_id: Mapped[str] = mapped_column(Identifier, ForeignKey("visits.id", ondelete="CASCADE"), primary_key=True)
    step: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]
    skip_reason: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)
    payload: Mapped[dict[str, Any]] = mapped_column(Json)


class Draft(Base):
    """Text that is being typed into a cell and has not left it yet."""

    __tablename__ = "drafts"

    visit_id: Mapped[str] = mapped_column(Identifier, ForeignKey("visits.id", ondelete="CASCADE"), primary_key=True)
    address: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    at: Mapped[datetime] = mapped_column(Moment())


class DealerPast(Base):
    """What the closed visits to a dealer tell, made anew each time one is closed, so that the next opens at once.

    `newest` is the day of the last closed visit, `form` the way the texts are written: other ones are not read.
    """

    __tablename__ = "dealer_pasts"

    dealer_id: Mapped[int] = mapped_column(ForeignKey("dealers.id", ondelete="CASCADE"), primary_key=True)
    form: Mapped[int]
    newest: Mapped[date]
    minor_units: Mapped[int]
    seen: Mapped[str]
    told: Mapped[str]


class OpenPromise(Base):
    """A commitment that is open after a dealer's last closed visit; made anew each time one is closed.

    It could be found from the rows of all visits, but not while the day's page is painted.
    """

    __tablename__ = "open_promises"
    __table_args__ = (Index(None, "due"),)

    dealer_id: Mapped[int] = mapped_column(ForeignKey("dealers.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    side: Mapped[str]
    what: Mapped[str]
    who: Mapped[str]
    due: Mapped[date | None]
    made_on: Mapped[date]
