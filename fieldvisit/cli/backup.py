"""`backup [-o FILE]` and `restore FILE`."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fieldvisit.cli import with_store
from fieldvisit.cli.output import Output
from fieldvisit.domain.language import tr

if TYPE_CHECKING:
    from fieldvisit.store.store import Store


def add_parser(subparsers: Any) -> None:
    """Registers both commands."""
    backup = subparsers.add_parser("backup", help=tr("make a verified copy of the store"))
    backup.add_argument("-o", "--output", type=Path, metavar="FILE", help=tr("default: beside the store"))
    backup.set_defaults(run=with_store, work=_backup)
    restore = subparsers.add_parser("restore", help=tr("put a backup in the place of the store"))
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.set_defaults(run=_restore)


def _backup(args: argparse.Namespace, store: Store, out: Output) -> int:
    from fieldvisit.store.headers import key_file_of
    from fieldvisit.usecases.backup import back_up

    copy = back_up(store, args.output)
    told = {"file": str(copy)} | ({"key_file": str(key_file_of(copy))} if store.key else {})
    out.done(told, told.values())
    return 0


def _restore(args: argparse.Namespace, out: Output) -> int:
    from fieldvisit.cli.passphrases import key_for
    from fieldvisit.usecases.backup import restore_backup
    from fieldvisit.usecases.places import default_store

    store, key = args.store or default_store(), key_for(args, args.file)
    kept = restore_backup(store, args.file, key=key)
    before = tr("Restored; the store before it is kept as {file}", file=str(kept))
    out.done(
        {"replaced_store": str(kept) if kept else None}, [before if kept else tr("Restored as {file}", file=store)]
    )
    return _tell_of_region(store, key, out)


def _tell_of_region(path: Path, key: bytes | None, out: Output) -> int:
    """Says of a region beside the store that it does not open with what was restored."""
    from fieldvisit.usecases.open_store import open_store
    from fieldvisit.usecases.region_home import encrypted_regions, unreachable, unreachable_words

    if not encrypted_regions(path):
        return 0
    with closing(open_store(path, key=key)) as own:
        closed = unreachable(own)
    if closed:
        out.problem(unreachable_words(closed))
    return 1 if closed else 0
