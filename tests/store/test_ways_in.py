"""A region's key, wrapped under one key after the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldvisit.store import ways_in
from fieldvisit.store.headers import salt_of
from fieldvisit.store.vault import new_key


@pytest.fixture
def key() -> bytes:
    return new_key()


@pytest.fixture
def region(tmp_path: Path, key: bytes) -> Path:
    path = tmp_path / "region.store"
    path.write_bytes(salt_of(key) + bytes(496))
    return path


def test_each_key_that_was_added_opens_it_and_no_other(region: Path, key: bytes) -> None:
    first, second = new_key(), new_key()
    assert ways_in.key_by(region, [first]) is None
    ways_in.add(region, key, [key, first])
    ways_in.add(region, key, [second])
    assert [ways_in.key_by(region, [new_key(), each]) for each in (key, first, second)] == [key] * 3
    assert ways_in.key_by(region, [new_key()]) is None
    content = ways_in.file_of(region).read_text()
    assert not [each for each in (key, first, second) if each.hex() in content]


def test_what_is_known_is_not_written_again(region: Path, key: bytes) -> None:
    ways_in.add(region, key, [key])
    assert not ways_in.file_of(region).exists()
    way = new_key()
    ways_in.add(region, key, [way])
    before = ways_in.file_of(region).stat()
    ways_in.add(region, key, [way])
    assert ways_in.file_of(region).stat() == before


def test_ways_of_another_region_open_nothing(region: Path, key: bytes, tmp_path: Path) -> None:
    way, other = new_key(), tmp_path / "other.store"
    other.write_bytes(salt_of(new_key()) + bytes(496))
    ways_in.add(region, key, [way])
    ways_in.file_of(region).replace(ways_in.file_of(other))
    assert ways_in.key_by(other, [way]) is None


def test_the_oldest_ways_go_first(region: Path, key: bytes) -> None:
    ways = [new_key() for _ in range(52)]
    for way in ways:
        ways_in.add(region, key, [way])
    assert [ways_in.key_by(region, [each]) for each in (ways[0], ways[1], ways[2], ways[-1])] == [None, None, key, key]
