"""Process start to painted window, as a ratio to an empty PySide6 window.

    .venv/bin/python tests/benchmarks/startup.py [runs] [home folder of the application]

Runs of both alternate, so that a busy machine slows both; the medians are compared. The application is started with
FIELDVISIT_MEASURE=1: it says "painted" on a line after the first paint of its first page, and ends.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SCREENS = Path(__file__).parents[1] / "data" / "screens.json"
"""Where both windows have the room they want; without a screen Qt's own would be smaller."""
EMPTY = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: (print("painted", flush=True), application.quit()))
application = QApplication([])
window = Window()
window.resize(1280, 800)
window.show()
application.exec()
"""
APPLICATION = "from fieldvisit.__main__ import main; raise SystemExit(main())"


def seconds_to_paint(program: str, home: Path) -> float:
    """From just before the process is made to the end of its first paint."""
    environment = {"QT_QPA_PLATFORM": f"offscreen:configfile={SCREENS}"} | os.environ
    environment |= {"FIELDVISIT_MEASURE": "1", "FIELDVISIT_HOME": str(home)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # it makes each start compile everything again
    started = time.monotonic()
    with subprocess.Popen(
        [sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        for line in process.stdout or ():
            if line.startswith("painted"):
                return time.monotonic() - started
    raise RuntimeError("the program ended without having painted anything")


def measure(runs: int, home: Path) -> tuple[float, float]:
    """Medians of the empty window and of the application, after one warm-up of each."""
    pairs = [(seconds_to_paint(EMPTY, home), seconds_to_paint(APPLICATION, home)) for _ in range(runs + 1)][1:]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def main(arguments: list[str]) -> None:
    runs = int(arguments[0]) if arguments else 15
    with tempfile.TemporaryDirectory() as nobody:
        home = Path(arguments[1]) if arguments[1:] else Path(nobody)
        empty, application = measure(runs, home)
    print(f"empty window   {empty * 1000:6.0f} ms")
    print(f"FieldVisit     {application * 1000:6.0f} ms")
    print(f"ratio          {application / empty:6.2f}   (bound 2.00, target 1.30; medians of {runs} runs each)")


if __name__ == "__main__":
    main(sys.argv[1:])
