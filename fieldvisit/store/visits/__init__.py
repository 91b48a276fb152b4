"""Visits in and out of the store: whole ones, and single cells as they are typed."""

from fieldvisit.store.visits.closing import close_visit, next_number, start_revision
from fieldvisit.store.visits.drafts import (
    DraftText,
    clear_draft,
    drafts_of,
    place_of,
    save_draft,
    save_place,
)
from fieldvisit.store.visits.inserting import delete_visit, insert_visit
from fieldvisit.store.visits.listing import VisitHead, list_visits, visit_id_of, visits_between
from fieldvisit.store.visits.loading import load_facts, load_visit
from fieldvisit.store.visits.saving import delete_row, replace_rows, save_cell, save_row, save_step

__all__ = [
    "DraftText",
    "VisitHead",
    "clear_draft",
    "close_visit",
    "delete_row",
    "delete_visit",
    "drafts_of",
    "insert_visit",
    "list_visits",
    "load_facts",
    "load_visit",
    "next_number",
    "place_of",
    "replace_rows",
    "save_cell",
    "save_draft",
    "save_place",
    "save_row",
    "save_step",
    "start_revision",
    "visit_id_of",
    "visits_between",
]
