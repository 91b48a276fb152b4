"""What a column leaves open, asked once instead of guessed; and what a cell that cannot be read says for itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fieldvisit.domain.language import Message, mark


class Answer(StrEnum):
    """The answers there are, over all questions."""

    POINT = "point"
    COMMA = "comma"
    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"
    FRACTION = "fraction"
    PERCENT = "percent"


LABELS = {
    Answer.POINT: mark("The point is the decimal mark"),
    Answer.COMMA: mark("The comma is the decimal mark"),
    Answer.DAY_FIRST: mark("The day comes first"),
    Answer.MONTH_FIRST: mark("The month comes first"),
    Answer.FRACTION: mark("As fractions: 0.5 is 50 %"),
    Answer.PERCENT: mark("In percent: 0.5 is 0.5 %"),
}


@dataclass(frozen=True)
class Question:
    """Something only a person knows about one column. `column` is the key of the column it is asked for."""

    column: str
    sentence: Message
    choices: tuple[Answer, ...]

    def labelled(self) -> tuple[tuple[Answer, str], ...]:
        """The choices with their labels, to be translated where shown."""
        return tuple((choice, LABELS[choice]) for choice in self.choices)


@dataclass(frozen=True)
class Unreadable:
    """Stands in place of a value that could not be read; the reason says what it is and what would do."""

    reason: Message


@dataclass(frozen=True)
class OffTheMap(Unreadable):
    """A number that is no latitude or no longitude."""
