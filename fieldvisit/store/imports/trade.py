"""Takes in orders, order lines and shipments, and keeps the shipment of an order that was shipped as ordered.

A line that a later file of the same order no longer names stays, and how many do is said. Such files are often parts of
a whole (one product group, one warehouse, what is still open), and nothing in them tells a part from a line taken out:
who deletes by absence loses the rest of the order. A line that was cancelled comes in with a quantity of 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from fieldvisit.domain.formats import as_money
from fieldvisit.domain.language import Message
from fieldvisit.domain.limits import LARGEST
from fieldvisit.domain.ratio import rounded
from fieldvisit.store.imports.buffers import Buffer, Kept, Put
from fieldvisit.store.imports.lines import Lines
from fieldvisit.store.imports.rows import Incoming, Outcome, State, refused, repeated
from fieldvisit.store.imports.run import Run, given, unknown_dealer, unknown_product

_HEAD: Final = ("number", "ordered_on", "required_on", "cancelled")
_COPIED: Final = ("quantity", "unit_price", "discount", "net")


def _line_values(values: dict[str, Any], minor: int) -> dict[str, Any]:
    """Quantity, price, discount and net value; a net value of the file counts where the price is missing."""
    price, quantity = values.get("unit_price"), values["quantity"]
    net = values.get("net")
    if price is not None:
        net = rounded(quantity * price * (1 - values.get("discount", Decimal(0))), minor)
    return {"quantity": quantity, "unit_price": price, "discount": values.get("discount"), "net": net}


def _too_dear(line: dict[str, Any], minor: int) -> Message | None:
    """Why a line is not taken whose quantity and price come to more than any amount; None for all others."""
    net: Decimal | None = line["net"]
    if net is None or abs(net) < LARGEST:
        return None
    return Message(
        "quantity and unit price come to {amount}, more than can be kept; correct one of them",
        amount=as_money(net, minor),
    )


def _load_orders(run: Run, numbers: set[str]) -> Buffer:
    orders = run.orders
    orders.load("number", {number for number in numbers if (number,) not in orders.kept})
    shipments = run.shipments
    shipments.load("document", {number for number in numbers if (number,) not in shipments.kept})
    lines = run.order_lines
    lines.load(orders.kept[number,].id for number in numbers if (number,) in orders.kept)
    lines.start()
    return orders


def take_orders(run: Run, rows: Sequence[Incoming]) -> list[Outcome]:
    """Orders by number, alone or with one line in each row."""
    orders = _load_orders(run, {row.values["number"] for row in rows})
    first: dict[str, int] = {}
    outcomes = []
    for row in run.watched(rows):
        number = row.values["number"]
        if number in first and "product" not in row.values:
            outcomes.append(repeated(row, number, first[number]))
            continue
        outcome = _take_order(run, orders, row)
        if outcome.state is not State.REFUSED:
            first.setdefault(number, row.number)
        outcomes.append(outcome)
    return outcomes


def _take_order(run: Run, orders: Buffer, row: Incoming) -> Outcome:
    dealer = run.dealer(row.values["dealer"])
    if dealer is None:
        return refused(row, unknown_dealer(row.values["dealer"]))
    product, line = None, {}
    if "product" in row.values:
        product = run.product_id(row.values["product"])
        if reason := _line_fault(row.values, product):
            return refused(row, reason)
        line = _line_values(row.values, _minor(dealer))
        if reason := _too_dear(line, _minor(dealer)):
            return refused(row, reason)
    head = orders.put((row.values["number"],), {**given(row.values, _HEAD), "dealer_id": dealer.id})
    run.orders_touched.add(head.id)
    shipped = (
        _ship(run, row.values["number"], dealer.id, row.values["shipped_on"]) if "shipped_on" in row.values else None
    )
    if product is None:
        return _outcome(row, head, shipped)
    return _outcome(row, head, shipped, run.order_lines.put(head.id, product, line))


def _line_fault(values: dict[str, Any], product: int | None) -> Message | None:
    if product is None:
        return unknown_product(values["product"])
    if "quantity" not in values:
        return Message("the quantity is missing; fill it in")
    return None


def _outcome(row: Incoming, head: Put, shipped: Put | None = None, line: Put | None = None) -> Outcome:
    """New where the document or the line is new; a shipment that is added to a known order is a change of the order."""
    parts = [part for part in (head, shipped, line) if part is not None]
    if head.state is State.NEW or (line is not None and line.state is State.NEW):
        return Outcome(row.number, State.NEW)
    if all(part.state is State.UNCHANGED for part in parts):
        return Outcome(row.number, State.UNCHANGED)
    changed = tuple(name for part in parts for name in part.changed) or ("shipped_on",)
    return Outcome(row.number, State.CHANGED, changed=changed)


def _minor(dealer: Kept) -> int:
    return int(dealer.values["minor_units"])


def take_order_lines(run: Run, rows: Sequence[Incoming]) -> list[Outcome]:
    """Lines of orders that are in the store or in the same run."""
    orders = _load_orders(run, {row.values["number"] for row in rows})
    lines = run.order_lines
    dealers = {kept.id: kept for kept in run.dealers.kept.values()}
    outcomes = []
    for row in run.watched(rows):
        order = orders.find((row.values["number"],))
        product = run.product_id(row.values["product"])
        if order is None:
            outcomes.append(
                refused(
                    row,
                    Message(
                        "unknown order number {number}; import the orders first or correct the number",
                        number=row.values["number"],
                    ),
                )
            )
        elif product is None:
            outcomes.append(refused(row, unknown_product(row.values["product"])))
        else:
            minor = _minor(dealers[order.values["dealer_id"]])
            line = _line_values(row.values, minor)
            if reason := _too_dear(line, minor):
                outcomes.append(refused(row, reason))
                continue
            run.orders_touched.add(order.id)
            outcomes.append(_outcome(row, lines.put(order.id, product, line)))
    return outcomes


def lines_unnamed(run: Run, kind: str) -> int:
    """How many lines stay, of the documents of the file taken last, that the file itself does not name."""
    if kind in ("orders", "order_lines"):
        return run.order_lines.unnamed()
    return run.shipment_lines.unnamed() if kind == "shipments" else 0


def take_shipments(run: Run, rows: Sequence[Incoming]) -> list[Outcome]:
    """Shipments by document number, one line in each row; returned goods count negative."""
    shipments = run.shipments
    documents = {row.values["document"] for row in rows}
    shipments.load("document", {number for number in documents if (number,) not in shipments.kept})
    lines = run.shipment_lines
    lines.load(shipments.kept[number,].id for number in documents if (number,) in shipments.kept)
    lines.start()
    return [_take_shipment(run, shipments, lines, row) for row in run.watched(rows)]


def _take_shipment(run: Run, shipments: Buffer, lines: Lines, row: Incoming) -> Outcome:
    values = row.values
    dealer, product = run.dealer(values["dealer"]), run.product_id(values["product"])
    if dealer is None:
        return refused(row, unknown_dealer(values["dealer"]))
    if product is None:
        return refused(row, unknown_product(values["product"]))
    if "returned" in values:
        values = {**values, "quantity": values["quantity"] - abs(values["returned"])}
    line = _line_values(values, _minor(dealer))
    if reason := _too_dear(line, _minor(dealer)):
        return refused(row, reason)
    head = shipments.put(
        (values["document"],), {**given(values, ("document", "shipped_on", "order_number")), "dealer_id": dealer.id}
    )
    return _outcome(row, head, line=lines.put(head.id, product, line))


def _ship(run: Run, number: str, dealer_id: int, shipped_on: Any) -> Put:
    """The shipment of an order whose file tells the day of shipping: it bears the order's number."""
    shipments = run.shipments
    return shipments.put(
        (number,), {"document": number, "dealer_id": dealer_id, "shipped_on": shipped_on, "order_number": number}
    )


def ship_as_ordered(run: Run) -> None:
    """Brings the lines of such shipments in line with their orders, whichever of the two files came first."""
    if not run.orders_touched:
        return
    orders, shipments = run.orders, run.shipments
    pairs = _shipped_as_ordered(run, orders, shipments)
    ordered, shipped = run.order_lines, run.shipment_lines
    ordered.load(order_id for order_id, _ in pairs)
    shipped.load(shipment_id for _, shipment_id in pairs)
    shipped.start()
    by_order = dict(pairs)
    for (order_id, product, _), line in list(ordered.buffer.kept.items()):
        if order_id in by_order:
            shipped.put_stored(by_order[order_id], product, {name: line.values[name] for name in _COPIED})


def _shipped_as_ordered(run: Run, orders: Buffer, shipments: Buffer) -> list[tuple[int, int]]:
    """Ids of the touched orders and of the shipments that were made from them."""
    pairs = []
    for (number,), order in orders.kept.items():
        shipment = shipments.find((number,))
        if order.id in run.orders_touched and shipment is not None and shipment.values["order_number"] == number:
            pairs.append((order.id, shipment.id))
    return pairs
