"""Wrong passphrases are counted beside the store, and the wait after them grows: a brake for whoever stands at the
window. Whoever has copied the files is held off by the cost of each try alone.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path


def wait_left(path: Path, now: datetime) -> float:
    """Seconds until the next try counts: 0 up to the third wrong one, then 1, 2, 4 … 60 s after the latest.

    A restart does not shorten it; a clock set back does not lengthen it beyond the whole wait.
    """
    raise NotImplementedError
