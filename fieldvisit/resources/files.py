"""Where the shipped files are."""

from __future__ import annotations

from pathlib import Path

_INSTALLED = Path(__file__).with_name("data")
_CHECKOUT = Path(__file__).parents[2] / "resources"


def resource_folder(name: str) -> Path:
    """The folder `name` (icons, translations) among the shipped files."""
    return (_INSTALLED if _INSTALLED.is_dir() else _CHECKOUT) / name


def icon_file(name: str) -> Path:
    """The SVG drawing of a Lucide icon, such as `octagon-alert`.

    Raises `FileNotFoundError` for a name that is not shipped: a mistake of the caller, not of the user.
    """
    path = resource_folder("icons") / f"{name}.svg"
    if not path.is_file():
        raise FileNotFoundError(path)
    return path
