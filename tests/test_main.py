"""The door leads to the window or to the command line, and imports no more than it needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

from fieldvisit.__main__ import _is_for_the_window


@pytest.mark.parametrize("arguments", [[], ["--store", "my.store"], ["--store=my.store"]])
def test_without_a_command_the_window_opens(arguments):
    assert _is_for_the_window(arguments)


@pytest.mark.parametrize(
    "arguments", [["--version"], ["check"], ["--store", "my.store", "check"], ["--store"], ["--store=a", "--json"]]
)
def test_anything_else_is_for_the_command_line(arguments):
    assert not _is_for_the_window(arguments)


def test_the_command_line_does_without_qt():
    program = (
        "import sys; sys.argv = ['fieldvisit', '--version']; from fieldvisit.__main__ import main; status = main();"
        "sys.exit(status or 'PySide6' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("fieldvisit ")
