"""Pages of a store file are ruined: that is told in words, and the file is kept.

A plain store has no checksums of its own: a flipped byte inside a text or a figure is one that could have been typed.
What is told of it by looking at it is every page that was lost (overwritten, zeroed), and every flip that breaks the
structure; any flip while nobody has it open is told by its digest (tests/store/test_sums.py). An encrypted store
authenticates each page, so that there every flipped byte is told whenever it is read.
"""

from __future__ import annotations

import contextlib
import random
import shutil
from pathlib import Path

import pytest

from fieldvisit.store import errors, opening
from fieldvisit.store.store import open_store
from fieldvisit.usecases.check_store import check_store
from tests.factories.desks import worked_desk
from tests.factories.store import add_dealer

PAGE = 4096
KEY = bytes(range(32))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the worked visit and 150 dealers, as one file."""
    with worked_desk(tmp_path_factory.mktemp("plain")) as desk, desk.store.write() as session:
        for number in range(150):
            add_dealer(session, f"X-{number:04}", name=f"Trading house no. {number}")
    return desk.store.path


@pytest.fixture(scope="module")
def encrypted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("encrypted") / "locked.store"
    with contextlib.closing(open_store(path, key=KEY)) as store, store.write() as session:
        for number in range(150):
            add_dealer(session, f"X-{number:04}", name=f"Trading house no. {number}")
    return path


def pages(store: Path) -> range:
    return range(store.stat().st_size // PAGE)


def verdict(store: Path, key: bytes | None = None) -> str:
    """What a start of the program says about the file; empty when it finds nothing."""
    before = store.read_bytes()
    try:
        opening.schema_of(store, key=key)
        opening.full_check(store, key=key)
    except errors.StoreError as error:
        return str(error)
    except Exception as error:
        if errors.known(error, store) is None:
            raise
        return str(errors.known(error, store))
    finally:
        assert store.read_bytes() == before, "a check never changes the file"
    return ""


def ruined(store: Path, folder: Path, at: int, content: bytes) -> Path:
    copy = Path(shutil.copy(store, folder / "ruined.store"))
    with copy.open("r+b") as file:
        file.seek(at)
        file.write(content)
    return copy


def nodes(store: Path) -> list[int]:
    """The pages of trees: the first, and those that begin with their kind; the others continue a long text."""
    content = store.read_bytes()
    return [page for page in pages(store) if page == 0 or content[page * PAGE] in (2, 5, 10, 13)]


@pytest.mark.parametrize("ruin", [bytes(PAGE), b"\xff" * PAGE, random.Random(1).randbytes(PAGE)])
def test_every_lost_page_is_told(plain: Path, tmp_path: Path, ruin: bytes) -> None:
    assert len(nodes(plain)) > 50
    for page in nodes(plain):
        assert verdict(ruined(plain, tmp_path, page * PAGE, ruin)), f"page {page}"


def test_a_file_cut_short_is_told(plain: Path, tmp_path: Path) -> None:
    content = plain.read_bytes()
    short = tmp_path / "short.store"
    for length in (1, 100, 511, 512, PAGE, PAGE * 3, len(content) // 2, len(content) - PAGE, len(content) - 1):
        short.write_bytes(content[:length])
        assert verdict(short), f"{length} of {len(content)} bytes"


def test_a_flipped_byte_of_a_page_header_is_told(plain: Path, tmp_path: Path) -> None:
    content = plain.read_bytes()
    for at in (page * PAGE for page in nodes(plain)[1:]):
        assert verdict(ruined(plain, tmp_path, at, bytes([content[at] ^ 0xFF]))), f"byte {at}"


def test_any_flipped_byte_is_told_or_reads_as_one_value_that_differs(plain: Path, tmp_path: Path) -> None:
    chance = random.Random(6)
    content = plain.read_bytes()
    told = 0
    for page in [*pages(plain)] * 2:
        at = page * PAGE + chance.randrange(PAGE)
        damaged = ruined(plain, tmp_path, at, bytes([content[at] ^ 1 << chance.randrange(8)]))
        if verdict(damaged):
            told += 1
        else:
            with contextlib.closing(open_store(damaged)) as store, contextlib.suppress(errors.StoreDamaged):
                check_store(store)
    assert told > 0


def test_every_flipped_byte_of_an_encrypted_store_is_told(encrypted: Path, tmp_path: Path) -> None:
    chance = random.Random(6)
    content = encrypted.read_bytes()
    assert verdict(encrypted, KEY) == ""
    for page in [*pages(encrypted)] * 2:
        at = page * PAGE + chance.randrange(PAGE)
        damaged = ruined(encrypted, tmp_path, at, bytes([content[at] ^ 1 << chance.randrange(8)]))
        assert verdict(damaged, KEY), f"byte {at} of {len(content)}"
