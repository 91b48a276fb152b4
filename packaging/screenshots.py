"""Pictures of every page of the real window over sample data: for the README, and to be looked at before a release.

    .venv/bin/python packaging/screenshots.py FOLDER [--size 1280x800] [--theme light|dark] [--language en|zh] [--scale 100]
    .venv/bin/python packaging/screenshots.py --readme
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
README_PICTURE = ROOT / "packaging" / "pictures" / "visit.png"
PAGES = ("today", "visits", "dealers", "catalogue", "data", "settings")
SHOWPIECE = "D-00318"


def main() -> int:
    """Takes the pictures that are asked for."""
    asked = _asked()
    with tempfile.TemporaryDirectory() as home:
        os.environ["FIELDVISIT_HOME"] = home
        from fieldvisit.usecases.sample import build_sample

        store = Path(home) / "pictures.store"
        build_sample(store, today=date.today())
        for name, picture in _pictures(store, asked):
            target = README_PICTURE if asked.readme else asked.folder / f"{name}.png"
            target.parent.mkdir(parents=True, exist_ok=True)
            picture(target)
            print(target)
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path, nargs="?", default=Path("pictures"))
    parser.add_argument("--readme", action="store_true")
    parser.add_argument("--size", default="1280x800")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--language", choices=("en", "zh"), default="en")
    parser.add_argument("--scale", type=int, default=100)
    return parser.parse_args()


def _pictures(store: Path, asked: argparse.Namespace) -> Iterator[tuple[str, Callable[[Path], None]]]:
    from PySide6.QtWidgets import QApplication

    from fieldvisit.ui.application import make_application
    from fieldvisit.ui.preferences import Preferences
    from fieldvisit.ui.program import Program
    from fieldvisit.ui.speech import speak
    from fieldvisit.ui.theme import CHOICE_NAMES, theme
    from fieldvisit.ui.visit.page import VisitPage
    from fieldvisit.usecases.list_visits import open_visits

    application = make_application()
    speak(asked.language)
    theme().start(CHOICE_NAMES[asked.theme], asked.scale)
    program = Program(Preferences(language=asked.language, theme=asked.theme, scale=asked.scale), store)
    program.claim()
    program.show()
    shell = program.shell
    width, height = (int(part) for part in asked.size.split("x"))
    shell.resize(width, height)

    def settle(until: Callable[[], bool] = lambda: True) -> None:
        for _ in range(400):
            application.processEvents()
            QApplication.sendPostedEvents()
            if until():
                break
        for _ in range(40):
            application.processEvents()

    def grab(path: Path) -> None:
        settle()
        shell.grab().save(str(path))

    settle(lambda: program.desk.is_open)
    if not asked.readme:
        for page in PAGES:
            shell.go_to(page)
            yield page, grab
    visit = next(head for head in open_visits(program.desk.store) if head.dealer == SHOWPIECE)
    shell.open_visit(visit.id)
    settle()
    current = shell.current()
    if not isinstance(current, VisitPage):
        raise TypeError(type(current).__name__)
    from fieldvisit.domain.steps import STEPS

    for number, step in enumerate(STEPS, 1):
        if asked.readme and step.key != "prices":
            continue
        current.board.show_step(step.key)
        settle()
        yield f"visit-{number:02}-{step.key}", grab
    if not asked.readme:
        current.board.show_problems()
        yield "visit-problems", grab
    program.end()


if __name__ == "__main__":
    raise SystemExit(main())
