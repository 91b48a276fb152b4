"""The ways into an encrypted region: its key, wrapped under each of the keys with which it was opened before.

The file beside the region is worth nothing without one of these, and is written anew whenever another one comes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from fieldvisit.store.headers import header, id_in, key_id
from fieldvisit.store.whole_files import write_whole

FORMAT: Final = "fieldvisit.region-key"
_MOST_BYTES: Final = 64 * 1024
_MOST_WAYS: Final = 50
"""The oldest go first; a data key comes with each passphrase that is set, not with one that is changed."""


def file_of(region: Path) -> Path:
    """Where the ways into a region lie: beside it."""
    return region.with_name(region.name + ".ways")


def key_by(region: Path, keys: Iterable[bytes]) -> bytes | None:
    """The key of an encrypted region, where it is one of these or wrapped under one of them; else None."""
    from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap

    wanted, known = id_in(header(region)), list(keys)
    wrapped = _read(region)
    for key in known:
        if key_id(key) == wanted:
            return key
        try:
            found = aes_key_unwrap(key, wrapped[key_id(key)])
        except (LookupError, InvalidUnwrap):
            continue
        if key_id(found) == wanted:
            return found
    return None


def add(region: Path, key: bytes, under: Iterable[bytes]) -> None:
    """From now on each of these keys opens the region too. Raises a StoreError where that cannot be written."""
    from cryptography.hazmat.primitives.keywrap import aes_key_wrap

    known = _read(region)
    new = {key_id(each): aes_key_wrap(each, key) for each in under if each != key and key_id(each) not in known}
    if new:
        ways = dict([*known.items(), *new.items()][-_MOST_WAYS:])
        content = {"format": FORMAT, "version": 1, "ways": {name: way.hex() for name, way in ways.items()}}
        write_whole(file_of(region), (json.dumps(content, indent=1) + "\n").encode())


def _read(region: Path) -> dict[str, bytes]:
    """What is wrapped, by the ids of the keys; nothing where the file is missing or ruined, for it is made anew."""
    try:
        with file_of(region).open("rb") as file:
            found = json.loads(file.read(_MOST_BYTES))
        return {str(name): bytes.fromhex(way) for name, way in found["ways"].items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}
