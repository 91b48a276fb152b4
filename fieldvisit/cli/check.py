"""`check`: whether the store is sound, from its pages to its figures."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from fieldvisit.cli import with_store
from fieldvisit.cli.output import Output
from fieldvisit.domain.language import tr

if TYPE_CHECKING:
    from fieldvisit.store.store import Store


def add_parser(subparsers: Any) -> None:
    """Registers the command."""
    parser = subparsers.add_parser("check", help=tr("look for damage and inconsistent figures"))
    parser.set_defaults(run=with_store, work=_work)


def _work(args: argparse.Namespace, store: Store, out: Output) -> int:
    from fieldvisit.usecases.check_store import check_store

    findings = check_store(store)
    for finding in findings:
        out.problem(finding)
    out.done({"findings": [str(each) for each in findings]}, [] if findings else [tr("The store is sound.")])
    return 1 if findings else 0
