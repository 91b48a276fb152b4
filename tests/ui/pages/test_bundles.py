"""A closed visit saved as an encrypted bundle on the Visits page, and loaded from one in another store."""

import contextlib
from datetime import UTC, datetime

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from fieldvisit.domain.document import dumps
from fieldvisit.domain.errors import KnownError
from fieldvisit.exchange import bundle
from fieldvisit.ui import files
from fieldvisit.ui.pages import bundles, visits
from fieldvisit.ui.pages.bundles import OpenSheet, SealSheet
from fieldvisit.usecases.close_visit import close_visit
from fieldvisit.usecases.export_report import make_report
from fieldvisit.usecases.list_visits import list_visits
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.visit_bundle import save_bundle, take_bundle
from fieldvisit.usecases.visit_documents import find_known, load_document
from tests.factories.desks import WORKED_ID, document_of, worked_desk
from tests.factories.keys import PASSPHRASE, quick_keys
from tests.factories.visits import WORKED_VISIT

NOON = datetime(2026, 9, 15, 12, 0, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    quick_keys(monkeypatch)


@pytest.fixture
def page(shell, store):
    load_document(store, WORKED_VISIT.read_bytes())
    shell.go_to("visits")
    return shell.current()


@pytest.fixture
def made(tmp_path):
    """A bundle from another laptop."""
    path = tmp_path / "visit.fvbundle"
    with worked_desk(tmp_path) as desk:
        close_visit(desk.store, WORKED_ID, NOON)
        save_bundle(desk.store, WORKED_ID, path, PASSPHRASE)
    return path


def shown(kind):
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible())


def test_only_a_closed_visit_can_be_saved_as_a_bundle(page, store):
    assert page.table.choose(WORKED_ID)
    assert not page.exports.bundle.isEnabled()
    close_visit(store, WORKED_ID, NOON)
    page.refresh()
    assert page.exports.bundle.isEnabled()


def test_a_bundle_is_saved_under_a_good_passphrase(page, store, qtbot, tmp_path, monkeypatch):
    close_visit(store, WORKED_ID, NOON)
    page.refresh()
    target = tmp_path / "out.fvbundle"
    proposed: list[str] = []

    def ask_save(_parent: object, _title: object, name: str, *_: object) -> object:
        proposed.append(name)
        return target

    monkeypatch.setattr(files, "ask_save", ask_save)
    qtbot.mouseClick(page.exports.bundle, Qt.MouseButton.LeftButton)
    assert proposed[0].endswith(bundle.ENDING)
    sheet = shown(SealSheet)
    qtbot.keyClicks(sheet.new.first.line, "12345678")
    qtbot.mouseClick(sheet.button, Qt.MouseButton.LeftButton)
    assert sheet.new.first.message.text()
    assert not target.exists()
    for field in (sheet.new.first, sheet.new.again):
        field.line.clear()
        qtbot.keyClicks(field.line, PASSPHRASE)
    qtbot.mouseClick(sheet.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not shiboken6.isValid(sheet))
    with contextlib.closing(open_store(tmp_path / "other.store")) as other:
        assert take_bundle(other, target, PASSPHRASE).id == WORKED_ID


def test_a_file_that_cannot_be_written_is_told_in_the_sheet(page, store, qtbot, tmp_path, monkeypatch):
    close_visit(store, WORKED_ID, NOON)
    page.refresh()
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setattr(files, "ask_save", lambda *_: tmp_path / "file" / "out.fvbundle")
    page.exports.bundle.click()
    sheet = shown(SealSheet)
    for field in (sheet.new.first, sheet.new.again):
        qtbot.keyClicks(field.line, PASSPHRASE)
    sheet.button.click()
    qtbot.waitUntil(lambda: "cannot be written" in sheet.new.first.message.text())
    assert sheet.button.isEnabled()


