"""A disk whose power can be cut: what was written and synchronised in a recording, and what a cut leaves of it."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

SECTOR: Final = 512
SHARES: Final = (0.0, 0.1, 0.5, 0.9, 1.0)
"""Of what was not synchronised, some cuts keep nearly all and some nearly nothing."""


class Operation(NamedTuple):
    """`what`: write, truncate, sync or committed; `at`: the offset; for truncate the size, for committed the number."""

    what: str
    file: str
    at: int = 0
    data: bytes = b""


@dataclass
class Kept:
    """What the disk holds of one file, and what has not reached it for certain."""

    durable: bytearray = field(default_factory=bytearray)
    pending: list[Operation] = field(default_factory=list)

    def settle(self) -> None:
        """Everything has reached the disk."""
        for each in self.pending:
            self._take(each.at, each.data if each.what == "write" else None)
        self.pending.clear()

    def lose(self, chance: random.Random) -> None:
        """The power is cut: of what is pending, every sector has reached the disk or not."""
        share = chance.choice(SHARES)
        for each in self.pending:
            pieces = _sectors(each.at, each.data) if each.what == "write" else [(each.at, None)]
            for start, piece in pieces:
                if chance.random() < share:
                    self._take(start, piece)
        self.pending.clear()

    def _take(self, at: int, data: bytes | None) -> None:
        """Writes data, or without any sets the size."""
        self.durable.extend(bytes(max(0, at - len(self.durable))))
        if data is None:
            del self.durable[at:]
        else:
            self.durable[at : at + len(data)] = data


def _sectors(at: int, content: bytes) -> list[tuple[int, bytes | None]]:
    edges = [at, *range((at // SECTOR + 1) * SECTOR, at + len(content), SECTOR), at + len(content)]
    return [(start, content[start - at : end - at]) for start, end in pairwise(edges)]


def cut_after(
    recording: list[Operation], operations: int, before: Path, folder: Path, chance: random.Random
) -> tuple[Path, int]:
    """Cuts the power after so many operations, starting from the store `before`.

    Gives the store that is found when the power is back, in `folder`, and the number of the last transaction that had
    been acknowledged.
    """
    files = {before.name: Kept(bytearray(before.read_bytes()))}
    acknowledged = 0
    for operation in recording[:operations]:
        if operation.what == "committed":
            acknowledged = operation.at
            continue
        file = files.setdefault(operation.file, Kept())
        if operation.what == "sync":
            file.settle()
        else:
            file.pending.append(operation)
    for name, file in files.items():
        file.lose(chance)
        (folder / name).write_bytes(file.durable)
    return folder / before.name, acknowledged


def write_recording(recording: list[Operation], file: Path) -> None:
    file.write_text(json.dumps([(*each[:3], each.data.hex()) for each in recording]), encoding="utf-8")


def read_recording(file: Path) -> list[Operation]:
    return [Operation(what, name, at, bytes.fromhex(data)) for what, name, at, data in json.loads(file.read_bytes())]
