"""What was read is saved, taken out, or found to belong to other data."""

import pytest

from fieldvisit.exchange.reading import read_table
from fieldvisit.store.headers import salt_of
from fieldvisit.ui import dialogs, files
from tests.ui.pages.region.dropped_reports import tile


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
