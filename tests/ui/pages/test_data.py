import time
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QProgressBar

from fieldvisit.store.store import open_store
from fieldvisit.ui.widgets.progress import ProgressSheet
from fieldvisit.usecases import import_file
from fieldvisit.usecases.backup import list_backups
from fieldvisit.usecases.dealers import list_dealers
from fieldvisit.usecases.import_history import past_imports
from fieldvisit.usecases.whole_store import export_store

GOOD = "Dealer code,Dealer name,City\nA-1,Jinhe Catering,Suzhou\nA-2,Tianyi Mini-mart,Kunshan\n,Nameless,Suzhou\n"


@pytest.fixture
def page(shell):
    shell.go_to("data")
    return shell.current()


@pytest.fixture
def dropped(page, tmp_path, finished):
    def drop(text: str, name: str = "dealers.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        page.flow.add_files([path])
        finished()
        return path

    return drop


def test_a_file_is_recognised_and_tried_without_changing_anything(page, dropped, store):
    dropped(GOOD)
    assert page.flow._result.counts == {"new": 2, "changed": 0, "unchanged": 0, "refused": 1}
    assert page.run.text() == "Import 2 rows"
    assert len(list_dealers(store)) == 3


def test_refused_rows_are_listed_with_row_and_reason(page, dropped):
    dropped(GOOD)
    outcome = page.flow.outcome
    row, reason = outcome.table.records.record(0).cells
    assert row.words == "4"
    assert "empty" in reason.words
    assert [outcome.table.records.record(at).cells[1].words for at in (1, 2)] == ["new", "new"]


def test_changed_rows_tell_what_changes(page, dropped, qtbot, finished):
    dropped(GOOD)
    qtbot.mouseClick(page.run, Qt.MouseButton.LeftButton)
    finished()
    dropped(GOOD.replace("Kunshan", "Wuxi"), "again.csv")
    records = page.flow.outcome.table.records
    assert [cell.words for cell in records.record(1).cells] == ["3", "changed: City"]


def test_encoding_and_delimiter_are_shown_and_can_be_changed(page, dropped, finished):
    dropped("Dealer code;Dealer name|X\nA-1;Jinhe|Y\n")
    mapping = page.flow.mapping
    assert (mapping.findChild(QComboBox, "encoding").currentData(), page.flow._plan.files[0].table.delimiter) == (
        "utf-8",
        ";",
    )
    box = mapping.findChild(QComboBox, "delimiter")
    box.setCurrentIndex(box.findData("|"))
    box.activated.emit(box.currentIndex())
    finished()
    assert page.flow._plan.files[0].headings.texts == ("Dealer code;Dealer name", "X")


def test_a_complete_ledger_is_asked_for_and_off_at_first(page, dropped, finished, store):
    head = "Dealer code,Invoice no,Invoice date,Due date,Open amount\n"
    code = list_dealers(store)[0].code
    dropped(head + f"{code},I1,2026-08-01,2026-09-01,100\n", "items.csv")
    tick = page.flow.mapping.findChild(QCheckBox, "complete")
    assert not tick.isChecked()
    tick.setChecked(True)
    finished()
    assert page.flow._plan.files[0].complete


def test_decisions_over_one_file_stay_when_another_comes(page, dropped, finished):
    dropped("Dealer code,Dealer name,Ort\nA-1,Jinhe,Berlin\n", "a.csv")
    box = page.flow.mapping.findChild(QComboBox, "city")
    box.setCurrentIndex(box.findText("Ort"))
    box.activated.emit(box.currentIndex())
    finished()
    dropped("Product code,Product name\nP,Lager\n", "b.csv")
    assert [plan.columns.get("city") for plan in page.flow._plan.files] == [2, None]


def test_in_a_narrow_window_nothing_is_imported_unseen(page, tmp_path, finished, qtbot, monkeypatch):
    from fieldvisit.ui import files

    path = tmp_path / "dealers.csv"
    path.write_text(GOOD, encoding="utf-8")
    page.window().resize(800, 700)
    qtbot.mouseClick(page.halves.swap, Qt.MouseButton.LeftButton)
    monkeypatch.setattr(files, "ask_open_many", lambda *_args: [path])
    qtbot.mouseClick(page.choose, Qt.MouseButton.LeftButton)
    finished()
    assert page.flow.isVisible()
    assert page.run.isVisible()
    qtbot.mouseClick(page.halves.swap, Qt.MouseButton.LeftButton)
    assert page.side.isVisible()
    assert not page.run.isVisible()


def test_the_last_import_is_taken_back(page, dropped, store, qtbot, finished, monkeypatch):
    from fieldvisit.ui.pages import data_side

    dropped(GOOD)
    qtbot.mouseClick(page.run, Qt.MouseButton.LeftButton)
    finished()
    monkeypatch.setattr(data_side, "ask", lambda *_args: True)
    qtbot.mouseClick(page.side.undo, Qt.MouseButton.LeftButton)
    finished()
    assert len(list_dealers(store)) == 3
    assert past_imports(store)[0].counts["undone"] == 1
    assert not page.flow.has_files()


def test_everything_is_exported(page, qtbot, finished, monkeypatch, tmp_path):
    from fieldvisit.ui import files

    monkeypatch.setattr(files, "ask_save", lambda *_args: tmp_path / "out.json")
    qtbot.mouseClick(page.side.export_all, Qt.MouseButton.LeftButton)
    finished()
    assert "Shengyuan Trading" in (tmp_path / "out.json").read_text(encoding="utf-8")


@pytest.fixture
def carried(store, tmp_path):
    """The file of a whole store."""
    path = tmp_path / "carried.json"
    export_store(store, path)
    return path


def test_a_whole_store_is_brought_into_an_empty_one(carried, open_shell, tmp_path, qtbot, finished, monkeypatch):
    from fieldvisit.ui import files

    monkeypatch.setattr(files, "ask_open", lambda *_args: carried)
    with closing(open_store(tmp_path / "fresh.store")) as fresh:
        shell = open_shell(fresh)
        shell.go_to("data")
        with qtbot.waitSignal(shell.desk.reference_changed):
            qtbot.mouseClick(shell.current().side.bring, Qt.MouseButton.LeftButton)
        finished()
        assert len(list_dealers(fresh)) == 3


def test_into_a_filled_store_nothing_is_mixed(page, carried, store, finished, monkeypatch, tmp_path):
    from fieldvisit.ui import files
    from fieldvisit.ui.pages import bring_in

    questions: list[str] = []

    def yes(title, *_args):
        questions.append(title)
        return True

    monkeypatch.setattr(bring_in, "ask", yes)
    monkeypatch.setattr(files, "ask_save", lambda *_args: tmp_path / "new.store")
    taken: list[object] = []
    page.desk.restore_asked.connect(taken.append)
    page.flow.add_files([carried])
    finished()
    assert questions == ["Bring in a whole store?", "Work with the new store?"]
    assert taken == [tmp_path / "new.store"]
    assert len(list_dealers(store)) == 3


def test_a_cancelled_whole_store_leaves_no_file(page, carried, finished, monkeypatch, tmp_path):
    from fieldvisit.ui import files, tasks
    from fieldvisit.ui.pages import bring_in

    monkeypatch.setattr(bring_in, "ask", lambda *_args: True)
    monkeypatch.setattr(files, "ask_save", lambda *_args: tmp_path / "new.store")
    page.flow.add_files([carried])
    for task in tasks.running():
        task.cancel()
    finished()
    assert not list(tmp_path.glob("new.store*"))


def test_importing_takes_the_good_rows_in_and_tells_the_other_pages(page, shell, dropped, store, qtbot, finished):
    dropped(GOOD)
    with qtbot.waitSignal(shell.desk.reference_changed):
        qtbot.mouseClick(page.run, Qt.MouseButton.LeftButton)
    finished()
    assert len(list_dealers(store)) == 5
    assert page.flow.is_done()
    assert [each.file_name for each in past_imports(store)] == ["dealers.csv"]
    assert not page.run.isVisible()


def test_cancelled_half_way_nothing_is_kept_and_the_file_can_be_imported_again(
    page, dropped, store, qtbot, finished, monkeypatch
):
    """The import waits at its half for the click, however fast the machine is."""
    real = import_file.apply

    def waits(store, plan, progress):
        def told(done, total):
            progress(done, total)
            while done * 2 >= total:
                progress(done, total)
                time.sleep(0.01)

        return real(store, plan, told)

    lines = [f"A-{number},Dealer {number}" for number in range(1200)]
    dropped("\n".join(["Dealer code,Dealer name", *lines]))
    monkeypatch.setattr(import_file, "apply", waits)
    qtbot.mouseClick(page.run, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ProgressSheet))
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, ProgressSheet)
    strip = sheet.strip
    qtbot.waitUntil(lambda: strip.findChildren(QProgressBar)[0].value() >= 600)
    qtbot.mouseClick(strip.cancel, Qt.MouseButton.LeftButton)
    finished()
    assert len(list_dealers(store)) == 3
    assert past_imports(store) == []
    monkeypatch.setattr(import_file, "apply", real)
    qtbot.mouseClick(page.run, Qt.MouseButton.LeftButton)
    finished()
    assert len(list_dealers(store)) == 1203


