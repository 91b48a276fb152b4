"""The first 16 bytes of a store file: what it is, and whose key it needs, told without any key.

SQLCipher keeps a salt there. The page key is random by itself, so that the salt need not be: it names the file as an
encrypted store and carries the id of its key. A backup without its key file is thus never taken for a ruined store.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Final

from fieldvisit.store import errors

PLAIN: Final = b"SQLite format 3\0"
_MARK: Final = b"FVst"
_ID: Final = b"FieldVisit store key\n"


def key_id(key: bytes) -> str:
    """The public name of a data key, 24 hexadecimal digits; the key cannot be told from it."""
    return sha256(_ID + key).hexdigest()[:24]


def salt_of(key: bytes) -> bytes:
    """The 16 bytes with which a store under this data key begins."""
    return _MARK + bytes.fromhex(key_id(key))


def header(path: Path) -> bytes:
    """The first 16 bytes; fewer of a shorter file, none where there is no file."""
    with errors.reaching(path):
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(len(PLAIN))


def id_in(start: bytes) -> str:
    """The id of the key that a file with this beginning needs; empty for any other file."""
    return start[len(_MARK) :].hex() if start.startswith(_MARK) and len(start) == len(PLAIN) else ""


LOGS: Final = ("-wal", "-shm", "-journal")
"""What SQLite lays beside a file that it has open or has not finished with: log, index of the log, undo journal."""


def log_of(store: Path) -> Path:
    """The write-ahead log of a store; it is not always there."""
    return store.with_name(store.name + "-wal")


def key_file_of(path: Path) -> Path:
    """Where the wrapped key of a store or backup lies: beside it."""
    return path.with_name(path.name + ".key")


def is_encrypted(path: Path) -> bool:
    """Whether the file needs a key, also one whose beginning is ruined but which has its key file beside it."""
    start = header(path)
    return bool(id_in(start)) or (len(start) == len(PLAIN) and start != PLAIN and key_file_of(path).is_file())
