"""The door: without arguments the window, with any the command line; neither pays for the other's imports."""

from __future__ import annotations

import sys


def main() -> int:
    """Returns the process's exit status."""
    arguments = sys.argv[1:]
    if arguments:
        from fieldvisit import cli

        return cli.main(arguments)
    from fieldvisit.ui import application

    return application.run()


if __name__ == "__main__":
    raise SystemExit(main())
