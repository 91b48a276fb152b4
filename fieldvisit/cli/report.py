"""`report VISIT -o OUT.pdf`: a report of a visit as PDF; the visit report carries its own data.

`report DEALER --kind card -o OUT.pdf` writes the record card of a dealer, by their code.
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fieldvisit.cli import with_store
from fieldvisit.cli.output import Output
from fieldvisit.domain.language import tr

if TYPE_CHECKING:
    from fieldvisit.store.store import Store


def add_parser(subparsers: Any) -> None:
    """Registers the command."""
    parser = subparsers.add_parser("report", help=tr("write a report of a visit as PDF"))
    parser.add_argument("visit", metavar="VISIT", help=tr("id or number of the visit; for a card the dealer's code"))
    parser.add_argument("--kind", choices=("visit", "statement", "order", "brief", "count", "card"), default="visit")
    parser.add_argument("--day", type=date.fromisoformat, metavar="YYYY-MM-DD", help=tr("a card as of this day"))
    parser.add_argument("--no-annex", dest="annex", action="store_false", help=tr("order without its arithmetic"))
    parser.add_argument("--lang", choices=("en", "zh"), default="en")
    parser.add_argument("--paper", choices=("A4", "Letter"), default="")
    parser.add_argument("--password-file", type=Path, metavar="FILE", help=tr("lock it with the first line of FILE"))
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.pdf")
    parser.set_defaults(run=with_store, work=_work)


def _work(args: argparse.Namespace, store: Store, out: Output) -> int:
    from fieldvisit.exchange.locking import locked, password_in
    from fieldvisit.usecases.export_report import save_report

    password = password_in(args.password_file) if args.password_file else ""
    content = _made(args, store)
    if password:
        content = locked(content, password)
    save_report(content, args.output)
    out.done({"file": str(args.output), "bytes": len(content)}, [str(args.output)])
    return 0


def _made(args: argparse.Namespace, store: Store) -> bytes:
    from fieldvisit.resources import load_language
    from fieldvisit.usecases.export_card import make_record_card
    from fieldvisit.usecases.export_report import make_report

    language = load_language(args.lang)
    if args.kind == "card":
        return make_record_card(store, args.visit, args.day or date.today(), language, args.paper)
    return make_report(store, args.visit, language, args.paper, args.kind, annex=args.annex)
