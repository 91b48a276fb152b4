"""Identifiers that come out the same each time: UUIDv7 in form, from the moment and a counter instead of chance."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID


class Identifiers:
    """A source of ids; those asked for after `at` sort by its moment."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._count = 0
        self._milliseconds = 0

    def at(self, moment: datetime) -> None:
        """Ids that follow are as if made at `moment`."""
        self._milliseconds = int(moment.timestamp()) * 1000

    def __call__(self) -> str:
        self._count += 1
        tail = (self._seed & 0xFFFF) << 46 | self._count
        return str(UUID(int=self._milliseconds << 80 | 0x7 << 76 | 0b10 << 62 | tail))
