"""Where the user's files are when nothing else is said."""

from __future__ import annotations

import os
from pathlib import Path

STORE_FILE = "fieldvisit.store"
SAMPLE_FILE = "sample.store"


def home() -> Path:
    """The folder of the user's own files: FIELDVISIT_HOME, or where the system keeps such things."""
    if folder := os.environ.get("FIELDVISIT_HOME"):
        return Path(folder)
    from platformdirs import user_data_path

    return user_data_path("FieldVisit", appauthor=False)


def default_store() -> Path:
    """The user's store."""
    return home() / STORE_FILE


def sample_store() -> Path:
    """The separate store with sample data."""
    return home() / SAMPLE_FILE
