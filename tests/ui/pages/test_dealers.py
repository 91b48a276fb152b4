from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from sqlalchemy import select

from fieldvisit.domain import language
from fieldvisit.resources import load_language
from fieldvisit.store.models import Dealer, OpenItem, Product, Shipment, ShipmentLine
from fieldvisit.ui import files
from fieldvisit.ui.pages.dealer_card import role_words
from fieldvisit.ui.pages.dealer_form import DealerForm
from fieldvisit.ui.pages.plan_visit import DaySheet
from fieldvisit.usecases.dealers import list_dealers, overview, record_card, yearly_sales
from fieldvisit.usecases.plan_day import day_plan


@pytest.fixture
def page(shell):
    shell.go_to("dealers")
    return shell.current()


@pytest.fixture
def form(shell, page, qtbot):
    made = DealerForm(shell.desk, None, page)
    made.kept.connect(page._kept)
    made.open()
    qtbot.waitExposed(made)
    return made


def test_search_narrows_the_list_and_the_card_follows(page, qtbot):
    qtbot.keyClicks(page.search, "lianhe")
    assert page.table.records.rowCount() == 1
    assert page.table.current_key() == "D-3"


def test_a_dealer_is_added_by_hand(form, page, store, qtbot):
    qtbot.keyClicks(form.entries["code"].line, "D-9")
    qtbot.keyClicks(form.entries["name"].line, "Hongli Tobacco")
    qtbot.keyClicks(form.entries["credit_limit"].line, "120,000.50")
    qtbot.keyClicks(form.people.lines[0].name, "Zhou Min")
    form.accept()
    card = record_card(store, "D-9")
    assert (card.name, str(card.credit_limit), card.contacts[0].name) == ("Hongli Tobacco", "120000.5000", "Zhou Min")
    assert page.table.current_key() == "D-9"


def test_an_empty_name_is_refused_in_words_and_nothing_is_kept(form, store, qtbot):
    qtbot.keyClicks(form.entries["code"].line, "D-9")
    form.accept()
    assert form.isVisible()
    assert form.notice.words() == "A dealer needs a code and a name."
    assert len(list_dealers(store)) == 3


def test_a_code_that_is_taken_is_refused(form, store, qtbot):
    qtbot.keyClicks(form.entries["code"].line, "D-1")
    qtbot.keyClicks(form.entries["name"].line, "Another")
    form.accept()
    assert "D-1" in form.notice.words()
    assert record_card(store, "D-1").name == "Shengyuan Trading"


def test_what_is_no_number_is_refused_at_its_field(form, qtbot):
    qtbot.keyClicks(form.entries["code"].line, "D-9")
    qtbot.keyClicks(form.entries["name"].line, "Hongli")
    qtbot.keyClicks(form.entries["credit_limit"].line, "plenty")
    form.accept()
    assert form.isVisible()
    assert form.entries["credit_limit"].message.isVisible()


def test_half_a_day_is_refused_with_what_would_do(form, qtbot):
    qtbot.keyClicks(form.entries["payment_days"].line, "30.5")
    form.accept()
    assert form.entries["payment_days"].message.text() == "Whole numbers only, such as 30 or 31."


def test_a_visit_is_planned_for_a_day(page, store, today, monkeypatch):
    from fieldvisit.ui.pages import plan_visit

    monkeypatch.setattr(plan_visit, "ask_day", lambda _today, _parent: today)
    page.plan("D-2")
    assert [stop.dealer for stop in day_plan(store, today, today).stops] == ["D-2"]


def test_a_day_is_typed_in_many_ways_or_refused(qtbot, today):
    sheet = DaySheet(today)
    qtbot.addWidget(sheet)
    sheet.entry.line.setText("soon")
    sheet.accept()
    assert sheet.day is None
    assert sheet.entry.message.text()
    sheet.entry.line.setText("+7")
    sheet.accept()
    assert sheet.day is not None
    assert (sheet.day - today).days == 7


def test_enter_starts_a_visit(page, shell, qtbot):
    opened: list[str] = []
    shell.desk.visit_asked.disconnect()
    shell.desk.visit_asked.connect(opened.append)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert len(opened) == 1


def words_of(widget):
    return [label.text() for label in widget.findChildren(QLabel)]


def test_an_account_that_was_never_taken_in_is_a_dash_and_not_zero(page, store, today):
    assert overview(store, "D-1", today).account is None
    assert "0.00" not in words_of(page.card)
    assert "No open items were imported yet." in words_of(page.card)


def test_an_account_without_open_items_is_zero_once_others_have_some(page, store, today):
    with store.write() as session:
        dealer = session.scalars(select(Dealer).where(Dealer.code == "D-2")).one()
        session.add(OpenItem(dealer_id=dealer.id, document="R-1", issued_on=today, amount=Decimal("12.50")))
    page.show_dealer("D-1")
    account = overview(store, "D-1", today).account
    assert account is not None
    assert account.unpaid == 0
    assert "0.00" in words_of(page.card)


def test_sales_of_twelve_months_take_returns_off_and_share_what_was_bought(page, store, today, qtbot):
    with store.write() as session:
        for code, days, net in (("D-1", 10, "300"), ("D-1", 5, "-50"), ("D-2", 300, "750"), ("D-3", 400, "999")):
            dealer = session.scalars(select(Dealer).where(Dealer.code == code)).one()
            product = session.scalars(select(Product)).one()
            line = ShipmentLine(line=1, product_id=product.id, quantity=Decimal(1), net=Decimal(net))
            shipped = today - timedelta(days=days)
            session.add(Shipment(document=f"S-{days}", dealer_id=dealer.id, shipped_on=shipped, lines=[line]))
    sales = yearly_sales(store, today)
    assert {code: (each.value, each.share) for code, each in sales.items()} == {
        "D-1": (Decimal(250), Decimal("0.25")),
        "D-2": (Decimal(750), Decimal("0.75")),
    }
    page.refresh()
    qtbot.waitUntil(lambda: page._sales == sales)


def test_a_line_without_a_net_value_counts_by_its_price_and_discount(store, today):
    with store.write() as session:
        dealer = session.scalars(select(Dealer).where(Dealer.code == "D-1")).one()
        product = session.scalars(select(Product)).one()
        prices = {"quantity": Decimal(10), "unit_price": Decimal("2.50"), "discount": Decimal("0.1")}
        line = ShipmentLine(line=1, product_id=product.id, **prices)
        session.add(Shipment(document="S-1", dealer_id=dealer.id, shipped_on=today, lines=[line]))
    assert yearly_sales(store, today)["D-1"].value == Decimal("22.50")


def test_the_list_is_exported_from_its_page(page, shell, tmp_path, qtbot, monkeypatch):
    target = tmp_path / "dealers.csv"
    monkeypatch.setattr(files, "ask_save", lambda *_args: target)
    qtbot.mouseClick(page.export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "dealers.csv" in shell.status.middle_words())
    assert "Derun Grocery" in target.read_text(encoding="utf-8-sig")


def test_roles_the_visit_guide_knows_are_said_in_the_language_of_the_window():
    with language.speaking(load_language("zh")):
        assert role_words("owner") == role_words("Owner") == language.tr("Owner") != "Owner"
        assert role_words("Purchasing lady") == "Purchasing lady"


def test_the_record_card_is_shown_as_it_will_be_read(page, qtbot):
    page.table.choose("D-1")
    page.card.print.click()
    preview = page.card.paper
    qtbot.waitUntil(lambda: len(preview.pages) == 1, timeout=90_000)
    assert preview._words.accessibleName().startswith("RC D-1 Shengyuan Trading")
    preview.close()
