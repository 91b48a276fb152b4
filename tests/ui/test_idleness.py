"""Nobody at the window: told by the minutes without input, and by the time that is missing after a sleep."""

import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from fieldvisit.ui.idleness import Idleness


class Clocks:
    """The wall's and the monotonic one, both standing until they are put forward."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.wall, self.tick = 1_000_000.0, 500.0
        monkeypatch.setattr(time, "time", lambda: self.wall)
        monkeypatch.setattr(time, "monotonic", lambda: self.tick)

    def pass_by(self, idleness: Idleness, seconds: float) -> None:
        """Second after second, with the timer ticking."""
        for _ in range(int(seconds * 2)):
            self.wall += 0.5
            self.tick += 0.5
            idleness.look()


@pytest.fixture
def clocks(monkeypatch):
    return Clocks(monkeypatch)


@pytest.fixture
def line(qtbot):
    made = QLineEdit()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


class Watched(Idleness):
    """Notes what it tells."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[bool] = []


@pytest.fixture
def idleness(line, clocks, qtbot):
    made = Watched()
    made._timer.setInterval(10**6)  # the test ticks
    made.passed.connect(made.told.append)
    made.begin(5)
    yield made
    made.stop()


def test_it_is_told_once_after_the_minutes(idleness, clocks):
    clocks.pass_by(idleness, 299)
    assert idleness.told == []
    clocks.pass_by(idleness, 60)
    assert idleness.told == [False]


@pytest.mark.parametrize(
    "touch",
    [
        lambda line: QTest.keyClick(line.windowHandle(), Qt.Key.Key_A),
        lambda line: [QTest.mouseMove(line.windowHandle(), QPoint(at, at)) for at in (5, 9)],
        lambda line: QTest.mouseClick(line.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5)),
    ],
)
def test_a_key_or_a_touch_begins_the_count_anew(idleness, clocks, line, touch):
    clocks.pass_by(idleness, 200)
    touch(line)
    QApplication.processEvents()
    clocks.pass_by(idleness, 299)
    assert idleness.told == []
    clocks.pass_by(idleness, 2)
    assert idleness.told == [False]


def test_text_that_arrives_by_an_input_method_counts(idleness, clocks):
    clocks.pass_by(idleness, 200)
    idleness.noticed()
    clocks.pass_by(idleness, 200)
    assert idleness.told == []


@pytest.mark.parametrize("asleep", ["wall", "tick"])
def test_a_sleep_is_told_at_the_first_tick_after_it(idleness, clocks, asleep):
    clocks.pass_by(idleness, 10)
    setattr(clocks, asleep, getattr(clocks, asleep) + 25)
    idleness.look()
    assert idleness.told == [True]


def test_the_key_that_wakes_does_not_count_as_somebody_being_there(idleness, clocks, line):
    clocks.wall += 3600
    QTest.keyClick(line.windowHandle(), Qt.Key.Key_A)
    assert idleness.told == [True]


def test_a_window_that_was_busy_for_some_seconds_did_not_sleep(idleness, clocks):
    clocks.wall += 8
    clocks.tick += 8
    idleness.look()
    assert idleness.told == []


def test_a_clock_set_back_tells_nothing(idleness, clocks):
    clocks.wall -= 86_400
    idleness.look()
    clocks.pass_by(idleness, 100)
    assert idleness.told == []


def test_nothing_is_told_after_the_end(idleness, clocks):
    idleness.stop()
    idleness.stop()
    clocks.pass_by(idleness, 1000)
    assert idleness.told == []
