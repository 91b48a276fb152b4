from __future__ import annotations

import contextlib
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from fieldvisit.store import backup, errors, headers, key_files, opening, vault
from fieldvisit.store import engine as engines
from fieldvisit.store.models import Dealer
from fieldvisit.store.store import Store, open_store
from tests.factories.keys import PASSPHRASE, quick_keys

NOON = datetime(2026, 9, 15, 12, 0, 0)  # noqa: DTZ001 - backups are named after local time


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_keys(monkeypatch)


def named(path: Path) -> list[str]:
    store = open_store(path)
    with store.read() as session:
        names = list(session.scalars(select(Dealer.name)))
    store.close()
    return names


def add(store: Store, name: str) -> None:
    with store.write() as session:
        session.add(Dealer(code=name, name=name))


def test_under_a_clock_that_went_back_the_backup_just_made_stays(store: Store) -> None:
    for day in range(70):
        path = backup.folder_of(store.path) / f"test-{NOON + timedelta(days=day):%Y%m%d-%H%M%S}.store"
        path.parent.mkdir(exist_ok=True)
        path.touch()
    add(store, "the latest work")
    made = backup.back_up(store.path, NOON - timedelta(days=400))
    assert named(made) == ["the latest work"]
    assert len(backup.backups(store.path)) <= backup.DAILY + backup.WEEKLY + 1


def test_a_backup_of_a_store_in_use_is_whole_and_one_file(store: Store) -> None:
    add(store, "a")
    made = backup.back_up(store.path, NOON)
    add(store, "b")
    assert made.parent == backup.folder_of(store.path)
    assert {path.name for path in made.parent.iterdir()} == {made.name, made.name + ".sum"}
    assert named(made) == ["a"]
    assert backup.backups(store.path) == [made]
    assert backup.taken_at(made) == NOON


def test_a_writer_in_the_middle_does_not_get_into_the_backup(store: Store) -> None:
    add(store, "a")
    with store.write() as session:
        session.add(Dealer(code="b", name="b"))
        session.flush()
        made = backup.back_up(store.path, NOON)
    assert named(made) == ["a"]


@pytest.mark.parametrize(("name", "other"), [("shop", "shop-two"), ("shop [1]", "shop 1"), ("a", "a-replaced")])
def test_a_store_knows_its_own_copies_from_those_of_its_neighbour(tmp_path: Path, name: str, other: str) -> None:
    kept: dict[str, list[Path]] = {}
    for stem in (name, other):
        store = tmp_path / f"{stem}.store"
        open_store(store).close()
        made = backup.back_up(store, NOON)
        migrated = made.with_name(f"{stem}-schema-0001.store")
        migrated.write_bytes(made.read_bytes())
        replaced = backup.restore(made, store, NOON)
        assert replaced is not None
        assert backup.backups(store) == [made]
        kept[stem] = sorted([made, migrated, replaced])
    assert {stem: backup.kept_copies(tmp_path / f"{stem}.store") for stem in kept} == kept


def test_ten_days_and_eight_weeks_stay(tmp_path: Path) -> None:
    taken = [NOON - timedelta(hours=12 * half_days) for half_days in range(300)]
    paths = [tmp_path / f"my-{moment:%Y%m%d-%H%M%S}.store" for moment in taken]
    gone = set(backup.superfluous(paths))
    kept = [path for path in paths if path not in gone]
    assert kept[:10] == paths[0:1] + [path for path in paths[1:20] if "-1200" in path.name and path != paths[0]][:9]
    weeks = {backup.taken_at(path).isocalendar()[:2] for path in kept}
    assert len(weeks) == 8
    assert len(kept) == 10 + 8 - len({backup.taken_at(path).isocalendar()[:2] for path in kept[:10]})


def test_making_the_eleventh_drops_the_oldest_of_a_week(store: Store) -> None:
    made = [backup.back_up(store.path, NOON + timedelta(days=day)) for day in range(12)]
    left = backup.backups(store.path)
    assert made[-1] in left
    assert made[0] not in left
    assert len(left) == 10


def test_restoring_keeps_the_replaced_store(path: Path) -> None:
    store = open_store(path)
    add(store, "a")
    made = backup.back_up(path, NOON)
    add(store, "b")
    store.close()
    replaced = backup.restore(made, path, NOON)
    assert named(path) == ["a"]
    assert replaced is not None
    assert sorted(named(replaced)) == ["a", "b"]
    assert named(made) == ["a"]


