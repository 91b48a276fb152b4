"""The icon drawings as text: read once, tinted on demand, written out for style sheets."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QTemporaryDir

from fieldvisit import resources

_STROKE = "1.75"


@cache
def _drawing(name: str) -> str:
    return (
        resources.icon_file(name).read_text(encoding="utf-8").replace('stroke-width="2"', f'stroke-width="{_STROKE}"')
    )


def tinted(name: str, colour: str) -> bytes:
    """The drawing `name` in `colour` (`#RRGGBB`) as SVG."""
    return _drawing(name).replace("currentColor", colour).encode()


class TintedFiles:
    """Tinted drawings as files, because a style sheet can only name a file."""

    def __init__(self) -> None:
        self._folder: QTemporaryDir | None = None

    def path(self, name: str, colour: str) -> str:
        """A file of `name` in `colour`, in the form style sheets want; empty where none can be written."""
        folder = self._made_folder()
        if not folder.isValid():
            return ""
        file = Path(folder.path()) / f"{name}-{colour.lstrip('#')}.svg"
        if not file.exists():
            file.write_bytes(tinted(name, colour))
        return file.as_posix()

    def _made_folder(self) -> QTemporaryDir:
        if self._folder is None:
            self._folder = QTemporaryDir()
        return self._folder
