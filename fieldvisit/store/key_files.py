"""The key file beside an encrypted store or backup: wrapped keys, with a digest that tells damage from a wrong
passphrase before any is tried.

It holds two keys only while a backup under another one takes the place of the store, so that whichever of both files
is found after a crash has its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from fieldvisit.store import errors, key_trouble
from fieldvisit.store.headers import header, id_in, key_file_of
from fieldvisit.store.vault import Envelope, envelope_of
from fieldvisit.store.whole_files import write_whole

FORMAT: Final = "fieldvisit.key"
VERSION: Final = 1
BACKUPS: Final = "backups"
_MOST_BYTES: Final = 64 * 1024


def write_keys(store: Path, envelopes: Iterable[Envelope]) -> None:
    """Writes the key file of a store or backup, whole or not at all."""
    content: dict[str, Any] = {"format": FORMAT, "version": VERSION, "keys": [asdict(each) for each in envelopes]}
    content["digest"] = _digest(content)
    write_whole(key_file_of(store), (json.dumps(content, indent=1) + "\n").encode())


def keys_beside(store: Path) -> list[Envelope]:
    """The wrapped keys beside a store or backup; none where there is no file.

    Raises `KeyFileDamaged`, `StoreTooNew` or another StoreError.
    """
    path = key_file_of(store)
    with errors.reaching(path):
        if not path.is_file():
            return []
        with path.open("rb") as file:
            return _read(path, file.read(_MOST_BYTES + 1))


def _read(path: Path, content: bytes) -> list[Envelope]:
    try:
        found = json.loads(content)
        if len(content) > _MOST_BYTES or found["format"] != FORMAT or found.pop("digest") != _digest(found):
            raise key_trouble.damaged(path)
        if found["version"] != VERSION:
            raise key_trouble.too_new(path)
        return [envelope_of(each) for each in found["keys"]]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise key_trouble.damaged(path) from error


def _digest(content: dict[str, Any]) -> str:
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def envelope_for(store: Path, also_in: Iterable[Path] = (), *, wanted: str = "") -> Envelope:
    """The wrapped key of an encrypted store or backup, also from a copy's key file when its own one is lost.

    Copies are looked for beside it, in its backups and in the folders `also_in`. Where the beginning of the store is
    ruined, the key beside it is taken. `wanted` is the id of the key, for a store that is gone itself. Raises
    `KeyFileMissing`, `KeyFileDamaged` or another StoreError.
    """
    wanted = wanted or id_in(header(store))
    trouble: errors.StoreError = key_trouble.missing(key_file_of(store), store)
    beside: list[Envelope] = []
    try:
        beside = keys_beside(store)
    except errors.StoreError as error:
        trouble = error
    found = _fitting(beside, wanted) or _fitting(_beside_copies(store, also_in), wanted) or beside
    if not found:
        raise trouble
    return found[0]


def _fitting(envelopes: Iterable[Envelope], wanted: str) -> list[Envelope]:
    return [each for each in envelopes if each.key_id == wanted]


def readable_keys_beside(store: Path) -> list[Envelope]:
    """As `keys_beside`; none where the file is damaged, for then it opens nothing."""
    try:
        return keys_beside(store)
    except errors.KeyFileDamaged:
        return []


def _beside_copies(store: Path, also_in: Iterable[Path]) -> Iterator[Envelope]:
    inside = store.parent.name == BACKUPS
    for folder in (store.parent, store.parent.parent if inside else store.parent / BACKUPS, *also_in):
        for path in sorted(folder.glob("*.key")):
            with suppress(errors.StoreError):
                yield from keys_beside(path.with_suffix(""))


def is_wrapped(store: Path) -> bool:
    """Whether the key of an encrypted store is in a key file at all, be it a copy's; else whoever opens it knows it."""
    try:
        envelope_for(store)
    except errors.KeyFileMissing:
        return False
    return True


def copy_key(store: Path, copy: Path, *, wanted: str = "") -> None:
    """Puts the wrapped key of an encrypted store beside a copy that is under the same one. Raises as `envelope_for`."""
    envelope = envelope_for(store, wanted=wanted)
    if readable_keys_beside(copy) != [envelope]:
        write_keys(copy, [envelope])
