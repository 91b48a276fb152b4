"""Setting, asking for, changing and taking away a passphrase."""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fieldvisit.domain.language import Message
from fieldvisit.store import backup, errors, headers, key_files, opening
from fieldvisit.usecases import attempts
from fieldvisit.usecases import backup as backups
from fieldvisit.usecases.first_look import first_look
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.passphrase import change_passphrase, is_locked, protect, remove_passphrase, unlock
from fieldvisit.usecases.passphrase_strength import strength
from fieldvisit.usecases.places import default_store
from tests.factories.keys import PASSPHRASE, quick_keys
from tests.factories.store import DAY, add_dealer

NOON = datetime(2026, 9, 15, 12, 0, 0, tzinfo=UTC)
CANARY = "Kanarienvogel"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_keys(monkeypatch)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "北" / "my.store"
    with contextlib.closing(open_store(made)) as store, store.write() as session:
        add_dealer(session, "0001", name=CANARY)
    return made


def in_the_clear(folder: Path) -> list[str]:
    return [each.name for each in folder.rglob("*") if each.is_file() and CANARY.encode() in each.read_bytes()]


def test_all_that_is_kept_of_a_store_is_encrypted_with_it(path: Path) -> None:
    made = backups.back_up(open_store(path), now=NOON)
    backups.restore_backup(path, made, NOON)
    made.with_name("my-schema-0001.store").write_bytes(made.read_bytes())
    made.with_name(made.name + ".part").write_bytes(made.read_bytes())
    made.with_name("other-20260915-120000.store").write_bytes(b"another's")
    told: list[tuple[int, int | None]] = []
    done = protect(path, PASSPHRASE, lambda *step: told.append(step))
    assert told == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]
    assert done.left_open == ()
    assert in_the_clear(path.parent) == []
    for copy in backup.kept_copies(path):
        assert unlock(copy, PASSPHRASE) == done.key
    assert PASSPHRASE not in repr(done)
    assert done.key.hex() not in repr(done)
    assert str(done.key) not in repr(done)


def test_a_copy_that_cannot_be_encrypted_is_named(path: Path) -> None:
    ruined = path.with_name("my-replaced-20260915-120000.store")
    ruined.write_bytes(path.read_bytes()[:5000] + b"\xff" * 30000)
    assert protect(path, PASSPHRASE).left_open == (ruined,)
    assert not headers.key_file_of(ruined).exists() or not is_locked(ruined)


def test_a_store_in_use_is_not_turned_over(path: Path) -> None:
    with contextlib.closing(open_store(path)) as store:
        with store.read():
            pass
        with pytest.raises(errors.StoreLocked):
            protect(path, PASSPHRASE)
    assert not is_locked(path)
    assert not headers.key_file_of(path).exists()


def test_what_cannot_be_protected_is_told(path: Path, tmp_path: Path) -> None:
    with pytest.raises(errors.WeakPassphrase):
        protect(path, "password")
    with pytest.raises(errors.StoreMissing):
        protect(tmp_path / "nowhere.store", PASSPHRASE)
    protect(path, PASSPHRASE)
    with pytest.raises(errors.AlreadyEncrypted):
        protect(path, "other words without sense")
    with pytest.raises(errors.WeakPassphrase):
        change_passphrase(path, PASSPHRASE, "12345678")
    assert unlock(path, PASSPHRASE)


def test_a_plain_store_asks_for_no_passphrase(path: Path) -> None:
    assert not is_locked(path)
    assert not is_locked(path.with_name("nowhere.store"))
    with pytest.raises(errors.NotEncrypted):
        unlock(path, PASSPHRASE)
    with pytest.raises(errors.NotEncrypted):
        remove_passphrase(path, PASSPHRASE)


def test_a_stopped_protection_is_finished_by_the_daily_backup(path: Path) -> None:
    backups.back_up(open_store(path), now=NOON)
    backups.back_up(open_store(path), now=NOON + timedelta(days=1))

    class StoppedError(Exception):
        pass

    def stop_after(files: int) -> Callable[[int, int | None], None]:
        def told(done: int, _total: int | None) -> None:
            if done == files:
                raise StoppedError

        return told

    with pytest.raises(StoppedError):
        protect(path, PASSPHRASE, stop_after(0))
    assert not is_locked(path)
    assert not headers.key_file_of(path).exists()
    with pytest.raises(StoppedError):
        protect(path, PASSPHRASE, stop_after(2))
    assert in_the_clear(path.parent)
    with contextlib.closing(open_store(path, key=unlock(path, PASSPHRASE))) as store:
        backups.back_up_daily(store, NOON + timedelta(days=2))
    assert in_the_clear(path.parent) == []


def test_a_changed_passphrase_opens_the_backups_too_and_the_old_one_nothing(path: Path) -> None:
    protect(path, PASSPHRASE)
    key = unlock(path, PASSPHRASE)
    with contextlib.closing(open_store(path, key=key)) as store:
        made = backups.back_up(store)
        change_passphrase(path, PASSPHRASE, "other words without sense")
        assert store.key == key, "a store in use goes on"
    for each in (path, made):
        assert unlock(each, "other words without sense") == key
        with pytest.raises(errors.WrongPassphrase):
            unlock(each, PASSPHRASE)


