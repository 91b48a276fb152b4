"""`protect`, `unprotect` and `passphrase`: encrypt the store, decrypt it, change what opens it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fieldvisit.cli.output import Output
from fieldvisit.cli.passphrases import asked, chosen
from fieldvisit.domain.language import Message, tr

if TYPE_CHECKING:
    from fieldvisit.usecases.passphrase_copies import Copies


def add_parser(subparsers: Any) -> None:
    """Registers the commands."""
    protect = subparsers.add_parser("protect", help=tr("encrypt the store and its backups under a passphrase"))
    protect.set_defaults(run=_protect)
    unprotect = subparsers.add_parser("unprotect", help=tr("turn an encrypted store into a plain one"))
    unprotect.set_defaults(run=_unprotect)
    change = subparsers.add_parser("passphrase", help=tr("change the passphrase of the store and its backups"))
    change.add_argument(
        "--new-passphrase-file", type=Path, metavar="FILE", help=tr("the new one is the first line of FILE")
    )
    change.set_defaults(run=_change)


def _store(args: argparse.Namespace) -> Path:
    from fieldvisit.usecases.places import default_store

    return Path(args.store or default_store())


def _protect(args: argparse.Namespace, out: Output) -> int:
    from fieldvisit.usecases.passphrase import protect
    from fieldvisit.usecases.passphrase_copies import told_after_protecting

    path = _store(args)
    done = protect(path, chosen(args.passphrase_file), out.progress)
    for copy in done.left_open:
        out.problem(Message("{file} is still readable by anyone: it is damaged or cannot be written.", file=str(copy)))
    _say(path, told_after_protecting, out)
    return 1 if done.left_open else 0


def _unprotect(args: argparse.Namespace, out: Output) -> int:
    from fieldvisit.usecases.passphrase import remove_passphrase
    from fieldvisit.usecases.passphrase_copies import told_after_removing

    path = _store(args)
    remove_passphrase(path, asked(args.passphrase_file, path))
    _say(path, told_after_removing, out)
    return 0


def _change(args: argparse.Namespace, out: Output) -> int:
    from fieldvisit.usecases.passphrase import change_passphrase
    from fieldvisit.usecases.passphrase_copies import told_after_changing

    path = _store(args)
    change_passphrase(path, asked(args.passphrase_file, path), chosen(args.new_passphrase_file))
    _say(path, told_after_changing, out)
    return 0


def _say(path: Path, words: Callable[[Copies], list[str]], out: Output) -> None:
    """What lies beside the store, by what opens it now."""
    from fieldvisit.usecases.passphrase_copies import copies_of

    copies = copies_of(path)
    named = {name: [str(each) for each in getattr(copies, name)] for name in ("guarded", "earlier", "readable")}
    out.done({"store": str(path), **named}, words(copies))
