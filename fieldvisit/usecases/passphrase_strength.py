"""How hard a passphrase is to guess, in words.

Judged by zxcvbn, which knows lists of used passwords, keyboard rows, repeats and dates. It counts a Chinese character
as ten guesses, a word of its lists as its place there: low rather than high, since nobody knows what a guesser knows.
Its lists are English, so that one word or name, with a year behind it or without, never counts as more than weak here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from fieldvisit.domain.language import Message, mark

_LONGEST: Final = 72
"""Characters that are looked at; what follows can only make it harder, and looking takes the square of the length."""
_SHORTEST: Final = 4
_ONE_WORD: Final = re.compile(r"[^\W\d_⺀-\U0003ffff]{1,16}\d{0,4}")
_ADVICE: Final = (
    mark("Anyone would guess this. Take four words that do not belong together."),
    mark("Quickly guessed by a program. Add two words that do not belong to it."),
    mark("Guessed within hours by whoever has the file. Add another word."),
    mark("Good. Another word would make it strong."),
    mark("Strong. Write it down where nobody looks: without it, nobody can open the data."),
)


@dataclass(frozen=True)
class Strength:
    """`level` from 0 (refused: anyone would guess it) to 4 (strong), and one sentence of advice."""

    level: int
    advice: Message


def strength(passphrase: str, own_words: Iterable[str] = ()) -> Strength:
    """Quick enough to be asked at each key. `own_words` (rep's and company's name) do not count as secret."""
    level = _level(unicodedata.normalize("NFC", passphrase), own_words)
    return Strength(level, Message(_ADVICE[level]))


def _level(passphrase: str, own_words: Iterable[str]) -> int:
    if len(set(passphrase)) < _SHORTEST:
        return 0
    from zxcvbn import zxcvbn

    names = [part for words in own_words for part in (words, *words.split()) if part]
    level = int(zxcvbn(passphrase[:_LONGEST], user_inputs=names)["score"])
    return min(level, 2) if _ONE_WORD.fullmatch(passphrase) else level
