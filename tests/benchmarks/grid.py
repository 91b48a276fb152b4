"""From a key to the flag it raises on the screen, in the price grid and the count; and opening the four pages.

    .venv/bin/python tests/benchmarks/grid.py [path of a large store, made by tests/benchmarks/large_store.py]

The keys go through Qt's own event queue into the focused cell of a shown window, on the offscreen platform; a key
counts as painted when the viewport has been drawn anew with the row's new cells. Every third key is Enter, which
saves the cell durably; the totals follow a little later and are measured by themselves. Because a rep does not wait
for them, the same keys are also typed at a steady pace with every timer running: there a key's time begins when it was
due, so that whatever held the event loop at that moment is part of it. The time of the processor is given beside that
of the clock, for a machine that is busy; of a key at a steady pace it is only its own work.

Pages are opened from the call to the last paint it causes. What lies below the first screen is made after that; the
longest single turn of it is told too, since a key may fall into it. Each visit is put away before the next is opened:
pages of another one that are shown at the same time would have their own timers counted here.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from fieldvisit.domain.facts import PriceBand, PriceObservation, PricePolicy, ProductFacts, SellOutInterval
from fieldvisit.domain.visit import Address
from fieldvisit.store.store import open_store
from fieldvisit.usecases.open_visit import open_visit
from fieldvisit.usecases.start_visit import start_visit
from fieldvisit.usecases.visit_desk import VisitDesk
from tests.factories.store import DAY, add_dealer, put_visit, visited

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

    from fieldvisit.ui.visit.board import VisitBoard
    from fieldvisit.ui.visit.grid.view import GridView

Turn = tuple[float, float]
YEARS, PER_YEAR, KEYS = 5, 26, 120
GAP = (0.1, 0.2)
"""Seconds between two keys of a rep who types without looking up."""
PAGES = ("prices", "inventory", "sales", "account")
TARGET_KEY, TARGET_PAGE = 20.0, 50.0


def main(arguments: list[str]) -> None:
    """Prints what is asked for."""
    from fieldvisit.ui.application import make_application
    from fieldvisit.ui.theme import Choice, theme

    make_application()
    theme().start(Choice.LIGHT, 100)
    with tempfile.TemporaryDirectory() as folder:
        for count in (200, 2000):
            desk = desk_of(Path(folder) / f"{count}.store", count)
            board = shown(desk)
            for step in ("prices", "inventory"):
                told(f"{count} products, key to painted flag, {step}", keys(board, step), TARGET_KEY)
                told(f"{count} products, keys at a steady pace, {step}", paced(board, step), TARGET_KEY)
            told(f"{count} products, all figures after an entry", totals(board), None)
            if count == 200:
                told("200 products, opening a page again", again(board), TARGET_PAGE)
            board.hide()
            board.deleteLater()
    if arguments:
        pages_of_a_large_store(Path(arguments[0]))


def desk_of(path: Path, count: int) -> VisitDesk:
    """A visit of `count` products, each with five years of counts and prices, on the desk."""
    store = open_store(path)
    codes = [f"P{number:04}" for number in range(count)]
    visit = visited(
        DAY,
        prices__products=[{"product": code, "purchase": Decimal("4.20")} for code in codes],
        inventory__products=[{"product": code, "received": Decimal(240)} for code in codes],
        sales__order=[{"product": code} for code in codes],
    )
    with store.write() as session:
        add_dealer(session)
        put_visit(session, visit, closed=False)
    desk = open_visit(store, visit.id)
    desk.facts = replace(desk.facts, products=tuple(product(code) for code in codes))
    return desk


def product(code: str) -> ProductFacts:
    """A product with a corridor, five years of its own prices and counts, and what others ask."""
    days = [DAY - timedelta(days=14 * nth) for nth in range(YEARS * PER_YEAR, 0, -1)]
    prices = [Decimal("5.00") + Decimal(at % 7) / 100 for at in range(len(days))]
    return ProductFacts(
        code=code,
        name=f"Product {code}",
        range=f"Range {int(code[1:]) % 9}",
        case_size=12,
        purchase=Decimal("4.20"),
        policy=PricePolicy("P", PriceBand(Decimal("5.00"), Decimal("4.80"), Decimal("5.40")), PriceBand()),
        history=tuple(PriceObservation(day, retail=price) for day, price in zip(days, prices, strict=True)),
        others=tuple(PriceObservation(days[-1], retail=Decimal(5), dealer=f"D{nth}") for nth in range(6)),
        previous_count=Decimal(480),
        previous_count_on=days[-1],
        received=Decimal(240),
        returned=Decimal(0),
        intervals=tuple(SellOutInterval(day, 14, Decimal(200 + day.day)) for day in reversed(days)),
    )


def shown(desk: VisitDesk) -> VisitBoard:
    """The visit in a window of 1280 by 800."""
    from PySide6.QtWidgets import QApplication

    from fieldvisit.ui.visit.board import VisitBoard

    board = VisitBoard(desk, {})
    board.resize(1228, 774)
    board.show()
    board.activateWindow()
    QApplication.processEvents()
    return board


def at_entry(board: VisitBoard, step: str) -> tuple[GridView, list[int], int]:
    """The step's first grid with the focus in it, the lines that are rows, and the column that is typed into."""
    view = board.show_step(step).body.blocks[0].view
    view.setFocus()
    column = view.grid.sheet.index_of("retail" if step == "prices" else "count") or 0
    return view, [at for at, line in view.grid.lines() if line.row], column


