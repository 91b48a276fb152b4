"""A visit as an Excel workbook: every figure of the worked visit, typed, and nothing that a spreadsheet executes."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from decimal import Decimal
from gettext import NullTranslations

import pytest

from fieldvisit.domain.errors import KnownError, NotFound
from fieldvisit.domain.language import Language, speaking
from fieldvisit.domain.visit import Address
from fieldvisit.exchange.visit_sheets import visit_sheets
from fieldvisit.usecases.close_visit import close_visit
from fieldvisit.usecases.export_visit import export_visit
from fieldvisit.usecases.open_visit import load_visit
from tests.factories import visits
from tests.factories.desks import WORKED_ID, worked_desk
from tests.factories.visit_workbooks import assert_worked_visit, by_code, sheets


@pytest.fixture
def desk(tmp_path):
    with worked_desk(tmp_path) as desk:
        yield desk


@pytest.fixture
def book(tmp_path):
    return tmp_path / "visit.xlsx"


def test_every_figure_of_the_worked_visit_stands_in_the_workbook(desk, book):
    assert export_visit(desk.store, WORKED_ID, book) == len(sheets(book))
    assert_worked_visit(book)


def test_a_closed_visit_says_whose_it_is_and_is_found_by_its_number(desk, book):
    closed = close_visit(desk.store, WORKED_ID, datetime(2026, 9, 15, 14, 58, tzinfo=visits.CHINA))
    export_visit(desk.store, closed.number, book)
    told = {row["Entry"]: row.get("Visit") for row in sheets(book)["Visit"]}
    assert told["Number"] == closed.number
    assert told["Dealer code"] == "D-00318"
    assert told["Day"] == date(2026, 9, 15)
    assert told["Rep"] == "Lin Yue 林悦"
    assert told["State"] == "closed"
    assert_worked_visit(book)


def test_exceptions_objectives_and_commitments_have_sheets(desk, book):
    export_visit(desk.store, WORKED_ID, book)
    found = sheets(book)
    assert found["Exceptions"][0]["Exception"] == "Overdue debt"
    assert found["Exceptions"][0]["At stake, CNY"] == 71060
    assert [row.get("Achieved") for row in found["Objectives and results"]] == [0.267, 1.0, 1.142, 1.0, None]
    assert {"What": "Pay 30,000.00", "Who": "Zhou Min, owner", "Whose": "The dealer's", "Due": date(2026, 9, 18)} in (
        found["Commitments"]
    )


def test_no_value_is_an_empty_cell_and_zero_is_zero(desk, book):
    export_visit(desk.store, WORKED_ID, book)
    stock = by_code(sheets(book)["4 Inventory"])
    assert stock["QH-2005"]["Count"] == 0
    assert set(stock["QH-1206"]) == {"Code", "Product"}
    assert "Retail" not in by_code(sheets(book)["3 Prices"])["QH-2203"]


def test_text_never_becomes_a_formula_and_numbers_are_typed(desk, book):
    desk.enter(Address("prices", "note"), '=HYPERLINK("http://example.invalid","x")')
    export_visit(desk.store, WORKED_ID, book)
    with zipfile.ZipFile(book) as parts:
        pages = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        styles = parts.read("xl/styles.xml").decode()
    assert not any("<f>" in page or "<hyperlink" in page for page in pages)
    assert all('state="frozen"' in page for page in pages)
    assert '"0.0%"' in styles
    assert any(row["Answer"].startswith("=HYPER") for row in sheets(book)["Answers"] if isinstance(row["Answer"], str))


def test_amounts_have_the_decimals_of_the_currency():
    facts = visits.facts(
        visits.product(purchase="3.5"), dealer=visits.dealer(currency="JPY", minor_units=0, credit_limit="1000")
    )
    visit = visits.visit()
    visits.add_row(visit, "inventory", "products", "r1", product="P-1", count=Decimal(3))
    stock = next(sheet for sheet in visit_sheets(visit, facts) if sheet.name == "4 Inventory")
    at = next(at for at, column in enumerate(stock.columns) if column.title == "Stock value")
    assert stock.rows[0][at] == Decimal(11)
    assert stock.columns[at].number_format == "#,##0"


class Marked(NullTranslations):
    """A catalogue that shows which texts went through it."""

    def gettext(self, message: str) -> str:
        return f"«{message}»"


def test_headings_and_names_of_sheets_are_translated():
    with speaking(Language("xx", Marked())):
        found = visit_sheets(*visits.worked_visit())
    names = [sheet.name for sheet in found]
    assert not [name for name in names if "«" not in name]
    assert not [column.title for sheet in found for column in sheet.columns if not column.title.startswith("«")]


@pytest.mark.parametrize("name", ["visit.pdf", "visit", "visit.xls"])
def test_another_ending_is_refused(desk, tmp_path, name):
    with pytest.raises(KnownError, match=r"\.xlsx"):
        export_visit(desk.store, WORKED_ID, tmp_path / name)
    assert not (tmp_path / name).exists()


def test_a_place_that_cannot_be_written_and_a_visit_that_is_none_are_said(desk, tmp_path, book):
    with pytest.raises(KnownError, match="cannot be written"):
        export_visit(desk.store, WORKED_ID, tmp_path / "missing" / "visit.xlsx")
    with pytest.raises(NotFound):
        export_visit(desk.store, "V-26-99999", book)


def test_the_workbook_is_of_the_visit_as_loaded(desk, book):
    visit, facts = load_visit(desk.store, WORKED_ID)
    export_visit(desk.store, WORKED_ID, book)
    assert list(sheets(book)) == [sheet.name for sheet in visit_sheets(visit, facts)]
