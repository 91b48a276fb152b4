"""How hard a passphrase is to guess, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fieldvisit.domain.language import Message


@dataclass(frozen=True)
class Strength:
    """`level` from 0 (refused: anyone would guess it) to 4 (strong), and one sentence of advice."""

    level: int
    advice: Message


def strength(passphrase: str, own_words: Iterable[str] = ()) -> Strength:
    """Quick enough to be asked at each key. `own_words` (rep's and company's name) do not count as secret."""
    raise NotImplementedError
