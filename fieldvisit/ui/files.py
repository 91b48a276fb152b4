"""Asking for files to open and places to save to, and saying afterwards where a file is.

All dialogs begin in the folder that was used last, else among the documents; where a system has neither any more, at
home. A folder that is not there would be taken for the name of a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from fieldvisit.domain.formats import parted
from fieldvisit.domain.language import tr

if TYPE_CHECKING:
    from fieldvisit.ui.desk import Desk

_last: list[Path] = []


def start_folder() -> Path:
    """Where a dialog begins; a folder that is there."""
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return next((each for each in (*_last, documents) if each.is_absolute() and _is_folder(each)), Path.home())


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a drive that has gone, a folder one may not enter
        return False


def _filter(words: str, endings: Sequence[str]) -> str:
    return f"{words} ({' '.join(f'*.{ending}' for ending in endings)})"


def ask_open(parent: QWidget, title: str, words: str, endings: Sequence[str]) -> Path | None:
    """A file to read; None when it was called off."""
    name, _ = QFileDialog.getOpenFileName(parent, title, str(start_folder()), _filter(words, endings))
    return _remembered(name)


def ask_open_many(parent: QWidget, title: str, words: str, endings: Sequence[str]) -> list[Path]:
    """Files to read; an empty list when it was called off."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, str(start_folder()), _filter(words, endings))
    return [path for name in names if (path := _remembered(name)) is not None]


def ask_save(
    parent: QWidget, title: str, name: str, words: str, ending: str, others: Sequence[str] = ()
) -> Path | None:
    """Where to write, with the ending added where it is missing; None when it was called off."""
    start = str(start_folder() / name)
    chosen, _ = QFileDialog.getSaveFileName(parent, title, start, _filter(words, [ending, *others]))
    path = _remembered(chosen)
    return path.with_name(f"{path.name}.{ending}") if path is not None and not path.suffix else path


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """A folder to write into; None when it was called off."""
    name = QFileDialog.getExistingDirectory(parent, title, str(start_folder()))
    if name:
        _last[:] = [Path(name)]
    return Path(name) if name else None


def _remembered(name: str) -> Path | None:
    if not name:
        return None
    _last[:] = [Path(name).parent]
    return Path(name)


def saved_words(path: Path) -> str:
    """Under which name and where a file was saved."""
    return tr("Saved as {name} in {folder}", name=path.name, folder=path.parent)


def tell_saved(desk: Desk, path: Path, what: str = "") -> None:
    """Says it in the status bar, with `what` before it, and offers to show the folder."""
    desk.say_written(parted([what, saved_words(path)] if what else [saved_words(path)]), path.parent)
