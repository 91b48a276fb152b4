"""The small file in which the public part of a key is handed over."""

from __future__ import annotations

import json
from dataclasses import dataclass

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import Message
from fieldvisit.exchange.seals import fingerprint, is_public_key

_VERSION = 1
MOST_BYTES = 10_000


class NotAKey(KnownError):
    """A file that holds no key, or a damaged one."""


@dataclass(frozen=True)
class PublicKey:
    """A public key and whose it is."""

    name: str
    public: bytes

    @property
    def fingerprint(self) -> str:
        """The short name of the key."""
        return fingerprint(self.public)


def key_file(key: PublicKey) -> bytes:
    """The file; the same key gives the same bytes."""
    told = {
        "fieldvisit_key": _VERSION,
        "name": key.name,
        "public": key.public.hex(),
        "fingerprint": key.fingerprint,
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def key_in(content: bytes, called: str) -> PublicKey:
    """The key in a file that messages call `called`. Raises `NotAKey`."""
    try:
        told = json.loads(content[:MOST_BYTES].decode("utf-8-sig"))
        key = PublicKey(str(told["name"]), bytes.fromhex(told["public"]))
        whole = told["fieldvisit_key"] == _VERSION and told["fingerprint"] == key.fingerprint
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise _refused(called) from error
    if not whole or not is_public_key(key.public):
        raise _refused(called)
    return key


def _refused(called: str) -> NotAKey:
    return NotAKey(Message("{file} is no key of FieldVisit, or it is damaged; ask for it again.", file=called))
