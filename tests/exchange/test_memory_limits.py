"""The look at a process's memory, also as it goes on systems on which these tests do not run."""

import ctypes
import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from fieldvisit.exchange.reading import limits, read_table
from fieldvisit.exchange.tables import NotATable
from tests.factories.tables import workbook

HELD = 123 << 20


def as_on(platform: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module as another system would load it."""
    monkeypatch.setattr(sys, "platform", platform)
    source = Path(limits.__file__)
    spec = importlib.util.spec_from_file_location(f"limits_on_{platform}", source)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class MacLibrary:
    """libproc with one process, number 42."""

    def proc_pid_rusage(self, process: int, flavour: int, usage: Any) -> int:
        assert flavour == 0
        usage._obj.resident = HELD
        return 0 if process == 42 else -1


class Function:
    """A function of a library, which takes a type for what it gives."""

    def __init__(self, work: Any) -> None:
        self.work = work
        self.restype: object = None

    def __call__(self, *arguments: Any) -> Any:
        return self.work(*arguments)


class WindowsLibrary:
    """kernel32 with one process, number 42, known by handle 7."""

    def __init__(self) -> None:
        self.closed: list[int] = []
        self.OpenProcess = Function(lambda _access, _inherit, process: 7 if process == 42 else None)
        self.K32GetProcessMemoryInfo = Function(self._tell)
        self.CloseHandle = Function(lambda handle: self.closed.append(handle.value))

    def _tell(self, handle: Any, counters: Any, size: int) -> int:
        assert (handle.value, size) == (7, ctypes.sizeof(counters._obj))
        counters._obj.working_set = HELD
        return 1


def test_macos_tells_by_libproc(monkeypatch):
    on_mac = as_on("darwin", monkeypatch)
    monkeypatch.setattr(ctypes, "CDLL", lambda _path: MacLibrary())
    on_mac.limit_self()
    assert (on_mac.resident(42), on_mac.resident(43)) == (HELD, None)


def test_windows_tells_by_its_kernel_and_lets_go_of_the_handle(monkeypatch):
    on_windows = as_on("win32", monkeypatch)
    library = WindowsLibrary()
    monkeypatch.setattr(ctypes, "WinDLL", lambda _name: library, raising=False)
    on_windows.limit_self()
    assert (on_windows.resident(42), on_windows.resident(43)) == (HELD, None)
    assert library.closed == [7]


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_structures_are_as_large_as_the_system_says(monkeypatch, platform):
    module = as_on(platform, monkeypatch)
    size = ctypes.sizeof(module._Usage if platform == "darwin" else module._Counters)
    assert size == {"darwin": 96, "win32": 72}[platform]


def test_a_process_is_ended_by_what_the_system_tells_and_not_where_it_tells_nothing(monkeypatch, tmp_path):
    path = workbook(tmp_path / "a.xlsx", Sheet=[[f"text {row} {at}" for at in range(10)] for row in range(6_000)])
    monkeypatch.setattr(limits, "resident", lambda _process: None)
    assert len(read_table(path).rows) == 6_000
    monkeypatch.setattr(limits, "resident", lambda _process: limits.MOST_RESIDENT + 1)
    with pytest.raises(NotATable, match="needs more memory"):
        read_table(path)
