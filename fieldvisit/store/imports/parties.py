"""Takes in dealers, contacts, products and competitor products."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from fieldvisit.domain.days import LONGEST
from fieldvisit.domain.language import Message
from fieldvisit.store.imports.buffers import Buffer, Put
from fieldvisit.store.imports.currencies import currency_code, minor_units
from fieldvisit.store.imports.price_book import ENTRY_KEY, GENERAL_LIST, PRICE_BELOW_ZERO, Starts
from fieldvisit.store.imports.rows import Incoming, Outcome, State, refused, repeated
from fieldvisit.store.imports.run import Run, unknown_dealer, unknown_product
from fieldvisit.store.imports.search_keys import search_key
from fieldvisit.store.models.base import EVERY_MARKET

_NOT_OF_DEALER: Final = frozenset({"contact_name", "contact_role"})
_NOT_OF_PRODUCT: Final = frozenset({"price", "valid_from", "pack", "discontinued"})
_DAYS: Final = ("payment_days", "lead_time_days", "visit_interval_days", "shelf_life_days")


def take_dealers(run: Run, rows: Sequence[Incoming]) -> list[Outcome]:
    """Dealers by code; a contact named in the same row becomes a contact of the dealer."""
    first: dict[str, int] = {}
    outcomes = []
    for row in run.watched(rows):
        code = row.values["code"]
        if code in first:
            outcomes.append(repeated(row, code, first[code]))
            continue
        if reason := _days_fault(row.values):
            outcomes.append(refused(row, reason))
            continue
        first[code] = row.number
        put = run.dealers.put((code,), _dealer_values(row.values))
        outcomes.append(_together(row, put, contact=_contact_of(run, put.id, row.values)))
    return outcomes


def _dealer_values(values: dict[str, Any]) -> dict[str, Any]:
    taken = {name: value for name, value in values.items() if name not in _NOT_OF_DEALER}
    if currency := taken.get("currency"):
        taken["currency"] = currency_code(currency)
        taken["minor_units"] = minor_units(taken["currency"])
    taken["search_key"] = search_key(
        taken["code"], taken["name"], taken.get("name_local", ""), taken.get("short_name", "")
    )
    return taken


def _contact_of(run: Run, dealer_id: int, values: dict[str, Any]) -> Put | None:
    name = values.get("contact_name")
    if name is None:
        return None
    return _put_contact(run, dealer_id, {"name": name, "role": values.get("contact_role")})


def _put_contact(run: Run, dealer_id: int, values: dict[str, Any]) -> Put:
    contacts = run.buffer("contacts", "dealer_id", "name", load_all=True)
    return contacts.put((dealer_id, values["name"]), {**values, "dealer_id": dealer_id})


def _together(row: Incoming, main: Put, **others: Put | None) -> Outcome:
    """One outcome for a row that fills more than one table; the others are named for what they hold."""
    added = {name: put for name, put in others.items() if put is not None and put.state is not State.UNCHANGED}
    if main.state is State.NEW or (main.state is State.UNCHANGED and not added):
        return Outcome(row.number, main.state)
    changed = [name for name in main.changed if name != "search_key"]
    return Outcome(row.number, State.CHANGED, changed=(*changed, *added))


def take_contacts(run: Run, rows: Sequence[Incoming]) -> list[Outcome]:
    """People by dealer and name."""
    first: dict[tuple[int, str], int] = {}
    outcomes = []
    for row in run.watched(rows):
        values = dict(row.values)
        code = values.pop("dealer")
        dealer = run.dealer(code)
        if dealer is None:
            outcomes.append(refused(row, unknown_dealer(code)))
        elif (dealer.id, values["name"]) in first:
            outcomes.append(repeated(row, values["name"], first[dealer.id, values["name"]]))
        else:
            first[dealer.id, values["name"]] = row.number
            outcomes.append(_together(row, _put_contact(run, dealer.id, values)))
    return outcomes


def take_products(run: Run, rows: Sequence[Incoming]) -> list[Outcome]:
    """Products by code; a price in the same row becomes an entry of the general price list."""
    entries = run.buffer("price_list_entries", *ENTRY_KEY, load_all=True)
    starts = Starts(entries, run.today)
    first: dict[str, int] = {}
    outcomes = []
    for row in run.watched(rows):
        code = row.values["code"]
        if code in first:
            outcomes.append(repeated(row, code, first[code]))
            continue
        if reason := _product_fault(row.values):
            outcomes.append(refused(row, reason))
            continue
        first[code] = row.number
        put = run.products.put((code,), _product_values(row.values))
        outcomes.append(_together(row, put, price=_price_of(entries, starts, put.id, row.values)))
    return outcomes


def _product_fault(values: dict[str, Any]) -> Message | None:
    if values.get("price", 0) < 0:
        return PRICE_BELOW_ZERO
    if values.get("case_size", 1) < 1:
        return Message("a case holds at least one unit; correct the units per case")
    return _days_fault(values)


def _days_fault(values: dict[str, Any]) -> Message | None:
    wrong = next((values[name] for name in _DAYS if not 0 <= values.get(name, 0) <= LONGEST), None)
    if wrong is None:
        return None
    return Message("{days} is no number of days from 0 to {most}; correct it", days=wrong, most=LONGEST)


def _product_values(values: dict[str, Any]) -> dict[str, Any]:
    taken = {name: value for name, value in values.items() if name not in _NOT_OF_PRODUCT}
    if "case_size" not in taken and "pack" in values:
        taken["case_size"] = values["pack"]
    if "active" not in taken and "discontinued" in values:
        taken["active"] = not values["discontinued"]
    taken["search_key"] = search_key(taken["code"], taken["name"], taken.get("name_local", ""))
    return taken


def _price_of(entries: Buffer, starts: Starts, product_id: int, values: dict[str, Any]) -> Put | None:
    if "price" not in values:
        return None
    price = entries.stored("price", values["price"])
    day = entries.stored("valid_from", values.get("valid_from"))
    begins = day or starts.of(product_id, EVERY_MARKET, GENERAL_LIST, price)
    key = (product_id, EVERY_MARKET, GENERAL_LIST, begins)
    return entries.put_stored(key, {"product_id": product_id, "valid_from": begins, "price": price})


def take_competitor_products(run: Run, rows: Sequence[Incoming]) -> list[Outcome]:
    """Competitors' products by brand and name, with the own product they are compared with."""
    buffer = run.buffer("competitor_products", "brand", "name", load_all=True)
    first: dict[tuple[str, str], int] = {}
    outcomes = []
    for row in run.watched(rows):
        key = (row.values["brand"], row.values["name"])
        own = row.values.get("against")
        against = run.product_id(own) if own is not None else None
        if key in first:
            outcomes.append(repeated(row, " ".join(key), first[key]))
        elif own is not None and against is None:
            outcomes.append(refused(row, unknown_product(own)))
        else:
            first[key] = row.number
            outcomes.append(_together(row, buffer.put(key, {"brand": key[0], "name": key[1], "against_id": against})))
    return outcomes
