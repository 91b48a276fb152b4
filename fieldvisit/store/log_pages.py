"""Which pages stand in a store's write-ahead log: what the file itself has of those does not count.

Where the power was cut while the log was taken into the file, a page there may be half old and half new. SQLite reads
it from the log; whoever looks at the file beneath SQLite must not take it for damage.
"""

from __future__ import annotations

from pathlib import Path
from struct import Struct
from typing import Final

from fieldvisit.store.headers import log_of

# https://sqlite.org/fileformat2.html#the_write_ahead_log: page size and salts; page number, size of the file and salts.
_HEADER: Final = Struct(">8xI4x8s8x")
_FRAME: Final = Struct(">I4x8s8x")


def pages_in_log(store: Path) -> set[int]:
    """The numbers, from 1, of the pages in the log beside a store; none where there is no log."""
    log = log_of(store)
    found: set[int] = set()
    if not log.exists() or log.stat().st_size < _HEADER.size:
        return found
    with log.open("rb") as file:
        size, salts = _HEADER.unpack(file.read(_HEADER.size))
        while len(start := file.read(_FRAME.size)) == _FRAME.size:
            page, own_salts = _FRAME.unpack(start)
            if own_salts != salts:  # left from before the log began anew
                break
            found.add(page)
            file.seek(size, 1)
    return found
