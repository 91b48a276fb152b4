"""What the window remembers between two starts: how it looks and speaks, the last store and its own place."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from fieldvisit.usecases.places import home

_FILE = "window.json"


@dataclass
class Preferences:
    """Choices of this user on this machine. An empty language means that of the system."""

    language: str = ""
    numbers: str = ""
    """How numbers are marked, as a key of `speech.NUMBER_MARKS`; empty: as is usual in the language."""
    theme: str = "system"
    scale: int = 100
    last_store: str = ""
    geometry: str = ""
    visit: str = ""
    """The id of the visit that is open, so that it is opened again after a crash."""
    warned_of: str = ""
    """The store about whose folder a warning was given; it is given once."""
    lock_after: int = 5
    """Minutes without a key or a click until an encrypted store is locked."""
    remembered: list[str] = field(default_factory=list)
    """Encrypted stores whose key the system's keyring holds, so that their passphrase is not asked for at a start."""
    widths: dict[str, list[int]] = field(default_factory=dict)
    """Column widths by table, in pixels."""

    def save(self) -> bool:
        """Writes the file whole or not at all; False where the folder cannot take it, which loses only habits."""
        try:
            _write_whole(home() / _FILE, json.dumps(asdict(self), ensure_ascii=False, indent=1))
        except OSError:
            return False
        return True


def load_preferences() -> Preferences:
    """What was kept; the defaults for a file that is not there, and for each entry that cannot be read."""
    try:
        kept = json.loads((home() / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences()
    return _checked(kept) if isinstance(kept, dict) else Preferences()


def _checked(kept: dict[str, object]) -> Preferences:
    preferences = Preferences()
    for entry in fields(Preferences):
        value = kept.get(entry.name)
        if type(value) is type(getattr(preferences, entry.name)):
            setattr(preferences, entry.name, value)
    if any(type(path) is not str for path in preferences.remembered):
        preferences.remembered = []
    preferences.widths = {name: list(widths) for name, widths in preferences.widths.items() if _is_widths(widths)}
    return preferences


def _is_widths(widths: object) -> bool:
    return isinstance(widths, list) and all(isinstance(width, int) for width in widths)


def _write_whole(path: Path, text: str) -> None:
    import tempfile

    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, suffix=".part", delete=False, encoding="utf-8") as part:
        written = Path(part.name)
        try:
            part.write(text)
            part.flush()
            os.fsync(part.fileno())
        except OSError:
            part.close()  # else Windows keeps it
            written.unlink(missing_ok=True)
            raise
    written.replace(path)
