"""`visit schema | load | show | start | close | export | list`: visits as documents, with every calculated figure.

`visit bundle` and `visit unbundle` carry a closed visit with its photos to other people, under a passphrase.
"""

from __future__ import annotations

import argparse
import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fieldvisit.cli import with_store
from fieldvisit.cli.output import Output
from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import Message, tr

if TYPE_CHECKING:
    from fieldvisit.store.store import Store


def add_parser(subparsers: Any) -> None:
    """Registers the command and its verbs."""
    verbs = subparsers.add_parser("visit", help=tr("visits as JSON documents")).add_subparsers(
        metavar=tr("VERB"), required=True
    )
    verbs.add_parser("schema", help=tr("the JSON Schema of a visit")).set_defaults(run=_schema)
    load = _verb(verbs, "load", _load, tr("put a visit into the store"))
    load.add_argument("file", type=Path, metavar="FILE.json")
    load.set_defaults(creates=True)
    _verb(verbs, "show", _show, tr("entered values, calculated figures and flags")).add_argument("visit", metavar="ID")
    _verb(verbs, "close", _close, tr("close a visit: it gets its number and is frozen")).add_argument(
        "visit", metavar="ID"
    )
    start = _verb(verbs, "start", _start, tr("start a visit to a dealer"))
    start.add_argument("dealer", metavar="CODE")
    start.add_argument("--day", type=_day, metavar="YYYY-MM-DD", help=tr("the day of the visit (default: today)"))
    export = _verb(verbs, "export", _export, tr("write a visit with all its figures as an Excel workbook"))
    export.add_argument("visit", metavar="ID")
    export.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.xlsx")
    bundle = _verb(verbs, "bundle", _bundle, tr("write a closed visit and its photos into one encrypted file"))
    bundle.add_argument("visit", metavar="ID")
    bundle.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    unbundle = _verb(verbs, "unbundle", _unbundle, tr("put the visit of an encrypted file into the store"))
    unbundle.add_argument("file", type=Path, metavar="FILE")
    unbundle.set_defaults(creates=True)
    for each in (bundle, unbundle):
        each.add_argument(
            "--passphrase-file",
            dest="bundle_passphrase_file",
            type=Path,
            metavar="FILE",
            help=tr("the passphrase of the encrypted file is the first line of FILE"),
        )
    listing = _verb(verbs, "list", _list, tr("all visits, the latest first"))
    listing.add_argument("--dealer", default="", metavar="CODE")


def _verb(verbs: Any, name: str, work: Any, text: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = verbs.add_parser(name, help=text)
    parser.set_defaults(run=with_store, work=work)
    return parser


def _day(text: str) -> Any:
    from datetime import date

    return date.fromisoformat(text)


def _schema(args: argparse.Namespace, out: Output) -> int:
    from fieldvisit.domain.schema import visit_schema

    schema = visit_schema()
    out.done(schema, [json.dumps(schema, ensure_ascii=False, indent=1)])
    return 0


def _load(args: argparse.Namespace, store: Store, out: Output) -> int:
    from fieldvisit.usecases.visit_documents import load_document

    visit = load_document(store, args.file.read_bytes())
    out.done({"id": visit.id, "number": visit.number}, [visit.id])
    return 0


def _start(args: argparse.Namespace, store: Store, out: Output) -> int:
    from fieldvisit.usecases.start_visit import start_visit

    now = datetime.now().astimezone()
    visit_id = start_visit(store, args.dealer, args.day or now.date(), now)
    out.done({"id": visit_id}, [visit_id])
    return 0


def _show(args: argparse.Namespace, store: Store, out: Output) -> int:
    from fieldvisit.domain.document import encode
    from fieldvisit.usecases.open_visit import load_visit
    from fieldvisit.usecases.show_figures import figures_shown, lines_of

    visit, facts = load_visit(store, args.visit)
    calculated = figures_shown(visit, facts)
    out.done(encode(visit, facts) | {"figures": calculated}, lines_of(visit, facts))
    return 0


def _close(args: argparse.Namespace, store: Store, out: Output) -> int:
    from fieldvisit.usecases.close_visit import Incomplete, close_visit

    try:
        visit = close_visit(store, args.visit, datetime.now().astimezone())
    except Incomplete as incomplete:
        for point in incomplete.points:
            out.problem(Message("{place}: {what}", place=point.address.text(), what=str(point.sentence)))
        raise KnownError(Message("The visit is not closed.")) from incomplete
    out.done({"id": visit.id, "number": visit.number, "revision": visit.revision}, [visit.number])
    return 0


def _export(args: argparse.Namespace, store: Store, out: Output) -> int:
    from fieldvisit.usecases.export_visit import export_visit

    count = export_visit(store, args.visit, args.output)
    out.done({"file": str(args.output), "sheets": count}, [str(args.output)])
    return 0


def _bundle(args: argparse.Namespace, store: Store, out: Output) -> int:
    from fieldvisit.cli.passphrases import chosen
    from fieldvisit.usecases.visit_bundle import save_bundle

    save_bundle(store, args.visit, args.output, chosen(args.bundle_passphrase_file))
    out.done({"file": str(args.output)}, [str(args.output)])
    return 0


def _unbundle(args: argparse.Namespace, store: Store, out: Output) -> int:
    from fieldvisit.cli.passphrases import asked
    from fieldvisit.usecases.visit_bundle import take_bundle

    visit = take_bundle(store, args.file, asked(args.bundle_passphrase_file, args.file))
    out.done({"id": visit.id, "number": visit.number}, [visit.id])
    return 0


def _list(args: argparse.Namespace, store: Store, out: Output) -> int:
    from fieldvisit.usecases.list_visits import list_visits

    heads = list_visits(store, args.dealer)
    rows = [
        {
            "id": each.id,
            "number": each.number,
            "revision": each.revision,
            "dealer": each.dealer,
            "day": each.day,
            "state": each.state,
        }
        for each in heads
    ]
    out.done(
        rows,
        (
            f"{each.id}  {each.number or '-':<11} {each.day}  {each.state:<6} {each.dealer}  {each.dealer_name}"
            for each in heads
        ),
    )
    return 0
