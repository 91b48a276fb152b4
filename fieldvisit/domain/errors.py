"""Errors a person can cause or mend; anything else that is raised is a fault of the program."""

from __future__ import annotations

from fieldvisit.domain.language import Message


class KnownError(Exception):
    """Told to the user as one sentence: what happened, what was kept, what to do."""

    def __init__(self, sentence: Message) -> None:
        super().__init__(sentence.template)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


class NotAllowed(KnownError):
    """The thing asked for would break a rule of the business (changing a closed visit, for instance)."""


class NotFound(KnownError):
    """A dealer, product or visit that is asked for by code does not exist."""
