"""A product that was not foreseen, found by name, code or initials and taken into the visit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from fieldvisit.domain.language import tr
from fieldvisit.domain.product_names import ProductName
from fieldvisit.domain.visit import Address
from fieldvisit.ui.dialogs import Sheet
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.visit.notebook import Notebook
from fieldvisit.ui.widgets.labels import label
from fieldvisit.ui.widgets.search_field import SearchField
from fieldvisit.usecases.catalogue import CatalogueProduct, list_products

_MOST = 100
_CODE = Qt.ItemDataRole.UserRole


def ask_for_product(notebook: Notebook, step: str, over: QWidget) -> None:
    """Asks for a product of the catalogue, takes it in, and leads to its row."""
    known = {str(row.values.get("product")) for row in notebook.visit.step("prices").rows("products")}
    products = [each for each in list_products(notebook.desk.store, notebook.visit.day) if each.code not in known]
    picker = ProductPicker(products, over)
    if picker.exec() != Sheet.DialogCode.Accepted or not picker.code or not notebook.add_product(picker.code):
        return
    table, field = {
        "prices": ("products", "retail"),
        "inventory": ("products", "count"),
        "sales": ("order", "accepted"),
    }[step]
    rows = notebook.visit.step(step).rows(table)
    added = next((row.id for row in reversed(rows) if row.values.get("product") == picker.code), None)
    if added is not None:
        notebook.asked_for.emit(Address(step, field, table, added))


class ProductPicker(Sheet):
    """Products to choose from; `code` is the one that was chosen."""

    def __init__(self, products: Sequence[CatalogueProduct], over: QWidget | None = None) -> None:
        super().__init__(tr("Add a product to this visit"), over, width=480)
        self._products = [(_found_by(each), each) for each in products]
        self.code = ""
        self.search = SearchField(tr("Name, code or initials"), width=420)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Products of the catalogue"))
        self.list.setMinimumHeight(theme().px(280))
        self.list.setFont(theme().font(Role.GRID))
        self._nothing = label(tr("No product of the catalogue fits."), Role.GRID, "text2", wrap=True)
        for widget in (self.search, self.list, self._nothing):
            self.body.addWidget(widget, int(widget is self.list))
        self.yes = self.add_answers(tr("Add"), tr("Cancel"))
        self.search.searched.connect(self._find)
        self.search.left_downwards.connect(self.list.setFocus)
        self.list.itemActivated.connect(lambda _: self.accept())
        self._find("")
        self.search.setFocus()

    def _find(self, typed: str) -> None:
        words = typed.casefold().split()
        found = [each for key, each in self._products if all(word in key for word in words)]
        self.list.clear()
        for product in found[:_MOST]:
            self.list.addItem(_item(product))
        self.list.setCurrentRow(0)
        self.yes.setEnabled(bool(found))
        self._nothing.setVisible(not found)

    def accept(self) -> None:
        """Takes the current product."""
        item = self.list.currentItem()
        if item is not None:
            self.code = str(item.data(_CODE))
            super().accept()


def _item(product: CatalogueProduct) -> QListWidgetItem:
    called = ProductName(product.name, product.name_local)
    parts = (str(called), called.other, product.code, product.range)
    item = QListWidgetItem(" · ".join(part for part in parts if part))
    item.setData(_CODE, product.code)
    return item


def _found_by(product: CatalogueProduct) -> str:
    return f"{product.search_key} {product.code} {product.name} {product.name_local} {product.range}".casefold()
