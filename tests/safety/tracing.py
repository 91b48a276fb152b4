"""What a program asks of the system about the files of some folders, as `strace` has seen it. Linux only."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tests.safety.folder import FOLDER, ON_NAMES, Event, follow, numbered

_HANDLED: Final = (
    "chdir", "close", "dup", "dup2", "dup3", "fcntl", "fdatasync", "fsync", "ftruncate", "link", "linkat", "lseek",
    "mkdir", "mkdirat", "openat", "pwrite64", "rename", "renameat", "renameat2", "rmdir", "unlink", "unlinkat", "write",
)  # fmt: skip
# Would change files too, in ways that are not read here.
_REFUSED: Final = (
    "copy_file_range", "creat", "fallocate", "open", "pwritev", "pwritev2", "sendfile", "symlink",
    "symlinkat", "truncate", "writev",
)  # fmt: skip
_TRACE: Final = ("strace", "-f", "-qq", "-e", "signal=none", "-X", "raw", "-xx", "-s", str(1 << 24))
_CALL: Final = re.compile(r"(\w+)\((.*)\) += (-?\d+)")
_BROKEN_OFF: Final = " <unfinished ...>"
_TAKEN_UP: Final = re.compile(r"<\.\.\. \w+ resumed>")
_HERE: Final = -100
_OUT: Final = 1
_DUPLICATE: Final = {0, 1030}
"""Of what `fcntl` does: F_DUPFD and F_DUPFD_CLOEXEC."""


def hindrance() -> str:
    """Why no program can be traced here; empty where it can."""
    if shutil.which("strace") is None:
        return "there is no strace, which only Linux has"
    tried = subprocess.run([*_TRACE, "-o", os.devnull, "true"], capture_output=True, text=True, check=False)
    return f"strace may not trace here: {tried.stderr.strip()}" if tried.returncode else ""


def traced(command: list[str], boxes: Path, log: Path, home: Path) -> dict[str, list[Event]]:
    """Runs a program from its `home` folder.

    Gives what it did in each of the folders in `boxes`, by name; when it prints such a name, it is `said` there.
    """
    calls = _Calls({each.name: _Box(numbered(each)) for each in boxes.iterdir()}, boxes.resolve(), home)
    wanted = f"trace={','.join(f'?{name}' for name in (*_HANDLED, *_REFUSED))}"
    subprocess.run([*_TRACE, "-e", wanted, "-o", log, *command], check=True, cwd=home, stdout=subprocess.PIPE)
    with log.open(encoding="ascii") as lines:
        for line in _whole(lines):
            calls.take(line)
    return {name: box.events for name, box in calls.boxes.items()}


def _whole(lines: Iterable[str]) -> Iterator[str]:
    """Every call on one line, also one during which another thread has made one."""
    waiting: dict[str, str] = {}
    for line in lines:
        thread, call = line.rstrip("\n").split(maxsplit=1)
        if call.endswith(_BROKEN_OFF):
            waiting[thread] = call.removesuffix(_BROKEN_OFF)
        elif begun := _TAKEN_UP.match(call):
            yield waiting.pop(thread) + call[begun.end() :]
        else:
            yield call


@dataclass
class _Box:
    names: dict[str, int]
    events: list[Event] = field(default_factory=list)
    files: int = 0

    def __post_init__(self) -> None:
        self.files = 1 + max(self.names.values(), default=FOLDER)

    def happen(self, event: Event) -> None:
        if event.what in ON_NAMES:
            follow(self.names, event)
        self.events.append(event)

    def new_file(self, name: str) -> int:
        self.files += 1
        self.happen(Event("name", self.files - 1, name))
        return self.files - 1


@dataclass
class _Open:
    """What a descriptor stands for: a file, or a folder; outside of the boxes it is only a path."""

    path: Path
    box: _Box | None = None
    file: int = FOLDER
    name: str = ""
    at: int = 0

    def happen(self, what: str, at: int = 0, data: bytes = b"") -> None:
        if self.box is not None:
            whole = f"{what}-folder" if self.file == FOLDER else what
            self.box.happen(Event(whole, self.file, self.name, at=at, data=data))


class _Calls:
    """Follows descriptors and names through the calls, each of which has a method here that takes its arguments."""

    def __init__(self, boxes: dict[str, _Box], folder: Path, home: Path) -> None:
        self.boxes = boxes
        self._folder = folder
        self._open: dict[int, _Open] = {}
        self._here = home

    def take(self, line: str) -> None:
        found = _CALL.match(line)
        if found is None:
            raise ValueError(f"no call: {line[:200]}")
        name, result = found[1], int(found[3])
        if result >= 0:
            getattr(self, f"_{name}", self._refused)(result, *(_value(each) for each in found[2].split(", ")))

    def _refused(self, _result: int, *args: Any) -> None:
        names = [each for each in args if isinstance(each, bytes) and each.startswith(b"/")]
        files = [self._open[each] for each in args if each in self._open]
        if any(self._place(name)[0] for name in names) or any(file.box for file in files):
            raise NotImplementedError("a call that changes files in a way that is not read here")

    def _place(self, name: bytes, start: int = _HERE) -> tuple[_Box | None, str, Path]:
        """The box that a name is in, if any, its name there, and its path."""
        base = self._open[start].path if start in self._open else self._here
        path = Path(os.path.normpath(base / os.fsdecode(name)))
        if not path.is_relative_to(self._folder) or path == self._folder:
            return None, "", path
        box, *rest = path.relative_to(self._folder).parts
        return self.boxes.get(box), "/".join(rest) or ".", path

    def _openat(self, result: int, start: int, name: bytes, flags: int, *_mode: int) -> None:
        box, short, path = self._place(name, start)
        opened = self._open[result] = _Open(path, box, name=short)
        if box is None or short == "." or box.names.get(short, 0) == FOLDER:
            return
        if short not in box.names:
            opened.file = box.new_file(short)
            return
        opened.file = box.names[short]
        if flags & os.O_APPEND:
            raise NotImplementedError("a file that is appended to")
        if flags & os.O_TRUNC:
            opened.happen("truncate")

    def _chdir(self, _result: int, name: bytes) -> None:
        self._here = self._place(name)[2]

    def _close(self, _result: int, descriptor: int) -> None:
        self._open.pop(descriptor, None)

    def _dup(self, result: int, descriptor: int, *_: int) -> None:
        if descriptor in self._open:
            self._open[result] = self._open[descriptor]

    _dup2 = _dup3 = _dup

    def _fcntl(self, result: int, descriptor: int, what: int, *_: Any) -> None:
        if what in _DUPLICATE:
            self._dup(result, descriptor)

    def _lseek(self, result: int, descriptor: int, *_: int) -> None:
        if descriptor in self._open:
            self._open[descriptor].at = result

    def _write(self, result: int, descriptor: int, data: bytes, _size: int) -> None:
        if descriptor == _OUT:
            said = data.decode().strip()
            self.boxes[said].happen(Event("said", name=said))
        elif descriptor in self._open:
            opened = self._open[descriptor]
            opened.happen("write", opened.at, data[:result])
            opened.at += result

    def _pwrite64(self, result: int, descriptor: int, data: bytes, _size: int, at: int) -> None:
        if descriptor in self._open:
            self._open[descriptor].happen("write", at, data[:result])

    def _ftruncate(self, _result: int, descriptor: int, size: int) -> None:
        if descriptor in self._open:
            self._open[descriptor].happen("truncate", size)

    def _fsync(self, _result: int, descriptor: int) -> None:
        if descriptor in self._open:
            self._open[descriptor].happen("sync")

    def _fdatasync(self, _result: int, descriptor: int) -> None:
        if descriptor in self._open:
            self._open[descriptor].happen("sync-data")

    def _renameat(self, _result: int, start: int, name: bytes, end: int, target: bytes, _flags: int = 0) -> None:
        box, old, _ = self._place(name, start)
        other, new, _ = self._place(target, end)
        if box is not other or (box and box.names[old] == FOLDER):
            raise NotImplementedError("a folder, or a file in another box, is renamed")
        if box:
            box.happen(Event("rename", name=old, target=new))

    _renameat2 = _renameat

    def _rename(self, result: int, name: bytes, target: bytes) -> None:
        self._renameat(result, _HERE, name, _HERE, target)

    def _linkat(self, _result: int, start: int, name: bytes, end: int, target: bytes, _flags: int = 0) -> None:
        box, old, _ = self._place(name, start)
        if box:
            box.happen(Event("name", box.names[old], self._place(target, end)[1]))

    def _link(self, result: int, name: bytes, target: bytes) -> None:
        self._linkat(result, _HERE, name, _HERE, target)

    def _unlinkat(self, _result: int, start: int, name: bytes, _flags: int = 0) -> None:
        box, old, _ = self._place(name, start)
        if box:
            box.happen(Event("unname", name=old))

    def _unlink(self, result: int, name: bytes) -> None:
        self._unlinkat(result, _HERE, name)

    _rmdir = _unlink

    def _mkdirat(self, _result: int, start: int, name: bytes, _mode: int) -> None:
        box, new, _ = self._place(name, start)
        if box:
            box.happen(Event("name", FOLDER, new))

    def _mkdir(self, result: int, name: bytes, mode: int) -> None:
        self._mkdirat(result, _HERE, name, mode)


def _value(written: str) -> Any:
    if written.startswith('"'):
        if not written.endswith('"'):
            raise ValueError("more was written than is read")
        return bytes.fromhex(written[1:-1].replace("\\x", ""))
    try:
        return int(written, 8 if re.fullmatch("0[0-7]+", written) else 0)
    except ValueError:
        return None
