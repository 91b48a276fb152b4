"""The visit bundle: a visit's document and its photos in one file that only a passphrase opens.

One line of JSON says how the key is wrapped; after it stands, encrypted with AES-256-GCM, an archive of `visit.json`
and `photos/DIGEST.jpg`. A digest over all of it tells a damaged file from a wrong passphrase.
"""

from __future__ import annotations

import json
import os
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from io import BytesIO
from typing import Any, Final

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import Message
from fieldvisit.store import vault

ENDING: Final = ".fvbundle"
FORMAT: Final = "fieldvisit.bundle"
VERSION: Final = 1
MOST_BYTES: Final = 400 * 1024 * 1024
"""Of the file; photos are about 0.3 MB each."""
MOST_DATA: Final = 64 * 1024 * 1024
_MOST_HEAD: Final = 4096
_NONCE_BYTES: Final = 12
_DOCUMENT: Final = "visit.json"
_PHOTO: Final = re.compile(r"photos/([0-9a-f]{64})\.jpg")
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_PACKED: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ODD_ARCHIVE: Final = (ValueError, KeyError, RuntimeError, EOFError, zlib.error, zipfile.BadZipFile)
"""What the archive of somebody who knows the passphrase can raise."""


class BundleDamaged(KnownError):
    """The file is no bundle, or no longer a whole one."""


class BundleTooNew(KnownError):
    """The bundle was written by a newer version."""


class WrongBundlePassphrase(KnownError):
    """The bundle is whole, but this passphrase does not open it."""


@dataclass(frozen=True)
class Bundle:
    """The bytes of a visit's document, and JPEGs by the SHA-256 of their bytes."""

    document: bytes
    photos: Mapping[str, bytes] = field(default_factory=dict)


def sealed(bundle: Bundle, passphrase: str) -> bytes:
    """The file; its salts are new each time, so that its bytes differ each time."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key, nonce = vault.new_key(), os.urandom(_NONCE_BYTES)
    head = {"format": FORMAT, "version": VERSION, "key": asdict(vault.seal(key, passphrase)), "nonce": nonce.hex()}
    content = AESGCM(key).encrypt(nonce, _archive(bundle), _canonical(head))
    return json.dumps(head | {"digest": _digest(head, content)}).encode() + b"\n" + content


def _archive(bundle: Bundle) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr(zipfile.ZipInfo(_DOCUMENT, _EPOCH), bundle.document, zipfile.ZIP_DEFLATED)
        for digest, content in sorted(bundle.photos.items()):
            archive.writestr(zipfile.ZipInfo(f"photos/{digest}.jpg", _EPOCH), content)
    return written.getvalue()


def opened(file: bytes, passphrase: str, called: str) -> Bundle:
    """What is in the file that messages call `called`.

    Raises `BundleDamaged`, `BundleTooNew`, `WrongBundlePassphrase`.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    line, _, content = file.partition(b"\n")
    head, envelope, nonce = _head(line, content, called)
    key = vault.opened(envelope, passphrase)
    if key is None:
        raise WrongBundlePassphrase(Message("That is not the passphrase of {file}; nothing was changed.", file=called))
    try:
        return _unpacked(AESGCM(key).decrypt(nonce, content, _canonical(head)))
    except (InvalidTag, *_ODD_ARCHIVE) as error:
        raise damaged(called) from error


def _head(line: bytes, content: bytes, called: str) -> tuple[dict[str, Any], vault.Envelope, bytes]:
    try:
        head = json.loads(line) if len(line) <= _MOST_HEAD else {}
        if head["format"] != FORMAT or head.pop("digest") != _digest(head, content):
            raise damaged(called)
        if head["version"] != VERSION:
            raise _too_new(called)
        return head, vault.envelope_of(head["key"]), bytes.fromhex(head["nonce"])
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise damaged(called) from error


def _unpacked(content: bytes) -> Bundle:
    """Only what a bundle holds is taken out, by name and size; a digest that does not fit is a ValueError."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        document = _member(archive, _DOCUMENT, MOST_DATA)
        names = [found for each in set(archive.namelist()) if (found := _PHOTO.fullmatch(each))]
        if sum(archive.getinfo(found[0]).file_size for found in names) > MOST_BYTES:
            raise ValueError("the photos are too large")
        photos = {found[1]: _member(archive, found[0], MOST_BYTES) for found in names}
        if any(sha256(photo).hexdigest() != digest for digest, photo in photos.items()):
            raise ValueError("a photo is another one")
        return Bundle(document, photos)


def _member(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """A file of the archive. Asked for by its length: asked for all of it, what is packed unfolds as far as it will."""
    told = archive.getinfo(name)
    if told.file_size > most or told.compress_type not in _PACKED:
        raise ValueError("a file of the archive is too large, or packed as none is")
    with archive.open(told) as file:
        return file.read(told.file_size)


def _canonical(head: dict[str, Any]) -> bytes:
    return json.dumps(head, sort_keys=True).encode()


def _digest(head: dict[str, Any], content: bytes) -> str:
    return sha256(_canonical(head) + content).hexdigest()


def damaged(called: str) -> BundleDamaged:
    return BundleDamaged(Message("{file} is no visit bundle, or it is damaged; ask for it again.", file=called))


def _too_new(called: str) -> BundleTooNew:
    return BundleTooNew(
        Message(
            "{file} was written by a newer version of FieldVisit. Update the program; nothing was changed.", file=called
        )
    )
