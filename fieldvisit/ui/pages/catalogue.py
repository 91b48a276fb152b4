"""Catalogue: products, the lines of the price lists, and the price policies, with what is valid today."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QStackedWidget, QTabWidget, QWidget

from fieldvisit.domain.language import ntr, tr
from fieldvisit.ui.desk import Desk
from fieldvisit.ui.pages import catalogue_rows as rows
from fieldvisit.ui.pages.page import Page
from fieldvisit.ui.table_saving import export_to_file
from fieldvisit.ui.widgets.buttons import Button
from fieldvisit.ui.widgets.empty_state import EmptyState
from fieldvisit.ui.widgets.page_header import PageHeader
from fieldvisit.ui.widgets.record_table import RecordTable
from fieldvisit.ui.widgets.search_field import SearchField
from fieldvisit.usecases.catalogue import list_policies, list_prices, list_products

_KINDS = ("products", "price_lists", "price_policies")
"""What the tabs show, by its name in an export."""


class CataloguePage(Page):
    """To look things up; changes come with head office's files."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.header = PageHeader(tr("Catalogue"))
        self.search = SearchField(tr("Product, code, market"), keys="Ctrl F")
        self.search.searched.connect(self._search)
        self.search.left_downwards.connect(self._enter_table)
        self.valid_only = QCheckBox(tr("Valid today only"))
        self.valid_only.setChecked(True)
        self.valid_only.toggled.connect(lambda _on: self.refresh())
        self.export = Button(tr("Export"), "file-down")
        self.export.clicked.connect(self._export)
        for action in (self.valid_only, self.search, self.export):
            self.header.add_action(action)
        self.products = RecordTable(rows.product_columns(), tr("Products"))
        self.prices = RecordTable(rows.price_columns(), tr("Price lists"))
        self.policies = RecordTable(rows.policy_columns(), tr("Price policies"))
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(tr("Catalogue"))
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(self.products, tr("Products"))
        self.tabs.addTab(self.prices, tr("Price lists"))
        self.tabs.addTab(self.policies, tr("Price policies"))
        self.tabs.currentChanged.connect(lambda _tab: self._search(self.search.text()))
        self.empty = EmptyState(tr("No products yet. Import them from Excel."), tr("Import"), "file-up")
        self.empty.asked.connect(lambda: self.desk.open_page("data"))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.tabs)
        self.stack.addWidget(self.empty)
        self.column.addWidget(self.header)
        self.column.addWidget(self.notice)
        self.column.addWidget(self.stack, 1)
        self.bind("Ctrl+F", self.search.setFocus)

    def refresh(self) -> None:
        store, today, valid_only = self.desk.store, self.desk.today(), self.valid_only.isChecked()
        products = list_products(store, today)
        self.products.set_records([rows.product_record(each) for each in products])
        prices = rows.valid(list_prices(store), today) if valid_only else list_prices(store)
        self.prices.set_records([rows.price_record(each, today) for each in prices])
        policies = rows.valid(list_policies(store), today) if valid_only else list_policies(store)
        self.policies.set_records([rows.policy_record(each, today) for each in policies])
        self.header.set_subtitle(ntr("{count} product", "{count} products", len(products)))
        self.stack.setCurrentIndex(0 if products else 1)

    def _table(self) -> RecordTable:
        return (self.products, self.prices, self.policies)[self.tabs.currentIndex()]

    def _export(self) -> None:
        """All of the table that is seen, those rows included that are not valid today."""
        export_to_file(self.desk, self, _KINDS[self.tabs.currentIndex()])

    def _search(self, words: str) -> None:
        self._table().search(words)

    def _enter_table(self) -> None:
        self._table().setFocus()

    def show_product(self, code: str) -> None:
        """Makes a product the chosen one."""
        self.search.clear()
        self.tabs.setCurrentWidget(self.products)
        self.products.choose(code)
        self.products.setFocus()

    def panes(self) -> list[QWidget]:
        return [self._table() if self.stack.currentIndex() == 0 else self.empty, self.header]
