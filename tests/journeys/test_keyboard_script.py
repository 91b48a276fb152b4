"""A rep's script, timed in key presses: 60 products counted and priced, both books reconciled, the order accepted."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtGui import QGuiApplication

from fieldvisit.domain.document import dumps, encode
from fieldvisit.domain.reconciliation import MatchKind
from fieldvisit.ui.visit.board import VisitBoard
from fieldvisit.usecases.export_report import make_report, save_report
from fieldvisit.usecases.export_visit import export_visit
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.open_visit import open_visit
from fieldvisit.usecases.visit_documents import load_document
from tests.factories.long_visit import CASES, PRODUCTS, dealer_book, long_facts, long_visit, retail
from tests.factories.looks import begin_light
from tests.factories.visit_workbooks import sheets
from tests.journeys.keyboard import Keyboard
from tests.journeys.worked_elsewhere import text_of
from tests.journeys.worked_in_window import open_lines
from tests.ui.visit.typing import CONTROL, Key

REASONS = {"INV-0008": "p", "INV-0010": "n", "INV-0011": "d", "PAY-0912": "i"}
"""The first letter of the reason: price difference, not booked, disputed, in transit."""


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path / "visit.store")
    load_document(opened, dumps(encode(long_visit(), long_facts())))
    yield opened
    opened.close()


@pytest.fixture
def board(qtbot, store):
    begin_light()
    made = VisitBoard(open_visit(store, long_visit().id), {})
    qtbot.addWidget(made)
    made.resize(1228, 774)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def keys(qtbot, board):
    return Keyboard(qtbot, board)


@pytest.mark.timeout(300)
def test_a_whole_visit_by_keyboard_with_every_press_counted(board, store, keys, qtbot, capsys, tmp_path):
    reports = printed(board, store, tmp_path)
    told = {
        "60 prices": counted(keys, lambda: enter(keys, "prices", "retail", prices())),
        "60 counts": counted(keys, lambda: enter(keys, "inventory", "count", counts())),
        "order accepted": counted(keys, lambda: accept(board, keys)),
        "12 documents reconciled": counted(keys, lambda: reconcile(board, keys, qtbot)),
        "statement and report": counted(keys, lambda: print_both(keys, reports)),
    }
    assert_entered(board)
    assert_written(board, store, reports, tmp_path)
    with capsys.disabled():
        print(f"\n{keys.pressed} keys: " + ", ".join(f"{what} {count}" for what, count in told.items()))  # noqa: T201


def counted(keys, act):
    """The number of presses an act takes."""
    before = keys.pressed
    act()
    return keys.pressed - before


def prices():
    return [f"{retail(at) + Decimal(at % 7 - 3) / 10:.2f}" for at in range(PRODUCTS)]


def counts():
    return [("0", f"{at}", f"{at}c", f"{at}c+5")[at % 4] for at in range(PRODUCTS)]


def enter(keys, step, field, texts):
    """Down a column: each row its characters and one Enter, nothing more."""
    keys.show_step(step)
    rows = keys.board.desk.visit.step(step).rows("products")
    view = keys.grid("products")
    column = view.grid.sheet.index_of(field)
    while view.currentIndex().column() != column:
        keys.press(Key.Key_Right)
    for row, text in zip(rows, texts, strict=True):
        assert view.current_row_id() == row.id, "Enter leads to the next product"
        before = keys.pressed
        keys.type(text, Key.Key_Return)
        assert keys.pressed - before <= len(text) + 1
        assert field in row.values


def accept(board, keys):
    """The button over the order, one step back from the grid."""
    keys.show_step("sales")
    keys.tab_to("Accept suggestions", back=True)
    keys.press(Key.Key_Space)


def reconcile(board, keys, qtbot):
    """The book pasted, the suggestion confirmed, a reason for whatever is left."""
    keys.show_step("account")
    QGuiApplication.clipboard().setText(dealer_book())
    keys.press(Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: MatchKind.SUGGESTION in open_lines(board))
    keys.show_step("account")
    keys.tab_to("Match")
    keys.press(Key.Key_Space)
    qtbot.waitUntil(lambda: len(lines := open_lines(board)) == len(REASONS) and MatchKind.SUGGESTION not in lines)
    keys.show_step("account")
    for document, letter in REASONS.items():
        keys.tab_to(f"Reason for {document}")
        keys.type(letter)


def printed(board, store, folder):
    """Reports as the rep asks for them, saved where they can be looked at."""
    made = {}

    def save(visit_id, kind="visit"):
        path = folder / f"{kind}.pdf"
        save_report(make_report(store, visit_id, kind=kind), path)
        made[kind] = path

    board.report_requested.connect(save)
    return made


def print_both(keys, reports):
    """The statement by its button, the report by Ctrl+P."""
    keys.tab_to("Statement")
    keys.press(Key.Key_Space)
    keys.press(Key.Key_P, CONTROL)
    assert set(reports) == {"statement", "visit"}


def assert_entered(board):
    """What stands in the visit is what was typed, and nothing else."""
    visit, found = board.desk.visit, board.desk.figures
    assert [row.values["retail"] for row in visit.step("prices").rows("products")] == [*map(Decimal, prices())]
    assert [row.values["count"] for row in visit.step("inventory").rows("products")] == [
        units(text, CASES[at % 3]) for at, text in enumerate(counts())
    ]
    assert all(line.suggestion and line.accepted == line.suggestion.units for line in found.order.values())
    assert found.order_value == found.suggested_value > 0
    assert found.books.unexplained == 0
    assert len(found.books.of(MatchKind.MATCHED)) == 9
    assert len(found.books.of(MatchKind.SUGGESTION)) == 0
    kept = visit.step("account").rows("reconciliation")
    assert sorted(row.values["reason"] for row in kept if "reason" in row.values) == sorted(
        ("price_difference", "not_booked", "disputed", "in_transit")
    )


def units(text, case):
    """Cases and units as the rep means them."""
    cases, _, rest = text.rpartition("c")
    return Decimal(cases or 0) * case + Decimal(rest.lstrip("+") or 0)


def assert_written(board, store, reports, folder):
    """The order and the balance stand in the reports and in the workbook."""
    found = board.desk.figures
    assert f"{found.order_value:,.2f}" in text_of(reports["visit"].read_bytes())
    assert f"{found.books.dealer:,.2f}" in text_of(reports["statement"].read_bytes())
    export_visit(store, board.desk.visit.id, folder / "visit.xlsx")
    rows = sheets(folder / "visit.xlsx")["5 Order"]
    assert sum(Decimal(str(row["Amount"])) for row in rows) == found.order_value
