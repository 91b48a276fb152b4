"""Names for the files of one export: no two of them the same, also where case does not count."""

from __future__ import annotations

from pathlib import Path


class FreeNames:
    """Files of an earlier export are replaced; only those of this one are kept apart, by a number."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._taken: set[str] = set()

    def free(self, name: str) -> Path:
        """Where the file called `name` goes."""
        wanted, number = Path(name), 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{wanted.stem} ({number}){wanted.suffix}"
        self._taken.add(name.casefold())
        return self._folder / name
