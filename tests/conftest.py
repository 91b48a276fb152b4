"""What every test stands on: no screen, no file of the person who runs it."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.factories.patience import PatientBot

if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    # Qt ends the process when it finds no screen, so this comes before anything imports it.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
    # Two screens, the first a usual laptop's: Qt's own would be smaller than the window is meant to be.
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={Path(__file__).parent / 'data' / 'screens.json'}"

settings.register_profile("fieldvisit", deadline=None, derandomize=False, print_blob=True)
settings.load_profile("fieldvisit")


# The cut fonts are the same for every test; each home of its own would cut and write 31 MB again.
os.environ["FIELDVISIT_CACHE"] = str(Path(__file__).parents[1] / ".pytest_cache" / "fieldvisit")


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> PatientBot:
    """pytest-qt's, but patient."""
    return PatientBot(request)


@pytest.fixture(autouse=True)
def _swept() -> Iterator[None]:
    """Throws away on this thread what a test leaves behind: widgets must not be, by a worker that makes an object."""
    gc.disable()
    yield
    gc.collect(1)


@pytest.fixture(scope="session", autouse=True)
def _nobody_at_home(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keeps fixtures of a session, which outlive a test's own home, away from the person's files too."""
    os.environ["FIELDVISIT_HOME"] = str(tmp_path_factory.mktemp("nobody"))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where the application under test keeps its files; empty at the start of each test."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("FIELDVISIT_HOME", str(folder))
    return folder
