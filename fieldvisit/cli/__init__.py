"""The same program without a window, for scripts: exit status 0, 1 (problems, said on stderr) or 2 (wrong usage)."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from fieldvisit import __version__
from fieldvisit.cli.output import Output
from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import tr, use

# Each has add_parser(subparsers), which sets `run` (and `work`, where `run` is `with_store`).
COMMANDS = (
    "sample",
    "import_",
    "visit",
    "report",
    "read",
    "rollup",
    "key",
    "export",
    "backup",
    "protect",
    "check",
    "diagnostics",
)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and gives the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _speak_utf8()
    _use_language()
    parser = _parser()
    try:
        args = parser.parse_args(arguments)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 2
    if args.run is None:
        parser.print_usage(sys.stderr)
        return 2
    return _run(args, Output(as_json=args.json))


def _run(args: argparse.Namespace, out: Output) -> int:
    try:
        return int(args.run(args, out))
    except KnownError as error:
        out.problem(error)
        return 1
    except OSError as error:
        out.problem(tr("{file}: {why}.", file=error.filename or "", why=error.strerror or str(error)))
        return 1
    except KeyboardInterrupt:
        out.problem(tr("Stopped; nothing was left half done."))
        return 1
    except Exception as error:  # noqa: BLE001 - a script's user gets a sentence, the developer the log
        out.problem(
            tr("An error of the program ({kind}); details are in {file}.", kind=type(error).__name__, file=_log(error))
        )
        return 1


def _log(error: Exception) -> str:
    """Writes the stack to the log beside the user's store; gives the file, or the stack itself where that fails."""
    from fieldvisit.usecases.places import home
    from fieldvisit.usecases.stacks import stack_of

    stack = stack_of(error)
    path = home() / "logs" / "command-line.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as log:
            log.write(f"{datetime.now(UTC).isoformat()} {__version__}\n{stack}\n")
    except OSError:
        return stack
    return str(path)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="fieldvisit", description=tr("A sales representative's visit to a dealer."))
    parser.add_argument("--version", action="version", version=f"fieldvisit {__version__}")
    parser.add_argument("--store", type=Path, metavar="PATH", help=tr("the store file (default: the user's store)"))
    parser.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", help=tr("open an encrypted store with the first line of FILE")
    )
    parser.add_argument("--json", action="store_true", help=tr("machine-readable result on stdout"))
    parser.set_defaults(run=None, creates=False)
    subparsers = parser.add_subparsers(metavar=tr("COMMAND"))
    for name in COMMANDS:
        import_module(f"fieldvisit.cli.{name}").add_parser(subparsers)
    return parser


def with_store(args: argparse.Namespace, out: Output) -> int:
    """Opens the store and hands it to the command's `work(args, store, out)`.

    Only a command that `creates` makes one where there is none: any other would call a mistyped path a sound store.
    """
    from fieldvisit.cli.passphrases import open_asked
    from fieldvisit.usecases.places import default_store

    with closing(open_asked(args, args.store or default_store(), create=args.creates)) as store:
        return int(args.work(args, store, out))


def _use_language() -> None:
    from fieldvisit.resources import load_language

    if code := os.environ.get("FIELDVISIT_LANGUAGE"):
        use(load_language(code))


def _speak_utf8() -> None:
    """Chinese names must reach a pipe on Windows too, whatever its code page."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
