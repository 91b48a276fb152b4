"""Asking for files to open and places to save to, in the last folder that was used for the same purpose."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

_last: dict[str, str] = {}


def _folder(purpose: str) -> str:
    return _last.get(purpose) or QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def _filter(words: str, endings: Sequence[str]) -> str:
    return f"{words} ({' '.join(f'*.{ending}' for ending in endings)})"


def ask_open(parent: QWidget, title: str, words: str, endings: Sequence[str]) -> Path | None:
    """A file to read; None when it was called off."""
    name, _ = QFileDialog.getOpenFileName(parent, title, _folder(title), _filter(words, endings))
    return _remembered(title, name)


def ask_open_many(parent: QWidget, title: str, words: str, endings: Sequence[str]) -> list[Path]:
    """Files to read; an empty list when it was called off."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, _folder(title), _filter(words, endings))
    return [path for name in names if (path := _remembered(title, name)) is not None]


def ask_save(
    parent: QWidget, title: str, name: str, words: str, ending: str, others: Sequence[str] = ()
) -> Path | None:
    """Where to write, with the ending added where it is missing; None when it was called off."""
    start = str(Path(_folder(title)) / name)
    chosen, _ = QFileDialog.getSaveFileName(parent, title, start, _filter(words, [ending, *others]))
    path = _remembered(title, chosen)
    return path.with_name(f"{path.name}.{ending}") if path is not None and not path.suffix else path


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """A folder to write into; None when it was called off."""
    name = QFileDialog.getExistingDirectory(parent, title, _folder(title))
    if name:
        _last[title] = name
    return Path(name) if name else None


def _remembered(purpose: str, name: str) -> Path | None:
    if not name:
        return None
    _last[purpose] = str(Path(name).parent)
    return Path(name)
