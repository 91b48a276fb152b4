"""What has not left its cell yet, and where the rep was: for resuming after a crash, a restart or lunch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from fieldvisit.domain.visit import Address
from fieldvisit.store import models
from fieldvisit.store.visits.cells import whole_text
from fieldvisit.store.visits.loading import no_visit

_DRAFT: Any = models.Draft.__table__
_VISIT: Any = models.Visit.__table__
_SAVING = insert(_DRAFT)
_SAVING = _SAVING.on_conflict_do_update(
    index_elements=("visit_id", "address"), set_={"text": _SAVING.excluded.text, "at": _SAVING.excluded.at}
)
_CLEARING = delete(_DRAFT).where(_DRAFT.c.visit_id == bindparam("v_visit"), _DRAFT.c.address == bindparam("v_address"))
_OF_VISIT = select(_DRAFT).where(_DRAFT.c.visit_id == bindparam("v_visit")).order_by(_DRAFT.c.at)
_PLACING = update(_VISIT).where(_VISIT.c.id == bindparam("v_visit")).values(place=bindparam("v_place"))
_PLACE = select(_VISIT.c.place).where(_VISIT.c.id == bindparam("v_visit"))


@dataclass(frozen=True)
class DraftText:
    """Half-typed text and its cell."""

    address: Address
    text: str
    at: datetime


def save_draft(session: Session, visit_id: str, address: Address, text: str, at: datetime | None = None) -> None:
    """Keeps what stands in a cell's editor at a time (None: now); an empty text is a cell being emptied."""
    given = {"visit_id": visit_id, "address": address.text(), "text": whole_text(text), "at": at or datetime.now(UTC)}
    session.connection().execute(_SAVING, given)


def clear_draft(session: Session, visit_id: str, address: Address) -> None:
    """Forgets the draft of a cell that was left or given up."""
    session.connection().execute(_CLEARING, {"v_visit": visit_id, "v_address": address.text()})


def drafts_of(session: Session, visit_id: str) -> list[DraftText]:
    """All drafts of a visit, the latest last."""
    rows = session.connection().execute(_OF_VISIT, {"v_visit": visit_id})
    return [DraftText(Address.parse(row.address), row.text, row.at) for row in rows]


def save_place(session: Session, visit_id: str, place: Address) -> None:
    """Keeps where the rep is; a place without a field is the step itself."""
    placed = session.connection().execute(_PLACING, {"v_visit": visit_id, "v_place": place.text()})
    if not placed.rowcount:
        raise no_visit(visit_id)


def place_of(session: Session, visit_id: str) -> Address | None:
    """Where the rep was last, None for a visit not entered yet."""
    held = session.connection().execute(_PLACE, {"v_visit": visit_id}).scalar()
    return Address.parse(held) if held else None
