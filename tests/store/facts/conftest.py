"""A dealer whom somebody visits for the first time."""

from __future__ import annotations

import pytest

from fieldvisit.store.store import Store
from tests.factories.store import add_dealer, add_product


@pytest.fixture
def dealer(store: Store) -> int:
    """Dealer 0001 of the market "north", and a core product A."""
    with store.write() as session:
        made = add_dealer(session)
        add_product(session, "A", core=True, case_size=12, range="Beer")
    return made
