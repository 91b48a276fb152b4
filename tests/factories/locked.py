"""A window over a locked store: what stands in it, what is typed into it, and when it is open or closed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from fieldvisit.domain.visit import Address
from fieldvisit.ui import tasks
from fieldvisit.ui.lock_page import LockPage
from fieldvisit.ui.program import Program
from fieldvisit.ui.visit.board import VisitBoard
from fieldvisit.usecases.visit_desk import VisitDesk


def lock_page(program: Program) -> LockPage:
    """The page that covers the window."""
    page = program.rooms.locking.page
    assert isinstance(page, LockPage)
    assert program.shell.is_covered
    return page


def type_in(program: Program, qtbot: QtBot, passphrase: str) -> None:
    """Types a passphrase into the lock page and enters it."""
    program.shell.activateWindow()
    qtbot.waitUntil(program.shell.isActiveWindow)
    field = lock_page(program).ask.field.line
    field.clear()
    qtbot.keyClicks(field, passphrase)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def opened(program: Program, qtbot: QtBot) -> None:
    """Waits until the store is open and what that begins is done."""
    qtbot.waitUntil(lambda: program.desk.is_open and not program.shell.is_covered)
    qtbot.waitUntil(lambda: not tasks.running())


def closed(program: Program, qtbot: QtBot) -> None:
    """Waits until the store is closed."""
    qtbot.waitUntil(lambda: program.holding.store is None)


def cell(board: VisitBoard) -> Address:
    """The retail price of the first product."""
    return cell_of(board.desk)


def cell_of(desk: VisitDesk) -> Address:
    """As `cell`, without a window."""
    return Address("prices", "retail", "products", desk.visit.step("prices").rows("products")[0].id)


def words_in(widget: QWidget) -> str:
    """All that can be read in a window, its title included."""
    texts = [each.text() for each in widget.findChildren(QLabel)]
    texts += [each.text() for each in widget.findChildren(QLineEdit)]
    return "\n".join([widget.windowTitle(), *texts, *(each.accessibleName() for each in widget.findChildren(QWidget))])
