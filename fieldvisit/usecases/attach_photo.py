"""A picture comes into a visit: upright, without place and camera data, at most 1600 pixels.

The original stays untouched.
"""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Final

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import Message
from fieldvisit.exchange.upright import upright
from fieldvisit.store import photos
from fieldvisit.store.store import Store

LONGEST_SIDE: Final = 1600
LARGEST_PICTURE: Final = 120_000_000
"""Pixels; a picture beyond this is more likely hostile than taken by a phone."""


def attach_photo(store: Store, source: Path | bytes) -> str:
    """Keeps the picture and gives its digest. Raises KnownError for a file that is no picture."""
    name = source.name if isinstance(source, Path) else ""
    content = source.read_bytes() if isinstance(source, Path) else source
    jpeg, size = cleaned(content, name)
    digest = hashlib.sha256(jpeg).hexdigest()
    with store.write() as session:
        photos.keep_photo(session, digest, jpeg, size)
    return digest


def cleaned(content: bytes, name: str = "") -> tuple[bytes, tuple[int, int]]:
    """The picture as a JPEG without any metadata, turned upright and scaled down; and its size in pixels."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content)) as picture:
            if picture.width * picture.height > LARGEST_PICTURE:
                raise KnownError(Message("{file} is too large a picture; make it smaller first.", file=name))
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            held = upright(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise KnownError(Message("{file} is not a picture that can be read.", file=name or "?")) from error
    held.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.BICUBIC)
    written = io.BytesIO()
    Image.frombytes("RGB", held.size, held.tobytes()).save(written, "JPEG", quality=85, optimize=True)
    return written.getvalue(), held.size


def photo(store: Store, digest: str) -> bytes:
    """The JPEG with this digest; KnownError when it is not kept here."""
    with store.read() as session:
        found = photos.contents(session, [digest])
    if digest not in found:
        raise KnownError(Message("The picture is not in this store."))
    return found[digest]
