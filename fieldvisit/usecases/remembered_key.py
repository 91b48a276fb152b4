"""The data key in the system's keyring: a cache that saves typing the passphrase, and never the only place of a key.

Whatever a keyring does, the worst is that the passphrase is asked for. It may also never answer: its service hangs, or
it asks something in a window that nobody sees. So every question goes by a thread of its own (`asked`), for which
neither the window nor the end of the program waits.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Final, TypeVar

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import Message
from fieldvisit.store.headers import header, id_in, key_id

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SERVICE: Final = "FieldVisit"
Answer = TypeVar("Answer")


class NotRemembered(KnownError):
    """The keyring did not take the key; the passphrase will be asked for next time."""


class NotRecalled(KnownError):
    """The keyring could not be asked: it is not there, locked, or refused."""


class KeyLost(NotRecalled):
    """The keyring works, but has not the key of this store; it may be given it again."""


def asked(question: Callable[[], Answer]) -> Future[Answer]:
    """Puts a question to the keyring; the answer may come at once, after somebody has agreed to it, or never."""
    answer: Future[Answer] = Future()

    def ask() -> None:
        try:
            answer.set_result(question())
        except BaseException as error:  # noqa: BLE001 - whoever waits for the answer gets it
            answer.set_exception(error)

    Thread(target=ask, name="keyring", daemon=True).start()
    return answer


def can_remember() -> bool:
    """Whether this system has a keyring that can be used; slow the first time (an import of about 0.2 s)."""
    return _keyring() is not None


def remember(key: bytes) -> None:
    """Keeps a data key in the keyring. Raises `NotRemembered`."""
    keyring, name = _keyring(), key_id(key)
    try:
        if keyring is not None:
            keyring.set_password(_SERVICE, name, key.hex())
            if keyring.get_password(_SERVICE, name) == key.hex():
                return
    except Exception as error:  # each system's keyring raises errors of its own
        raise _not_remembered() from error
    raise _not_remembered()


def recalled(path: Path) -> bytes | None:
    """The data key of the encrypted store at `path`, checked against the file; None for a plain store.

    Raises `NotRecalled`, `KeyLost` or, where the file cannot be reached, a StoreError.
    """
    wanted = id_in(header(path))
    if not wanted:
        return None
    keyring = _keyring()
    if keyring is None:
        raise _not_recalled()
    try:
        kept = keyring.get_password(_SERVICE, wanted)
    except Exception as error:  # as above
        raise _not_recalled() from error
    return _fitting(kept, wanted)


def _fitting(kept: str | None, wanted: str) -> bytes:
    if not kept:
        raise KeyLost(
            Message(
                "This computer's keyring no longer has the key of your data. Type the passphrase: the key is then kept"
                " there again."
            )
        )
    try:
        key = bytes.fromhex(kept)
    except ValueError:
        key = b""
    if key_id(key) != wanted:
        raise KeyLost(
            Message(
                "What this computer's keyring has kept does not open your data. Type the passphrase: the key is then"
                " kept there anew."
            )
        )
    return key


def forget(key: bytes) -> None:
    """Takes a key out of the keyring, if it is there."""
    keyring = _keyring()
    if keyring is None:
        return
    try:
        keyring.delete_password(_SERVICE, key_id(key))
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


def _not_recalled() -> NotRecalled:
    return NotRecalled(
        Message(
            "This computer's keyring could not be asked: it is not there, is locked, or refused. Type the passphrase."
        )
    )


def _not_remembered() -> NotRemembered:
    return NotRemembered(
        Message("This computer's keyring did not take the key. The passphrase is asked for at the next start.")
    )
