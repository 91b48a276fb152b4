from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from fieldvisit.store import models
from fieldvisit.usecases.start_visit import start_visit


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
