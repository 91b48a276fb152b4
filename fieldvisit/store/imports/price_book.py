"""Takes in price lists, price policies and promotions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from fieldvisit.domain.language import Message
from fieldvisit.store.imports.buffers import Buffer, Key
from fieldvisit.store.imports.rows import Batch, Incoming, Outcome, State, refused, repeated
from fieldvisit.store.imports.run import Run, unknown_product
from fieldvisit.store.models.base import EVERY_MARKET

BEGINNING: Final = date(1900, 1, 1)
"""Where a price or policy without a first day begins to hold."""
ENTRY_KEY: Final = ("product_id", "market", "price_list", "valid_from")
GENERAL_LIST: Final = ""
"""The price list of prices that name none."""
_TEXTS: Final = (("market", EVERY_MARKET), ("price_list", GENERAL_LIST))

PRICE_BELOW_ZERO: Final = Message("a price below zero cannot be; correct it")


def take_price_lists(run: Run, rows: Batch) -> list[Outcome]:
    """Purchase prices by product, market, list and first day."""
    codes = rows.columns["product"]
    ids = {code: run.product_id(code) for code in set(codes)}
    entries = _loaded(run, "price_list_entries", ENTRY_KEY, ids)
    starts = Starts(entries, run.today)
    first: dict[Key, int] = {}
    outcomes = []
    # What follows is done for tens of thousands of rows, so it calls and makes as little as it can.
    for number, code, product_id, market, price_list, start, end, price in run.watched(_stored(entries, rows, ids)):
        if product_id is None:
            outcomes.append(Outcome(number, State.REFUSED, unknown_product(code)))
            continue
        begins = start or starts.of(product_id, market, price_list, price)
        key = (product_id, market, price_list, begins)
        if price < 0 or (end is not None and end < begins):
            outcomes.append(Outcome(number, State.REFUSED, _entry_fault(begins, end)))
        elif (earlier := first.setdefault(key, number)) != number:
            outcomes.append(repeated(Incoming(number, {}), code, earlier))
        elif key in entries.kept:
            put = entries.put_stored(key, {"valid_to": end, "price": price})
            outcomes.append(Outcome(number, put.state, None, put.changed))
        else:
            entries.add(
                key,
                {
                    "product_id": product_id,
                    "market": market,
                    "price_list": price_list,
                    "valid_from": begins,
                    "valid_to": end,
                    "price": price,
                },
            )
            outcomes.append(Outcome(number, State.NEW))
    return outcomes


def _stored(entries: Buffer, rows: Batch, ids: Mapping[str, int | None]) -> list[tuple[Any, ...]]:
    """Of each row its number, code, product, market, price list, first day, last day and price, as they are stored."""
    codes, column = rows.columns["product"], rows.column
    texts = [[text or default for text in column(name)] for name, default in _TEXTS]
    days = [list(map(entries.encode[name], column(name))) for name in ("valid_from", "valid_to")]
    prices = map(entries.encode["price"], column("price"))
    return list(zip(rows.numbers, codes, map(ids.__getitem__, codes), *texts, *days, prices, strict=True))


def _entry_fault(begins: str, end: str | None) -> Message:
    period = {"valid_from": date.fromisoformat(begins), "valid_to": date.fromisoformat(end) if end else None}
    return _fault(period) or PRICE_BELOW_ZERO


def _loaded(run: Run, table: str, key: tuple[str, ...], codes: Iterable[str]) -> Buffer:
    """The table's buffer with all rows of these products."""
    buffer = run.buffer(table, *key)
    known = {found for found in (run.product_id(code) for code in codes) if found is not None}
    loaded = {row_key[0] for row_key in buffer.kept}
    buffer.load("product_id", known - loaded)
    return buffer


def _fault(values: dict[str, Any]) -> Message | None:
    start, end = values.get("valid_from"), values.get("valid_to")
    if start is not None and end is not None and end < start:
        return Message(
            "the period ends on {end}, before it begins on {start}; correct one of the days", start=start, end=end
        )
    if "price" in values and values["price"] < 0:
        return PRICE_BELOW_ZERO
    return None


