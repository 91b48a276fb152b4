from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pytest

from fieldvisit.store import errors
from fieldvisit.usecases.open_store import open_store


def test_folders_are_made_for_a_new_store(tmp_path: Path) -> None:
    with contextlib.closing(open_store(tmp_path / "one" / "two" / "a.store")) as store:
        assert store.path.is_file()


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("a file")
    with pytest.raises(errors.StoreUnreachable, match=r"a\.store"):
        open_store(tmp_path / "folder" / "a.store")


def test_a_name_too_long_for_the_disk_is_told(tmp_path: Path) -> None:
    with pytest.raises(errors.StoreUnreachable):
        open_store(tmp_path / ("x" * 300) / "a.store")


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(errors.StoreReadOnly):
        open_store(tmp_path / "new" / "a.store")
