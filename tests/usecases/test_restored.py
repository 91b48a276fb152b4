"""What is said after a backup was restored."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from fieldvisit.store.backup import taken_at
from fieldvisit.store.standing import Standing
from fieldvisit.usecases.backup import back_up, restore_backup
from fieldvisit.usecases.close_visit import close_visit
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.restored import restored_words, standing_of
from tests.factories.desks import WORKED_ID, worked_desk

NOON = datetime(2026, 9, 15, 12, 0, 0, tzinfo=UTC)


@pytest.fixture
def undone(tmp_path):
    """The standing before and after a backup of the open visit was restored, with the paths of both files."""

    def after(act):
        with worked_desk(tmp_path) as desk:
            backup = back_up(desk.store, now=NOON)
            act(desk)
            before, path = standing_of(desk.store), desk.store.path
        kept = restore_backup(path, backup, NOON)
        assert kept is not None
        store = open_store(path)
        now = standing_of(store)
        store.close()
        return restored_words(backup, kept, before, now).replace(kept.name, "KEPT"), taken_at(backup)

    return after


def test_nothing_came_after_it(undone):
    words, at = undone(lambda desk: None)
    assert words == (
        f"Your data is now as it was on 15 Sep 2026, {at:%H:%M}. No visit and no import came after it."
        " What you had before is kept beside it as KEPT."
    )


def test_what_was_typed_after_it_is_told(undone):
    words, _ = undone(lambda desk: desk.add_row("sales", "photos", {"caption": "Shelf"}))
    assert "Missing is what came after it: changes in 1 visit." in words


def test_a_visit_that_was_closed_after_it_is_told(undone):
    words, _ = undone(lambda desk: close_visit(desk.store, WORKED_ID, NOON))
    assert "Missing is what came after it: changes in 1 visit." in words


def test_missing_visits_and_imports(tmp_path):
    backup = tmp_path / "own-20260915-120000.store"
    before, now = Standing({"a": "x", "b": "closed"}, frozenset({1, 2})), Standing({"b": "closed"}, frozenset({1}))
    assert "Missing is what came after it: 1 visit, 1 import." in restored_words(backup, None, before, now)


def test_a_file_without_a_date_and_a_store_that_could_not_be_read(tmp_path):
    now = Standing({}, frozenset())
    words = restored_words(tmp_path / "other.store", tmp_path / "old.store", Standing({"a": "x"}, frozenset()), now)
    assert words == "Your data is now that of other.store. What you had before is kept beside it as old.store."
    assert restored_words(tmp_path / "s-20260915-120000.store", None, None, now) == (
        "Your data is now as it was on 15 Sep 2026, 12:00."
    )
