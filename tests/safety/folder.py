"""A folder whose power can be cut: what became of its files, and what a file system with a journal finds afterwards.

Names are changed in order, and those changes are certain once the folder itself was synchronised: of the later ones
some have happened, from the first onwards. What a file holds is certain once the file was synchronised; of what was
written since, every sector has reached the disk or not, whatever its name is by then. So do ext4, XFS, APFS and NTFS or
better.
"""

from __future__ import annotations

import os
import random
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from tests.safety.disk import Kept, Operation

FOLDER: Final = -1
"""In place of a file's number."""
ON_NAMES: Final = {"name", "rename", "unname"}


class Event(NamedTuple):
    """One thing that was asked of the system. Names are relative to the folder; a file keeps its number under any name.

    On names: `name` (a file or folder gets one, its first or another), `rename` (to `target`), `unname`. On a file:
    `write`, `truncate` (to `at` bytes), `sync`, `sync-data` (not the time of its last change). `sync-folder`, and
    `said`: from then on the work counts as done.
    """

    what: str
    file: int = 0
    name: str = ""
    target: str = ""
    at: int = 0
    data: bytes = b""


def numbered(folder: Path) -> dict[str, int]:
    """What is in the folder, by name: the files' numbers, and `FOLDER` for folders."""
    found = sorted(folder.rglob("*"))
    numbers = {path: number for number, path in enumerate(path for path in found if path.is_file())}
    return {path.relative_to(folder).as_posix(): numbers.get(path, FOLDER) for path in found}


def follow(names: dict[str, int], event: Event) -> None:
    """Does to the names what the event does."""
    if event.what == "name":
        names[event.name] = event.file
    else:
        file = names.pop(event.name)
        if event.what == "rename":
            names[event.target] = file


@dataclass
class CutFolder:
    """The folder as its disk has it while things happen."""

    names: dict[str, int]
    files: dict[int, Kept]
    times: dict[int, int]
    """Of files that were there before: when they were last changed, as far as the disk may still say so."""
    journal: list[Event] = field(default_factory=list)
    certain: int = 0
    """How many changes of names have reached the disk."""
    altered: set[int] = field(default_factory=set)

    @classmethod
    def found(cls, before: Path) -> CutFolder:
        names = numbered(before)
        paths = {number: before / name for name, number in names.items() if number != FOLDER}
        files = {number: Kept(bytearray(path.read_bytes())) for number, path in paths.items()}
        return cls(names, files, {number: path.stat().st_mtime_ns for number, path in paths.items()})

    def happen(self, event: Event) -> None:
        if event.what in ON_NAMES:
            self.journal.append(event)
        elif event.what == "sync-folder":
            self._make_certain(event.name)
        elif event.what.startswith("sync"):
            self._settle(event)
        elif event.what != "said":
            self.altered.add(event.file)
            self._kept(event.file).pending.append(Operation(event.what, "", event.at, event.data))

    def _kept(self, number: int) -> Kept:
        return self.files.setdefault(number, Kept())

    def _settle(self, event: Event) -> None:
        self._kept(event.file).settle()
        if event.what == "sync" and event.file in self.altered:
            self.times.pop(event.file, None)

    def _make_certain(self, folder: str) -> None:
        for done, event in enumerate(self.journal, 1):
            if folder in {str(PurePosixPath(name).parent) for name in (event.name, event.target) if name}:
                self.certain = max(self.certain, done)

    def cut(self, found: Path, chance: random.Random) -> None:
        """Cuts the power and writes what is there afterwards to the empty folder `found`."""
        reached = chance.choice((self.certain, len(self.journal), chance.randint(self.certain, len(self.journal))))
        names = dict(self.names)
        for event in self.journal[:reached]:
            follow(names, event)
        first: dict[int, Path] = {}
        for name, number in sorted(names.items()):
            if number == FOLDER:
                (found / name).mkdir()
            elif number in first:
                os.link(first[number], found / name)
            else:
                first[number] = found / name
                self._write_out(number, found / name, chance)

    def _write_out(self, number: int, path: Path, chance: random.Random) -> None:
        kept = self._kept(number)
        kept.lose(chance)
        path.write_bytes(kept.durable)
        if number in self.times and (number not in self.altered or chance.random() < 0.5):
            os.utime(path, ns=(self.times[number], self.times[number]))


def cut_after(events: list[Event], count: int, before: Path, found: Path, chance: random.Random) -> None:
    """Cuts the power after so many events, starting from the folder `before`, and fills the folder `found`."""
    folder = CutFolder.found(before)
    for event in events[:count]:
        folder.happen(event)
    folder.cut(found, chance)


def at_the_end(events: list[Event], before: Path) -> dict[str, bytes]:
    """The files by name when all has happened and nothing is lost."""
    folder = CutFolder.found(before)
    names = dict(folder.names)
    for event in events:
        folder.happen(event)
    for event in folder.journal:
        follow(names, event)
    for kept in folder.files.values():
        kept.settle()
    return {name: bytes(folder._kept(number).durable) for name, number in names.items() if number != FOLDER}