def test_taken_away_the_store_is_plain_and_backups_ask_for_what_it_was(path: Path) -> None:
    protect(path, PASSPHRASE)
    key = unlock(path, PASSPHRASE)
    with contextlib.closing(open_store(path, key=key)) as store:
        made = backups.back_up(store)
    remove_passphrase(path, PASSPHRASE)
    assert not is_locked(path)
    assert not headers.key_file_of(path).exists()
    open_store(path).close()
    assert backups.key_fits(made, unlock(made, PASSPHRASE))
    backups.restore_backup(path, made, NOON, key=key)
    assert unlock(path, PASSPHRASE) == key
    with contextlib.closing(open_store(path, key=key)) as store:
        backups.back_up_daily(store, NOON)
    assert in_the_clear(path.parent) == [], "the replaced plain store neither"


def test_the_key_file_comes_back_from_beside_a_backup(path: Path) -> None:
    key = protect(path, PASSPHRASE).key
    with contextlib.closing(open_store(path, key=key)) as store:
        backups.back_up(store)
    headers.key_file_of(path).unlink()
    assert unlock(path, PASSPHRASE) == key
    assert len(key_files.keys_beside(path)) == 1
    headers.key_file_of(path).write_text("ruined")
    assert unlock(path, PASSPHRASE) == key
    assert len(key_files.keys_beside(path)) == 1


def test_a_backup_from_a_stick_without_its_key_file_finds_the_key_of_ones_own_store(tmp_path: Path) -> None:
    own = default_store()
    open_store(own).close()
    key = protect(own, PASSPHRASE).key
    with contextlib.closing(open_store(own, key=key)) as store:
        made = backups.back_up(store, tmp_path / "stick" / "copy.store")
    headers.key_file_of(made).unlink()
    assert unlock(made, PASSPHRASE) == key


def test_an_older_encrypted_store_is_brought_up_and_its_copy_opens_too(tmp_path: Path) -> None:
    older = Path(shutil.copy(Path(__file__).parents[1] / "data" / "released" / "0.1.0.store", tmp_path))
    before = opening.schema_of(older)
    key = protect(older, PASSPHRASE).key
    assert opening.schema_of(older, key=key) == before
    open_store(older, key=key).close()
    assert opening.schema_of(older, key=key) == opening.SCHEMA
    (copy,) = backup.kept_copies(older)
    assert opening.schema_of(copy, key=unlock(copy, PASSPHRASE)) == before


def test_the_first_look_needs_the_key(path: Path) -> None:
    assert first_look(path, DAY) == []
    key = protect(path, PASSPHRASE).key
    assert first_look(path, DAY) is None
    assert first_look(path, DAY, key=bytes(32)) is None
    assert first_look(path, DAY, key=key) == []


def test_each_wrong_passphrase_after_the_third_takes_longer(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    protect(path, PASSPHRASE)
    moment, waits = NOON, []
    for _ in range(10):
        with pytest.raises(errors.WrongPassphrase):
            unlock(path, "wrong", moment)
        waits.append(attempts.wait_left(path, moment))
        moment += timedelta(seconds=waits[-1])
    assert waits == pytest.approx([0, 0, 1, 2, 4, 8, 16, 32, 60, 60], abs=0.5)
    monkeypatch.setattr(attempts, "_seen", {})  # another process
    before = moment - timedelta(seconds=1)
    with pytest.raises(errors.TooManyTries, match="wait"):
        unlock(path, PASSPHRASE, before)
    assert unlock(path, PASSPHRASE, moment)
    assert attempts.wait_left(path, moment) == 0
    assert not list(path.parent.glob("*.tries"))


def test_a_clock_set_back_locks_nobody_out(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: ticks[0])
    for _ in range(20):
        attempts.note_wrong(path, NOON)
    long_ago = NOON - timedelta(days=4000)
    assert attempts.wait_left(path, long_ago) == 60
    ticks[0] += 59
    assert attempts.wait_left(path, long_ago) == 1
    ticks[0] += 1
    assert attempts.wait_left(path, long_ago) == 0


def test_wrong_ones_count_where_nothing_can_be_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    protect(path, PASSPHRASE)

    def full(_path: Path, _content: bytes) -> None:
        raise errors.StoreFull(Message("no room"))

    monkeypatch.setattr(attempts, "write_whole", full)
    for _ in range(3):
        with pytest.raises(errors.WrongPassphrase):
            unlock(path, "wrong", NOON)
    with pytest.raises(errors.TooManyTries):
        unlock(path, PASSPHRASE, NOON)
    assert unlock(path, PASSPHRASE, NOON + timedelta(seconds=1))
    assert attempts.wait_left(path, NOON) == 0


@pytest.mark.parametrize("content", ["", "[]", '{"tries": "x"}', '{"tries": 5, "last": NaN}', '{"tries": 1e400}'])
def test_a_ruined_count_locks_nobody_out(path: Path, content: str) -> None:
    path.with_name(path.name + ".tries").write_text(content)
    assert attempts.wait_left(path, NOON) <= 4


@pytest.mark.parametrize(
    ("passphrase", "level"),
    [
        ("", 0), ("aaaaaaaaaaaa", 0), ("password", 0), ("12345678", 0), ("密码密码", 0), ("我爱你", 0),
        ("Northwind", 0), ("Anna Schmidt", 0), ("Passw0rd!", 1), ("Tulpenzwiebel", 2), ("zhangwei1990", 2),
        ("correct horse battery staple", 4), ("tulpe kiste regen zaun", 4), ("床前明月光疑是地上霜", 3),
        ("x" * 2000, 0), ("tulpe kiste regen zaun " * 100, 4),
    ],
)  # fmt: skip
def test_the_strength_is_that_of_a_guesser_who_knows_words(passphrase: str, level: int) -> None:
    judged = strength(passphrase, ["Anna Schmidt", "Northwind"])
    assert judged.level == level
    assert str(judged.advice)
