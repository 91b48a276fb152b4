"""Where a manager's region is kept: a file of its own beside the store it belongs to, encrypted where that one is.

Its key follows from the user's signing key, which lies in the user's store and in no export of it, and is also wrapped
under every data key that the store has had (`fieldvisit.store.ways_in`). So the region opens with the user's store,
whatever passphrase that has now, stays encrypted when the passphrase is given up, and opens with an older backup too,
from before there was a signing key.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from glob import escape
from pathlib import Path
from threading import Lock

from fieldvisit.domain.formats import listed
from fieldvisit.domain.language import Message
from fieldvisit.store import backup, ciphering, headers, key_trouble, ways_in
from fieldvisit.store.errors import StoreError
from fieldvisit.store.store import Store
from fieldvisit.usecases.keys import own_signer
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.places import STORE_FILE, default_store, home, sample_store

_NAME = "region"
_ENCRYPTED = re.compile(r"(?:(?P<own>.+)-)?region-[0-9a-f]{8}")
_PURPOSE = b"FieldVisit region 1\n"
_UNDER_STORE = b"FieldVisit region under a store 1\n"
_NAMED = 8
_one_at_a_time = Lock()


@dataclass(frozen=True)
class _Place:
    """A folder, and how the files of one region in it are named: `STEM.store`, or `STEM-12345678.store` encrypted."""

    folder: Path
    stem: str

    @property
    def plain(self) -> Path:
        return self.folder / f"{self.stem}.store"

    def encrypted(self, key: bytes) -> Path:
        return self.folder / f"{self.stem}-{hashlib.sha256(key).hexdigest()[:_NAMED]}.store"

    def all_encrypted(self) -> list[Path]:
        """The encrypted regions here, the one that was used last first."""
        named = len(self.stem) + 1 + _NAMED
        found = [path for path in self.folder.glob(f"{escape(self.stem)}-*.store") if len(path.stem) == named]
        return sorted(
            (path for path in found if headers.id_in(headers.header(path))), key=lambda path: -path.stat().st_mtime
        )


def _place_of(own: Path) -> _Place:
    """The default store's region lies in the user's folder, any other's beside its store, under its name.

    A region that was made with another store before, while there was no default one, stays with that store.
    """
    standard = _Place(home(), _NAME)
    if own.resolve() == default_store().resolve():
        return standard
    beside = _Place(own.parent, f"{own.stem}-{_NAME}")
    is_first = not default_store().is_file() and own.resolve() != sample_store().resolve()
    has_own = beside.plain.is_file() or beside.all_encrypted()
    return standard if is_first and standard.plain.is_file() and not has_own else beside


def is_region_there(own: Store) -> bool:
    """Whether the user of `own` has a region: whether anything was ever dropped."""
    place = _place_of(own.path)
    if place.plain.is_file():
        return True
    return any((place.all_encrypted(), _kept_at_home(own.path))) and _found(own, place, _keys(own))[0].is_file()


def encrypted_regions(own: Path) -> tuple[Path, ...]:
    """The encrypted regions in the place of the region of the store at `own`, whoever made them."""
    return tuple(_place_of(own).all_encrypted())


def unreachable(own: Store) -> tuple[Path, ...]:
    """Encrypted regions in the place of this store's that none of its keys opens, while it has none that they do.

    So after a restore of data from another time, which had other keys.
    """
    closed = encrypted_regions(own.path)
    return closed if closed and not is_region_there(own) else ()


def unreachable_words(closed: Iterable[Path]) -> Message:
    """What happened to such regions, and the way out."""
    return Message(
        "The region that lies beside your data ({files}) was encrypted with other data and does not open with these."
        " Restore a backup from its time, or drop its reports again; the file is kept.",
        files=listed(path.name for path in closed),
    )


def _kept_at_home(own: Path) -> list[Path]:
    """Encrypted regions in the user's folder, where those of other stores were kept too, once."""
    return _Place(home(), _NAME).all_encrypted() if own.resolve() != sample_store().resolve() else []


