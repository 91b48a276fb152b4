"""What the status bar says of the cell the rep is at: what it is, its last value, and the key that helps."""

from __future__ import annotations

from fieldvisit.domain.fields import Field, Product, Quantity, Table
from fieldvisit.domain.language import tr
from fieldvisit.domain.shown import shown
from fieldvisit.domain.steps import field_at
from fieldvisit.domain.visit import Address, Origin, Row
from fieldvisit.ui.visit.grid.sheet import product_name
from fieldvisit.ui.visit.notebook import Notebook


def status_words(address: Address, notebook: Notebook) -> str:
    """One line about a cell; empty for a place that is no cell."""
    try:
        asked = field_at(address)
    except KeyError:
        return ""
    if isinstance(asked, Table):
        return ""
    return " · ".join([_what(asked, address, notebook), *_help(asked, address, notebook)])


def cell_name(address: Address, notebook: Notebook) -> str:
    """What a cell is called: "Retail of Lager 330 ml can"."""
    return _what(field_at(address), address, notebook)


def _what(asked: Field, address: Address, notebook: Notebook) -> str:
    if not address.table:
        return tr(asked.label)
    try:
        row = notebook.visit.row(address.step, address.table, address.row)
    except KeyError:
        return tr(asked.label)
    name = _row_name(row, notebook)
    return tr("{field} of {row}", field=tr(asked.label), row=name) if name else tr(asked.label)


def _row_name(row: Row, notebook: Notebook) -> str:
    if "product" in row.values:
        return product_name(notebook, str(row.values["product"]))
    return next(
        (str(row.values[key]) for key in ("name", "what", "measure", "document", "number") if key in row.values), ""
    )


def _help(asked: Field, address: Address, notebook: Notebook) -> list[str]:
    if address in notebook.refusals:
        return [notebook.refusals[address]]
    told = []
    last = notebook.desk.last_value(address) if address.row else None
    if last is not None:
        told.append(tr("last {value}, Ctrl ' copies it", value=shown(asked, last, notebook.minor)))
    mark = notebook.visit.mark(address) if address.field else None
    if mark is not None and mark.origin is Origin.PREFILLED and notebook.visit.value(address) is not None:
        told.append(tr("not confirmed, Space confirms"))
    if isinstance(asked, Quantity) and asked.cases and mark is not None and mark.typed:
        value = shown(asked, notebook.visit.value(address), notebook.minor)
        told.append(tr("{typed} = {units} units", typed=mark.typed, units=value))
    if isinstance(asked, Product):
        told.append(tr("type a name or code"))
    return told
