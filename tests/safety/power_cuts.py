"""The power is cut in the middle of typing, at any moment of the writing, and what is then found is looked through.

    python -m tests.safety.power_cuts [CUTS]

What the application's own driver sends while a visit is typed is sent once more through an SQLite that records every
write and every synchronisation; file format, write-ahead log and encryption are those of the application's SQLite. A
cut ends the recording anywhere and loses any sectors that were not synchronised. The application's driver opens what is
left. Run as a program it prints how many of the cuts lost something, plain and encrypted, by durability.

Proved is the order of writes and synchronisations under the application's setting; that the system and the disk keep
what they say they have synchronised is taken for granted.
"""

from __future__ import annotations

import contextlib
import json
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Final

from fieldvisit.domain.visit import Address
from fieldvisit.store import ciphering, errors, opening
from fieldvisit.store import engine as engines
from fieldvisit.usecases.visit_desk import VisitDesk
from tests.factories.desks import worked_desk
from tests.safety.disk import Operation, cut_after, read_recording

CELLS: Final = 40
KEY: Final = bytes(range(32))
OFF, NORMAL, FULL = range(3)
DAMAGED: Final = "damaged"
ROOT: Final = Path(__file__).parents[2]


@dataclass(frozen=True)
class Typed:
    """A store before, the SQL of each transaction after, and what stands in its drafts and prices after each."""

    before: Path
    transactions: list[list[str]]
    states: list[str]
    key: bytes | None = None

    def encrypted(self, folder: Path) -> Typed:
        """The same over the same store under a key."""
        before = folder / "encrypted.store"
        ciphering.written_anew(self.before, before, old=None, new=KEY)
        _fold(before, KEY)
        return Typed(before, self.transactions, self.states, KEY)


def typed_in(folder: Path) -> Typed:
    """A rep fills prices: each key a draft, then the value."""
    with worked_desk(folder) as desk:
        _fold(desk.store.path)
        before = Path(shutil.copy(desk.store.path, folder / "before.store"))
        states = [state_of(desk.store.path)]
        transactions = []
        for said in _typing(desk):
            transactions.append(said)
            states.append(state_of(desk.store.path))
    return Typed(before, transactions, states)


def _fold(store: Path, key: bytes | None = None) -> None:
    """All of the store in one file, which says of itself that it has a write-ahead log."""
    with contextlib.closing(engines.connect(store, key=key)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _typing(desk: VisitDesk) -> Iterator[list[str]]:
    """The SQL of each transaction."""
    said: list[str] = []
    with desk.store.held() as driver:
        driver.set_trace_callback(said.append)
    rows = desk.visit.step("prices").rows("products")
    for number in range(CELLS):
        place = Address("prices", "retail", "products", rows[number % len(rows)].id)
        price = f"{number + 1}.{number % 10}5"
        for write, text in ((desk.draft, price[:1]), (desk.draft, price[:2]), (desk.enter, price)):
            said.clear()
            write(place, text)
            yield list(said)


def state_of(store: Path, key: bytes | None = None) -> str:
    """What the transactions change."""
    with contextlib.closing(engines.connect(store, key=key, read_only=True)) as connection:
        drafts = connection.execute("SELECT address, text FROM drafts ORDER BY address").fetchall()
        prices = connection.execute("SELECT id, retail FROM prices_products ORDER BY id").fetchall()
    return json.dumps([drafts, prices])


def recorded(typed: Typed, synchronous: int, folder: Path) -> list[Operation]:
    """All writes of the typing at that durability."""
    place = Path(mkdtemp(dir=folder))
    store = shutil.copy(typed.before, place)
    sql, recording = place / "typed.json", place / "recording.json"
    sql.write_text(json.dumps(typed.transactions), encoding="utf-8")
    key = [typed.key.hex()] if typed.key else []
    subprocess.run(
        [sys.executable, "-m", "tests.safety.recorder", store, sql, str(synchronous), recording, *key],
        check=True,
        cwd=ROOT,
    )
    return read_recording(recording)


def losses(typed: Typed, synchronous: int, cuts: int, folder: Path) -> Iterator[str]:
    """What is wrong after each cut that lost something; the seeds make every run the same."""
    recording = recorded(typed, synchronous, folder)
    for number in range(cuts):
        chance = random.Random(number)
        at = chance.randint(1, len(recording))
        with TemporaryDirectory(dir=folder) as cut:
            store, acknowledged = cut_after(recording, at, typed.before, Path(cut), chance)
            trouble = _trouble_with(store, typed, acknowledged)
        if trouble:
            yield f"{trouble} (cut {number} after {at} of {len(recording)} operations)"


def _trouble_with(store: Path, typed: Typed, acknowledged: int) -> str:
    try:
        with contextlib.closing(engines.connect(store, key=typed.key)):
            pass
        opening.quick_check(store, key=typed.key)
        state = state_of(store, typed.key)
    except errors.StoreError:
        return DAMAGED
    except Exception as error:
        if errors.known(error, store) is None:
            raise
        return DAMAGED
    return "" if state in typed.states[acknowledged:] else f"not all of {acknowledged} transactions"


def own_durability(folder: Path) -> int:
    """The durability that the application opens its stores with."""
    with contextlib.closing(engines.connect(folder / "any.store")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        return int(connection.execute("PRAGMA synchronous").fetchone()[0])


def main(cuts: int) -> None:
    with TemporaryDirectory() as name:
        typed = typed_in(Path(name))
        for kind in (typed, typed.encrypted(Path(name))):
            for synchronous, word in ((FULL, "FULL"), (NORMAL, "NORMAL"), (OFF, "OFF")):
                found = Counter(each.startswith(DAMAGED) for each in losses(kind, synchronous, cuts, Path(name)))
                print(  # noqa: T201 - a program that prints figures
                    f"{'encrypted' if kind.key else 'plain':9} {word:6} {cuts} cuts:"
                    f" {found[False]} lost what was acknowledged, {found[True]} damaged the file"
                )


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1000)
