"""The region's page: reports are dropped, refused ones named, and every figure opens its visits."""

import sys
from datetime import date, timedelta
from multiprocessing import active_children
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from fieldvisit.domain.region import INDEXES, Span
from fieldvisit.exchange.locking import locked
from fieldvisit.exchange.reading import limits, read_table
from fieldvisit.exchange.seals import Signer
from fieldvisit.store.headers import salt_of
from fieldvisit.ui import dialogs, files, tasks
from fieldvisit.ui.desk import Desk
from fieldvisit.ui.pages import region as page_module
from fieldvisit.ui.pages.region import RegionPage
from fieldvisit.ui.pages.region_keys import TrustSheet
from fieldvisit.ui.pages.region_password import PasswordSheet
from fieldvisit.ui.preferences import Preferences
from fieldvisit.usecases import region as usecase
from fieldvisit.usecases.keys import known_keys
from fieldvisit.usecases.report_reader import answer_of
from tests.factories import region as factory
from tests.factories.region import region_visits, write_report

ODD = Path(__file__).parents[4] / "shared" / "data" / "odd_pdfs"
MINE, STRANGERS = Signer(bytes(range(32))), Signer(bytes(range(1, 33)))


@pytest.fixture
def here(monkeypatch):
    """Reads in this process, which saves starting another one for each test."""
    monkeypatch.setattr(usecase, "read_reports", read_here)


def read_here(paths, watch, admission):
    for path in paths:
        watch()
        yield path, answer_of(path, admission)


@pytest.fixture
def reports(tmp_path):
    folder = tmp_path / "reports"
    for made in region_visits(14):
        write_report(made, folder)
    (folder / "scan.pdf").write_bytes(b"%PDF-1.7\nnothing")
    return folder


@pytest.fixture
def open_page(open_real_page, here):
    return open_real_page


@pytest.fixture
def open_real_page(qtbot, store):
    """A page that reads in processes of their own, as the window's does."""

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


def tile(page, name):
    return next(each for each in page.board.tiles.tiles if each.shown.name.startswith(name))


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


def test_what_was_dropped_is_there_the_next_time_and_so_is_what_was_refused(page, open_page, finished):
    again = open_page()
    again.refresh()
    finished()
    assert [each.shown for each in again.board.tiles.tiles] == [each.shown for each in page.board.tiles.tiles]
    assert again.side.table.records.rowCount() == 15
    assert words(again.side.table)[0][0].startswith("scan.pdf")
    again.side.table.choose_row(0)
    QTest.keyClick(again.side.table, Qt.Key.Key_Delete)
    finished()
    assert again.side.table.records.rowCount() == 14


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
    page.board.ranking.table.opened.emit(0)
    page.visits.report.click()
    finished()
    page.visits.reject()
    assert target.read_bytes().startswith(b"%PDF-")


def test_every_list_is_shown_and_named(page, unnamed):
    for key in ("ranking", *page.board.tables):
        page.board.filters.choose(key)
        page.board.filters.chosen.emit(key)
        assert page.board.shown_list() == key
        assert unnamed(page) == []


def test_a_password_is_asked_once_for_all_locked_files(open_page, tmp_path, monkeypatch, finished):
    for made in region_visits(3):
        path = write_report(made, tmp_path / "in")
        path.write_bytes(locked(path.read_bytes(), "secret"))
    page = open_page()
    page.side.dropped.emit([tmp_path / "in"])
    finished()
    assert page.notice.words() == "3 reports are locked."
    assert page.side.help.text() == "Enter the password…"
    asked = []

    def answer(locked_files, tried, _parent):
        asked.append((locked_files, tried))
        return "secret"

    monkeypatch.setattr(page_module, "ask_password", answer)
    page.side.help.click()
    finished()
    assert asked == [(3, 0)]
    assert "3 read, 0 refused" in page.side.summary.text()
    assert "locked" not in page.notice.words()


def test_all_odd_files_at_once_are_named_and_the_window_lives(open_real_page, finished, capsys):
    odd = sorted(ODD.glob("*.pdf"))
    if not odd:
        pytest.skip("no folder of odd PDFs beside the project")
    page = open_real_page()
    beats: list[int] = []
    page.side.dropped.emit([ODD])
    heart = QTimer(page)
    heart.timeout.connect(lambda: beats.append(resident_of_readers()))
    heart.start(20)
    finished()
    rows = [row[0] for row in words(page.side.table)]
    with capsys.disabled():
        sys.stdout.write("\n" + "".join(f"{row}\n" for row in rows))
        sys.stdout.write(f"{len(rows)} files, at most {max(beats) / 2**20:.0f} MB in the reading process\n")
    assert {row.split("  ")[0] for row in rows} == {each.name for each in odd}
    assert all(row.split("  ")[1].startswith(("Damaged: ", "No visit data: ")) for row in rows)
    assert len(beats) > 5
    assert max(beats) < limits.MOST_RESIDENT


def resident_of_readers() -> int:
    return max((limits.resident(each.pid or 0) or 0 for each in active_children()), default=0)


