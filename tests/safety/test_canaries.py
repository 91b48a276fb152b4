"""An encrypted store is worked on in the window, which is then killed: no file tells a word of it."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from fieldvisit.usecases.check_store import check_store
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.open_visit import open_visit
from fieldvisit.usecases.passphrase import protect, unlock
from fieldvisit.usecases.region_home import open_region
from fieldvisit.usecases.visit_documents import load_document
from tests.factories.desks import WORKED_ID
from tests.factories.keys import quick_keys
from tests.factories.store import add_dealer
from tests.factories.visits import WORKED_VISIT
from tests.safety.canaries import BALANCE, IMPORTED, NAME, PASSPHRASE, TYPED, canaries_in, forms


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the user's files, with a folder for temporary ones beside the store and its region."""
    folder = tmp_path / "profile"
    monkeypatch.setenv("FIELDVISIT_HOME", str(folder))
    (folder / "temp").mkdir(parents=True)
    store = open_store(folder / "fieldvisit.store")
    document = WORKED_VISIT.read_text(encoding="utf-8")
    load_document(store, document.encode())
    with store.write() as session:
        add_dealer(session, "K-1", name=NAME)
    with contextlib.closing(open_region(store)) as region, region.write() as session:
        add_dealer(session, "K-1", name=NAME)
    store.close()
    return folder


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """What is imported, from elsewhere."""
    file = tmp_path / "dealers.csv"
    file.write_text(f"Dealer code,Name,City,Notes\nK-2,{IMPORTED},Emden,owes {BALANCE}\n", encoding="utf-8")
    return file


def work_and_die(profile: Path, table: Path) -> None:
    """The window on the store, killed in the middle of a cell."""
    surroundings = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "FIELDVISIT_HOME": str(profile),
        "HOME": str(profile),
        **dict.fromkeys(("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"), str(profile / "temp")),
    }
    with (
        (profile / "stderr.txt").open("wb") as told,
        subprocess.Popen(
            [sys.executable, "-m", "tests.safety.canary_rep", str(profile / "fieldvisit.store"), WORKED_ID, str(table)],
            stdout=subprocess.PIPE,
            stderr=told,
            text=True,
            cwd=Path(__file__).parents[2],
            env=surroundings,
        ) as rep,
    ):
        assert rep.stdout is not None
        try:
            said = rep.stdout.readline()
        finally:
            rep.kill()
    assert said == "done\n", (profile / "stderr.txt").read_text(encoding="utf-8")


@pytest.mark.timeout(120)
def test_killed_in_the_middle_no_file_tells_a_word(profile, table, monkeypatch):
    quick_keys(monkeypatch)
    key = protect(profile / "fieldvisit.store", PASSPHRASE).key
    work_and_die(profile, table)
    wanted = forms() | {"key": [key, key.hex().encode(), key.hex().upper().encode()]}
    assert canaries_in(profile, wanted) == {}
    assert (profile / "log" / "fieldvisit.log").stat().st_size > 0, "the fault is logged"
    assert list((profile / "backups").glob("*.store")), "the backup of the day is made"
    assert unlock(profile / "fieldvisit.store", PASSPHRASE) == key
    with contextlib.closing(open_store(profile / "fieldvisit.store", key=key)) as store:
        assert check_store(store) == []
        assert TYPED in open_visit(store, WORKED_ID).drafts.values()


@pytest.mark.timeout(120)
def test_in_a_plain_store_the_search_finds_them(profile, table):
    work_and_die(profile, table)
    found = canaries_in(profile, forms())
    assert set(found) >= {"name", "imported", "note", "price", "typed", "photo"}
    told = {file for files in found.values() for file in files}
    assert {Path(file).suffix for file in told} <= {".store", ".store-wal"}, (
        "of the store only, log and crash say nothing"
    )
    assert "passphrase" not in found


BROKEN_OFF = """
import os, resource, sys
from pathlib import Path
from fieldvisit.usecases.open_store import open_store
_, most = resource.getrlimit(resource.RLIMIT_CORE)
resource.setrlimit(resource.RLIMIT_CORE, (most, most))
store = open_store(Path(sys.argv[1]), key=bytes.fromhex(sys.argv[2]))
print(resource.getrlimit(resource.RLIMIT_CORE)[0], flush=True)
os.abort()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows writes no image of the memory by itself")
def test_broken_off_it_leaves_no_image_of_its_memory(tmp_path, monkeypatch):
    quick_keys(monkeypatch)
    path = tmp_path / "my.store"
    open_store(path).close()
    key = protect(path, PASSPHRASE).key
    surroundings = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    broken = subprocess.run(
        [sys.executable, "-c", BROKEN_OFF, str(path), key.hex()],
        cwd=tmp_path,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (broken.stdout, broken.returncode != 0) == ("0\n", True), broken.stderr
    assert list(tmp_path.glob("core*")) == []
