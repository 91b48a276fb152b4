"""The data key in the system's keyring: a cache that saves typing the passphrase, and never the only place of a key.

Every failure of a keyring (none there, no desktop session, locked, refused) means "not remembered".
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import Message
from fieldvisit.store.headers import header, id_in, key_id

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SERVICE: Final = "FieldVisit"


class NotRemembered(KnownError):
    """The keyring did not take the key; the passphrase will be asked for next time."""


def can_remember() -> bool:
    """Whether this system has a keyring that can be used; slow the first time (an import of about 0.2 s)."""
    return _keyring() is not None


def remember(path: Path, key: bytes) -> None:
    """Keeps the data key of the store at `path` in the keyring. Raises `NotRemembered`."""
    keyring = _keyring()
    try:
        if keyring is not None:
            keyring.set_password(_SERVICE, key_id(key), key.hex())
    except Exception as error:  # each system's keyring raises errors of its own
        raise _not_remembered() from error
    if recalled(path) != key:
        raise _not_remembered()


def recalled(path: Path) -> bytes | None:
    """The data key of the encrypted store at `path`, checked against the file; None: ask for the passphrase."""
    wanted = id_in(header(path))
    keyring = _keyring() if wanted else None
    if keyring is None:
        return None
    try:
        key = bytes.fromhex(keyring.get_password(_SERVICE, wanted) or "")
    except Exception:  # noqa: BLE001 - as above; the passphrase is asked for instead
        return None
    return key if key_id(key) == wanted else None


def forget(path: Path) -> None:
    """Takes the key out of the keyring, if it is there."""
    wanted = id_in(header(path))
    keyring = _keyring() if wanted else None
    if keyring is None:
        return
    try:
        keyring.delete_password(_SERVICE, wanted)
    except Exception:  # noqa: BLE001 - as above; what is not there need not go
        return


def _keyring() -> KeyringBackend | None:
    """The system's keyring; None where there is none or it writes into a plain file."""
    try:
        import keyring

        found = keyring.get_keyring()
        return found if found.priority >= 1 else None
    except Exception:  # noqa: BLE001 - as above
        return None


def _not_remembered() -> NotRemembered:
    return NotRemembered(
        Message("This computer's keyring did not take the key. The passphrase is asked for at the next start.")
    )
