"""One text for support: how the program, the laptop and the store are, and nothing of what stands in the store.

It holds names of tables and numbers of rows, never a name of a person, dealer or product, a price, a balance or a
folder: what is listed is listed one by one, and the log is free of such things from the beginning. The home folder,
which carries the user's name, is written `~`. It is in English whatever the window speaks, for whoever mends it.
"""

from __future__ import annotations

import os
import platform
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import fieldvisit
from fieldvisit.domain.errors import KnownError
from fieldvisit.usecases.places import default_store, home, sample_store

if TYPE_CHECKING:
    from fieldvisit.store.store import Store

Section = tuple[str, Mapping[str, object]]
Asked = TypeVar("Asked")
Told = TypeVar("Told")
_LIBRARIES = ("PySide6-Essentials", "SQLAlchemy", "sqlcipher3", "uharfbuzz", "pikepdf", "pypdfium2", "python-calamine")
_PLAIN_SETTINGS = ("currency", "page_size", "report_language", "sample")
"""Settings in which nobody can be named."""
LOG_LINES = 200


def diagnose(
    path: Path, store: Store | None = None, window: Mapping[str, object] | None = None, trouble: str = ""
) -> str:
    """The text. `store` is None where it cannot be opened, which `trouble` names by the error's class; `window` is
    what only the window knows.
    """
    sections = [("Program", _program()), ("Computer", _computer()), ("Window", window or {}), ("Files", _files(path))]
    sections += _of_store(store) if store is not None else [("Store", {"not opened": trouble or "locked"})]
    lines = [f"FieldVisit diagnostics, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC", ""]
    for title, entries in sections:
        if entries:
            lines += [title, *(f"  {name}: {value}" for name, value in entries.items()), ""]
    return _without_home("\n".join([*lines, "Log, last lines", *(f"  {line}" for line in _log_lines()), ""]))


def save_diagnostics(text: str, target: Path) -> None:
    """Writes the text whole or not at all. Raises a KnownError in words."""
    from fieldvisit.usecases.export_report import save_report

    save_report(text.encode(), target)


def _program() -> dict[str, object]:
    libraries = {name: _version(name) for name in _LIBRARIES}
    return {
        "version": fieldvisit.__version__,
        "python": platform.python_version(),
        "packaged": bool(getattr(sys, "frozen", False)),
        **libraries,
    }


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not found"


def _computer() -> dict[str, object]:
    return {
        "system": platform.platform(),
        "machine": platform.machine(),
        "processors": os.cpu_count(),
        "memory of this process": _megabytes(_memory()),
        "encoding": sys.getfilesystemencoding(),
        "time zone": f"UTC{datetime.now().astimezone():%z}",
    }


def _memory() -> int | None:
    """The most bytes this process has held at once; None where the system does not say."""
    try:
        import resource
    except ImportError:
        return None
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _megabytes(size: int | None) -> str:
    return "unknown" if size is None else f"{size / 1e6:.1f} MB"


def _files(path: Path) -> dict[str, object]:
    from fieldvisit.store.vital_signs import files_beside
    from fieldvisit.usecases.doubtful_places import is_on_network, synchronised_by

    folder = path.absolute().parent
    entries: dict[str, object] = {
        "place": {default_store(): "the user's own", sample_store(): "the sample store"}.get(path, "elsewhere"),
        "encrypted": _is_encrypted(path),
        "on a network": is_on_network(folder),
        "synchronised by": synchronised_by(folder) or "nothing",
    }
    try:
        sizes = files_beside(path)
        entries |= {name: size if name.endswith("_count") else _megabytes(size) for name, size in sizes.items()}
        entries["free on the disk"] = _megabytes(shutil.disk_usage(folder).free)
    except OSError as error:
        entries["not reached"] = type(error).__name__
    return entries


def _is_encrypted(path: Path) -> object:
    from fieldvisit.usecases.passphrase import is_locked

    try:
        return is_locked(path)
    except (KnownError, OSError) as error:
        return type(error).__name__


def _of_store(store: Store) -> list[Section]:
    from fieldvisit.store import vital_signs

    try:
        with store.read() as session:
            laid_out, rows = _timed(vital_signs.pragmas, session), _timed(vital_signs.rows_per_table, session)
        return [
            ("Store", laid_out[0]),
            ("Settings", _settings(store)),
            ("Rows", rows[0]),
            ("Check", {**_verdict(store), "seconds to count all rows": f"{rows[1]:.3f}"}),
        ]
    except KnownError as error:
        return [("Store", {"not read": type(error).__name__})]


def _timed(ask: Callable[[Asked], Told], of: Asked) -> tuple[Told, float]:
    started = time.perf_counter()
    return ask(of), time.perf_counter() - started


def _settings(store: Store) -> dict[str, object]:
    from fieldvisit.domain.settings import Thresholds
    from fieldvisit.usecases.settings import load_settings

    settings = load_settings(store)
    held, defaults = settings.thresholds, Thresholds()
    changed = [name for name in Thresholds.__dataclass_fields__ if getattr(held, name) != getattr(defaults, name)]
    return {name: getattr(settings, name) for name in _PLAIN_SETTINGS} | {
        "thresholds changed": ", ".join(changed) or "none"
    }


def _verdict(store: Store) -> dict[str, object]:
    from fieldvisit.usecases.check_store import check_store

    started = time.perf_counter()
    kinds: dict[str, int] = {}
    for finding in check_store(store):
        kinds[finding.template] = kinds.get(finding.template, 0) + 1  # without the values, which may name a visit
    took = f"{time.perf_counter() - started:.3f}"
    return {"verdict": "sound" if not kinds else "see below", **kinds, "seconds": took}


def _log_lines() -> Iterator[str]:
    log = home() / "log" / "fieldvisit.log"
    try:
        yield from log.read_text(encoding="utf-8", errors="replace").splitlines()[-LOG_LINES:]
    except OSError:
        yield "there is no log"


def _without_home(text: str) -> str:
    for folder in {str(home()), str(Path.home()), str(Path.home().resolve())} - {"/"}:
        text = text.replace(folder, "~")
    return text
