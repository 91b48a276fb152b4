"""`rollup FILE-or-FOLDER... -o OUT.pdf|OUT.xlsx`: what the reports of many visits add up to."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fieldvisit.cli.output import Output
from fieldvisit.domain.errors import NotFound
from fieldvisit.domain.language import Message, current, ntr, speaking, tr

if TYPE_CHECKING:
    from fieldvisit.store.store import Store
    from fieldvisit.usecases.region import TakenIn

Keys = Mapping[bytes, str]
"""Whose each public key is."""
_ENDINGS = (".pdf", ".xlsx")


def add_parser(subparsers: Any) -> None:
    """Registers the command. With --store the visits are added to those of a region's store."""
    parser = subparsers.add_parser("rollup", help=tr("add up the visits in many reports to a region"))
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE-or-FOLDER")
    parser.add_argument("--from", dest="first", type=date.fromisoformat, metavar="YYYY-MM-DD")
    parser.add_argument("--to", dest="last", type=date.fromisoformat, metavar="YYYY-MM-DD")
    parser.add_argument("--lang", choices=("en", "zh"), default=current().code)
    parser.add_argument("--rank", default="orders", metavar="INDEX", help=tr("what reps are ranked by"))
    parser.add_argument("--password-file", type=Path, metavar="FILE", help=tr("its first line opens locked reports"))
    parser.add_argument("--paper", choices=("A4", "Letter"), default="A4")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.pdf|OUT.xlsx")
    parser.set_defaults(run=_run)


def _run(args: argparse.Namespace, out: Output) -> int:
    from fieldvisit.usecases.export_region import unwritable

    if args.output.suffix.lower() not in _ENDINGS:
        raise unwritable(args.output)
    _refuse_unknown(args.rank)
    with _opened(args) as (store, keys):
        return _rolled_up(args, store, keys, out)


def _refuse_unknown(index: str) -> None:
    from fieldvisit.domain.region import INDEXES

    if index not in INDEXES:
        names = ", ".join(INDEXES)
        raise NotFound(Message("Reps cannot be ranked by “{name}”; choose one of {names}.", name=index, names=names))


@contextmanager
def _opened(args: argparse.Namespace) -> Iterator[tuple[Store, Keys]]:
    """The store that was named, or one for this once, under a key that nobody keeps; and the keys that reports need.

    Those are known to the store that was named; where that is an encrypted region, to the store it belongs to; where
    none was named, to the user's own.
    """
    from fieldvisit.cli.passphrases import open_asked, with_its_region
    from fieldvisit.store.vault import new_key
    from fieldvisit.usecases.open_store import open_store
    from fieldvisit.usecases.region import trusted_keys
    from fieldvisit.usecases.region_home import owner_of

    if args.store is None:
        with (
            tempfile.TemporaryDirectory() as folder,
            closing(open_store(Path(folder, "region.store"), key=new_key())) as once,
        ):
            yield once, _own_keys(args)
    elif (owner := owner_of(args.store)) is not None:
        with with_its_region(args, owner, args.store) as (own, region):
            yield region, trusted_keys(own)
    else:
        with closing(open_asked(args, args.store)) as named:
            yield named, trusted_keys(named)


def _own_keys(args: argparse.Namespace) -> Keys:
    from fieldvisit.cli.passphrases import open_asked
    from fieldvisit.usecases.places import default_store
    from fieldvisit.usecases.region import trusted_keys

    if not default_store().is_file():
        return {}
    with closing(open_asked(args, default_store(), create=False)) as own:
        return trusted_keys(own)


def _rolled_up(args: argparse.Namespace, store: Store, keys: Keys, out: Output) -> int:
    from fieldvisit.cli.passphrases import report_password
    from fieldvisit.resources import load_language
    from fieldvisit.usecases.export_region import export_region
    from fieldvisit.usecases.region import Shares, days_covered, region_figures, take_in
    from fieldvisit.usecases.region_judging import Became

    shares: Shares = {}
    passwords = [report_password(args.password_file)] if args.password_file else []
    taken = take_in(store, args.files, out.progress, shares, keys, passwords)
    for outcome in taken.outcomes:
        if outcome.became is Became.REFUSED:
            out.problem(Message("{file}: {why}", file=str(outcome.path), why=str(outcome.reason)))
    covered = days_covered(store)
    if covered is None:
        raise NotFound(Message("None of the files is a visit report; nothing was written."))
    figures = region_figures(store, args.first or covered[0], args.last or covered[1], shares, keys)
    with speaking(load_language(args.lang)):
        export_region(figures, args.output, page_size=args.paper, index=args.rank)
    out.done(_data(taken, figures.visits.value, args.output), _lines(taken, figures.visits.value, args.output))
    return 1 if taken.counts[Became.REFUSED] else 0


def _data(taken: TakenIn, visits: int, path: Path) -> dict[str, Any]:
    files = [
        {
            "file": str(each.path),
            "became": each.became.value,
            **({"kind": each.refusal.kind.value} if each.refusal is not None else {}),
            **({"reason": str(each.reason)} if each.reason is not None else {}),
        }
        for each in taken.outcomes
    ]
    return {"output": str(path), "visits": visits, "files": files}


def _lines(taken: TakenIn, visits: int, path: Path) -> Iterator[str]:
    from fieldvisit.usecases.region_judging import Became

    counts = taken.counts
    yield tr(
        "{read} read, {twice} twice, {old} replaced, {refused} refused",
        read=counts[Became.NEW] + counts[Became.NEWER],
        twice=counts[Became.DUPLICATE],
        old=counts[Became.OLDER],
        refused=counts[Became.REFUSED],
    )
    yield ntr("{count} visit added up in {file}", "{count} visits added up in {file}", visits, file=str(path))