def test_a_damaged_backup_is_refused_and_the_store_stays(path: Path) -> None:
    store = open_store(path)
    add(store, "a")
    made = backup.back_up(path, NOON)
    store.close()
    made.write_bytes(made.read_bytes()[:5000] + b"\xff" * 30000)
    with pytest.raises(errors.StoreDamaged) as told:
        backup.restore(made, path, NOON)
    assert str(made) in str(told.value)
    assert named(path) == ["a"]


def test_a_damaged_store_gives_no_backup_and_drops_none(path: Path) -> None:
    store = open_store(path)
    with store.write() as session:
        session.add_all([Dealer(code=str(n), name="x" * 300) for n in range(300)])
    store.close()
    good = [backup.back_up(path, NOON - timedelta(days=day)) for day in range(10)]
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 20000] = b"\xff" * 20000
    path.write_bytes(content)
    with pytest.raises(errors.StoreDamaged) as told:
        backup.back_up(path, NOON + timedelta(days=1))
    assert f"{path} is damaged" in str(told.value)
    assert backup.backups(path) == good
    assert len(list(backup.folder_of(path).glob("*.store"))) == 10


def test_a_newer_backup_is_refused(path: Path) -> None:
    open_store(path).close()
    made = backup.back_up(path, NOON)
    connection = engines.connect(made)
    connection.execute(f"PRAGMA user_version = {opening.SCHEMA + 1}")
    connection.close()
    with pytest.raises(errors.StoreTooNew):
        backup.restore(made, path, NOON)


def test_a_damaged_store_is_kept_beside_the_restored_one(path: Path) -> None:
    open_store(path).close()
    made = backup.back_up(path, NOON)
    path.write_bytes(b"ruined")
    replaced = backup.restore(made, path, NOON)
    assert named(path) == []
    assert replaced is not None
    assert replaced.read_bytes() == b"ruined"


def locked(path: Path, key: bytes, words: str = PASSPHRASE) -> Store:
    """An encrypted store with one dealer, and its key file."""
    store = open_store(path, key=key)
    add(store, "secretname")
    key_files.write_keys(path, [vault.seal(key, words)])
    return store


def test_an_encrypted_store_gives_an_encrypted_backup_with_its_key(path: Path) -> None:
    key = vault.new_key()
    store = locked(path, key)
    made = backup.back_up(path, NOON, key=key)
    store.close()
    assert b"secretname" not in made.read_bytes()
    assert opening.schema_of(made, key=key) == opening.SCHEMA
    assert vault.opened(key_files.envelope_for(made), PASSPHRASE) == key


def test_a_dropped_backup_takes_its_key_with_it(path: Path) -> None:
    key = vault.new_key()
    with contextlib.closing(locked(path, key)):
        for day in range(12):
            backup.back_up(path, NOON + timedelta(days=day), key=key)
    left = {each.name for each in backup.folder_of(path).iterdir()}
    assert left == {name for each in backup.backups(path) for name in (each.name, each.name + ".key")}


def test_no_backup_without_a_key_file_is_made(path: Path) -> None:
    key = vault.new_key()
    with contextlib.closing(locked(path, key)):
        headers.key_file_of(path).unlink()
        with pytest.raises(errors.KeyFileMissing):
            backup.back_up(path, NOON, key=key)
    assert list(backup.folder_of(path).iterdir()) == []


def test_a_store_whose_key_is_kept_elsewhere_is_copied_without_one(path: Path) -> None:
    key = vault.new_key()
    open_store(path, key=key).close()
    copy = path.with_name("copy.store")
    backup.copy_to(path, copy, key=key)
    open_store(copy, key=key).close()
    assert not headers.key_file_of(copy).exists()


def test_a_backup_under_another_key_brings_it_along(path: Path) -> None:
    old, new = vault.new_key(), vault.new_key()
    locked(path, old, "the old words").close()
    made = backup.back_up(path, NOON, key=old)
    path.unlink()
    locked(path, new, "the new words").close()
    replaced = backup.restore(made, path, NOON, key=old)
    assert vault.opened(key_files.envelope_for(path), "the old words") == old
    open_store(path, key=old).close()
    assert replaced is not None
    assert vault.opened(key_files.envelope_for(replaced), "the new words") == new
    open_store(replaced, key=new).close()
    assert len(key_files.keys_beside(path)) == 1


def test_a_plain_backup_makes_a_plain_store(path: Path) -> None:
    open_store(path).close()
    made = backup.back_up(path, NOON)
    path.unlink()
    locked(path, vault.new_key()).close()
    backup.restore(made, path, NOON)
    assert named(path) == []
    assert not headers.key_file_of(path).exists()


def test_no_room_for_a_backup_is_told(store: Store) -> None:
    backup.folder_of(store.path).write_text("a file in the way")
    with pytest.raises(errors.StoreUnreachable):
        backup.back_up(store.path, NOON)
