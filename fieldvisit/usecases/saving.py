"""Changes of a visit into the store, in the transaction of the caller."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from fieldvisit.domain.visit import Visit
from fieldvisit.store import visits
from fieldvisit.usecases.changes import CellChange, Change, RowChange

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def save_changes(session: Session, visit: Visit, changes: Iterable[Change]) -> None:
    """Writes changes that were already made in memory; the drafts of the cells written are forgotten.

    A table in which several rows came or went is written whole, once.
    """
    changes = list(changes)
    moved = Counter((change.step, change.table) for change in changes if isinstance(change, RowChange))
    whole: set[tuple[str, str]] = set()
    for change in changes:
        if isinstance(change, CellChange):
            visits.save_cell(session, visit.id, change.address, *change.after)
            visits.clear_draft(session, visit.id, change.address)
        elif isinstance(change, RowChange) and moved[place := (change.step, change.table)] > 1:
            if place not in whole:
                whole.add(place)
                visits.replace_rows(session, visit.id, *place, visit.step(change.step).rows(change.table))
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
