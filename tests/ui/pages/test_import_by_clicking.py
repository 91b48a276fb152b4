"""Files that nobody can recognise are read by clicking through their mapping, once; the next time they are known."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from sqlalchemy import select

from fieldvisit.exchange.reading import read_table
from fieldvisit.store import models
from fieldvisit.usecases import import_file
from fieldvisit.usecases.catalogue import list_products
from fieldvisit.usecases.dealers import list_dealers
from tests.factories.tables import csv_file, workbook

DATA = Path(__file__).resolve().parents[3].parent / "shared" / "data"
DEALERS = """\
1|637|AW00000001|245-555-0173|Value Added Reseller|A Bike Store|2|S|5|2011|2011|Road|2251 Elliot Avenue
2|635|AW00000002|170-555-0127|Specialty Bike Shop|Progressive Sports|10|A|5|2012|2013|Mountain|3207 S Grady Way
"""
PRODUCTS = "1\tAdjustable Race\tAR-5381\t0\t0\t\t1000\t750\t.0000\n2\tBearing Ball\tBA-8327\t0\t0\t\t1000\t750\t1.5\n"


class Clicker:
    """A person at the Data page who has nothing but a mouse, and digits for the row of headings."""

    def __init__(self, page, qtbot, finished, monkeypatch):
        self.page, self._qtbot, self._finished, self._monkeypatch = page, qtbot, finished, monkeypatch

    def click(self, button):
        assert button.isVisible()
        assert button.isEnabled()
        self._qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self._finished()

    def choose_file(self, path):
        from fieldvisit.ui import files

        self._monkeypatch.setattr(files, "ask_open_many", lambda *_args: [path])
        self.click(self.page.choose)

    def pick(self, name, words):
        """Opens a box of the mapping and clicks the entry that begins with these words."""
        box = self._field(QComboBox, name)
        row = next(at for at in range(box.count()) if box.itemText(at).startswith(words))
        self._qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
        view = box.view()
        self._qtbot.waitUntil(view.isVisible)
        entry = box.model().index(row, 0)
        view.scrollTo(entry)
        place = view.visualRect(entry).center()
        self._qtbot.mouseMove(view.viewport(), place)
        self._qtbot.waitUntil(lambda: view.currentIndex() == entry)
        self._qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        self._finished()

    def map(self, column, words):
        self.pick(column, words)
        self._qtbot.waitUntil(lambda: self._field(QComboBox, column).currentText().startswith(words))

    def questions(self):
        boxes = self.page.flow.mapping.findChildren(QComboBox)
        return [box.objectName() for box in boxes if box.objectName().startswith("answer-") and box.isVisible()]

    def type_heading_row(self, digits):
        line = self._field(QLineEdit, "header_row")
        line.selectAll()
        self._qtbot.keyClicks(line, digits)
        self._qtbot.keyClick(line, Qt.Key.Key_Return)
        self._finished()

    def counts(self):
        """New, changed, unchanged and refused, as the list of files shows them."""
        return [cell.words for cell in self.page.flow.files.records.record(0).cells[2:]]

    def import_all(self):
        self.click(self.page.run)

    def _field(self, kind, name):
        mapping = self.page.flow.mapping
        self._qtbot.waitUntil(lambda: any(each.isVisible() for each in mapping.findChildren(kind, name)))
        (field,) = [each for each in mapping.findChildren(kind, name) if each.isVisible()]
        mapping.ensureWidgetVisible(field)
        return field


@pytest.fixture
def clicker(empty_store, open_shell, qapp, qtbot, finished, monkeypatch):
    shell = open_shell(empty_store)
    shell.go_to("data")
    before = qapp.doubleClickInterval()
    qapp.setDoubleClickInterval(0)  # a click so soon after the one that opened a list would be taken for its second
    yield Clicker(shell.current(), qtbot, finished, monkeypatch)
    qapp.setDoubleClickInterval(before)


def found(kind, tmp_path, name, text):
    """The published file, or one of its shape that is at hand everywhere."""
    if kind == "small":
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name
    path = DATA / "adventureworks" / name
    if not path.is_file():
        pytest.skip(f"the real files are not at {DATA}")
    return path


@pytest.mark.parametrize(("kind", "rows"), [("small", "2"), ("real", "701")])
def test_dealers_without_headings(clicker, empty_store, tmp_path, kind, rows):
    path = found(kind, tmp_path, "DimReseller.csv", DEALERS)
    clicker.choose_file(path)
    assert clicker.page.flow.files.records.record(0).cells[1].words == "not clear"
    assert not clicker.page.run.isEnabled()
    clicker.pick("kind", "Dealers")
    for column, words in (
        ("code", "C · AW00000001"),
        ("name", "F · A Bike Store"),
        ("phone", "D · 245-555-0173"),
        ("channel", "E · Value Added"),
        ("address", "M · 2251 Elliot"),
    ):
        clicker.map(column, words)
    assert clicker.counts() == [rows, "0", "0", "0"]
    clicker.import_all()
    assert len(list_dealers(empty_store)) == int(rows)
    assert "Progressive Sports" in [dealer.name for dealer in list_dealers(empty_store)]
    clicker.click(clicker.page.clear)
    clicker.choose_file(path)
    assert clicker.counts() == ["0", "0", rows, "0"]
    assert not clicker.page.run.isEnabled()


@pytest.mark.parametrize(("kind", "rows"), [("small", "2"), ("real", "504")])
def test_products_whose_first_row_is_wrongly_taken_for_headings(clicker, empty_store, tmp_path, kind, rows):
    path = found(kind, tmp_path, "Product.csv", PRODUCTS)
    clicker.choose_file(path)
    clicker.type_heading_row("1")
    clicker.type_heading_row("0")
    clicker.pick("kind", "Products")
    for column, words in (("code", "C · AR-5381"), ("name", "B · Adjustable"), ("cost", "I · ")):
        clicker.map(column, words)
    clicker.import_all()
    assert len(list_products(empty_store, date.today())) == int(rows)
    clicker.click(clicker.page.clear)
    clicker.choose_file(path)
    assert clicker.counts() == ["0", "0", rows, "0"]


@pytest.mark.skipif(not DATA.is_dir(), reason=f"the real files are not at {DATA}")
@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("adventureworks/stores_with_geo.csv", ["701", "0", "0", "11"], ["0", "0", "701", "11"]),
        ("wwi/stock_items.csv", ["219", "0", "0", "0"], ["0", "0", "219", "0"]),
    ],
)
def test_what_is_recognised_needs_two_clicks(clicker, name, first, second):
    clicker.choose_file(DATA / name)
    assert clicker.counts() == first
    clicker.import_all()
    clicker.click(clicker.page.clear)
    clicker.choose_file(DATA / name)
    assert clicker.counts() == second
    assert not clicker.page.run.isEnabled()


def test_what_can_be_read_two_ways_is_asked_once(clicker, empty_store, tmp_path):
    head = ["Dealer code", "Invoice no", "Invoice date", "Open amount"]
    dealers = csv_file(tmp_path / "d.csv", ["Dealer code", "Dealer name"], ["00123", "Jinhe"])
    import_file.apply(empty_store, import_file.inspect([dealers]))
    clicker.choose_file(csv_file(tmp_path / "items 1.csv", head, ["00123", "I1", "03/04/2026", "1.000"]))
    assert clicker.counts() == ["0", "0", "0", "1"]
    clicker.pick("answer-issued_on", "The day comes first")
    clicker.pick("answer-amount", "The comma is")
    assert clicker.counts() == ["1", "0", "0", "0"]
    clicker.import_all()
    assert receivables(empty_store) == [("I1", date(2026, 4, 3), Decimal(1000))]
    clicker.click(clicker.page.clear)
    clicker.choose_file(csv_file(tmp_path / "items 2.csv", head, ["00123", "I2", "05/06/2026", "2.000"]))
    assert clicker.questions() == []
    clicker.import_all()
    assert receivables(empty_store)[1] == ("I2", date(2026, 6, 5), Decimal(2000))


def receivables(store):
    with store.read() as session:
        query = select(models.OpenItem.document, models.OpenItem.issued_on, models.OpenItem.amount)
        return [tuple(row) for row in session.execute(query.order_by(models.OpenItem.id))]


def test_refused_rows_come_in_once_they_are_mended(clicker, empty_store, tmp_path, monkeypatch):
    from fieldvisit.ui import files

    rows: list[list[Any]] = [["Dealer code", "Dealer name", "Latitude", "Longitude"]]
    rows += [["00123", "Jinhe", 31.3, 120.6], ["00124", "", 31.3, 120.6], ["00125", "Tianyi", 120.6, 31.3]]
    clicker.choose_file(workbook(tmp_path / "dealers.xlsx", Dealers=rows))
    clicker.import_all()
    out = tmp_path / "refused.xlsx"
    monkeypatch.setattr(files, "ask_save", lambda *_args: out)
    clicker.click(clicker.page.flow.outcome.save)
    table = read_table(out)
    reasons = [str(row[4]) for row in table.rows[1:]]
    assert "Dealer name is empty" in reasons[0]
    assert "check whether the coordinates are swapped" in reasons[1]
    mended = [[str(cell) if at < 2 else cell for at, cell in enumerate(row)] for row in table.rows]
    mended[1][1] = "Derun"
    mended[2][2:4] = [31.3, 120.6]
    clicker.click(clicker.page.clear)
    clicker.choose_file(workbook(tmp_path / "mended.xlsx", Dealers=mended))
    assert clicker.counts() == ["2", "0", "0", "0"]
    clicker.import_all()
    assert sorted(dealer.code for dealer in list_dealers(empty_store)) == ["00123", "00124", "00125"]