def open_region(own: Store) -> Store:
    """The region of the user of `own`. Raises a StoreError as `open_store` does.

    A region that was made before the user's store was encrypted is encrypted now.
    """
    place, keys = _place_of(own.path), _keys(own)
    with _one_at_a_time:
        if own.key is not None or _is_under(place.plain, keys[0]):
            _turn_over(place, keys[0])
        region, key = _found(own, place, keys)
        if key is not None:
            _note_ways(region, key, keys)
    return open_store(region, key=key)


def _found(own: Store, place: _Place, keys: list[bytes]) -> tuple[Path, bytes | None]:
    """The file of the region and its key, None for a plain one; neither need be there yet."""
    first = place.encrypted(keys[0])
    if first.is_file():
        return first, keys[0]
    for path in (*place.all_encrypted(), *_kept_at_home(own.path)):
        key = ways_in.key_by(path, keys)
        if key is not None:
            return path, key
    return (place.plain, None) if own.key is None else (first, keys[0])


def _note_ways(region: Path, key: bytes, keys: list[bytes]) -> None:
    with suppress(StoreError):  # on a full disk the region opens as it did
        ways_in.add(region, key, keys)


def protect_region(own: Store) -> None:
    """Encrypts what lies in the clear of the region of an encrypted store; `in_the_clear` tells what stays so."""
    if not in_the_clear(own.path):
        return
    place, keys = _place_of(own.path), _keys(own)
    with _one_at_a_time:
        with suppress(StoreError):
            _turn_over(place, keys[0])
            _note_ways(place.encrypted(keys[0]), keys[0], keys)
        for copy in _readable(backup.kept_copies(place.plain)):
            with suppress(StoreError):
                ciphering.turn_over(copy, old=None, new=keys[0])


def in_the_clear(own: Path) -> tuple[Path, ...]:
    """The files of the region of the store at `own` that anybody can read."""
    plain = _place_of(own).plain
    return _readable([plain, *backup.kept_copies(plain)])


def owner_of(path: Path) -> Path | None:
    """The store that the encrypted region at `path` belongs to by its name; None for any other file."""
    named = _ENCRYPTED.fullmatch(path.stem)
    if named is None or not headers.id_in(headers.header(path)):
        return None
    return path.with_name(f"{named['own']}{path.suffix}" if named["own"] else STORE_FILE)


def region_key(path: Path, own: Store) -> bytes:
    """The key of the encrypted region at `path`, by what the user of `own` has. Raises `WrongKey`."""
    key = ways_in.key_by(path, _keys(own))
    if key is None:
        raise key_trouble.not_its_region(path, own.path)
    return key


def _readable(paths: Iterable[Path]) -> tuple[Path, ...]:
    return tuple(path for path in paths if headers.header(path) == headers.PLAIN)


def _keys(own: Store) -> list[bytes]:
    """What opens the region of this user: first the key that a new one gets."""
    first = hashlib.sha256(_PURPOSE + own_signer(own).private).digest()
    return [first] if own.key is None else [first, hashlib.sha256(_UNDER_STORE + own.key).digest()]


def _turn_over(place: _Place, key: bytes) -> None:
    """Stopped between its two steps, the region is encrypted under its old name, and the next time finds it so.

    A plain one that was begun beside an encrypted one, with data from another time, is set aside as a copy.
    """
    plain, encrypted = place.plain, place.encrypted(key)
    if not plain.is_file():
        return
    if encrypted.is_file():
        plain.replace(place.folder / f"{place.stem}-replaced-{datetime.now().astimezone():%Y%m%d-%H%M%S}.store")
        return
    if not _is_under(plain, key):
        ciphering.turn_over(plain, old=None, new=key)
    plain.replace(encrypted)


def _is_under(path: Path, key: bytes) -> bool:
    return headers.id_in(headers.header(path)) == headers.key_id(key)
