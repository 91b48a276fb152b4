import os

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from fieldvisit.ui.preferences import Preferences
from fieldvisit.ui.shell import Shell
from fieldvisit.ui.window_place import DESIGN, within

pytestmark = pytest.mark.skipif(
    "configfile" not in os.environ.get("QT_QPA_PLATFORM", ""), reason="needs the screens of the tests"
)


@pytest.fixture
def small():
    """The second screen, of 1024 x 700."""
    return next(screen for screen in QGuiApplication.screens() if screen.name() == "small")


@pytest.fixture
def opened(qtbot):
    """A window as it comes up with what was kept of its place."""

    def open_with(kept: str = "") -> Shell:
        shell = Shell(Preferences(geometry=kept))
        qtbot.addWidget(shell)
        shell.show()
        qtbot.waitExposed(shell)
        return shell

    return open_with


def left_at(place: QRect) -> str:
    """What a window that stood there keeps."""
    window = QMainWindow()
    window.setGeometry(place)
    return bytes(window.saveGeometry().toBase64().data()).decode()


def test_the_first_window_stands_in_the_middle_of_the_first_screen(opened):
    shell = opened()
    assert shell.size() == DESIGN
    assert abs(shell.geometry().center().x() - QGuiApplication.primaryScreen().geometry().center().x()) <= 1


def test_the_first_window_is_no_larger_than_a_small_screen(opened, small, monkeypatch):
    monkeypatch.setattr(QGuiApplication, "primaryScreen", lambda: small)
    shell = opened()
    assert small.availableGeometry().contains(shell.frameGeometry())


def test_a_window_that_was_left_on_a_small_screen_comes_up_there_whole(opened, small):
    shell = opened(left_at(QRect(1500, 300, 1280, 800)))
    assert small.availableGeometry().contains(shell.frameGeometry())


def test_a_window_that_was_left_on_a_screen_that_is_gone_comes_up_on_one_that_is_there(opened):
    shell = opened(left_at(QRect(5000, 2000, 1400, 900)))
    assert QGuiApplication.primaryScreen().availableGeometry().contains(shell.frameGeometry())


def test_a_window_that_lies_on_its_screen_stays_as_it_was_left(opened):
    place = QRect(100, 60, 1100, 750)
    assert opened(left_at(place)).geometry() == place


def test_a_window_whose_screen_is_unplugged_moves_to_another(opened, qapp, qtbot):
    shell = opened()
    shell.setGeometry(5000, 2000, 2000, 1500)
    qapp.screenRemoved.emit(QGuiApplication.primaryScreen())
    laptop = QGuiApplication.primaryScreen().availableGeometry()
    qtbot.waitUntil(lambda: laptop.contains(shell.frameGeometry()))


def test_what_was_kept_and_cannot_be_read_is_as_a_first_start(opened):
    assert opened("no geometry").size() == DESIGN


@pytest.mark.parametrize(
    ("place", "put"),
    [
        ((10, 10, 100, 100), (10, 10, 100, 100)),
        ((-50, -20, 100, 100), (0, 0, 100, 100)),
        ((750, 550, 100, 100), (700, 500, 100, 100)),
        ((9000, 9000, 2000, 2000), (0, 0, 800, 600)),
    ],
)
def test_a_place_is_moved_no_farther_than_needed(place, put):
    assert within(QRect(*place), QRect(0, 0, 800, 600)) == QRect(*put)
