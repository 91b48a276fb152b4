"""The door: without a command the window, with one the command line; neither pays for the other's imports."""

from __future__ import annotations

import sys


def main() -> int:
    """Returns the process's exit status."""
    arguments = sys.argv[1:]
    if _is_for_the_window(arguments):
        from fieldvisit.ui import application

        return application.run(arguments)
    from fieldvisit import cli

    return cli.main(arguments)


def _is_for_the_window(arguments: list[str]) -> bool:
    """Whether nothing is asked but, at most, another store: `--store PATH` or `--store=PATH`."""
    match arguments:
        case [] | ["--store", _]:
            return True
        case [option]:
            return option.startswith("--store=")
    return False


if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        # A packaged program starts itself again to read strangers' files in a process of its own.
        from multiprocessing import freeze_support

        freeze_support()
    raise SystemExit(main())
