"""`read FILE.pdf...`: the visit that a report carries, whether it is whole, and by whose key it was signed."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fieldvisit.cli.output import Output
from fieldvisit.domain.document import encode
from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import Message, tr

if TYPE_CHECKING:
    from fieldvisit.usecases.read_report import ReadReport, Signed


def add_parser(subparsers: Any) -> None:
    """Registers the command; it needs no store, which only says whose a key is."""
    parser = subparsers.add_parser("read", help=tr("print the visit embedded in a report"))
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE-or-FOLDER")
    parser.add_argument("--password-file", type=Path, metavar="FILE", help=tr("its first line opens locked reports"))
    parser.set_defaults(run=_run)


def _run(args: argparse.Namespace, out: Output) -> int:
    from fieldvisit.cli.passphrases import report_password
    from fieldvisit.usecases.read_report import read_report

    known = _known(args)
    password = report_password(args.password_file) if args.password_file else ""
    reports: list[ReadReport] = []
    refused = 0
    for path in _files(args.files):
        try:
            reports.append(read_report(path, known, password))
        except KnownError as error:
            refused += 1
            out.problem(Message("{file}: {why}", file=str(path), why=str(error)))
        except OSError as error:
            refused += 1
            why = error.strerror or str(error)
            out.problem(Message("{file} cannot be opened: {why}.", file=str(path), why=why))
    out.done([_data(report) for report in reports], (_line(report) for report in reports))
    return 1 if refused else 0


def _files(named: list[Path]) -> list[Path]:
    """The files that were named, and every PDF inside the folders."""
    from fieldvisit.usecases.region import report_files

    return [each for path in named for each in (report_files([path]) if path.is_dir() else [path])]


def _known(args: argparse.Namespace) -> Mapping[bytes, str]:
    """Whose the keys are that the store knows; none without a store."""
    from fieldvisit.cli.passphrases import open_asked
    from fieldvisit.usecases.keys import known_keys
    from fieldvisit.usecases.places import default_store

    path = args.store or default_store()
    if args.store is None and not path.exists():
        return {}
    with closing(open_asked(args, path, create=False)) as store:
        return known_keys(store)


def _data(report: ReadReport) -> dict[str, Any]:
    document = encode(report.visit, report.facts) if report.facts else {}
    return {
        "file": str(report.path),
        "whole": True,
        "digest": report.digest,
        **_key(report.signed),
        "document": document,
    }


def _key(signed: Signed | None) -> dict[str, Any]:
    if signed is None:
        return {"signed": "no", "key": None, "signer": None}
    return {"signed": "unknown" if signed.name is None else "known", "key": signed.fingerprint, "signer": signed.name}


def _signature(signed: Signed | None) -> str:
    if signed is None:
        return tr("not signed")
    if signed.name is None:
        return tr("signed with the unknown key {key}", key=signed.fingerprint)
    return tr("signed by {name}, key {key}", name=signed.name or "–", key=signed.fingerprint)


def _line(report: ReadReport) -> str:
    visit = report.visit
    name = report.facts.dealer.name if report.facts else visit.dealer
    told = tr(
        "{file}: whole; {number} revision {revision}, {dealer}, {day}, {rep}",
        file=str(report.path),
        number=visit.number or visit.id,
        revision=visit.revision,
        dealer=name,
        day=visit.day,
        rep=visit.rep,
    )
    return f"{told}; {_signature(report.signed)}"
