"""`report VISIT... -o PLACE`: reports of visits as PDF; a visit report carries the visit's data.

One visit is written to that file; several, or one into a folder that is there, under their own names.
`report --from DAY --to DAY` takes all visits of these days that are closed. `report DEALER --kind card -o OUT.pdf`
writes the record card of a dealer, by their code.
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fieldvisit.cli import with_store
from fieldvisit.cli.output import Output
from fieldvisit.domain.language import Message, tr

if TYPE_CHECKING:
    from fieldvisit.domain.language import Language
    from fieldvisit.store.store import Store


def add_parser(subparsers: Any) -> None:
    """Registers the command."""
    parser = subparsers.add_parser("report", help=tr("write reports of visits as PDF"))
    what = tr("ids or numbers of the visits; for a card the dealer's code")
    parser.add_argument("visits", metavar="VISIT", nargs="*", help=what)
    since, until = tr("all closed visits from this day on"), tr("all closed visits up to this day")
    parser.add_argument("--from", dest="since", type=date.fromisoformat, metavar="YYYY-MM-DD", help=since)
    parser.add_argument("--to", dest="until", type=date.fromisoformat, metavar="YYYY-MM-DD", help=until)
    parser.add_argument("--kind", choices=("visit", "statement", "order", "brief", "count", "card"), default="visit")
    parser.add_argument("--day", type=date.fromisoformat, metavar="YYYY-MM-DD", help=tr("a card as of this day"))
    parser.add_argument("--no-annex", dest="annex", action="store_false", help=tr("order without its arithmetic"))
    parser.add_argument("--lang", choices=("en", "zh"), default="")
    parser.add_argument("--paper", choices=("A4", "Letter"), default="")
    parser.add_argument("--password-file", type=Path, metavar="FILE", help=tr("lock it with the first line of FILE"))
    place = tr("the file, or the folder for several")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="PLACE", help=place)
    parser.set_defaults(run=with_store, work=_work)


def _work(args: argparse.Namespace, store: Store, out: Output) -> int:
    from fieldvisit.cli.passphrases import report_password

    password = report_password(args.password_file) if args.password_file else ""
    one = len(args.visits) == 1 and not (args.since or args.until)
    if one and (args.kind == "card" or not args.output.is_dir()):
        return _one(args, store, out, password)
    if args.kind == "card" or not (args.visits or args.since or args.until):
        out.problem(tr("Name the visits, or the days with --from and --to; of cards only one at a time."))
        return 2
    return _many(args, store, out, password)


def _one(args: argparse.Namespace, store: Store, out: Output, password: str) -> int:
    from fieldvisit.exchange.locking import locked
    from fieldvisit.usecases.export_report import save_report

    content = _made(args, store)
    if password:
        content = locked(content, password)
    save_report(content, args.output)
    out.done({"file": str(args.output), "bytes": len(content)}, [str(args.output)])
    return 0


def _made(args: argparse.Namespace, store: Store) -> bytes:
    from fieldvisit.usecases.export_card import make_record_card
    from fieldvisit.usecases.export_report import make_report

    language, (named,) = _language(args, store), args.visits
    if args.kind == "card":
        return make_record_card(store, named, args.day or date.today(), language, args.paper)
    return make_report(store, named, language, args.paper, args.kind, annex=args.annex)


def _language(args: argparse.Namespace, store: Store) -> Language | None:
    """The one that is asked for, or else that of the store's reports; None for the command line's own."""
    from fieldvisit.resources import load_language
    from fieldvisit.usecases.settings import report_language

    return load_language(args.lang) if args.lang else report_language(store)


def _many(args: argparse.Namespace, store: Store, out: Output, password: str) -> int:
    from fieldvisit.usecases.export_reports import Batch, closed_visits, export_reports

    visits = list(args.visits)
    if args.since or args.until:
        visits += closed_visits(store, args.since or date.min, args.until or date.max)
    batch = Batch(args.kind, _language(args, store), args.paper, password, annex=args.annex)
    exported = export_reports(store, list(dict.fromkeys(visits)), args.output, batch, out.progress)
    refused = [str(Message("{file}: {why}", file=name, why=why)) for name, why in exported.failed]
    files = [str(path) for path in exported.written]
    out.done({"files": files, "refused": refused}, files)
    for each in refused:
        out.problem(each)
    return 1 if refused else 0
