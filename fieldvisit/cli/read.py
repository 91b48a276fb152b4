"""`read FILE.pdf...`: the visit that a report carries, and whether it is whole."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from fieldvisit.cli.output import Output
from fieldvisit.domain.document import encode
from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import Message, tr


def add_parser(subparsers: Any) -> None:
    """Registers the command; it needs no store."""
    parser = subparsers.add_parser("read", help=tr("print the visit embedded in a report"))
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.pdf")
    parser.set_defaults(run=_run)


def _run(args: argparse.Namespace, out: Output) -> int:
    from fieldvisit.usecases.read_report import ReadReport, read_report

    reports: list[ReadReport] = []
    refused = 0
    for path in args.files:
        try:
            reports.append(read_report(path))
        except KnownError as error:
            refused += 1
            out.problem(Message("{file}: {why}", file=str(path), why=str(error)))
    out.done([_data(report) for report in reports], (_line(report) for report in reports))
    return 1 if refused else 0


def _data(report: Any) -> dict[str, Any]:
    document = encode(report.visit, report.facts) if report.facts else {}
    return {"file": str(report.path), "whole": True, "digest": report.digest, "document": document}


def _line(report: Any) -> str:
    visit = report.visit
    name = report.facts.dealer.name if report.facts else visit.dealer
    return tr(
        "{file}: whole; {number} revision {revision}, {dealer}, {day}, {rep}",
        file=str(report.path),
        number=visit.number or visit.id,
        revision=visit.revision,
        dealer=name,
        day=visit.day,
        rep=visit.rep,
    )