def test_an_unknown_key_is_taken_where_the_report_was_refused(open_page, store, tmp_path, monkeypatch, finished):
    page_of = list(region_visits(2))
    page = open_page()
    page.side.dropped.emit([write_report(page_of[0], tmp_path, signer=MINE)])
    finished()
    assert "whoever made them" in page.notice.words()
    page.keeper.trust(page.keeper.held.keys[0], "Rep 00")
    finished()
    page.side.dropped.emit([write_report(page_of[1], tmp_path, signer=STRANGERS)])
    finished()
    assert "1 report does not count" in page.notice.words()
    monkeypatch.setattr(page_module, "ask_trust", lambda key, _parent: key.reps[0])
    page.side.help.click()
    finished()
    assert set(known_keys(store).values()) >= {"Rep 00", page_of[1].visit.rep}
    assert "1 read, 0 refused" in page.side.summary.text()
    assert page.notice.words() == ""


def test_what_came_before_a_key_was_known_no_longer_counts(open_page, tmp_path, finished):
    mine, strangers, unsigned = region_visits(3)
    page = open_page()
    page.side.dropped.emit(
        [
            write_report(mine, tmp_path, "mine.pdf", MINE),
            write_report(strangers, tmp_path, "strangers.pdf", STRANGERS),
            write_report(unsigned, tmp_path, "unsigned.pdf"),
        ]
    )
    finished()
    assert tile(page, "Strike").shown.note.endswith("of 3 visits")
    page.keeper.trust(next(key for key in page.keeper.held.keys if key.public == MINE.public.hex()), "Rep 00")
    finished()
    assert tile(page, "Strike").shown.note.endswith("of 1 visits")
    assert page.notice.words().startswith("2 reports do not count")
    told = {row[0].split("  ")[0]: row[0].split("  ")[1] for row in words(page.side.table)}
    assert told["strangers.pdf"].startswith("Not counted: signed with the unknown key")
    assert told["unsigned.pdf"] == "Not counted: not signed"
    page.keeper.trust(next(key for key in page.keeper.held.keys if key.name is None), "Li Wei")
    finished()
    assert tile(page, "Strike").shown.note.endswith("of 2 visits")
    board = page.board.ranking
    board.table.opened.emit(next(at for at, line in enumerate(board.lines) if line.rep == "Li Wei"))
    assert page.visits.keys == "Signed with the key of Li Wei; the reports are in the name of Rep 01."
    page.visits.reject()


def test_the_decision_about_a_key_shows_what_is_to_be_compared(qtbot, open_page, tmp_path, finished):
    (made,) = region_visits(1)
    page = open_page()
    page.side.dropped.emit([write_report(made, tmp_path, signer=MINE)])
    finished()
    sheet = TrustSheet(page.keeper.held.keys[0], page)
    shown = [each.text() for each in sheet.findChildren(QLabel)]
    assert page.keeper.held.keys[0].fingerprint in shown
    assert sheet.name.text() == made.visit.rep
    sheet.name.clear()
    assert not sheet.take.isEnabled()


def test_an_empty_password_is_none(qtbot, open_page):
    page = open_page()
    sheet = PasswordSheet(2, 0, page)
    assert not sheet.read.isEnabled()
    QTest.keyClicks(sheet.field.line, "x")
    assert sheet.read.isEnabled()


def test_a_report_a_period_and_the_whole_region_can_be_taken_out(page, monkeypatch, finished):
    monkeypatch.setattr(dialogs, "ask", lambda *_args: True)
    count = page.side.table.records.rowCount()
    page.side.table.choose_row(1)
    page.side.away.click()
    finished()
    assert page.side.table.records.rowCount() == count - 1
    assert tile(page, "Strike").shown.note.endswith("of 13 visits")
    actions = {action.text(): action for action in page.side.menu.actions()}
    actions["Empty the region…"].trigger()
    finished()
    assert page.empty.isVisible()
    assert page.side.table.records.rowCount() == 0


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


def test_while_the_region_is_added_up_it_says_so(page, open_page, finished):
    again = open_page()
    again.refresh()
    assert again.empty.sentence() == "Adding up the region…"
    assert again.empty.button.isHidden()
    again.keeper.counted.emit(3, 14)
    assert again.empty.sentence() == "Adding up the region: 3 of 14"
    finished()
    assert again.board.isVisible()


def test_calling_off_shows_what_was_read_by_then(open_page, reports, monkeypatch, finished):
    def read_some(paths, watch, admission):
        for at, answered in enumerate(read_here(paths, watch, admission)):
            if at == 4:
                tasks.running()[0].cancel()
            yield answered

    monkeypatch.setattr(usecase, "read_reports", read_some)
    page = open_page()
    page.side.dropped.emit([reports])
    finished()
    finished()
    assert page.keeper.held.reports == 5
    assert page.board.isVisible()


def test_reports_may_be_dropped_anywhere_on_the_page(open_page, reports, finished):
    page = open_page()
    urls = QMimeData()
    urls.setUrls([QUrl.fromLocalFile(str(reports))])
    where, button, keys = QPointF(300, 300), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(where, Qt.DropAction.CopyAction, urls, button, keys))
    finished()
    assert tile(page, "Strike").shown.note.endswith("of 14 visits")


def test_a_region_of_other_data_is_told_with_the_way_out(open_page, store, monkeypatch, qtbot):
    closed = store.path.with_name("window-region-12345678.store")
    closed.write_bytes(salt_of(bytes(32)) + bytes(4080))
    page = open_page()
    page.refresh()
    assert closed.name in page.notice.words()
    assert "Restore a backup from its time" in page.notice.words()
    with qtbot.waitSignal(page.desk.page_asked) as asked:
        page.notice.followed.emit()
    assert asked.args == ["data"]
