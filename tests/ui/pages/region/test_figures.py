"""What the region's page shows, and the visits behind every figure."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fieldvisit.domain.region import INDEXES, Span
from fieldvisit.ui import files
from tests.factories import region as factory
from tests.factories.region import region_visits, write_report
from tests.ui.pages.region.dropped_reports import MINE, STRANGERS, tile, words


def test_without_reports_it_says_what_belongs_here(open_page):
    page = open_page()
    assert page.empty.isVisible()
    assert not page.report.isEnabled()
    assert page.first_field() is page.side.zone


def test_a_dropped_folder_is_added_up_and_refused_files_are_named_first(page):
    assert page.board.exceptions.isVisible()
    assert tile(page, "Strike").shown.note.endswith("of 14 visits")
    assert len(words(page.board.ranking.table)) == 12 + 1
    (first, *_) = words(page.side.table)
    assert first[0].startswith("scan.pdf  Damaged: the file")
    assert "scan.pdf" in page.side.told.text()
    assert "14 read, 1 refused" in page.side.summary.text()


def test_enter_on_a_figure_lists_its_visits_and_says_how_it_is_made(page):
    shown = tile(page, "Orders")
    shown.setFocus()
    QTest.keyClick(shown, Qt.Key.Key_Return)
    assert page.visits.table.records.rowCount() == len(shown.shown.visits)
    page.visits.reject()
    assert "sum of the orders taken" in shown.accessibleName()
    page.board.exceptions.choose_row(0)
    QTest.keyClick(page.board.exceptions, Qt.Key.Key_Return)
    assert page.visits.table.records.rowCount() == len(page.keeper.shown.lines["exceptions"][0].visits)
    page.visits.reject()


def test_a_month_is_shown_beside_the_month_before(open_page, tmp_path, monkeypatch, finished):
    for first in (date(2026, 8, 1), date(2026, 9, 1)):
        monkeypatch.setattr(factory, "FIRST_DAY", first)
        for made in region_visits(24, seed=first.month):
            made.visit.number += f"-{first.month}"
            write_report(made, tmp_path / "in")
    page = open_page()
    page.side.dropped.emit([tmp_path / "in"])
    finished()
    names = [page.period.itemText(at) for at in range(page.period.count())]
    assert names == ["All days", "September 2026", "August 2026", "Quarter 3, 2026", "Year 2026"]
    page.period.setCurrentIndex(1)
    page.period.activated.emit(1)
    finished()
    assert page.keeper.shown.period.span is Span.MONTH
    assert tile(page, "Strike").shown.note.endswith("of 24 visits")
    assert len([each for each in tile(page, "Strike").shown.trend if each is not None]) == 2
    risen = [row[1] for row in words(page.board.ranking.table)]
    assert any(each.startswith(("▲", "▼")) for each in risen)


def test_reps_are_ranked_by_any_index_with_its_formula(page):
    board = page.board.ranking
    for key, index in INDEXES.items():
        board.choose(key)
        assert board.table.records.columns[3].head == index.name
        assert index.formula in board._about.accessibleName()
        assert words(board.table)[-1][2] == "Region"
    board.choose("visits")
    assert words(board.table)[0][3] == "2"


def test_a_rep_s_line_opens_the_rep_s_visits(page):
    table = page.board.ranking.table
    table.choose_row(0)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    rep = words(table)[0][2]
    assert {row[3] for row in words(page.visits.table)} == {rep}
    page.visits.reject()


def test_the_report_of_a_visit_is_made_anew(page, tmp_path, monkeypatch, finished):
    target = tmp_path / "visit.pdf"
    monkeypatch.setattr(files, "ask_save", lambda *_args: target)
    page.board.ranking.table.opened.emit(0)
    page.visits.report.click()
    finished()
    page.visits.reject()
    assert target.read_bytes().startswith(b"%PDF-")


def test_every_list_is_shown_and_named(page, unnamed):
    for key in ("ranking", *page.board.tables):
        page.board.filters.choose(key)
        page.board.filters.chosen.emit(key)
        lists = {"ranking": page.board.ranking, **page.board.tables}
        assert [name for name, each in lists.items() if each.isVisible()] == [key]
        assert unnamed(page) == []


def test_two_people_of_one_name_are_told_apart(open_page, tmp_path, finished):
    made = [each for each in region_visits(24) if each.visit.rep == "Rep 00"]
    paths = [write_report(each, tmp_path, signer=signer) for each, signer in zip(made, (MINE, STRANGERS), strict=True)]
    page = open_page()
    page.side.dropped.emit(paths)
    finished()
    assert words(page.board.ranking.table)[0][2] == "Rep 00  2 keys"
    page.board.ranking.table.opened.emit(0)
    assert "several keys" in page.visits.keys
    page.visits.tell_apart.click()
    finished()
    assert len(words(page.board.ranking.table)) == 3
    page.board.ranking.table.opened.emit(0)
    page.visits.tell_apart.click()
    finished()
    assert len(words(page.board.ranking.table)) == 2


def test_a_day_that_is_far_off_offers_its_own_periods_alone(open_page, tmp_path, monkeypatch, finished):
    monkeypatch.setattr(factory, "FIRST_DAY", date(2026, 9, 1))
    near, far = region_visits(2)
    for visit in (far.visit,):
        visit.day = far.visit.day - timedelta(days=3650)
    far = type(far)(far.visit, type(far.facts)(**{**far.facts.__dict__, "day": far.visit.day}))
    page = open_page()
    page.side.dropped.emit([write_report(each, tmp_path) for each in (near, far)])
    finished()
    assert page.period.count() == 1 + 3 * 2
