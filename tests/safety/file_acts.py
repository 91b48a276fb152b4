"""What changes more than one file of a store, each from a store of its own: `file_acts.py FOLDER` does them all.

`prepare` makes the folders; run as a program, each act is done in its folder, whose name is printed whenever something
of it counts as done.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from fieldvisit.store import backup, ciphering, key_files, vault
from fieldvisit.store.settings import put_setting
from fieldvisit.usecases import backup as backups
from fieldvisit.usecases import passphrase
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.region_home import open_region
from tests.factories.store import add_dealer

MONDAY, TUESDAY = (datetime(2026, 9, day, 12, 0, 0) for day in (14, 15))  # noqa: DTZ001 - as backups are named
OLD, NEW = "four words without sense", "other words without sense"
_CHANGES: Final = 8
CANARY: Final = "Kanarienvogel GmbH"
"""In every store, so that one which lies in the clear is found out."""
RELEASED: Final = Path(__file__).parents[1] / "data" / "released" / "0.1.0.store"


@dataclass(frozen=True)
class Act:
    """`prepare` makes the store at a path, `work` does something with it; each piece of an iterator counts."""

    prepare: Callable[[Path], object]
    work: Callable[[Path], object]


def store_in(box: Path) -> Path:
    return box / "my.store"


def prepare(boxes: Path) -> None:
    """Makes the folder of each act."""
    for name, act in ACTS.items():
        box = boxes / name
        box.mkdir(parents=True)
        act.prepare(store_in(box))


def _nothing(_store: Path) -> None:
    """The folder stays empty."""


def _plain(store: Path) -> None:
    """A dealer, a backup, and another dealer since."""
    with closing(open_store(store)) as opened:
        with opened.write() as session:
            add_dealer(session, "K-1", name=CANARY)
        backup.back_up(store, MONDAY)
        with opened.write() as session:
            add_dealer(session, "K-2", name="since the backup")


def _encrypted(store: Path) -> None:
    _plain(store)
    passphrase.protect(store, OLD)


def _with_region(prepared: Callable[[Path], None]) -> Callable[[Path], None]:
    """The same with a region beside it."""

    def prepare(store: Path) -> None:
        prepared(store)
        with (
            closing(open_store(store, key=_key_of(store))) as own,
            closing(open_region(own)) as region,
            region.write() as session,
        ):
            add_dealer(session, "R-1", name=CANARY)

    return prepare


def _under_another_key(store: Path) -> None:
    """The backup under the old passphrase, the store under the new one."""
    _encrypted(store)
    passphrase.remove_passphrase(store, OLD)
    passphrase.protect(store, NEW)


def _released(store: Path) -> None:
    shutil.copy(RELEASED, store)


def _released_encrypted(store: Path) -> None:
    key = vault.new_key()
    ciphering.written_anew(RELEASED, store, old=None, new=key)
    key_files.write_keys(store, [vault.seal(key, OLD)])


def _killed(prepared: Callable[[Path], None]) -> Callable[[Path], None]:
    """The same with a change more, which is still in the log: the program was killed."""

    def prepare(store: Path) -> None:
        prepared(store)
        log = store.with_name(store.name + "-wal")
        with closing(open_store(store, key=_key_of(store))) as opened:
            with opened.write() as session:
                add_dealer(session, "K-3", name="in the log")
            left = {path: path.read_bytes() for path in (store, log)}
        for path, content in left.items():
            path.write_bytes(content)
        store.with_name(store.name + ".sum").unlink(missing_ok=True)

    return prepare


def _key_of(store: Path) -> bytes | None:
    return passphrase.unlock(store, OLD) if passphrase.is_locked(store) else None


def _restore(store: Path) -> None:
    made = backup.backups(store)[0]
    backups.restore_backup(store, made, TUESDAY, key=_key_of(made))


def _back_up(store: Path) -> None:
    with closing(open_store(store, key=_key_of(store))) as opened:
        backups.back_up(opened, now=TUESDAY)


def _open(store: Path) -> None:
    with closing(open_store(store, key=_key_of(store))):
        pass


def _type(store: Path) -> Iterator[None]:
    """One change after the other, each in a transaction; twice the program is ended, which takes the log in."""
    for day in range(2):
        with closing(open_store(store, key=_key_of(store))) as opened:
            for number in range(_CHANGES):
                with opened.write() as session:
                    put_setting(session, f"typed {number % 4}", [day, "a little more " * 20 * number])
                yield


def _protect(store: Path) -> None:
    passphrase.protect(store, OLD)


def _change(store: Path) -> None:
    passphrase.change_passphrase(store, OLD, NEW)


def _take_away(store: Path) -> None:
    passphrase.remove_passphrase(store, OLD)


ACTS: Final = {
    "make": Act(_nothing, _open),
    "type": Act(_plain, _type),
    "type-encrypted": Act(_encrypted, _type),
    "type-encrypted-after-a-kill": Act(_killed(_encrypted), _type),
    "back-up": Act(_plain, _back_up),
    "back-up-encrypted": Act(_encrypted, _back_up),
    "protect": Act(_plain, _protect),
    "protect-after-a-kill": Act(_killed(_plain), _protect),
    "protect-with-region": Act(_with_region(_plain), _protect),
    "change": Act(_encrypted, _change),
    "take-away": Act(_encrypted, _take_away),
    "take-away-after-a-kill": Act(_killed(_encrypted), _take_away),
    "take-away-with-region": Act(_with_region(_encrypted), _take_away),
    "restore": Act(_plain, _restore),
    "restore-after-a-kill": Act(_killed(_plain), _restore),
    "restore-encrypted-after-a-kill": Act(_killed(_encrypted), _restore),
    "restore-under-another-key": Act(_under_another_key, _restore),
    "migrate": Act(_released, _open),
    "migrate-encrypted": Act(_released_encrypted, _open),
}


def quick_keys() -> None:
    """As in the factories, for this process as a whole."""
    vault.MEMORY, vault.PASSES = 64, 1  # type: ignore[misc]


if __name__ == "__main__":
    quick_keys()
    for name, act in ACTS.items():
        store = store_in(Path(sys.argv[1]) / name)
        done = act.work(store)
        for _ in done if isinstance(done, Iterator) else [done]:
            os.write(1, f"{name}\n".encode())
