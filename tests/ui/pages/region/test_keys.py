"""Whose reports count: keys that are known, and those that are not."""

from PySide6.QtWidgets import QLabel

from fieldvisit.ui.pages import region as page_module
from fieldvisit.ui.pages.region_keys import TrustSheet
from fieldvisit.usecases.keys import known_keys
from tests.factories.region import region_visits, write_report
from tests.ui.pages.region.dropped_reports import MINE, STRANGERS, tile, words


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
