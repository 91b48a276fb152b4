"""The Visits page: what is listed, what is selected, and what of it is given out."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt

from fieldvisit.domain.closing import visit_number
from fieldvisit.domain.language import Message
from fieldvisit.store.strangers import ensure_dealer
from fieldvisit.store.visits import insert_visit
from fieldvisit.ui import files
from fieldvisit.ui.dialogs import Sheet
from fieldvisit.ui.report_saving import save_visit_reports
from fieldvisit.usecases.export_reports import Exported
from fieldvisit.usecases.start_visit import start_visit
from tests.factories.region import region_visits

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def test_visits_are_exported_as_a_list_and_one_by_one(store, today, shell, qtbot, finished, monkeypatch, tmp_path):
    start_visit(store, "D-2", today, datetime.now().astimezone())
    shell.go_to("visits")
    page = shell.current()
    for name, button in (("list.csv", page.exports.table), ("visit.xlsx", page.exports.workbook)):
        monkeypatch.setattr(files, "ask_save", lambda *_args, name=name: tmp_path / name)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        finished()
    assert "Derun Grocery" in (tmp_path / "list.csv").read_text(encoding="utf-8-sig")
    assert (tmp_path / "visit.xlsx").read_bytes().startswith(b"PK")


def test_open_visits_are_filtered_and_opened(shell, store, today, qtbot):
    visit = start_visit(store, "D-2", today, datetime.now().astimezone())
    shell.go_to("visits")
    page = shell.current()
    page.filters.choose("closed")
    page._show()
    assert page.table.records.rowCount() == 0
    page.filters.choose("open")
    page._show()
    opened: list[str] = []
    shell.desk.visit_asked.disconnect()
    shell.desk.visit_asked.connect(opened.append)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert opened == [visit]


@pytest.fixture
def three_closed(store):
    with store.write() as session:
        for number, each in enumerate(region_visits(3)):
            each.visit.number = visit_number(each.visit.day, number)
            ensure_dealer(session, each.facts.dealer)
            insert_visit(session, each.visit, each.facts)
    return store


def test_reports_of_the_closed_visits_that_are_listed_go_into_a_folder(three_closed, shell, today, qtbot, tmp_path):
    start_visit(three_closed, "D-2", today, datetime.now().astimezone())
    shell.go_to("visits")
    page = shell.current()
    said: list[str] = []
    shell.desk.said.connect(said.append)
    qtbot.keyClicks(page.search, "00002")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("fieldvisit.ui.files.QFileDialog.getExistingDirectory", lambda *_: str(tmp_path / "out"))
        qtbot.mouseClick(page.exports.reports, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(said))
    (file,) = (tmp_path / "out").iterdir()
    assert file.name.startswith("VR-26-00002 ")
    assert said[-1] == f"1 report saved in {tmp_path / 'out'}"


def test_nothing_is_exported_while_nothing_closed_is_listed(three_closed, shell, today, qtbot):
    start_visit(three_closed, "D-2", today, datetime.now().astimezone())
    shell.go_to("visits")
    page = shell.current()
    assert page.exports.reports.isEnabled()
    page.filters.choose("open")
    page._show()
    assert not page.exports.reports.isEnabled()
    page.filters.choose("closed")
    page._show()
    qtbot.keyClicks(page.search, "no such dealer")
    assert not page.exports.reports.isEnabled()


def test_what_gave_no_report_is_named(shell, qtbot, tmp_path, monkeypatch):
    told: list[list[str]] = []
    shell.desk.listed.connect(lambda _title, sentences: told.append(sentences))
    monkeypatch.setattr("fieldvisit.ui.files.QFileDialog.getExistingDirectory", lambda *_: str(tmp_path))
    save_visit_reports(shell.desk, shell, ["V-26-99999"])
    qtbot.waitUntil(lambda: bool(told))
    ((sentence,),) = told
    assert "V-26-99999: " in sentence
    (sheet,) = (each for each in shell.findChildren(Sheet) if each.isVisible())
    sheet.accept()


@pytest.fixture
def visits(three_closed, shell, today):
    """The page with three closed visits and an open one, which is the latest and so stands first."""
    start_visit(three_closed, "D-2", today, datetime.now().astimezone())
    return shell.go_to("visits")


@pytest.fixture
def into_folder(monkeypatch, tmp_path):
    """Every question for a folder is answered; what was asked is noted."""
    asked: list[str] = []

    def answer(_parent, title, _start):
        asked.append(title)
        return str(tmp_path / "out")

    monkeypatch.setattr("fieldvisit.ui.files.QFileDialog.getExistingDirectory", answer)
    return asked


def test_the_button_says_that_it_exports_all_that_are_listed(visits, qtbot):
    reports = visits.exports.reports
    assert reports.text() == "Export all 3 reports…"
    qtbot.keyClicks(visits.search, "00002")
    assert reports.text() == "Export the 1 report…"
    qtbot.keyClicks(visits.search, " no such")
    assert (reports.text(), reports.isEnabled()) == ("Export reports…", False)


def test_rows_selected_by_the_keys_are_those_that_are_exported(visits, qtbot, tmp_path, finished, into_folder):
    visits.table.setFocus()
    qtbot.keyClick(visits.table, Qt.Key.Key_Down)
    qtbot.keyClick(visits.table, Qt.Key.Key_Down, SHIFT)
    assert visits.exports.reports.text() == "Export 2 reports…"
    qtbot.mouseClick(visits.exports.reports, Qt.MouseButton.LeftButton)
    finished()
    assert into_folder == ["Folder for 2 visit reports"]
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_an_open_visit_among_the_selected_is_told_of_and_left_out(visits, qtbot):
    qtbot.keyClick(visits.table, Qt.Key.Key_A, CTRL)
    assert visits.exports.reports.text() == "Export 3 reports…"
    assert "1 selected visit is open: no report yet." in visits.exports.reports.toolTip()
    qtbot.keyClick(visits.table, Qt.Key.Key_Down)
    assert visits.exports.reports.text() == "Export all 3 reports…"


def test_what_is_for_one_visit_is_off_while_several_are_selected(visits, qtbot):
    visits.table.choose_row(1)
    single = (visits.report, visits.exports.bundle)
    assert [button.isEnabled() for button in single] == [True, True]
    qtbot.keyClick(visits.table, Qt.Key.Key_A, CTRL)
    assert [button.isEnabled() for button in single] == [False, False]
    assert visits.open.isEnabled()


def test_a_workbook_of_each_selected_visit_goes_into_a_folder(visits, qtbot, tmp_path, finished, into_folder):
    qtbot.keyClick(visits.table, Qt.Key.Key_Down, SHIFT)
    assert visits.exports.workbook.text() == "As 2 workbooks…"
    qtbot.mouseClick(visits.exports.workbook, Qt.MouseButton.LeftButton)
    finished()
    made = list((tmp_path / "out").iterdir())
    assert [path.suffix for path in made] == [".xlsx", ".xlsx"]
    assert all(path.read_bytes().startswith(b"PK") for path in made)


def test_the_list_holds_what_is_selected_or_else_what_is_listed(visits, qtbot, tmp_path, finished, monkeypatch):
    monkeypatch.setattr(files, "ask_save", lambda *_args: tmp_path / "list.csv")

    def rows():
        qtbot.mouseClick(visits.exports.table, Qt.MouseButton.LeftButton)
        finished()
        return len((tmp_path / "list.csv").read_text(encoding="utf-8-sig").splitlines()) - 1

    assert rows() == 4
    qtbot.keyClick(visits.table, Qt.Key.Key_Down, SHIFT)
    assert visits.exports.table.text() == "List of 2 visits"
    assert rows() == 2
    visits.filters.choose("closed")
    visits._show()
    visits.table.choose_row(0)
    assert rows() == 3


def test_the_number_stays_on_the_button_where_there_is_no_room_for_its_words(visits, shell, qtbot):
    reports = visits.exports.reports
    full = reports.sizeHint().width()
    shell.resize(640, 600)
    qtbot.waitUntil(lambda: reports.sizeHint().width() < full)
    assert reports.compact_width() == reports.sizeHint().width() < full
    assert reports.toolTip().startswith("Export all 3 reports…\n")


def test_visits_of_one_reason_are_named_in_one_sentence(shell, qtbot, tmp_path, monkeypatch, into_folder):
    told: list[list[str]] = []
    shell.desk.listed.connect(lambda _title, sentences: told.append(sentences))
    why = Message("The system ended it.")
    monkeypatch.setattr(
        "fieldvisit.usecases.export_reports.export_reports",
        lambda *_args: Exported(failed=[("VR-1.pdf", why), ("VR-2.pdf", Message("No paper.")), ("VR-3.pdf", why)]),
    )
    save_visit_reports(shell.desk, shell, ["1", "2", "3"])
    qtbot.waitUntil(lambda: bool(told))
    assert told == [["VR-1.pdf, VR-3.pdf: The system ended it.", "VR-2.pdf: No paper."]]
