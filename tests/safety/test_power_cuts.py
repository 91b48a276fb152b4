"""The power is cut in the middle of typing: no change that was acknowledged is lost, plain or encrypted."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.safety.power_cuts import CELLS, NORMAL, OFF, Typed, losses, own_durability, recorded, state_of, typed_in

CUTS = int(os.environ.get("FIELDVISIT_CUTS", "200"))
"""How often; more by hand: FIELDVISIT_CUTS=1000, or with figures as in `power_cuts`."""


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Typed:
    return typed_in(tmp_path_factory.mktemp("typed"))


@pytest.fixture(scope="module")
def encrypted(plain: Typed, tmp_path_factory: pytest.TempPathFactory) -> Typed:
    return plain.encrypted(tmp_path_factory.mktemp("encrypted"))


@pytest.fixture(params=["plain", "encrypted"])
def typed(request: pytest.FixtureRequest, plain: Typed, encrypted: Typed) -> Typed:
    return {"plain": plain, "encrypted": encrypted}[request.param]


@pytest.mark.timeout(600)
def test_no_cut_loses_what_was_acknowledged(typed: Typed, tmp_path: Path) -> None:
    assert list(losses(typed, own_durability(tmp_path), CUTS, tmp_path)) == []


@pytest.mark.timeout(600)
@pytest.mark.parametrize("weaker", [NORMAL, OFF])
def test_with_less_durability_the_same_cuts_lose_something(typed: Typed, tmp_path: Path, weaker: int) -> None:
    assert any(losses(typed, weaker, CUTS, tmp_path))


def test_the_states_tell_every_transaction_apart(typed: Typed) -> None:
    assert len(typed.transactions) == CELLS * 3
    assert all(before != after for before, after in zip(typed.states, typed.states[1:], strict=False))
    assert state_of(typed.before, typed.key) == typed.states[0]


def test_what_the_encrypted_store_writes_is_recorded_encrypted(plain: Typed, encrypted: Typed, tmp_path: Path) -> None:
    def legible(typed: Typed) -> bool:
        return any(b"retail" in each.data for each in recorded(typed, own_durability(tmp_path), tmp_path))

    assert (legible(plain), legible(encrypted)) == (True, False)
