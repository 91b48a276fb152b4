"""What lies beside a store, by what opens it, and how that is told."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fieldvisit.store.headers import key_file_of
from fieldvisit.usecases import passphrase_copies
from fieldvisit.usecases.backup import back_up, restore_backup
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.passphrase import change_passphrase, protect, remove_passphrase
from fieldvisit.usecases.passphrase_copies import (
    Copies,
    copies_of,
    told_after_changing,
    told_after_protecting,
    told_after_removing,
)
from fieldvisit.usecases.places import default_store
from tests.factories.keys import PASSPHRASE, quick_keys

NOON = datetime(2026, 9, 15, 12, 0, 0, tzinfo=UTC)
OTHER = "other words without sense"


@pytest.fixture
def path(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    quick_keys(monkeypatch)
    with closing(open_store(default_store())) as store:
        back_up(store, now=NOON)
    return default_store()


def names(paths: tuple[Path, ...]) -> list[str]:
    return [each.name for each in paths]


def test_copies_go_with_the_passphrase_or_stay_with_an_earlier_one(path: Path) -> None:
    backup = "fieldvisit-20260915-120000.store"
    protect(path, PASSPHRASE)
    assert [names(each) for each in astuple(copies_of(path))] == [[backup], [], []]
    before = key_file_of(path.parent / "backups" / backup).read_bytes()
    change_passphrase(path, PASSPHRASE, OTHER)
    assert names(copies_of(path).guarded) == [backup]
    key_file_of(path.parent / "backups" / backup).write_bytes(before)
    assert names(copies_of(path).earlier) == [backup], "its key file could not be written, say"
    key_file_of(path.parent / "backups" / backup).unlink()
    assert names(copies_of(path).guarded) == [backup], "the store's key file opens it"

    remove_passphrase(path, OTHER)
    assert [names(each) for each in astuple(copies_of(path))] == [[], [backup], []]
    with closing(open_store(path, key=protect(path, PASSPHRASE).key)) as store:
        newer = back_up(store, now=NOON + timedelta(days=1))
    assert [names(each) for each in astuple(copies_of(path))] == [[newer.name], [backup], []]
    assert backup in told_after_changing(copies_of(path))[1]


def astuple(copies: Copies) -> tuple[tuple[Path, ...], ...]:
    return copies.guarded, copies.earlier, copies.readable


def test_a_replaced_store_in_the_clear_and_a_plain_region_are_named(path: Path) -> None:
    restore_backup(path, path.parent / "backups" / "fieldvisit-20260915-120000.store", NOON)
    path.with_name("region.store").write_bytes(path.read_bytes())
    assert names(copies_of(path).readable) == [
        "fieldvisit-20260915-120000.store",
        "fieldvisit-replaced-20260915-120000.store",
        "region.store",
    ]


def test_many_names_are_cut_short_and_the_newest_come_first() -> None:
    paths = tuple(Path(f"my-202609{day:02}-120000.store") for day in range(1, 21))
    told = told_after_removing(Copies((), paths, ()))[1]
    assert told.startswith("20 copies beside it stay encrypted")
    assert told.splitlines()[1] == "my-20260920-120000.store"
    assert told.splitlines()[-1] == "and 12 more"
    assert len(told.splitlines()) == passphrase_copies._NAMED + 2


def test_a_store_without_copies_is_told_of_in_fewer_words() -> None:
    none = Copies((), (), ())
    assert told_after_protecting(none)[0] == "Your data is encrypted."
    assert told_after_changing(none)[0] == "Your data opens with the new passphrase only."
    assert len(told_after_removing(none)) == 1
