"""Passphrases and passwords on the command line: the first line of a file, or typed, but never an argument."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import Message, tr

if TYPE_CHECKING:
    from fieldvisit.store.store import Store

_MOST_BYTES = 4096


def open_asked(args: argparse.Namespace, path: Path, *, create: bool = True) -> Store:
    """The open store, with its passphrase asked for where it is encrypted. Raises as `open_store` and `key_for`."""
    from fieldvisit.usecases.open_store import open_store

    return open_store(path, create=create, key=key_for(args, path))


def key_for(args: argparse.Namespace, path: Path) -> bytes | None:
    """The data key of a store or backup; None for a plain one. Raises as `unlock`, or KnownError: nobody to ask.

    A region opens with the passphrase of the store that it belongs to.
    """
    from fieldvisit.usecases.passphrase import is_locked, unlock
    from fieldvisit.usecases.region_home import owner_of

    if not is_locked(path):
        return None
    owner = owner_of(path)
    return unlock(path, asked(args.passphrase_file, path)) if owner is None else _region_key(args, path, owner)


def _region_key(args: argparse.Namespace, region: Path, owner: Path) -> bytes:
    from fieldvisit.usecases.region_home import region_key

    with _owner(args, owner, region) as own:
        return region_key(region, own)


@contextmanager
def with_its_region(args: argparse.Namespace, owner: Path, region: Path) -> Iterator[tuple[Store, Store]]:
    """A store and the encrypted region that belongs to it, both open. Raises as `key_for`."""
    from fieldvisit.usecases.open_store import open_store
    from fieldvisit.usecases.region_home import region_key

    with (
        _owner(args, owner, region) as own,
        closing(open_store(region, create=False, key=region_key(region, own))) as opened,
    ):
        yield own, opened


@contextmanager
def _owner(args: argparse.Namespace, owner: Path, region: Path) -> Iterator[Store]:
    from fieldvisit.store.key_trouble import region_needs_store

    if not owner.is_file():
        raise region_needs_store(region, owner)
    with closing(open_asked(args, owner, create=False)) as own:
        yield own


def asked(file: Path | None, locked: Path) -> str:
    """The passphrase that an encrypted file has."""
    return first_line(file) if file else _typed(tr("Passphrase of {file}: ", file=locked.name))


def chosen(file: Path | None) -> str:
    """A passphrase to be set: typed twice, since nobody sees what is typed."""
    if file:
        return first_line(file)
    passphrase = _typed(tr("New passphrase: "))
    if _typed(tr("The same once more: ")) != passphrase:
        raise KnownError(Message("The two passphrases differ; nothing was changed."))
    return passphrase


def _typed(question: str) -> str:
    if not sys.stdin.isatty():
        raise KnownError(
            Message("A passphrase is needed: name a file that holds it on its first line with --passphrase-file.")
        )
    from getpass import getpass

    return getpass(question, sys.stderr)


def report_password(file: Path) -> str:
    """The password of locked reports in a file. Raises as `first_line`."""
    from fieldvisit.exchange.locking import MOST_BYTES

    return first_line(file, MOST_BYTES)


def first_line(file: Path, most: int = _MOST_BYTES) -> str:
    """The passphrase in a file. Raises KnownError where its first line is empty, no text, or over `most` bytes long."""
    with file.open("rb") as opened:
        line = opened.read(2 * most).splitlines()[:1]
    try:
        passphrase = line[0].decode("utf-8-sig") if line else ""
    except UnicodeDecodeError as error:
        raise _unusable(file, most) from error
    if not passphrase or len(passphrase.encode()) > most:
        raise _unusable(file, most)
    return passphrase


def _unusable(file: Path, most: int) -> KnownError:
    return KnownError(
        Message(
            "The first line of {file} is no passphrase or password of 1 to {most} bytes.", file=file.name, most=most
        )
    )