def test_a_bundle_is_loaded_with_its_passphrase(page, store, made, qtbot, monkeypatch):
    with store.write() as session:
        session.connection().exec_driver_sql("DELETE FROM visits")
    page.refresh()
    monkeypatch.setattr(files, "ask_open", lambda *_: made)
    qtbot.mouseClick(page.load, Qt.MouseButton.LeftButton)
    sheet = shown(OpenSheet)
    sheet.button.click()
    assert sheet.field.message.text() == "Type the passphrase first."
    qtbot.keyClicks(sheet.field.line, "not this one")
    qtbot.keyClick(sheet.field.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sheet.button.isEnabled() and bool(sheet.field.message.text()))
    sheet.field.line.clear()
    qtbot.keyClicks(sheet.field.line, PASSPHRASE)
    qtbot.keyClick(sheet.field.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not shiboken6.isValid(sheet))
    assert [head.id for head in list_visits(store)] == [WORKED_ID]
    assert page.table.current_key() == WORKED_ID


def test_a_damaged_bundle_is_told_as_such(page, made, qtbot):
    made.write_bytes(made.read_bytes()[:-40])
    bundles.bring_in_bundle(page.desk, made, page, lambda _visit: None)
    sheet = shown(OpenSheet)
    qtbot.keyClicks(sheet.field.line, PASSPHRASE)
    sheet.button.click()
    qtbot.waitUntil(lambda: "damaged" in sheet.field.message.text())
    with pytest.raises(KnownError):
        take_bundle(page.desk.store, made, PASSPHRASE)


def test_a_report_of_a_visit_that_is_here_opens_it_and_says_so(page, store, shell, qtbot, tmp_path, monkeypatch):
    close_visit(store, WORKED_ID, NOON)
    page.refresh()
    report = tmp_path / "report.pdf"
    report.write_bytes(make_report(store, WORKED_ID, None))
    said: list[str] = []
    shell.desk.said.connect(said.append)
    monkeypatch.setattr(files, "ask_open", lambda *_: report)
    qtbot.mouseClick(page.load, Qt.MouseButton.LeftButton)
    assert said[-1] == "This visit was here already, with the same content; nothing was loaded."
    assert shell.current() is not page


def test_other_content_for_a_closed_visit_is_told_in_one_sentence(page, store, qtbot, tmp_path, monkeypatch):
    close_visit(store, WORKED_ID, NOON)
    page.refresh()
    document = document_of(store, WORKED_ID)
    document["visit"]["rep"] = "Somebody Else"
    other = tmp_path / "visit.json"
    other.write_bytes(dumps(document))
    monkeypatch.setattr(files, "ask_open", lambda *_: other)
    qtbot.mouseClick(page.load, Qt.MouseButton.LeftButton)
    number = document["visit"]["number"]
    assert page.notice.words() == (
        f"Visit {number} is here already, closed, and with other content; it stays as it is."
    )
    assert document_of(store, WORKED_ID)["visit"]["rep"] != "Somebody Else"


@pytest.mark.parametrize("agreed", [True, False])
def test_an_open_visit_is_replaced_only_when_that_is_wanted(page, store, qtbot, tmp_path, monkeypatch, agreed):
    document = document_of(store, WORKED_ID)
    document["visit"]["rep"] = "Somebody Else"
    other = tmp_path / "visit.json"
    other.write_bytes(dumps(document))
    monkeypatch.setattr(files, "ask_open", lambda *_: other)
    monkeypatch.setattr(visits, "ask", lambda *_: agreed)
    qtbot.mouseClick(page.load, Qt.MouseButton.LeftButton)
    assert (document_of(store, WORKED_ID)["visit"]["rep"] == "Somebody Else") is agreed


def test_the_document_of_an_open_visit_without_row_ids_is_the_same_content(page, store):
    load_document(store, without_ids := WORKED_VISIT.read_bytes())
    known = find_known(store, without_ids)
    assert known is not None
    assert known.same
    assert find_known(store, without_ids.replace(WORKED_ID.encode(), b"01995a3e-0000-7c11-8a3e-6d1f0000ffff")) is None


def test_a_bundle_of_a_visit_that_is_here_opens_it(page, store, shell, tmp_path):
    close_visit(store, WORKED_ID, NOON)
    page.refresh()
    path = tmp_path / "same.fvbundle"
    save_bundle(store, WORKED_ID, path, PASSPHRASE)
    said: list[str] = []
    shell.desk.said.connect(said.append)
    page._opened_bundle(take_bundle(store, path, PASSPHRASE))
    assert said[-1].startswith("This visit was here already")
