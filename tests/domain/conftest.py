"""Languages to enter and read numbers in, without a catalogue."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fieldvisit.domain.language import Language, speaking

COMMA = Language("de", decimal_mark=",", group_mark=".")
SPACED = Language("fr", decimal_mark=",", group_mark="\u202f")


@pytest.fixture
def comma() -> Iterator[None]:
    """A language with a decimal comma and grouping points."""
    with speaking(COMMA):
        yield


@pytest.fixture
def spaced() -> Iterator[None]:
    """A language with a decimal comma and grouping by narrow spaces."""
    with speaking(SPACED):
        yield
