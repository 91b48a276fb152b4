"""A closed visit as one encrypted file, photos included: for a USB stick or the mail."""

from __future__ import annotations

from pathlib import Path

from fieldvisit.domain.visit import Visit
from fieldvisit.store.store import Store


def save_bundle(store: Store, visit_id: str, path: Path, passphrase: str) -> None:
    """Writes the bundle of a closed visit. Raises `NotFound`, `NotAllowed` (still open), KnownError for the file."""
    raise NotImplementedError


def take_bundle(store: Store, path: Path, passphrase: str) -> Visit:
    """Puts the visit of a bundle and its photos into the store; taking it twice changes nothing.

    Raises `WrongBundlePassphrase` or `BundleDamaged` (told apart), or what a refused visit document raises.
    """
    raise NotImplementedError
