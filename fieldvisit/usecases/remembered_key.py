"""The data key in the system's keyring: a cache that saves typing the passphrase, and never the only place of a key.

Every failure of a keyring (none there, no desktop session, locked, refused) means "not remembered".
"""

from __future__ import annotations

from pathlib import Path

from fieldvisit.domain.errors import KnownError


class NotRemembered(KnownError):
    """The keyring did not take the key; the passphrase will be asked for next time."""


def can_remember() -> bool:
    """Whether this system has a keyring that can be used; slow the first time (an import of about 0.2 s)."""
    raise NotImplementedError


def remember(path: Path, key: bytes) -> None:
    """Keeps the data key of the store at `path` in the keyring. Raises `NotRemembered`."""
    raise NotImplementedError


def recalled(path: Path) -> bytes | None:
    """The data key of the encrypted store at `path`, checked against the file; None: ask for the passphrase."""
    raise NotImplementedError


def forget(path: Path) -> None:
    """Takes the key out of the keyring, if it is there."""
    raise NotImplementedError
