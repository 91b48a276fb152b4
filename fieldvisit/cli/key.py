"""`key export -o FILE` and `key import FILE`: the keys that reports are signed with, handed over once."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fieldvisit.cli import with_store
from fieldvisit.cli.output import Output
from fieldvisit.domain.language import tr

if TYPE_CHECKING:
    from fieldvisit.exchange.key_file import PublicKey
    from fieldvisit.store.store import Store


def add_parser(subparsers: Any) -> None:
    """Registers the commands."""
    parser = subparsers.add_parser("key", help=tr("hand over the key that reports are signed with"))
    actions = parser.add_subparsers(metavar=tr("COMMAND"), required=True)
    written = tr("write the public part of this store's key; as a QR picture if FILE ends in .png")
    export = actions.add_parser("export", help=written)
    export.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    export.set_defaults(run=with_store, work=_export)
    taken = actions.add_parser("import", help=tr("know the key in a file or in a picture of its QR code from now on"))
    taken.add_argument("file", type=Path, metavar="FILE")
    taken.set_defaults(run=with_store, work=_import)


def _export(args: argparse.Namespace, store: Store, out: Output) -> int:
    from fieldvisit.usecases.keys import export_key

    return _say(export_key(store, args.output), args.output, out)


def _import(args: argparse.Namespace, store: Store, out: Output) -> int:
    from fieldvisit.usecases.keys import import_key

    return _say(import_key(store, args.file), args.file, out)


def _say(key: PublicKey, path: Path, out: Output) -> int:
    told = {"file": str(path), "name": key.name, "fingerprint": key.fingerprint}
    out.done(told, [tr("{file}: key {key} of {name}", file=str(path), key=key.fingerprint, name=key.name or "–")])
    return 0
