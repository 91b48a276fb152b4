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
import sys
from datetime import date
from pathlib import Path
from fieldvisit.usecases.first_look import first_look
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.passphrase import is_locked, unlock
path = Path(sys.argv[1])
key = unlock(path, sys.argv[2]) if is_locked(path) else None
first_look(path, date.today(), key=key)
open_store(path, key=key).close()
"""


def seconds(store: Path) -> float:
    """From just before the process is made to its end."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", START, str(store), PASSPHRASE], check=True)
    return time.perf_counter() - started


def measure(runs: int, plain: Path, locked: Path) -> tuple[float, float]:
    """Medians of both, after one warm-up of each."""
    pairs = [(seconds(plain), seconds(locked)) for _ in range(runs + 1)][1:]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


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
    print(f"plain          {without * 1000:6.0f} ms")
    print(f"encrypted      {encrypted * 1000:6.0f} ms")
    print(f"difference     {(encrypted - without) * 1000:6.0f} ms   (bound 1,000; medians of {runs} runs each)")


if __name__ == "__main__":
    main(sys.argv[1:])
