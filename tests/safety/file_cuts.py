"""The power is cut while a store is protected, unprotected, restored, backed up or brought up to this version.

    python -m tests.safety.file_cuts [CUTS]

The program is traced while it does each of these; then the power is cut after any of its calls, more often after those
that are no mere writing, and what the disk has then is looked through: the store is there, whole, with its key beside
it, either as it was before or as it is to be, as the latter once the work was said to be done, and its content
is nowhere lost. Run as a program it prints how many cuts found something else.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from fieldvisit.store import backup, errors, headers, key_files, opening, sums, vault
from fieldvisit.store import engine as engines
from fieldvisit.usecases import passphrase
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
    """What was done in a folder: the folder before, the calls, and what there was before and after."""

    name: str
    before: Path
    events: list[Event]
    was: State
    will_be: State


def works(folder: Path) -> list[Work]:
    """Does all acts once, traced, in an empty folder."""
    boxes, before = folder / "boxes", folder / "before"
    file_acts.quick_keys()
    file_acts.prepare(boxes)
    shutil.copytree(boxes, before)
    events = tracing.traced([sys.executable, "-m", "tests.safety.file_acts", str(boxes)], boxes, folder / "calls", ROOT)
    return [_work(name, before / name, boxes / name, events[name]) for name in file_acts.ACTS]


def _work(name: str, before: Path, after: Path, events: list[Event]) -> Work:
    _refuse_other_end(events, before, after)
    scratch = after.parent.parent / "looked-at"
    states = []
    for box in (before, after):
        shutil.copytree(box, scratch)
        states.append(state_of(scratch))
        shutil.rmtree(scratch)
    return Work(name, before, events, states[0], states[1])


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
            trouble = _trouble_in(Path(cut), work, done=at == len(work.events))
        if trouble:
            yield f"{work.name}, cut {number} after {at} of {len(work.events)}: {trouble}"


def _trouble_in(box: Path, work: Work, *, done: bool) -> str:
    try:
        _look_through(box, work, done=done)
    except (LostError, errors.StoreError) as error:
        return str(error)
    return ""


def _look_through(box: Path, work: Work, *, done: bool) -> None:
    state = state_of(box)
    if done and state != work.will_be:
        raise LostError(f"done, but {_difference(state, work.will_be)}")
    for name, each in state.items():
        # What is not there before may be half made for a while: it is finished at the next start.
        if name in work.was and each not in (work.was.get(name), work.will_be.get(name)):
            raise LostError(f"{name} is neither as it was nor as it is to be")
    for name in work.was.keys() & work.will_be.keys() - state.keys():
        raise LostError(f"{name} is not there")
    if not {each.content for each in state.values()} >= {each.content for each in work.was.values()}:
        raise LostError("what was in the store is nowhere")
    _go_on(box, work, state)


def _difference(state: State, wanted: State) -> str:
    return "not so: " + ", ".join(sorted(n for n in state.keys() | wanted.keys() if state.get(n) != wanted.get(n)))


def _go_on(box: Path, work: Work, state: State) -> None:
    """What the program does at its next start."""
    store = store_in(box)
    if store.name not in state:
        return
    key = state[store.name].key
    if key is not None:
        passphrase.unlock(store, state[store.name].word)
        passphrase.protect_copies(store, key)
    with contextlib.closing(open_store(store, create=store.name not in work.was, key=key)):
        pass
    if key is not None and (clear := _in_the_clear(box)):
        raise LostError(f"in the clear: {', '.join(clear)}")
    if content_of(store, key) not in {each.content for each in _states_of_store(work)}:
        raise LostError("it does not come to what it is to be")


def _states_of_store(work: Work) -> list[Found]:
    return [each[name] for each in (work.was, work.will_be) for name in each if "/" not in name]


def _in_the_clear(box: Path) -> list[str]:
    return [path.name for path in box.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]


def main(cuts: int) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["FIELDVISIT_HOME"] = str(folder / "home")
        for work in works(folder):
            lost = list(losses(work, cuts, folder))
            print(f"{work.name:32} {len(work.events):4} calls, {cuts} cuts: {len(lost)} lost something")  # noqa: T201
            print("".join(f"    {each}\n" for each in lost[:5]), end="", flush=True)  # noqa: T201


if __name__ == "__main__":
    if reason := tracing.hindrance():
        sys.exit(f"Nothing can be traced: {reason}")
    main(int(sys.argv[1]) if sys.argv[1:] else 1000)
