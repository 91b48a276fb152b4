"""Which orders came in full, kept ready so that a dealer's open orders are found without reading all of them.

An order without a row is only looked at more closely, so whatever changes an order or a shipment takes the row away
first, and a row that is missing makes no figure wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection

from fieldvisit.store.past.asking import ask_kept, listed, question

if TYPE_CHECKING:
    from fieldvisit.store.imports.buffers import Trace

# In full by the last shipment at the latest; a day too late costs a closer look and nothing else. Lines that take
# units back make it depend on their order what is left, so those orders are always looked at. So are those of more
# units than a float counts exactly: `total` gives one, and unlike `sum` does not end with an overflow.
_EXACT: Final = 2**53
_FOUND: Final = """
    WITH wanted AS MATERIALIZED (
        SELECT o.id, o.number, o.dealer_id FROM sales_orders o
        WHERE {which}
    ), ordered AS MATERIALIZED (
        SELECT w.id, l.product_id, total(l.quantity) AS units, min(l.quantity) AS least
        FROM wanted w CROSS JOIN order_lines l ON l.order_id = w.id GROUP BY w.id, l.product_id
    ), delivered AS MATERIALIZED (
        SELECT w.id, l.product_id, total(l.quantity) AS units, max(s.shipped_on) AS day
        FROM wanted w CROSS JOIN shipments s ON s.order_number = w.number AND +s.dealer_id = w.dealer_id
        CROSS JOIN shipment_lines l ON l.shipment_id = s.id
        WHERE l.quantity > 0 GROUP BY w.id, l.product_id
    )
    SELECT o.id, max(d.day) AS day FROM ordered o LEFT JOIN delivered d ON d.id = o.id AND d.product_id = o.product_id
    GROUP BY o.id HAVING min(o.least >= 0 AND o.units < {exact} AND coalesce(d.units >= o.units, 0))
"""
_MISSING: Final = "NOT EXISTS (SELECT 1 FROM finished_orders f WHERE f.order_id = o.id)"
_FILL = question(f"INSERT INTO finished_orders (order_id, finished_on) {_FOUND.format(which=_MISSING, exact=_EXACT)}")
_WRONG = question(
    f"""
    WITH found AS ({_FOUND.format(which="1", exact=_EXACT)})
    SELECT count(*) FROM finished_orders f LEFT JOIN found ON found.id = f.order_id
    WHERE found.day IS NULL OR found.day > f.finished_on
    """  # noqa: S608 - ours
)
_FORGET_ALL = question("DELETE FROM finished_orders")
_FORGET = question("DELETE FROM finished_orders WHERE order_id IN (SELECT value FROM json_each(:orders))")
# For each table the orders that its rows, by id, have to do with.
_OF_ROWS: Final = {
    "sales_orders": question("SELECT id FROM sales_orders WHERE id BETWEEN :first AND :last"),
    "order_lines": question("SELECT DISTINCT order_id FROM order_lines WHERE id BETWEEN :first AND :last"),
    "shipments": question(
        """
        SELECT o.id FROM shipments s CROSS JOIN sales_orders o ON o.number = s.order_number
        WHERE s.id BETWEEN :first AND :last
        """
    ),
    "shipment_lines": question(
        """
        SELECT o.id FROM (SELECT DISTINCT shipment_id FROM shipment_lines WHERE id BETWEEN :first AND :last) l
        CROSS JOIN shipments s ON s.id = l.shipment_id CROSS JOIN sales_orders o ON o.number = s.order_number
        """
    ),
}
_NUMBER: Final = "order_number"
_NUMBERED = question("SELECT id FROM sales_orders WHERE number IN (SELECT value FROM json_each(:numbers))")


def renew(connection: Connection) -> None:
    """Finds which of the orders without a row came in full."""
    ask_kept(connection, _FILL)


def renew_all(connection: Connection) -> None:
    """As `renew`, for all orders of the store."""
    ask_kept(connection, _FORGET_ALL)
    renew(connection)


def forget(connection: Connection, traces: Iterable[Trace]) -> bool:
    """Takes the rows of those orders away that the written rows have to do with; call it before rows are deleted.

    Gives whether orders or shipments were written at all: then `renew` is to follow.
    """
    of_trade = [trace for trace in traces if trace.table in _OF_ROWS]
    if of_trade:
        ask_kept(connection, _FORGET, orders=listed(_touched(connection, of_trade)))
    return bool(of_trade)


def _touched(connection: Connection, traces: list[Trace]) -> Iterator[int]:
    for trace in traces:
        asked = {"first": trace.first, "last": trace.last}
        yield from (order for (order,) in ask_kept(connection, _OF_ROWS[trace.table], **asked))
    # A shipment that came with another order's number before.
    moved = (number for trace in traces if trace.table == "shipments" for number in (trace.was or {}).get(_NUMBER, ()))
    yield from (order for (order,) in ask_kept(connection, _NUMBERED, numbers=listed(filter(None, moved))))


def faults(connection: Connection) -> int:
    """How many orders are taken for delivered that are not; 0 in a sound store."""
    return int(ask_kept(connection, _WRONG)[0][0])
