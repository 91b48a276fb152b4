"""A process that dies at a given step of its work on files: nothing that it does afterwards has any effect."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from fieldvisit.store import engine

_STEPS = ("replace", "rename", "unlink", "remove", "link", "fsync", "open", "mkdir")


class Died(BaseException):
    """Not an Exception: nobody catches what ends a process."""


@dataclass
class Work:
    """How many steps were made, and whether it came to its end."""

    steps: int = 0
    finished: bool = False


@contextmanager
def dying_at(step: int, patch: pytest.MonkeyPatch) -> Iterator[Work]:
    """Runs the block until that step, which is not made any more; those of `finally` blocks are not made either."""
    work = Work()

    def dying(real: Callable[..., Any]) -> Callable[..., Any]:
        def made(*args: Any, **options: Any) -> Any:
            if work.steps >= step:
                raise Died
            work.steps += 1
            return real(*args, **options)

        return made

    with patch.context() as within:
        for name in _STEPS:
            within.setattr(os, name, dying(getattr(os, name)))
        within.setattr(engine, "connect", dying(engine.connect))
        try:
            yield work
            work.finished = True
        except Died:
            pass