class Starts:
    """First days for rows without one: the beginning for the first price of a product, today for a later one."""

    def __init__(self, entries: Buffer, today: date) -> None:
        self._entries, self._today = entries, today
        self._latest: dict[Key, tuple[str, Any]] = {}
        for key, row in entries.kept.items():
            begins = row.values["valid_from"]
            if begins <= today.isoformat() and begins > self._latest.get(key[:3], ("", 0))[0]:
                self._latest[key[:3]] = (begins, row.values["price"])

    def of(self, product_id: int, market: str, price_list: str, price: Any) -> str:
        """The first day of the entry that holds today if the price is the same, else where a new one begins.

        Price and day are in their stored form.
        """
        begins, known = self._latest.get((product_id, market, price_list), (BEGINNING.isoformat(), price))
        return begins if known == price else self._today.isoformat()


_POLICY_PRICES: Final = tuple(
    f"{level}_{bound}" for level in ("retail", "resale") for bound in ("recommended", "floor", "ceiling")
)


def take_price_policies(run: Run, rows: Sequence[Incoming]) -> list[Outcome]:
    """What products may cost, by product, market and first day."""
    policies = _loaded(
        run, "price_policies", ("product_id", "market", "valid_from"), {row.values["product"] for row in rows}
    )
    first: dict[Key, int] = {}
    outcomes = []
    for row in run.watched(rows):
        values = {"valid_from": BEGINNING, **row.values}
        code = values.pop("product")
        values["product_id"] = run.product_id(code)
        if values["product_id"] is None:
            outcomes.append(refused(row, unknown_product(code)))
            continue
        key = policies.key_of(values)
        if reason := _fault(values) or _corridor_fault(values):
            outcomes.append(refused(row, reason))
        elif key in first:
            outcomes.append(repeated(row, code, first[key]))
        else:
            first[key] = row.number
            put = policies.put(key, values)
            outcomes.append(Outcome(row.number, put.state, None, put.changed))
    return outcomes


def _corridor_fault(values: dict[str, Any]) -> Message | None:
    for level in ("retail", "resale"):
        floor, ceiling = values.get(f"{level}_floor"), values.get(f"{level}_ceiling")
        if floor is not None and ceiling is not None and floor > ceiling:
            return Message(
                "the lowest price {floor} is above the highest {ceiling}; correct one of them",
                floor=floor,
                ceiling=ceiling,
            )
    if any(values.get(name, 0) < 0 for name in _POLICY_PRICES):
        return PRICE_BELOW_ZERO
    return None


def take_promotions(run: Run, rows: Sequence[Incoming]) -> list[Outcome]:
    """Promotions by code."""
    promotions = run.buffer("promotions", "code", load_all=True)
    first: dict[str, int] = {}
    outcomes = []
    for row in run.watched(rows):
        values = dict(row.values)
        product = values.pop("product", None)
        values["product_id"] = run.product_id(product) if product is not None else None
        if product is not None and values["product_id"] is None:
            outcomes.append(refused(row, unknown_product(product)))
        elif reason := _fault(_with_known_end(promotions, values)):
            outcomes.append(refused(row, reason))
        elif values["code"] in first:
            outcomes.append(repeated(row, values["code"], first[values["code"]]))
        else:
            first[values["code"]] = row.number
            put = promotions.put((values["code"],), values)
            outcomes.append(Outcome(row.number, put.state, None, put.changed))
    return outcomes


def _with_known_end(promotions: Buffer, values: dict[str, Any]) -> dict[str, Any]:
    """The promotion with the last day that is kept already, where the file tells none."""
    known = promotions.find((values["code"],))
    if "valid_to" in values or known is None or known.values["valid_to"] is None:
        return values
    return {**values, "valid_to": date.fromisoformat(known.values["valid_to"])}
