"""Rest for the garbage collector while thousands of objects are made that are all kept."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection() -> Iterator[None]:
    """Inside, Python does not look for garbage: among what is just being read it costs as much as the reading.

    Blocks may overlap in several threads; the collector works again at the latest when the last one ends.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
