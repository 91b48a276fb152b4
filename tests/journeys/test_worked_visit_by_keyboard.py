"""The worked visit, typed by keyboard in a random order: the window, the command line, PDF and Excel agree."""

from __future__ import annotations

import json
import random

import pytest

from fieldvisit.cli import main
from fieldvisit.domain.reconciliation import MatchKind
from fieldvisit.ui.visit.board import VisitBoard
from fieldvisit.usecases.export_report import make_report
from fieldvisit.usecases.export_visit import export_visit
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.open_visit import open_visit
from fieldvisit.usecases.visit_documents import load_document
from tests.factories import visit_workbooks
from tests.factories import worked_figures as oracle
from tests.factories.desks import WORKED_ID
from tests.factories.looks import begin_light
from tests.journeys import worked_elsewhere, worked_example, worked_in_window
from tests.journeys.keyboard import Keyboard
from tests.ui.visit.typing import Key


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path / "visit.store")
    load_document(opened, worked_example.emptied())
    yield opened
    opened.close()


@pytest.fixture
def board(qtbot, store):
    begin_light()
    made = VisitBoard(open_visit(store, WORKED_ID), {})
    qtbot.addWidget(made)
    made.resize(1228, 774)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", [1, 2015, 77])
def test_any_order_of_entry_gives_the_same_figures_everywhere(seed, board, store, qtbot, capsys, tmp_path):
    keys = Keyboard(qtbot, board)
    acts = worked_example.entries(board.desk.visit)
    random.Random(seed).shuffle(acts)
    for act in acts:
        act(keys)
    await_identity(board, oracle.UNCONFIRMED, qtbot)
    confirm_suggestion(board, keys, qtbot)
    await_identity(board, oracle.CONFIRMED, qtbot)
    worked_in_window.assert_worked_visit(board)
    assert_everywhere_else(store, capsys, tmp_path)
    with capsys.disabled():
        print(f" {keys.pressed} keys for {len(acts)} entries in random order")  # noqa: T201


def await_identity(board, books, qtbot):
    """The page follows a moment after the last entry."""
    board.show_step("account")

    def stands():
        assert worked_in_window.identity(board) == worked_in_window.identity_of(books)

    qtbot.waitUntil(stands)


def confirm_suggestion(board, keys, qtbot):
    """Tab to the button "Match" of the one suggestion, and Space."""
    qtbot.waitUntil(lambda: MatchKind.SUGGESTION in worked_in_window.open_lines(board))
    keys.show_step("account")
    keys.tab_to("Match")
    keys.press(Key.Key_Space)
    assert [row.values["decision"] for row in board.desk.visit.step("account").rows("reconciliation")] == ["same"]


def assert_everywhere_else(store, capsys, tmp_path):
    """The command line, the workbook and the reports, each made from the store."""
    assert main(["--store", str(store.path), "--json", "visit", "show", WORKED_ID]) == 0
    worked_elsewhere.assert_json(json.loads(capsys.readouterr().out))
    export_visit(store, WORKED_ID, tmp_path / "visit.xlsx")
    visit_workbooks.assert_worked_visit(tmp_path / "visit.xlsx")
    worked_elsewhere.assert_report(worked_elsewhere.text_of(make_report(store, WORKED_ID)))
    worked_elsewhere.assert_annex(worked_elsewhere.text_of(make_report(store, WORKED_ID, kind="order")))
    worked_elsewhere.assert_identity(worked_elsewhere.text_of(make_report(store, WORKED_ID, kind="statement")))


def test_an_emptied_visit_has_none_of_these_figures():
    """What the journey asserts comes from the keys and not from the document it starts with."""
    document = json.loads(worked_example.emptied())
    steps = document["steps"]
    assert not any("retail" in row or "purchase" in row for row in steps["prices"]["products"])
    assert not any("count" in row for row in steps["inventory"]["products"])
    assert not any("accepted" in row for row in steps["sales"]["order"])
    assert steps["account"]["dealer_book"] == []