def test_a_column_is_mapped_by_hand(page, dropped, finished):
    dropped("Dealer code,Dealer name,Ort\nA-1,Jinhe,Berlin\n")
    box = page.flow.mapping.findChild(QComboBox, "city")
    index = next(at for at in range(box.count()) if box.itemText(at) == "Ort")
    box.setCurrentIndex(index)
    box.activated.emit(index)
    finished()
    assert page.flow._plan.files[0].columns["city"] == 2


def test_a_file_that_is_no_table_is_told_and_cannot_be_imported(page, dropped):
    dropped("", "empty.csv")
    assert not page.run.isEnabled()
    assert page.flow.files.records.record(0).cells[1].words == "not clear"


def test_starting_over_leads_back_to_the_drop_zone(page, dropped, qtbot):
    dropped(GOOD)
    qtbot.mouseClick(page.clear, Qt.MouseButton.LeftButton)
    assert page.flow.zone.isVisible()
    assert page.choose.isVisible()


def test_a_backup_is_made_and_listed(page, store, qtbot, finished):
    qtbot.mouseClick(page.side.backup, Qt.MouseButton.LeftButton)
    finished()
    assert len(list_backups(store.path)) == 1


def test_a_sound_store_is_said_to_be_sound(page, qtbot, finished):
    qtbot.mouseClick(page.side.check, Qt.MouseButton.LeftButton)
    finished()
    assert page.side.findings == []


def test_a_table_is_exported(page, qtbot, finished, monkeypatch, tmp_path):
    from fieldvisit.ui import files

    target = tmp_path / "out.csv"
    monkeypatch.setattr(files, "ask_save", lambda *_args: target)
    qtbot.mouseClick(page.side.export, Qt.MouseButton.LeftButton)
    finished()
    assert "Shengyuan Trading" in target.read_text(encoding="utf-8-sig")
