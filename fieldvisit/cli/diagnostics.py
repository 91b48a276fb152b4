"""`diagnostics [-o FILE]`: what support may need to know, without anything that stands in the store."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path
from typing import Any

from fieldvisit.cli.output import Output
from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import tr


def add_parser(subparsers: Any) -> None:
    """Registers the command."""
    parser = subparsers.add_parser("diagnostics", help=tr("tell support how program and store are, without names"))
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help=tr("default: standard output"))
    parser.set_defaults(run=_run)


def _run(args: argparse.Namespace, out: Output) -> int:
    from fieldvisit.usecases.diagnostics import save_diagnostics
    from fieldvisit.usecases.places import default_store

    text = _text(args.store or default_store())
    if args.output is None:
        out.done({"text": text}, text.splitlines())
    else:
        save_diagnostics(text, args.output)
        out.done({"file": str(args.output)}, [str(args.output)])
    return 0


def _text(path: Path) -> str:
    """Of a store that cannot be opened, an encrypted one for instance, what can be told without opening it."""
    from fieldvisit.usecases.diagnostics import diagnose
    from fieldvisit.usecases.open_store import open_store

    try:
        store = open_store(path, create=False)
    except KnownError as error:
        return diagnose(path, trouble=type(error).__name__)
    with closing(store):
        return diagnose(path, store)
