import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from fieldvisit.usecases.backup import list_backups
from fieldvisit.usecases.dealers import list_dealers
from fieldvisit.usecases.import_history import past_imports

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
    assert outcome.table.records.rowCount() == 1
    row, reason = outcome.table.records.record(0).cells
    assert row.words == "4"
    assert "empty" in reason.words


def test_importing_takes_the_good_rows_in_and_tells_the_other_pages(page, shell, dropped, store, qtbot, finished):
    dropped(GOOD)
    with qtbot.waitSignal(shell.desk.reference_changed, timeout=10_000):
        qtbot.mouseClick(page.run, Qt.MouseButton.LeftButton)
    finished()
    assert len(list_dealers(store)) == 5
    assert page.flow.is_done()
    assert [each.file_name for each in past_imports(store)] == ["dealers.csv"]
    assert not page.run.isVisible()


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
