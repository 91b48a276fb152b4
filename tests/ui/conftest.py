"""A window over a small real store, for the tests of its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fieldvisit.store.store import Store
from fieldvisit.ui import tasks
from fieldvisit.ui.desk import Desk
from fieldvisit.ui.preferences import Preferences
from fieldvisit.ui.shell import Shell
from fieldvisit.usecases.open_store import open_store
from tests.factories.looks import begin_light
from tests.factories.store import add_dealer, add_product

NAMES = (
    ("D-1", "Shengyuan Trading", "sy shengyuan"),
    ("D-2", "Derun Grocery", "dr derun"),
    ("D-3", "Lianhe Drinks", "lh"),
)


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    """Every test begins with the light theme at 100 %."""
    begin_light()


@pytest.fixture
def empty_store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "window.store")
    yield opened
    tasks.stop_all()
    opened.close()


@pytest.fixture
def store(empty_store: Store) -> Store:
    """Three dealers and a product."""
    with empty_store.write() as session:
        for code, name, found_by in NAMES:
            add_dealer(session, code, name=name, search_key=f"{name.casefold()} {code.casefold()} {found_by}")
        add_product(session, "QH-1012", name="Lager 500 ml bottle", search_key="lager 500 ml bottle qh-1012")
    return empty_store


@pytest.fixture
def today() -> date:
    return date.today()


@pytest.fixture
def open_shell(qtbot: QtBot) -> Iterator[Callable[[Store], Shell]]:
    """Opens a window over a store."""
    shells: list[Shell] = []

    def opened(store: Store) -> Shell:
        preferences = Preferences()
        shell = Shell(preferences)
        shells.append(shell)
        qtbot.addWidget(shell)
        shell.attach(Desk(preferences, store))
        shell.show()
        shell.activateWindow()
        qtbot.waitUntil(shell.isActiveWindow)
        shell.go_to("today")
        return shell

    yield opened
    for shell in shells:
        shell.close()


@pytest.fixture
def shell(open_shell: Callable[[Store], Shell], store: Store) -> Shell:
    return open_shell(store)


@pytest.fixture
def finished(qtbot: QtBot) -> Callable[[], None]:
    """Waits until the work in the background has ended."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not tasks.running())

    return wait


@pytest.fixture
def unnamed() -> Callable[[QWidget], list[str]]:
    """The widgets inside one that take the keys and have nothing to say to a screen reader."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QAccessible
    from PySide6.QtWidgets import QScrollArea, QStackedWidget, QTabBar

    def search(root: QWidget) -> list[str]:
        silent = []
        for widget in root.findChildren(QWidget):
            if isinstance(widget, QScrollArea | QStackedWidget | QTabBar):
                continue
            if not widget.isVisibleTo(root) or widget.window() is not root.window():
                continue
            if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or widget.objectName().startswith("qt_"):
                continue
            seen = QAccessible.queryAccessibleInterface(widget)
            if not (widget.accessibleName() or seen.text(QAccessible.Text.Name)):
                silent.append(f"{type(widget).__name__} {widget.objectName()}")
        return silent

    return search
