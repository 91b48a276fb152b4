"""What can go wrong with a store file, each told in one sentence; only here a driver's errors are read."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from errno import ENOSPC, EROFS
from pathlib import Path
from shutil import disk_usage
from typing import Final

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import Message

# SQLite's primary result codes (https://sqlite.org/rescode.html), the low byte of the extended ones.
_BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 5, 6, 8, 10, 11, 13, 14, 26


_INDEX_OF_LOG: Final = 64 * 1024
"""Bytes; without room for as much, a store that nobody has open yet cannot even be read."""

# Windows knows no such number.
_QUOTA = getattr(errno, "EDQUOT", ENOSPC)


class StoreError(KnownError):
    """A known trouble with one store file."""


class StoreMissing(StoreError):
    """There is no file where the store should be."""


class StoreDamaged(StoreError):
    """The file is no store of FieldVisit, or no longer a whole one."""


class StoreDecayed(StoreDamaged):
    """The content is another one than when the store was left, though nobody has written since."""


class StoreTooNew(StoreError):
    """The store was written by a newer version of the program; it is never written by this one."""


class StoreLocked(StoreError):
    """Another program holds the store and did not let go in time."""


class StoreBusy(StoreLocked):
    """This very program is still writing, for example an import."""


class StoreReadOnly(StoreError):
    """The file or its folder cannot be written."""


class StoreFull(StoreError):
    """The disk has no room left; what was committed before is kept."""


class StoreUnreachable(StoreError):
    """The file cannot be opened or reached any more: a folder that is not there, a drive pulled out."""


class StoreMoved(StoreUnreachable):
    """The file was moved, replaced or deleted by somebody else while it was open."""


class MigrationFailed(StoreError):
    """Bringing an older store up to this version did not succeed; the old file is as it was."""


class PassphraseNeeded(StoreError):
    """The store is encrypted, and no key was given."""


class WrongPassphrase(StoreError):
    """The key file is whole, but the passphrase does not open it."""


class TooManyTries(StoreError):
    """After wrong passphrases the next try has to wait; nothing was tried."""


class KeyFileMissing(StoreError):
    """The store is encrypted, but the file with its wrapped key is neither beside it nor beside a backup."""


class KeyFileDamaged(StoreError):
    """The file with the wrapped key was altered; that is told before any passphrase is tried."""


class HeaderDamaged(StoreDamaged):
    """The key is right, but the beginning of the encrypted file can no longer be read with it."""


class WrongKey(StoreError):
    """The key belongs to another store than this encrypted one."""


class NotEncrypted(StoreError):
    """A key or passphrase was given for a store that is not encrypted."""


class AlreadyEncrypted(StoreError):
    """The store is to be encrypted, and is."""


class WeakPassphrase(KnownError):
    """A new passphrase that anyone would guess."""


def missing(path: Path) -> StoreMissing:
    return StoreMissing(Message("There is no store at {path}. Choose another file or create a new store.", path=path))


def lost(path: Path) -> StoreMissing:
    return StoreMissing(
        Message(
            "The store {path} is gone or empty, but there was one: a program that synchronises or cleans up may have"
            " moved it. Put the file back, or restore a backup.",
            path=path,
        )
    )


def damaged(path: Path) -> StoreDamaged:
    return StoreDamaged(
        Message(
            "The store {path} is damaged or is not a store of FieldVisit. Restore a backup; the file is kept.",
            path=path,
        )
    )


def decayed(path: Path) -> StoreDecayed:
    return StoreDecayed(
        Message(
            "The store {path} is no longer what was saved, although nobody has written into it since: the disk has"
            " altered it, and names or figures may be wrong. Restore a backup; the file is kept.",
            path=path,
        )
    )


def too_new(path: Path, found: int, known: int) -> StoreTooNew:
    return StoreTooNew(
        Message(
            "The store {path} was written by a newer version of FieldVisit"
            " (schema {found}, this version knows {known}). Update the program; the file was not changed.",
            path=path,
            found=found,
            known=known,
        )
    )


def migration_failed(path: Path, backup: Path) -> MigrationFailed:
    return MigrationFailed(
        Message(
            "The store {path} could not be brought up to this version; it is as it was, and a copy is in {backup}.",
            path=path,
            backup=backup,
        )
    )


def locked(path: Path) -> StoreLocked:
    return StoreLocked(
        Message(
            "The store {path} is in use by another program. Close it there and try again; nothing was saved.",
            path=path,
        )
    )


def busy(path: Path) -> StoreBusy:
    return StoreBusy(
        Message(
            "FieldVisit itself is still writing into the store {path}, for example an import."
            " Wait until that has ended and try again; nothing was lost.",
            path=path,
        )
    )


def _read_only(path: Path) -> StoreReadOnly:
    return StoreReadOnly(
        Message(
            "The store {path} cannot be written. Allow writing to the file and its folder, then try again.",
            path=path,
        )
    )


def _full(path: Path) -> StoreFull:
    return StoreFull(
        Message(
            "There is no room left on the disk of {path}. Free some space and try again; nothing was lost.",
            path=path,
        )
    )


def unreachable(path: Path) -> StoreUnreachable:
    return StoreUnreachable(
        Message("The store {path} cannot be reached. Check the folder or the drive, then try again.", path=path)
    )


def moved(path: Path) -> StoreMoved:
    return StoreMoved(
        Message(
            "Another program has moved, replaced or deleted the store {path} while it was open. Everything you typed is"
            " in the newest backup: restore it, and let no program synchronise the folder.",
            path=path,
        )
    )


def _not_done(path: Path) -> StoreError:
    """The driver says no more than that something failed, also where there is no room for the index of the log."""
    with suppress(OSError):
        if disk_usage(path.parent).free < _INDEX_OF_LOG:
            return _full(path)
    return unreachable(path)


def _not_opened(path: Path) -> StoreError:
    """A file that is there in a folder that takes none: SQLite cannot put its log beside it."""
    if os.access(path, os.F_OK) and not os.access(path.parent, os.W_OK):
        return _read_only(path)
    return unreachable(path)


_BY_CODE = {
    _BUSY: locked,
    _LOCKED: locked,
    _READONLY: _read_only,
    _IOERR: _not_done,
    _CORRUPT: damaged,
    _FULL: _full,
    _CANTOPEN: _not_opened,
    _NOTADB: damaged,
}
_BY_WORDS: dict[str, Callable[[Path], StoreError]] = {
    "Could not decode to UTF-8": damaged,
    "database or disk is full": _full,
    "disk I/O error": _not_done,
    "database disk image is malformed": damaged,
    "database is locked": locked,
}


def _by_words(raised: BaseException) -> Callable[[Path], StoreError] | None:
    """For the few errors that the driver raises without a code: in its online backup, and over a ruined text."""
    if type(raised).__name__ not in {"OperationalError", "DatabaseError"}:
        return None
    words = str(raised)
    return next((tell for start, tell in _BY_WORDS.items() if words.startswith(start)), None)


def known(error: BaseException, path: Path) -> StoreError | None:
    """The sentence for a driver's error (bare or wrapped by SQLAlchemy), None for a fault of the program."""
    raised = getattr(error, "orig", error)
    code = getattr(raised, "sqlite_errorcode", None)
    tell = _BY_CODE.get(code & 0xFF) if isinstance(code, int) else _by_words(raised)
    return tell(path) if tell else None


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turns a driver's known errors inside the block into ones that name `path`; others pass as they are."""
    try:
        yield
    except Exception as error:
        sentence = known(error, path)
        if sentence is None:
            raise
        raise sentence from error


@contextmanager
def reaching(path: Path) -> Iterator[None]:
    """Turns trouble with the folder or file itself (missing, forbidden, no room) into errors that name it."""
    try:
        yield
    except PermissionError as error:
        raise _read_only(path) from error
    except OSError as error:
        tell = {ENOSPC: _full, _QUOTA: _full, EROFS: _read_only}.get(error.errno or 0, unreachable)
        raise tell(path) from error
