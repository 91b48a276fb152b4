"""Changes of a visit into the store, in the transaction of the caller."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from fieldvisit.domain.visit import Visit
from fieldvisit.store import visits
from fieldvisit.usecases.changes import CellChange, Change, RowChange

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def save_changes(session: Session, visit: Visit, changes: Iterable[Change]) -> None:
    """Writes changes that were already made in memory; the drafts of the cells written are forgotten."""
    for change in changes:
        if isinstance(change, CellChange):
            visits.save_cell(session, visit.id, change.address, *change.after)
            visits.clear_draft(session, visit.id, change.address)
        elif isinstance(change, RowChange):
            _save_row(session, visit, change)
        else:
            visits.save_step(session, visit.id, change.step, *change.after)


def _save_row(session: Session, visit: Visit, change: RowChange) -> None:
    rows = visit.step(change.step).rows(change.table)
    if not change.added:
        visits.delete_row(session, visit.id, change.step, change.table, change.row.id)
    elif rows and rows[-1].id == change.row.id:
        visits.save_row(session, visit.id, change.step, change.table, change.row)
    else:
        visits.replace_rows(session, visit.id, change.step, change.table, rows)
