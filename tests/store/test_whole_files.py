from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fieldvisit.store import errors
from fieldvisit.store.whole_files import write_whole

by_fsync = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="Windows synchronises no folders, and macOS by another call"
)


@pytest.fixture
def folders_answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Lets the synchronisation of folders fail, as on some network drives or on a dying disk."""
    real = os.fsync

    def answer(number: int) -> None:
        def fsync(descriptor: int) -> None:
            if stat.S_ISDIR(os.fstat(descriptor).st_mode):
                raise OSError(number, os.strerror(number))
            real(descriptor)

        monkeypatch.setattr(os, "fsync", fsync)

    return answer


@by_fsync
@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_a_folder_that_cannot_be_synchronised_is_written_all_the_same(tmp_path: Path, folders_answer, number: int):
    folders_answer(number)
    write_whole(tmp_path / "a.key", b"whole")
    assert (tmp_path / "a.key").read_bytes() == b"whole"


@by_fsync
def test_a_disk_that_fails_is_told(tmp_path: Path, folders_answer):
    folders_answer(errno.EIO)
    with pytest.raises(errors.StoreUnreachable):
        write_whole(tmp_path / "a.key", b"whole")
