"""The region's page: reports are dropped, refused ones named, and every figure opens its visits."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fieldvisit.exchange.reading import read_table
from fieldvisit.ui import files
from fieldvisit.ui.desk import Desk
from fieldvisit.ui.pages.region import RegionPage
from fieldvisit.ui.preferences import Preferences
from tests.factories.region import region_visits, write_report


@pytest.fixture
def reports(tmp_path):
    folder = tmp_path / "reports"
    for made in region_visits(14):
        write_report(made, folder)
    (folder / "scan.pdf").write_bytes(b"%PDF-1.7\nnothing")
    return folder


@pytest.fixture
def open_page(qtbot, store):
    def opened():
        page = RegionPage(Desk(Preferences(), store))
        qtbot.addWidget(page)
        page.resize(1280, 800)
        page.show()
        return page

    return opened


@pytest.fixture
def page(open_page, reports, finished):
    page = open_page()
    page.side.dropped.emit([reports])
    finished()
    return page


def words(table):
    return [[cell.spoken() for cell in table.records.record(at).cells] for at in range(table.records.rowCount())]


def test_without_reports_it_says_what_belongs_here(open_page):
    page = open_page()
    assert page.empty.isVisible()
    assert not page.report.isEnabled()
    assert page.first_field() is page.side.zone


def test_a_dropped_folder_is_added_up_and_refused_files_are_named_first(page):
    assert page.exceptions.isVisible()
    assert page.tiles.tiles[0].shown.figure == "14"
    assert len(words(page.tables["ranking"])) == 12
    assert words(page.side.table)[0] == ["scan.pdf", "refused"]
    assert "scan.pdf" in page.side._reason.text()
    assert "14 read, 1 refused" in page.side._summary.text()


def test_enter_on_a_figure_lists_its_visits(page):
    tile = page.tiles.tiles[0]
    tile.setFocus()
    QTest.keyClick(tile, Qt.Key.Key_Return)
    assert page.visits.table.records.rowCount() == 14
    page.visits.reject()
    page.exceptions.choose_row(0)
    QTest.keyClick(page.exceptions, Qt.Key.Key_Return)
    assert page.visits.table.records.rowCount() == len(page._lines["exceptions"][0].visits)
    page.visits.reject()


def test_what_was_dropped_is_there_the_next_time(page, open_page, finished):
    again = open_page()
    again.refresh()
    finished()
    assert [tile.shown for tile in again.tiles.tiles] == [tile.shown for tile in page.tiles.tiles]
    assert again.side.table.records.rowCount() == 14


def test_another_period_shows_other_figures(page):
    page.desk.today = lambda: page._whole.first_day
    page.period.setCurrentIndex(page.period.findData("month"))
    page.period.activated.emit(page.period.currentIndex())
    counted = sum(share.day == page._whole.first_day for share in page._whole.shares)
    assert page.tiles.tiles[0].shown.figure == str(counted)


@pytest.mark.parametrize("ending", ["xlsx", "pdf"])
def test_the_region_is_saved(page, tmp_path, monkeypatch, finished, ending):
    target = tmp_path / f"region.{ending}"
    monkeypatch.setattr(files, "ask_save", lambda *_args: target)
    (page.excel if ending == "xlsx" else page.report).click()
    finished()
    if ending == "xlsx":
        assert len(read_table(target, "Visits").rows) == 15
    else:
        assert target.read_bytes().startswith(b"%PDF-")


def test_the_report_of_a_visit_is_made_anew(page, tmp_path, monkeypatch, finished):
    target = tmp_path / "visit.pdf"
    monkeypatch.setattr(files, "ask_save", lambda *_args: target)
    page._open("ranking", 0)
    page.visits.report.click()
    finished()
    page.visits.reject()
    assert target.read_bytes().startswith(b"%PDF-")


def test_every_list_is_shown_and_named(page, unnamed):
    for key in page.tables:
        page.filters.choose(key)
        page.filters.chosen.emit(key)
        assert page.lists.currentWidget() is page.tables[key]
    assert unnamed(page) == []
