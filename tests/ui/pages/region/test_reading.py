"""Reports are dropped and read: again, locked, odd, called off."""

import sys
from multiprocessing import active_children
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from fieldvisit.exchange.locking import locked
from fieldvisit.exchange.reading import limits
from fieldvisit.exchange.seals import Signer
from fieldvisit.ui import tasks
from fieldvisit.ui.pages import region as page_module
from fieldvisit.ui.pages.region_password import PasswordSheet
from fieldvisit.usecases import region as usecase
from tests.factories.region import region_visits, write_report
from tests.ui.pages.region.dropped_reports import read_here, tile, words

ODD = Path(__file__).parents[5] / "shared" / "data" / "odd_pdfs"
MINE, STRANGERS = Signer(bytes(range(32))), Signer(bytes(range(1, 33)))


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


def test_an_empty_password_is_none(qtbot, open_page):
    page = open_page()
    sheet = PasswordSheet(2, 0, page)
    assert not sheet.read.isEnabled()
    QTest.keyClicks(sheet.field.line, "x")
    assert sheet.read.isEnabled()


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
