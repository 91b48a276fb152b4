"""`sample`: a store of its own with a made-up region, to look around in."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from fieldvisit.cli.output import Output
from fieldvisit.domain.language import tr


def add_parser(subparsers: Any) -> None:
    """Registers the command."""
    parser = subparsers.add_parser("sample", help=tr("make a store with sample data"))
    parser.add_argument(
        "--dealers", type=positive_number, default=60, metavar="N", help=tr("number of dealers (default: 60)")
    )
    parser.add_argument(
        "--years", type=positive_number, default=2, metavar="N", help=tr("years of history (default: 2)")
    )
    parser.add_argument("--seed", type=int, default=7, metavar="N", help=tr("another number, another sample"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, out: Output) -> int:
    """Fills the store named, or the sample's own; NotAllowed for one that holds dealers already."""
    from fieldvisit.usecases.places import sample_store
    from fieldvisit.usecases.sample import build_sample

    path = args.store or sample_store()
    made = build_sample(path, dealers=args.dealers, years=args.years, seed=args.seed, progress=out.progress)
    counts = asdict(made)
    out.done(
        {"store": str(path), **counts}, [str(path), *(f"{name:<12} {count:>7,}" for name, count in counts.items())]
    )
    return 0


def positive_number(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number
