"""Pictures by digest."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from fieldvisit.store.models import Photo


def keep_photo(session: Session, digest: str, content: bytes, size: tuple[int, int]) -> None:
    """Keeps a JPEG under the SHA-256 of its bytes; one that is there already stays."""
    width, height = size
    given = insert(Photo).values(digest=digest, media_type="image/jpeg", width=width, height=height, content=content)
    session.connection().execute(given.on_conflict_do_nothing())


def altered(session: Session) -> int:
    """How many pictures are no longer those that were kept."""
    kept: Iterable[Any] = session.connection().execute(select(Photo.digest, Photo.content)).yield_per(1)
    return sum(not isinstance(each, bytes) or sha256(each).hexdigest() != digest for digest, each in kept)


def contents(session: Session, digests: Iterable[str]) -> dict[str, bytes]:
    """The JPEGs of those digests that are kept."""
    found = session.connection().execute(select(Photo.digest, Photo.content).where(Photo.digest.in_(list(digests))))
    return dict(found.all())
