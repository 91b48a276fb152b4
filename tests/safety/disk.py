"""A disk whose power can be cut: what was written and synchronised in a recording, and what a cut leaves of it."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Final, TypeAlias

SECTOR: Final = 512
Operation: TypeAlias = tuple[str, str, int, str]
"""What (write, truncate, sync, delete, committed), to which file, at which offset (or: size, number), hex bytes."""


@dataclass
class _File:
    durable: bytearray = field(default_factory=bytearray)
    pending: list[Operation] = field(default_factory=list)


def cut_after(
    recording: list[Operation], operations: int, before: Path, folder: Path, chance: random.Random
) -> tuple[Path, int]:
    """Cuts the power after so many operations, starting from the store `before`.

    Of what was not synchronised, every sector reaches the disk or not by chance. Gives the store that is found when the
    power is back, in `folder`, and the number of the last transaction that had been acknowledged.
    """
    files = {before.name: _File(bytearray(before.read_bytes()))}
    acknowledged = 0
    for operation in recording[:operations]:
        what, name, at, _ = operation
        if what == "committed":
            acknowledged = at
        elif what == "sync":
            _settle(files.setdefault(name, _File()))
        else:
            files.setdefault(name, _File()).pending.append(operation)
    for name, file in files.items():
        _lose(file, chance)
        (folder / name).write_bytes(file.durable)
    return folder / before.name, acknowledged


def _settle(file: _File) -> None:
    for operation in file.pending:
        _apply(file.durable, operation)
    file.pending.clear()


def _apply(content: bytearray, operation: Operation) -> None:
    what, _, at, data = operation
    if what == "write":
        _put(content, at, bytes.fromhex(data))
    else:
        del content[at:]


def _put(content: bytearray, at: int, data: bytes) -> None:
    content.extend(bytes(max(0, at - len(content))))
    content[at : at + len(data)] = data


def _lose(file: _File, chance: random.Random) -> None:
    """Some cuts keep nearly all, some nearly nothing."""
    share = chance.choice((0.0, 0.1, 0.5, 0.9, 1.0))
    for what, _, at, data in file.pending:
        if what != "write":
            if chance.random() < share:
                del file.durable[at:]
            continue
        content = bytes.fromhex(data)
        for start, piece in _sectors(at, content):
            if chance.random() < share:
                _put(file.durable, start, piece)


def _sectors(at: int, content: bytes) -> list[tuple[int, bytes]]:
    edges = [at, *range((at // SECTOR + 1) * SECTOR, at + len(content), SECTOR), at + len(content)]
    return [(start, content[start - at : end - at]) for start, end in pairwise(edges)]
