"""`backup [-o FILE]` and `restore FILE`."""

from __future__ import annotations

import argparse
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

    kept = restore_backup(args.store or default_store(), args.file, key=key_for(args, args.file))
    out.done(
        {"replaced_store": str(kept) if kept else None},
        [tr("Restored; the store before it is kept as {file}", file=str(kept))],
    )
    return 0