def keys(board: VisitBoard, step: str) -> list[Turn]:
    """Milliseconds from each key to the paint it causes, down one column of the step's grid."""
    from PySide6.QtCore import Qt

    view, rows, column = at_entry(board, step)
    turns: list[Turn] = []
    for turn in range(KEYS // 3):
        view.set_current(rows[turn * 7 % len(rows)], column)
        settle(0.1)
        turns += [milliseconds(partial(press, key)) for key in (Qt.Key.Key_4, Qt.Key.Key_1, Qt.Key.Key_Return)]
    return turns


def paced(board: VisitBoard, step: str) -> list[Turn]:
    """Milliseconds from the moment a key is due to its paint: two digits and Enter, row after row."""
    from PySide6.QtCore import Qt

    view, rows, column = at_entry(board, step)
    view.set_current(rows[0], column)
    settle(0.5)
    gaps = Random(1)
    turns: list[Turn] = []
    due = time.perf_counter()
    for turn in range(KEYS):
        due = max(due, time.perf_counter()) + gaps.uniform(*GAP)
        run_until(due)
        worked = time.process_time()
        press((Qt.Key.Key_4, Qt.Key.Key_1, Qt.Key.Key_Return)[turn % 3])
        turns.append(((time.perf_counter() - due) * 1000, (time.process_time() - worked) * 1000))
    return turns


def run_until(due: float) -> None:
    """The event loop as it runs by itself, asleep where nothing is to do; one turn may take longer than `due`."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    loop, timer = QEventLoop(), QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(loop.quit)
    timer.start(max(0, int((due - time.perf_counter()) * 1000)))
    loop.exec()
    while time.perf_counter() < due:
        pass


def totals(board: VisitBoard) -> list[Turn]:
    """Milliseconds in which all figures of the visit and what is seen of them follow one entry."""
    rows = board.desk.visit.step("prices").rows("products")
    board.show_step("prices")
    turns = []
    for turn in range(20):
        place = Address("prices", "retail", "products", rows[turn * 7 % len(rows)].id)
        board.desk.enter(place, f"5.{turn:02}")
        turns.append(milliseconds(partial(renewed, board)))
    return turns


def renewed(board: VisitBoard) -> None:
    """Tells everybody of new figures, and paints."""
    board.notebook.recalculated.emit()
    paint()


def press(key: Qt.Key) -> None:
    """A key as it comes from the keyboard, and everything that is painted of it."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    target = QApplication.focusWidget()
    if target is None:
        raise RuntimeError("nothing holds the focus")
    letter = chr(key.value) if key.value < 128 else "\r"
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, key.value, Qt.KeyboardModifier.NoModifier, letter))
    paint()


def paint() -> None:
    """Lays out and paints what is due; timers wait."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    QApplication.sendPostedEvents()
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)


def settle(seconds: float = 0.02) -> None:
    """Lets the totals and the draft be renewed, as while the rep looks at the shelf."""
    from PySide6.QtWidgets import QApplication

    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        QApplication.processEvents()


def opened(board: VisitBoard) -> list[Turn]:
    """Milliseconds of the first opening of each of the four pages."""
    return [milliseconds(partial(open_page, board, key)) for key in PAGES]


def pieces(board: VisitBoard) -> list[Turn]:
    """Milliseconds of each turn in which a further piece of a page is made."""
    turns = []
    for key in PAGES:
        body = board.step_page(key).body
        while not body.is_whole:
            turns.append(milliseconds(body.make_more))
    return turns


def again(board: VisitBoard, times: int = 15) -> list[Turn]:
    """Milliseconds of going to the four pages in turn, once they are made."""
    opened(board)
    turns = []
    for _ in range(times):
        for key in PAGES:
            settle()
            turns.append(milliseconds(partial(open_page, board, key)))
    return turns


def open_page(board: VisitBoard, key: str) -> None:
    """Goes to a step and paints it."""
    board.show_step(key)
    paint()


def pages_of_a_large_store(path: Path) -> None:
    """A visit to the dealer with 200 products among all others: its facts, and its pages made and opened again."""
    store = open_store(path)
    now = datetime(2026, 9, 15, 9, tzinfo=UTC)
    visit = start_visit(store, "00000", now.date(), now)
    told("large store, facts and visit read", [milliseconds(lambda: open_visit(store, visit)) for _ in range(5)], None)
    first: list[Turn] = []
    rest: list[Turn] = []
    after: list[Turn] = []
    for _ in range(5):
        board = shown(open_visit(store, visit))
        settle(0.5)
        first += opened(board)
        rest += pieces(board)
        after = again(board)
        board.hide()
        board.deleteLater()
        settle()
    told("large store, opening a page for the first time", first, TARGET_PAGE)
    told("large store, a piece of a page below the screen", rest, None)
    told("large store, opening a page again", after, TARGET_PAGE)


def milliseconds(act: Callable[[], object]) -> tuple[float, float]:
    """How long something takes by the clock and by the processor of this process."""
    started, worked = time.perf_counter(), time.process_time()
    act()
    return (time.perf_counter() - started) * 1000, (time.process_time() - worked) * 1000


def told(words: str, turns: list[Turn], target: float | None) -> None:
    """Prints median, 95th percentile and worst."""
    clock, worked = (sorted(each) for each in zip(*turns, strict=True))
    last = max(0, -(-len(turns) * 95 // 100) - 1)
    bound = f"  target p95 {target:.0f}" if target else ""
    print(
        f"{words:48} p50 {statistics.median(clock):6.1f}  p95 {clock[last]:6.1f} ms"
        f"  (processor p50 {statistics.median(worked):5.1f}  p95 {worked[last]:5.1f}){bound}",
        flush=True,
    )


if __name__ == "__main__":
    main(sys.argv[1:])
