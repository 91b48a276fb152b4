"""What leads on from a locked store that does not open, or is not the one wanted."""

import contextlib
from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from fieldvisit.store import headers
from fieldvisit.ui import dialogs
from fieldvisit.ui.backup_sheet import BackupSheet
from fieldvisit.ui.dialogs import Sheet
from fieldvisit.ui.passphrase_ask import PassphraseSheet
from fieldvisit.ui.store_trouble import StoreTrouble
from fieldvisit.usecases.backup import back_up, list_backups
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.passphrase import is_locked, protect, unlock
from fieldvisit.usecases.places import sample_store
from fieldvisit.usecases.sample import build_sample
from tests.factories.desks import WORKED_ID
from tests.factories.keys import PASSPHRASE
from tests.factories.locked import closed, lock_page, opened, type_in, words_in


def test_a_lost_key_file_is_told_apart_from_a_damaged_one_and_from_a_damaged_store(start, path, qtbot):
    key_file = headers.key_file_of(path)
    whole = key_file.read_bytes()
    key_file.write_bytes(whole.replace(b'"memory": 6', b'"memory": 7'))
    program = start(path)
    type_in(program, qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: isinstance(program.shell.current(), StoreTrouble))
    assert "key file" in words_in(program.shell.current())
    assert "damaged" in words_in(program.shell.current())
    key_file.unlink()
    qtbot.mouseClick(program.shell.current().again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.shell.is_covered)
    type_in(program, qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: not program.shell.is_covered)
    assert "not there" in words_in(program.shell.current())
    key_file.write_bytes(whole)
    with path.open("r+b") as file:
        file.seek(20)
        file.write(b"\xff" * 40)
    qtbot.mouseClick(program.shell.current().again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.shell.is_covered)
    type_in(program, qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: not program.shell.is_covered)
    assert "passphrase is right" in words_in(program.shell.current())


def test_a_backup_is_restored_from_the_lock_page_with_its_own_passphrase(start, path, qtbot, monkeypatch):
    with contextlib.closing(open_store(path, key=unlock(path, PASSPHRASE))) as store:
        back_up(store, now=datetime.now().astimezone() - timedelta(days=2))
    elsewhere = path.parent.parent / "stick" / "of-the-old-laptop.store"
    open_store(elsewhere).close()
    protect(elsewhere, "what it was before that")
    program = start(path)
    monkeypatch.setattr("fieldvisit.ui.ways_back.ask", lambda *_: True)
    monkeypatch.setattr("fieldvisit.ui.files.ask_open", lambda *_: elsewhere)
    qtbot.mouseClick(lock_page(program).restore, Qt.MouseButton.LeftButton)
    sheet = shown(BackupSheet, qtbot)
    assert sheet.table.model().rowCount() == 1
    qtbot.mouseClick(sheet.elsewhere, Qt.MouseButton.LeftButton)
    question = shown(PassphraseSheet, qtbot)
    answer(question, qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: "not the passphrase" in question.ask.field.message.text())
    answer(question, qtbot, "what it was before that")
    opened(program, qtbot)
    assert is_locked(path)
    assert unlock(path, "what it was before that") == program.holding.key


def shown(kind, qtbot):
    def one():
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]

    qtbot.waitUntil(lambda: bool(one()))
    return one()[0]


def answer(sheet, qtbot, passphrase):
    sheet.ask.field.line.clear()
    qtbot.keyClicks(sheet.ask.field.line, passphrase)
    qtbot.keyClick(sheet.ask.field.line, Qt.Key.Key_Return)


def test_the_present_key_opens_its_own_backups_without_a_question(at_work, qtbot):
    program = at_work
    qtbot.waitUntil(lambda: bool(list_backups(program.store_path)))
    program.desk.restore_asked.emit(list_backups(program.store_path)[0].path)
    qtbot.waitUntil(lambda: any("replaced" in each.name for each in program.store_path.parent.iterdir()))
    opened(program, qtbot)
    assert program.holding.key == unlock(program.store_path, PASSPHRASE)
    sheet = shown(Sheet, qtbot)
    assert any("No visit and no import came after it." in each.text() for each in sheet.findChildren(QLabel))


def test_from_the_sample_data_back_to_a_locked_store(start, path, qtbot):
    build_sample(sample_store(), dealers=3, years=1)
    program = start(sample_store())
    opened(program, qtbot)
    qtbot.mouseClick(program.shell.sample_strip.back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.shell.is_covered)
    type_in(program, qtbot, PASSPHRASE)
    opened(program, qtbot)
    assert program.store_path == path
    assert not program.shell.sample_strip.isVisible()


def test_from_a_locked_store_to_another_one(start, path, qtbot, monkeypatch, tmp_path):
    other = tmp_path / "other.store"
    open_store(other).close()
    program = start(path)
    monkeypatch.setattr("fieldvisit.ui.files.ask_open", lambda *_: other)
    qtbot.mouseClick(lock_page(program).other, Qt.MouseButton.LeftButton)
    opened(program, qtbot)
    assert program.store_path == other


def test_quitting_from_the_lock_page_keeps_the_visit_for_the_next_time(at_work, qtbot):
    at_work.rooms.locking.lock()
    closed(at_work, qtbot)
    qtbot.mouseClick(lock_page(at_work).quit, Qt.MouseButton.LeftButton)
    assert not at_work.shell.isVisible()
    assert at_work.preferences.visit == WORKED_ID


def test_a_region_that_the_restored_data_do_not_open_is_told(start, path, qtbot, monkeypatch, tmp_path):
    closed = path.with_name("region-12345678.store")
    closed.write_bytes(headers.salt_of(bytes(32)) + bytes(4080))
    other = tmp_path / "elsewhere" / "other.store"
    open_store(other).close()
    told: list[str] = []
    monkeypatch.setattr(dialogs, "say", lambda _title, words, *_: told.append(words))
    program = start(path)
    program.rooms.ways_back.restore(other)
    qtbot.waitUntil(lambda: bool(told))
    opened(program, qtbot)
    assert closed.name in told[0]
