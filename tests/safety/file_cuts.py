"""The power is cut while a store is written, protected, unprotected, restored, copied or brought up to this version.

    python -m tests.safety.file_cuts [CUTS]

The program is traced while it does each of these; then the power is cut after any of its calls, more often after those
that are no mere writing, and what the disk has then is looked through: the store is there, whole, with its key beside
it, either as it was before or as it is to be, as the latter once that was said to be done, and its content is nowhere
lost. Run as a program it prints how many cuts found something else, and how many would if nothing were synchronised.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sqlalchemy import select

from fieldvisit.store import backup, errors, headers, key_files, opening, sums, vault
from fieldvisit.store import engine as engines
from fieldvisit.store.models import Dealer
from fieldvisit.store.store import Store
from fieldvisit.usecases import passphrase, region_home
from fieldvisit.usecases.open_store import open_store
from tests.safety import file_acts, tracing
from tests.safety.file_acts import CANARY, NEW, OLD, store_in
from tests.safety.folder import Event, at_the_end, cut_after

ROOT: Final = Path(__file__).parents[2]


class LostError(Exception):
    """Something that must be there after a cut is not."""


@dataclass(frozen=True)
class Found:
    """With which passphrase a store or copy opens ("" for a plain one), and a digest of what is in it."""

    word: str
    content: str
    key: bytes | None


State = dict[str, Found]
"""The store and its copies, by name in their folder."""


@dataclass(frozen=True)
class Work:
    """What was done in a folder: the folder before, the calls, and what there was before and each time it was said that
    something was done.
    """

    name: str
    before: Path
    events: list[Event]
    states: list[State]


def works(folder: Path) -> list[Work]:
    """Does all acts once, traced, in an empty folder."""
    boxes, before = folder / "boxes", folder / "before"
    file_acts.prepare(boxes)
    shutil.copytree(boxes, before)
    events = tracing.traced([sys.executable, "-m", "tests.safety.file_acts", str(boxes)], boxes, folder / "calls", ROOT)
    return [_work(name, before / name, boxes / name, events[name]) for name in file_acts.ACTS]


def _work(name: str, before: Path, after: Path, events: list[Event]) -> Work:
    _refuse_other_end(events, before, after)
    said = [number for number, event in enumerate(events, 1) if event.what == "said"]
    return Work(name, before, events, [_state_after(events[:number], before) for number in (0, *said)])


def _state_after(events: list[Event], before: Path) -> State:
    with TemporaryDirectory(dir=before.parent.parent) as folder:
        for name, content in at_the_end(events, before).items():
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        return state_of(Path(folder))


def _refuse_other_end(events: list[Event], before: Path, after: Path) -> None:
    """What was traced must lead to the very files that the program has left."""
    there = {path.relative_to(after).as_posix(): path.read_bytes() for path in after.rglob("*") if path.is_file()}
    traced = at_the_end(events, before)
    differ = sorted(name for name in there.keys() | traced if there.get(name) != traced.get(name))
    # The index of the log is shared memory, which no call writes and which is made anew after a cut.
    if any(not name.endswith("-shm") for name in differ):
        raise AssertionError(f"the trace of {after.name} misses something about {differ}")


def state_of(box: Path) -> State:
    """Opens the store and every copy; raises LostError for one that does not."""
    store = store_in(box)
    files = [path for path in (store, *backup.kept_copies(store)) if path.exists()]
    return {path.relative_to(box).as_posix(): found(path) for path in files}


def found(store: Path) -> Found:
    try:
        word, key = _unlocked(store)
        opening.quick_check(store, key=key)
        if sums.has_decayed(store, sums.left(store)):
            raise LostError(f"{store.name} is taken for decayed")
        return Found(word, content_of(store, key), key)
    except errors.StoreError as error:
        raise LostError(f"{store.name}: {error}") from error


def _unlocked(store: Path) -> tuple[str, bytes | None]:
    wanted = headers.id_in(headers.header(store))
    if not wanted:
        return "", None
    for envelope in key_files.keys_beside(store):
        for word in (OLD, NEW):
            if envelope.key_id == wanted and (key := vault.opened(envelope, word)):
                return word, key
    raise LostError(f"no key beside {store.name} opens it")


def content_of(store: Path, key: bytes | None) -> str:
    """All that is in a store: tables, rows, and the number of its schema."""
    digest = hashlib.sha256()
    with errors.told(store), contextlib.closing(engines.connect(store, key=key)) as connection:
        held = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
        held += connection.execute("PRAGMA user_version").fetchall()
        digest.update(repr(held).encode())
        for name in (each[1] for each in held if each[0] == "table"):
            digest.update(repr(connection.execute(f'SELECT * FROM "{name}"').fetchall()).encode())  # noqa: S608
    return digest.hexdigest()


def losses(work: Work, cuts: int, folder: Path) -> Iterator[str]:
    """What is wrong after each cut that lost something; the seeds make every run the same."""
    turns = [number for number, event in enumerate(work.events, 1) if event.what != "write"]
    for number in range(cuts):
        chance = random.Random(f"{work.name} {number}")
        at = chance.choice((chance.randint(0, len(work.events)), chance.choice(turns), chance.choice(turns[-8:])))
        with TemporaryDirectory(dir=folder) as cut:
            cut_after(work.events, at, work.before, Path(cut), chance)
            trouble = _trouble_in(Path(cut), work, sum(event.what == "said" for event in work.events[:at]))
        if trouble:
            yield f"{work.name}, cut {number} after {at} of {len(work.events)}: {trouble}"


def _trouble_in(box: Path, work: Work, said: int) -> str:
    try:
        state = state_of(box)
        if state not in work.states[said:]:
            _refuse_half_done(state, work.states[said:])
        _go_on(box, work, state)
    except (LostError, errors.StoreError) as error:
        return str(error)
    return ""


def _refuse_half_done(state: State, states: list[State]) -> None:
    """Each file is as it was or is to be; what was in any of them is in one of them."""
    if len(states) == 1:
        raise LostError("it was done, but is not so")
    for name, each in state.items():
        # What is not there before may be half made for a while: it is finished at the next start.
        if name in states[0] and each not in [expected.get(name) for expected in states]:
            raise LostError(f"{name} is neither as it was nor as it is to be")
    if missing := set.intersection(*map(set, states)) - state.keys():
        raise LostError(f"{', '.join(missing)} is not there")
    if not {each.content for each in state.values()} >= {each.content for each in states[0].values()}:
        raise LostError("what was in the store is nowhere")


def _go_on(box: Path, work: Work, state: State) -> None:
    """What the program does at its next start."""
    store = store_in(box)
    own = state.get(store.name)
    key = own.key if own else None
    if own and key is not None:
        passphrase.unlock(store, own.word)
        passphrase.protect_copies(store, key)
    with contextlib.closing(open_store(store, create=store.name not in work.states[0], key=key)) as opened:
        if any(work.before.glob("*region*")):
            _refuse_lost_region(opened)
    if key is not None and (clear := _in_the_clear(box)):
        raise LostError(f"in the clear: {', '.join(clear)}")
    if content_of(store, key) not in {each.content for state in work.states for each in state.values()}:
        raise LostError("it does not come to what it is to be")


def _refuse_lost_region(own: Store) -> None:
    if own.key is not None:
        region_home.protect_region(own)
    with contextlib.closing(region_home.open_region(own)) as region, region.read() as session:
        if session.scalars(select(Dealer.name)).all() != [CANARY]:
            raise LostError("the region is not there")


def _in_the_clear(box: Path) -> list[str]:
    return [path.name for path in box.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]


def without_waiting(work: Work) -> Work:
    """What the same program would do if it synchronised nothing."""
    return replace(work, events=[event for event in work.events if not event.what.startswith("sync")])


def main(cuts: int) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["FIELDVISIT_HOME"] = str(folder / "home")
        file_acts.quick_keys()
        for work in works(folder):
            lost = list(losses(work, cuts, folder))
            careless = sum(1 for _ in losses(without_waiting(work), cuts, folder))
            print(  # noqa: T201 - a program that prints figures
                f"{work.name:31}{len(work.events):4} calls, {cuts} cuts: {len(lost)} lost something"
                f" ({careless} if nothing were synchronised)",
                *lost[:5],
                sep="\n    ",
                flush=True,
            )


if __name__ == "__main__":
    if reason := tracing.hindrance():
        sys.exit(f"Nothing can be traced: {reason}")
    main(int(sys.argv[1]) if sys.argv[1:] else 1000)
