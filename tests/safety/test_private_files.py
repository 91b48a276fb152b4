"""Other people with an account on the same machine: they read nothing of a store, its log or its copies."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from fieldvisit.usecases.backup import back_up, restore_backup
from fieldvisit.usecases.passphrase import protect, remove_passphrase
from tests.factories.desks import a_store
from tests.factories.keys import PASSPHRASE, quick_keys
from tests.factories.store import add_dealer

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a profile to its owner by itself")


def readable_by_others(folder: Path) -> list[str]:
    """The files of stores and logs in a folder that not only their owner may read; digests tell nothing."""
    found = (each for each in folder.rglob("*.store*") if each.is_file() and each.suffix not in (".sum", ".lock"))
    return [each.name for each in found if stat.S_IMODE(each.stat().st_mode) & 0o077]


def test_a_store_its_log_and_its_backups_are_their_owners_alone(tmp_path: Path):
    with a_store(tmp_path) as store, store.write() as session:
        add_dealer(session, "D-1")
    with a_store(tmp_path) as store:
        backup = back_up(store)
        assert len(list(tmp_path.rglob("*.store*"))) >= 3
        assert readable_by_others(tmp_path) == []
    restore_backup(store.path, backup)
    assert readable_by_others(tmp_path) == []


def test_taken_out_of_its_encryption_a_store_is_still_its_owners_alone(tmp_path: Path, monkeypatch):
    quick_keys(monkeypatch)
    with a_store(tmp_path) as store:
        pass
    protect(store.path, PASSPHRASE)
    remove_passphrase(store.path, PASSPHRASE)
    assert readable_by_others(tmp_path) == []
