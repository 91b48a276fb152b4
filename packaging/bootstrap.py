"""Sets FieldVisit up in this checkout and starts it; needs nothing but Python 3.11.

python3 packaging/bootstrap.py run [arguments of fieldvisit]
python3 packaging/bootstrap.py test [arguments of pytest]
python3 packaging/bootstrap.py lint
"""

from __future__ import annotations

import os
import subprocess
import sys

if sys.version_info < (3, 11):  # noqa: UP036 - started before anything could refuse an older Python
    sys.exit("FieldVisit needs Python 3.11 or newer; this is Python {}.{}.".format(*sys.version_info))

import catalogue
import environment
import system_libraries
import validate_pdf
from trouble import Trouble

LINTERS = (
    ("ruff", "check"),
    ("ruff", "format", "--check"),
    ("mypy",),
    ("lint-imports",),
)


def run(arguments: list[str]) -> int:
    """The application; the command line when there are arguments, which asks nothing of Qt."""
    _set_up({} if arguments else system_libraries.for_qt(screen=_shown_on_a_screen()), developer=False)
    return _become([str(environment.python()), "-m", "fieldvisit", *arguments])


def test(arguments: list[str]) -> int:
    """The tests, without a screen and on every core."""
    _set_up(system_libraries.for_qt(screen=False), developer=True)
    if os.environ.get("CI"):
        _add_if_possible(validate_pdf.missing_packages(), "The reports are not checked against their standards")
        _add_if_possible(system_libraries.for_tracing(), "No power is cut while files take each other's place")
        _add_if_possible(system_libraries.for_a_keyring(), "No key is kept in a real keyring")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.chdir(environment.ROOT)
    return _become([str(environment.python()), "-m", "pytest", "-n", "auto", *arguments])


def lint(_arguments: list[str]) -> int:
    """Every linter, also after one has complained."""
    _set_up({}, developer=True)
    complaints = [linter for linter in LINTERS if _told(linter) != 0]
    return 1 if complaints else 0


COMMANDS = {"run": run, "test": test, "lint": lint}


def main(arguments: list[str]) -> int:
    command = COMMANDS.get(arguments[0]) if arguments else None
    if command is None:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        catalogue.compile_all(environment.ROOT / "resources" / "translations")
        return command(arguments[1:])
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _set_up(libraries: dict[str, str], *, developer: bool) -> None:
    system_libraries.prepare(libraries, environment.missing_packages())
    environment.prepare(developer=developer)


def _add_if_possible(packages: list[str], loss: str) -> None:
    """What only some tests need, and not every developer's computer; they skip without."""
    try:
        system_libraries.prepare({}, packages)
    except Trouble as trouble:
        print(f"{loss}: {trouble}", file=sys.stderr)


def _shown_on_a_screen() -> bool:
    """Whether Qt will find a screen; on Linux, where it needs one, it is told to draw off screen."""
    if not sys.platform.startswith("linux"):
        return True
    if "QT_QPA_PLATFORM" in os.environ:
        return os.environ["QT_QPA_PLATFORM"] not in {"offscreen", "minimal"}
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return True
    print("No screen was found: the window is drawn off screen (QT_QPA_PLATFORM=offscreen).", file=sys.stderr)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return False


def _told(linter: tuple[str, ...]) -> int:
    print(f"--- {' '.join(linter)}", flush=True)
    return subprocess.run([environment.tool(linter[0]), *linter[1:]], cwd=environment.ROOT, check=False).returncode


def _become(command: list[str]) -> int:
    """Hands this process over, so that signals reach the program; Windows knows no such thing."""
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        os.execv(command[0], command)  # noqa: S606 - no shell is wanted
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
