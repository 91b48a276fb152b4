"""Signatures: a report is signed with the key of the rep who made it, over its data and over its pages.

A second signature is over the file as it left the application, all of its bytes but those of this signature itself.
Where it fits, the pages are as they were; to look at them takes half the time of reading a report. Where it does not,
because a program packed the file anew or somebody changed it, the first one tells which.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_SIGNED = b"FieldVisit seal 1\n"
_SIGNED_FILE = b"FieldVisit file 1\n"
_KEY_BYTES = 32
_SIGNATURE_DIGITS = 128
UNSIGNED = b"FieldVisit: here comes the signature over all other bytes of the file".ljust(_SIGNATURE_DIGITS, b".")
"""What a file has where its signature will be, in hexadecimal."""


@dataclass(frozen=True)
class Seal:
    """A signature as it stands in a report; all parts are bytes: 32 of the public key and of the digest, 64 signed.

    `file` is the signature over the whole file as it stands there, 128 hexadecimal digits; empty where there is none.
    """

    public: bytes
    pages: bytes
    signature: bytes
    file: bytes = b""

    @property
    def fingerprint(self) -> str:
        """The short name of the key."""
        return fingerprint(self.public)

    def fits(self, data: bytes) -> bool:
        """Whether the signature is that of the key over these data and the digest of the pages."""
        return self._is_signed(self.signature, _message(data, self.pages))

    def fits_file(self, content: bytes) -> bool:
        """Whether no byte of the file has changed since it was signed; False too for one packed anew."""
        if len(self.file) != _SIGNATURE_DIGITS or content.count(self.file) != 1:
            return False
        try:
            signature = bytes.fromhex(self.file.decode("ascii"))
        except ValueError:
            return False
        return self._is_signed(signature, _file_message(content.replace(self.file, UNSIGNED, 1)))

    def _is_signed(self, signature: bytes, message: bytes) -> bool:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
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

    def signed(self, file: bytes) -> bytes:
        """The file with the signature over all its other bytes in the place of `UNSIGNED`, which it has once."""
        return file.replace(UNSIGNED, self._key().sign(_file_message(file)).hex().encode(), 1)

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


def _file_message(unsigned: bytes) -> bytes:
    return _SIGNED_FILE + hashlib.sha256(unsigned).digest()
