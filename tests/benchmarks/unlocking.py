"""What encryption adds to a start: from the passphrase to the first list of the day, against the same plain store.

    .venv/bin/python tests/benchmarks/unlocking.py [runs] [plain store]

Each run is a process of its own, with all its imports and, encrypted, the making of the key; runs of both alternate, so
that a busy machine slows both. The keyring spares the making of the key.
"""

from __future__ import annotations

import contextlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.passphrase import protect

PASSPHRASE = "four words without sense"
START = """
import sys, time
from datetime import date
from pathlib import Path
from fieldvisit.usecases.first_look import first_look
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.passphrase import is_locked, unlock
path = Path(sys.argv[1])
key = unlock(path, sys.argv[2]) if is_locked(path) else None
first_look(path, date.today(), key=key)
open_store(path, key=key).close()
print(time.process_time())
"""


def seconds(store: Path) -> tuple[float, float]:
    """From just before the process is made to its end, and what the processor worked of it."""
    started = time.perf_counter()
    command = [sys.executable, "-c", START, str(store), PASSPHRASE]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    return time.perf_counter() - started, float(said)


def measure(runs: int, plain: Path, locked: Path) -> list[tuple[float, float]]:
    """Medians of both, after one warm-up of each."""
    pairs = [(seconds(plain), seconds(locked)) for _ in range(runs + 1)][1:]
    return [
        (statistics.median(run[0] for run in runs_of_one), statistics.median(run[1] for run in runs_of_one))
        for runs_of_one in zip(*pairs, strict=True)
    ]


def main(arguments: list[str]) -> None:
    runs = int(arguments[0]) if arguments else 15
    with tempfile.TemporaryDirectory() as folder:
        plain, locked = Path(folder, "plain.store"), Path(folder, "locked.store")
        if arguments[1:]:
            shutil.copy(arguments[1], plain)
        with contextlib.closing(open_store(plain)):
            pass
        shutil.copy(plain, locked)
        protect(locked, PASSPHRASE)
        without, encrypted = measure(runs, plain, locked)
    for name, (clock, processor) in (("plain", without), ("encrypted", encrypted)):
        print(f"{name:<12} {clock * 1000:6.0f} ms, processor {processor * 1000:5.0f} ms")
    clock, processor = (encrypted[each] - without[each] for each in (0, 1))
    print(
        f"difference   {clock * 1000:6.0f} ms, processor {processor * 1000:5.0f} ms   (bound 1,000; {runs} runs each)"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
