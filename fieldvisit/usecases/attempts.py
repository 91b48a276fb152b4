"""Wrong passphrases are counted beside the store, and the wait after them grows: a brake for whoever stands at the
window. Whoever has copied the files is held off by the cost of each try alone.
"""

from __future__ import annotations

import contextlib
import json
import math
import time
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from fieldvisit.store.whole_files import write_whole

FREE: Final = 2
"""Wrong tries after which the next one may follow at once."""
LONGEST: Final = 60.0


@dataclass(frozen=True)
class _Wrong:
    """So many tries in a row; the last one at a moment of the clock, seconds since 1970."""

    tries: int = 0
    last: float = 0.0


# When this process first saw each count, by a clock that nobody sets.
_seen: dict[tuple[Path, _Wrong], float] = {}
# What could not be written down: on a full disk, or in a folder in which nothing can be changed.
_unwritten: dict[Path, _Wrong] = {}


def wait_left(path: Path, now: datetime) -> float:
    """Seconds until the next try counts: none after the first two wrong ones, then 1, 2, 4 … 60 s after the latest.

    A restart does not shorten it; a clock set back does not lengthen it beyond the whole wait.
    """
    wrong = _read(path)
    if wrong.tries <= FREE:
        return 0.0
    wait = min(LONGEST, 2.0 ** min(wrong.tries - FREE - 1, 10))
    ticks = time.monotonic()
    since_seen = ticks - _seen.setdefault((path.absolute(), wrong), ticks)
    since_wrong = now.timestamp() - wrong.last
    return max(0.0, wait - max(since_seen, since_wrong))


def note_wrong(path: Path, now: datetime) -> None:
    """Counts one wrong try. Raises a StoreError where that cannot be written; it counts until the program ends then."""
    wrong = _unwritten[path.absolute()] = _Wrong(_read(path).tries + 1, now.timestamp())
    write_whole(_file_of(path), json.dumps(asdict(wrong)).encode())
    del _unwritten[path.absolute()]


def forget(path: Path) -> None:
    """Begins to count anew, after a right one; a count that stays only makes the next wrong one dearer."""
    _unwritten.pop(path.absolute(), None)
    with contextlib.suppress(OSError):
        _file_of(path).unlink(missing_ok=True)


def _file_of(path: Path) -> Path:
    return path.with_name(path.name + ".tries")


def _read(path: Path) -> _Wrong:
    """What was counted, here or in the file."""
    return max(_written(path), _unwritten.get(path.absolute(), _Wrong()), key=lambda wrong: wrong.tries)


def _written(path: Path) -> _Wrong:
    """What was counted in the file; nothing where the file cannot be read, for it must never lock out the owner."""
    try:
        found = json.loads(_file_of(path).read_bytes())
        wrong = _Wrong(max(0, int(found["tries"])), float(found["last"]))
        return wrong if math.isfinite(wrong.last) else _Wrong()
    except (OSError, ValueError, LookupError, TypeError, OverflowError):
        return _Wrong()
