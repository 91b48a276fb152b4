from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from fieldvisit.domain.closing import visit_number
from fieldvisit.store import models
from fieldvisit.store.strangers import ensure_dealer
from fieldvisit.store.visits import insert_visit
from fieldvisit.ui import dialogs
from fieldvisit.ui.report_saving import save_visit_reports
from fieldvisit.usecases.start_visit import start_visit
from tests.factories.region import region_visits


@pytest.fixture
def priced(store, today):
    with store.write() as session:
        product = session.query(models.Product).one()
        for start, end, price in (
            (date(2020, 1, 1), date(2020, 12, 31), Decimal("3.10")),
            (today - timedelta(days=5), None, Decimal("3.20")),
        ):
            session.add(
                models.PriceListEntry(product_id=product.id, valid_from=start, valid_to=end, price=price, market="")
            )
    return store


def test_only_what_is_valid_today_is_shown_unless_asked(priced, shell, qtbot):
    shell.go_to("catalogue")
    page = shell.current()
    assert page.prices.records.rowCount() == 1
    page.valid_only.click()
    assert page.prices.records.rowCount() == 2
    assert page.products.records.record(0).cells[4].words == "3.20"


def test_the_table_that_is_seen_is_exported(priced, shell, qtbot, finished, monkeypatch, tmp_path):
    from fieldvisit.ui import files

    monkeypatch.setattr(files, "ask_save", lambda *_args: tmp_path / "out.csv")
    shell.go_to("catalogue")
    page = shell.current()
    page.tabs.setCurrentIndex(1)
    qtbot.mouseClick(page.export, Qt.MouseButton.LeftButton)
    finished()
    lines = (tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines] == ["Product code", "QH-1012", "QH-1012"]


def test_visits_are_exported_as_a_list_and_one_by_one(store, today, shell, qtbot, finished, monkeypatch, tmp_path):
    from fieldvisit.ui import files

    start_visit(store, "D-2", today, datetime.now().astimezone())
    shell.go_to("visits")
    page = shell.current()
    for name, button in (("list.csv", page.export_list), ("visit.xlsx", page.workbook)):
        monkeypatch.setattr(files, "ask_save", lambda *_args, name=name: tmp_path / name)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        finished()
    assert "Derun Grocery" in (tmp_path / "list.csv").read_text(encoding="utf-8-sig")
    assert (tmp_path / "visit.xlsx").read_bytes().startswith(b"PK")


def test_search_works_on_the_tab_that_is_seen(priced, shell, qtbot):
    shell.go_to("catalogue")
    page = shell.current()
    qtbot.keyClicks(page.search, "lager")
    assert page.products.records.rowCount() == 1
    qtbot.keyClicks(page.search, "x")
    assert page.products.records.rowCount() == 0


def test_without_products_the_page_says_where_they_come_from(open_shell, empty_store, qtbot):
    shell = open_shell(empty_store)
    shell.go_to("catalogue")
    qtbot.mouseClick(shell.current().empty.button, Qt.MouseButton.LeftButton)
    assert shell.page_key == "data"


def test_open_visits_are_filtered_and_opened(shell, store, today, qtbot):
    visit = start_visit(store, "D-2", today, datetime.now().astimezone())
    shell.go_to("visits")
    page = shell.current()
    page.filters.choose("closed")
    page._show()
    assert page.table.records.rowCount() == 0
    page.filters.choose("open")
    page._show()
    opened: list[str] = []
    shell.desk.visit_asked.disconnect()
    shell.desk.visit_asked.connect(opened.append)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert opened == [visit]


@pytest.fixture
def three_closed(store):
    with store.write() as session:
        for number, each in enumerate(region_visits(3)):
            each.visit.number = visit_number(each.visit.day, number)
            ensure_dealer(session, each.facts.dealer)
            insert_visit(session, each.visit, each.facts)
    return store


def test_reports_of_the_closed_visits_that_are_listed_go_into_a_folder(three_closed, shell, today, qtbot, tmp_path):
    start_visit(three_closed, "D-2", today, datetime.now().astimezone())
    shell.go_to("visits")
    page = shell.current()
    said: list[str] = []
    shell.desk.said.connect(said.append)
    qtbot.keyClicks(page.search, "00002")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("fieldvisit.ui.files.QFileDialog.getExistingDirectory", lambda *_: str(tmp_path / "out"))
        qtbot.mouseClick(page.export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    (file,) = (tmp_path / "out").iterdir()
    assert file.name.startswith("VR-26-00002 ")
    assert said[-1] == "1 report saved in out"


def test_nothing_is_exported_while_nothing_closed_is_listed(three_closed, shell, today, qtbot):
    start_visit(three_closed, "D-2", today, datetime.now().astimezone())
    shell.go_to("visits")
    page = shell.current()
    assert page.export.isEnabled()
    page.filters.choose("open")
    page._show()
    assert not page.export.isEnabled()
    page.filters.choose("closed")
    page._show()
    qtbot.keyClicks(page.search, "no such dealer")
    assert not page.export.isEnabled()


def test_what_gave_no_report_is_named(shell, qtbot, tmp_path, monkeypatch):
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(dialogs, "say", lambda title, sentence, parent: told.append((title, sentence)))
    monkeypatch.setattr("fieldvisit.ui.files.QFileDialog.getExistingDirectory", lambda *_: str(tmp_path))
    save_visit_reports(shell.desk, shell, ["V-26-99999"])
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    ((_, sentence),) = told
    assert "V-26-99999: " in sentence
