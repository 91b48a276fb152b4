from datetime import date, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from fieldvisit.domain import language
from fieldvisit.store import models
from fieldvisit.ui.pages import catalogue_rows as rows
from fieldvisit.usecases.catalogue import list_prices, list_products


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


def test_search_works_on_the_tab_that_is_seen(priced, shell, qtbot):
    shell.go_to("catalogue")
    page = shell.current()
    qtbot.keyClicks(page.search, "lager")
    assert page.products.records.rowCount() == 1
    qtbot.keyClicks(page.search, "x")
    assert page.products.records.rowCount() == 0


def test_a_chinese_catalogue_leads_with_local_names_and_finds_both(priced, today):
    with priced.write() as session:
        session.query(models.Product).one().name_local = "清禾拉格"
    (product,), price = list_products(priced, today), list_prices(priced)[0]
    with language.speaking(language.Language("zh")):
        cell = rows.product_record(product).cells[1]
        assert (cell.words, cell.second) == ("清禾拉格", product.name)
        record = rows.price_record(price, today)
    assert record.cells[1].words == "清禾拉格"
    assert product.name.casefold() in record.found_by
    assert "清禾拉格" in rows.product_record(product).found_by


def test_without_products_the_page_says_where_they_come_from(open_shell, empty_store, qtbot):
    shell = open_shell(empty_store)
    shell.go_to("catalogue")
    qtbot.mouseClick(shell.current().empty.button, Qt.MouseButton.LeftButton)
    assert shell.page_key == "data"
