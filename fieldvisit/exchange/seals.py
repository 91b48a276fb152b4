"""Signatures: a report is signed with the key of the rep who made it, over its data and over its pages."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_SIGNED = b"FieldVisit seal 1\n"
_KEY_BYTES = 32


@dataclass(frozen=True)
class Seal:
    """A signature as it stands in a report; all parts are bytes: 32 of the public key and of the digest, 64 signed."""

    public: bytes
    pages: bytes
    signature: bytes

    @property
    def fingerprint(self) -> str:
        """The short name of the key."""
        return fingerprint(self.public)

    def fits(self, data: bytes) -> bool:
        """Whether the signature is that of the key over these data and the digest of the pages."""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(self.signature, _message(data, self.pages))
        except (InvalidSignature, ValueError):
            return False
        return True


class Signer:
    """A private key. Signing the same twice gives the same bytes."""

    def __init__(self, private: bytes) -> None:
        self.private = private

    @classmethod
    def new(cls) -> Signer:
        """A key that nobody else has."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return cls(Ed25519PrivateKey.generate().private_bytes_raw())

    @property
    def public(self) -> bytes:
        """The part that others need to check signatures."""
        return self._key().public_key().public_bytes_raw()

    def seal(self, data: bytes, pages: bytes) -> Seal:
        """Signs data together with the digest of the pages that show them."""
        return Seal(self.public, pages, self._key().sign(_message(data, pages)))

    def _key(self) -> Ed25519PrivateKey:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.private)


def fingerprint(public: bytes) -> str:
    """Sixteen hexadecimal digits in fours, to be compared on the phone."""
    digits = hashlib.sha256(public).hexdigest()[:16]
    return " ".join(digits[start : start + 4] for start in range(0, 16, 4))


def is_public_key(public: bytes) -> bool:
    """Whether these bytes may be a public key."""
    return len(public) == _KEY_BYTES


def _message(data: bytes, pages: bytes) -> bytes:
    return _SIGNED + hashlib.sha256(data).digest() + pages
