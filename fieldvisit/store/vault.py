"""The data key of a store, wrapped by a passphrase: 64 MiB of Argon2id, then AES-256-GCM.

A changed passphrase wraps the same data key anew, so that the store need not be written again and one look into the
keyring serves both before and after. Who once had an old key file and its passphrase has the data key, though: taking
the passphrase away and setting a new one makes another data key.
"""

from __future__ import annotations

import json
import os
import unicodedata
from dataclasses import asdict, dataclass
from typing import Any, Final

from fieldvisit.store.headers import key_id

KEY_BYTES: Final = 32
MEMORY: Final = 64 * 1024
"""KiB; with it, a try takes a fifth of a second here and as much memory wherever it is made."""
PASSES: Final = 3
LANES: Final = 4
_SALT_BYTES, _NONCE_BYTES, _TAG_BYTES = 16, 12, 16
# What a file may ask for: a hostile one must not take all memory or an hour.
_MOST_MEMORY, _MOST_PASSES, _MOST_LANES = 1024 * 1024, 16, 64
_LEAST_MEMORY: Final = 8
"""KiB for each lane, by the definition of Argon2."""


@dataclass(frozen=True)
class Envelope:
    """A wrapped data key. Everything but `sealed` is authenticated with it; bytes are hexadecimal."""

    key_id: str
    salt: str
    memory: int
    passes: int
    lanes: int
    nonce: str
    sealed: str = ""


def new_key() -> bytes:
    """A data key that nobody else has."""
    return os.urandom(KEY_BYTES)


def seal(key: bytes, passphrase: str) -> Envelope:
    """Wraps a data key; new salts each time."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES)
    bare = Envelope(key_id(key), salt.hex(), MEMORY, PASSES, LANES, nonce.hex())
    sealed = AESGCM(_wrapping_key(bare, passphrase)).encrypt(nonce, key, _told_openly(bare))
    return Envelope(**(asdict(bare) | {"sealed": sealed.hex()}))


def opened(envelope: Envelope, passphrase: str) -> bytes | None:
    """The data key; None when the passphrase is not the one."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    cipher = AESGCM(_wrapping_key(envelope, passphrase))
    try:
        return cipher.decrypt(bytes.fromhex(envelope.nonce), bytes.fromhex(envelope.sealed), _told_openly(envelope))
    except InvalidTag:
        return None


def _wrapping_key(envelope: Envelope, passphrase: str) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    return Argon2id(
        salt=bytes.fromhex(envelope.salt),
        length=KEY_BYTES,
        iterations=envelope.passes,
        lanes=envelope.lanes,
        memory_cost=envelope.memory,
    ).derive(spelled(passphrase))


def spelled(passphrase: str) -> bytes:
    """The same passphrase gives the same bytes, however a keyboard composes its accents or a system its Hangul."""
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")


def _told_openly(envelope: Envelope) -> bytes:
    return json.dumps(asdict(envelope) | {"sealed": ""}, sort_keys=True).encode()


def envelope_of(found: Any) -> Envelope:
    """What was read from a file as an envelope. Raises ValueError for one that cannot be any."""
    try:
        envelope = Envelope(**found)
        lengths = [len(bytes.fromhex(each)) for each in (envelope.salt, envelope.nonce, envelope.sealed)]
        bytes.fromhex(envelope.key_id)
    except (TypeError, AttributeError) as error:
        raise ValueError("an envelope has other parts") from error
    limits = ((envelope.memory, _MOST_MEMORY), (envelope.passes, _MOST_PASSES), (envelope.lanes, _MOST_LANES))
    fair = all(type(asked) is int and 0 < asked <= most for asked, most in limits)
    fair = fair and envelope.memory >= _LEAST_MEMORY * envelope.lanes
    if not fair or lengths != [_SALT_BYTES, _NONCE_BYTES, KEY_BYTES + _TAG_BYTES]:
        raise ValueError("an envelope asks for what cannot be given")
    return envelope
