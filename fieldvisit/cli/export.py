"""`export KIND -o OUT.xlsx|OUT.csv|OUT.json`, `export store -o OUT.json`, `export store-schema -o OUT.json`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fieldvisit.cli import with_store
from fieldvisit.cli.output import Output
from fieldvisit.domain.language import ntr, tr

if TYPE_CHECKING:
    from fieldvisit.store.store import Store


def add_parser(subparsers: Any) -> None:
    """Registers the command."""
    parser = subparsers.add_parser("export", help=tr("write a table of the store to a file"))
    parser.add_argument(
        "kind",
        metavar="KIND",
        help=tr(
            "dealers, products, orders, visits, counts, ...; a wrong one lists them all; store for everything (JSON), "
            "store-schema for the form of that"
        ),
    )
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.xlsx|OUT.csv|OUT.json")
    parser.set_defaults(run=with_store, work=run)


def run(args: argparse.Namespace, store: Store, out: Output) -> int:
    """Writes the table."""
    from fieldvisit.usecases.export_table import export_table
    from fieldvisit.usecases.whole_store import export_schema, export_store

    if args.kind == "store-schema":
        export_schema(args.output)
        out.done({"kind": args.kind, "file": str(args.output)}, [str(args.output)])
        return 0
    if args.kind == "store":
        count = export_store(store, args.output, out.progress)
    else:
        count = export_table(store, args.kind, args.output)
    out.done(
        {"kind": args.kind, "file": str(args.output), "rows": count},
        [ntr("{count} row written to {file}", "{count} rows written to {file}", count, file=str(args.output))],
    )
    return 0
