"""Pictures of every page of the real window over sample data: for the README, and to be looked at before a release.

.venv/bin/python packaging/screenshots.py FOLDER [--size 1280x800] [--theme light|dark] [--language en|zh] [--scale 100]
.venv/bin/python packaging/screenshots.py --readme
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

os.environ["QT_QPA_PLATFORM"] = "offscreen"
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from fieldvisit.ui.program import Program
    from fieldvisit.ui.visit.board import VisitBoard

README_PICTURE = ROOT / "packaging" / "pictures" / "visit.png"
PAGES = ("today", "visits", "dealers", "catalogue", "data", "settings")
SHOWPIECE = "D-00318"
BELOW_CORRIDOR = "QH-1024"
PATIENCE = 30
"""Seconds to wait for the window."""


def main() -> int:
    """Takes the pictures that are asked for."""
    asked = _asked()
    with tempfile.TemporaryDirectory() as home:
        os.environ["FIELDVISIT_HOME"] = home
        from fieldvisit.usecases.sample import build_sample

        store = Path(home) / "pictures.store"
        build_sample(store, today=date.today())
        camera = Camera(_window(store, asked))
        if asked.readme:
            camera.take(README_PICTURE, lambda: _show_exception(camera.open_visit()))
        else:
            for name, show in camera.everything():
                camera.take(asked.folder / f"{name}.png", show)
        camera.program.end()
    return 0


def _show_exception(board: VisitBoard) -> None:
    """The prices at the product whose retail price is below its corridor, with its rule in words."""
    from fieldvisit.domain.visit import Address

    rows = board.desk.visit.step("prices").rows("products")
    cut = next(row for row in rows if row.values["product"] == BELOW_CORRIDOR)
    board.go_to(Address("prices", "retail", "products", cut.id))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path, nargs="?", default=Path("pictures"))
    parser.add_argument("--readme", action="store_true")
    parser.add_argument("--size", default="1280x800")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--language", choices=("en", "zh"), default="en")
    parser.add_argument("--scale", type=int, default=100)
    return parser.parse_args()


def _window(store: Path, asked: argparse.Namespace) -> Program:
    from fieldvisit.ui.application import make_application
    from fieldvisit.ui.preferences import Preferences
    from fieldvisit.ui.program import Program
    from fieldvisit.ui.speech import speak
    from fieldvisit.ui.theme import CHOICE_NAMES, theme

    make_application()
    speak(asked.language)
    theme().start(CHOICE_NAMES[asked.theme], asked.scale)
    program = Program(Preferences(language=asked.language, theme=asked.theme, scale=asked.scale), store)
    program.claim()
    program.show()
    width, height = (int(part) for part in asked.size.split("x"))
    program.shell.resize(width, height)
    return program


class Camera:
    """Shows one thing after the other and takes its picture."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.settle(lambda: program.desk.is_open)

    def settle(self, until: Callable[[], bool] = lambda: True) -> None:
        """Lets the window do what it has begun, at least until something holds."""
        from PySide6.QtWidgets import QApplication

        end = time.monotonic() + PATIENCE
        while not until() and time.monotonic() < end:
            QApplication.processEvents()
            time.sleep(0.005)
        for _ in range(30):
            QApplication.processEvents()
            time.sleep(0.005)

    def take(self, target: Path, show: Callable[[], object]) -> None:
        """A picture of what `show` brings up."""
        show()
        self.settle()
        target.parent.mkdir(parents=True, exist_ok=True)
        self.program.shell.grab().save(str(target))
        print(target)

    def everything(self) -> Iterator[tuple[str, Callable[[], object]]]:
        """Every page, every step of the visit that is open, its problems, the lock, and a store in trouble."""
        from fieldvisit.domain.steps import STEPS

        for page in PAGES:
            yield page, lambda page=page: self.program.shell.go_to(page)  # type: ignore[misc]
        board = self.open_visit()
        for number, step in enumerate(STEPS, 1):
            yield f"visit-{number:02}-{step.key}", lambda key=step.key: board.show_step(key)  # type: ignore[misc]
        yield "visit-problems", board.show_problems
        yield "locked", self.program.rooms.locking.ask
        yield "store-trouble", self._trouble

    def _trouble(self) -> None:
        """A store that cannot be opened; the last picture, because the store is let go for it."""
        from fieldvisit.store.errors import damaged

        self.program.holding.let_go()
        self.program.holding.refused.emit(damaged(self.program.store_path))

    def open_visit(self) -> VisitBoard:
        """The sample visit that is in progress."""
        from fieldvisit.domain.visit import VisitState
        from fieldvisit.ui.visit.page import VisitPage
        from fieldvisit.usecases.list_visits import list_visits

        visits = list_visits(self.program.desk.store, SHOWPIECE)
        self.program.shell.open_visit(next(each.id for each in visits if each.state is VisitState.OPEN))
        self.settle(lambda: isinstance(self.program.shell.current(), VisitPage))
        page = self.program.shell.current()
        if not isinstance(page, VisitPage):
            raise TypeError(type(page).__name__)
        return page.board


if __name__ == "__main__":
    raise SystemExit(main())
