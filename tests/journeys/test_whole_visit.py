"""From other people's files to a report that reads back: the whole job through the real window."""

from __future__ import annotations

import sys
import threading
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from fieldvisit.domain.document import dumps, encode
from fieldvisit.domain.figures import figures
from fieldvisit.domain.steps import STEPS
from fieldvisit.domain.visit import VisitState
from fieldvisit.store import models
from fieldvisit.ui.pages.plan_visit import DaySheet
from fieldvisit.ui.preferences import Preferences
from fieldvisit.ui.program import Program
from fieldvisit.ui.visit.close import CloseDialog
from fieldvisit.ui.visit.page import VisitPage
from fieldvisit.ui.visit.preview import ReportPreview
from fieldvisit.usecases.open_visit import load_visit
from fieldvisit.usecases.places import default_store
from fieldvisit.usecases.read_report import read_report
from fieldvisit.usecases.settings import change_settings
from tests.factories.answering import answering
from tests.factories.looks import begin_light
from tests.journeys import northwind
from tests.journeys.filling import Rep
from tests.ui.visit.typing import Hands, Key

LONG = 60_000


@pytest.fixture(params=["small", "real"])
def files(request, tmp_path):
    if request.param == "small":
        return northwind.small(tmp_path / "files")
    if not northwind.SHARED.is_dir():
        pytest.skip("the Northwind files are not beside the checkout")
    return northwind.real()


@pytest.fixture
def program(qtbot, monkeypatch):
    for module in (sys, threading):
        monkeypatch.setattr(module, "excepthook", module.excepthook)
    monkeypatch.setattr(Program, "_watch", lambda self: None)
    begin_light()
    running = Program(Preferences(language="en"), default_store())
    qtbot.addWidget(running.shell)
    assert running.claim()
    running.show()
    qtbot.waitExposed(running.shell)
    yield running
    running.shell.close()
    running.end()


@pytest.mark.timeout(300)
def test_from_files_to_a_report_that_reads_back(program, files, qtbot, tmp_path):
    begin_with_import(program, qtbot)
    import_files(program, files.files, qtbot)
    assert_in_store(program.desk.store, files)
    plan(program, "QUICK", files.day, qtbot)
    board = start_planned(program, files.day, qtbot)
    Rep(board, Hands(qtbot), qtbot).fill_visit()
    assert_filled(board.desk.visit)
    close_in_window(program, qtbot)
    closed, facts = load_visit(program.desk.store, board.desk.visit.id)
    assert closed.state is VisitState.CLOSED
    assert closed.number.startswith("V-98-")
    report = save_report_in_window(program, tmp_path / "Bericht 报告.pdf", qtbot)
    back = read_report(report)
    assert back.facts is not None
    assert dumps(encode(back.visit, back.facts)) == dumps(encode(closed, facts))
    assert figures(back.visit, back.facts) == figures(closed, facts)


def assert_filled(visit):
    """Every step holds what was typed, the text as it was typed."""
    for step in STEPS:
        assert visit.step(step.key).has_content(), step.key
    assert visit.step("communication").values["reaction"] == "reaction <b>seen</b> & 已看"
    assert visit.step("wrap_up").values["end"] == "09:41"
    assert "dealer_signature" in visit.step("account").values
    first = visit.step("prices").rows("products")[0]
    assert first.values["retail"] == Decimal("12.5")


def close_in_window(program, qtbot):
    """The button, the dialog that has nothing left to ask, and the frozen visit behind it."""
    page = program.shell.current()

    def answer(dialog):
        assert dialog.close_button.isEnabled(), [point.sentence for point in page.board.desk.problems() if point.blocks]
        qtbot.mouseClick(dialog.close_button, Qt.MouseButton.LeftButton)

    with answering(CloseDialog, answer):
        page.close_or_correct()
    assert page.board.desk.read_only


def save_report_in_window(program, target, qtbot):
    """The preview with its pages, saved under a Chinese name."""
    page = program.shell.current()
    page.show_report(page.board.desk.visit.id)
    preview = page.findChild(ReportPreview)
    qtbot.waitUntil(lambda: len(preview.pages) > 1, timeout=LONG)
    preview.save_to(target)
    assert preview.saved_to == target
    preview.reject()
    return target


def begin_with_import(program, qtbot):
    page = program.shell.current()
    qtbot.keyClicks(page.name, "Lin Yue")
    qtbot.mouseClick(page.import_own, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.shell.page_key == "data", timeout=LONG)
    change_settings(program.desk.store, company="Northwind Traders")


def import_files(program, paths, qtbot):
    page = program.shell.current()
    page.flow.add_files(paths)
    qtbot.waitUntil(page.run.isEnabled, timeout=LONG)
    qtbot.mouseClick(page.run, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.flow.is_done, timeout=LONG)


def assert_in_store(store, files):
    with store.read() as session:
        assert session.query(models.Dealer).count() == files.dealers
        assert session.query(models.Product).count() == files.products
        assert session.query(models.SalesOrder).count() == files.orders
        assert session.query(models.Shipment).count() == files.orders - files.undelivered
        nets = [net for (net,) in session.query(models.OrderLine.net)]
    assert sum(nets, Decimal(0)) == files.net


def plan(program, dealer, day: date, qtbot):
    """Finds the dealer by code and plans the visit, by keyboard."""
    program.shell.go_to("dealers")
    page = program.shell.current()
    page.show_dealer(dealer)

    def answer(sheet):
        sheet.entry.line.selectAll()
        qtbot.keyClicks(sheet.entry.line, day.isoformat())
        qtbot.keyClick(sheet.entry.line, Key.Key_Return)

    with answering(DaySheet, answer):
        page.plan(dealer)


def start_planned(program, day: date, qtbot):
    program.shell.go_to("today")
    page = program.shell.current()
    page.show_day(day)
    qtbot.mouseClick(page.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(program.shell.current(), VisitPage), timeout=LONG)
    program.shell.activateWindow()
    qtbot.waitUntil(program.shell.isActiveWindow)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    return program.shell.current().board
