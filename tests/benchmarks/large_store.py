"""A store as large as a company's: 10,000 dealers, 200,000 visits and 5 million lines over five years.

    .venv/bin/python tests/benchmarks/large_store.py <path of the new store> [scale, 0.1 is a tenth]

Written through the store's own connection in the form its columns keep, and the same for the same scale. One dealer
in 500 is a large one: 200 products, visited every second week. All others have a few products and twenty visits.
"""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

from fieldvisit.domain.steps import STEPS
from fieldvisit.store import engine
from fieldvisit.store.derived import renew_all
from fieldvisit.store.opening import prepare
from fieldvisit.store.store import open_store

TODAY: Final = date(2026, 9, 15)
PRODUCTS: Final = 300
CORE: Final = 120
LARGE_PRODUCTS: Final = 200
MARKETS: Final = 40
_LARGE_ONE_IN: Final = 500
_YEARS_IN_DAYS: Final = 5 * 365
_EMPTY_STEP: Final = '{"values":{},"marks":{},"tables":{}}'

_VISITOR: Final = ("Li Wei", "Sales", "closed")

Rows = Iterable[tuple[Any, ...]]


@dataclass(frozen=True)
class Call:
    """A closed visit to come: the dealer by number, its day, and which of the dealer's it is."""

    dealer: int
    day: date
    nth: int


@dataclass(frozen=True)
class Size:
    """How much is made."""

    dealers: int

    def is_large(self, dealer: int) -> bool:
        """Whether the dealer carries 200 products and is visited every second week."""
        return dealer % _LARGE_ONE_IN == 0

    def products_of(self, dealer: int) -> range | list[int]:
        """Numbers of the products a dealer carries."""
        if self.is_large(dealer):
            return range(LARGE_PRODUCTS)
        return [(dealer * 7 + each * 41) % PRODUCTS for each in range(6)]

    def every(self, dealer: int) -> int:
        """Days between two visits."""
        return 14 if self.is_large(dealer) else 95

    def calls(self) -> list[Call]:
        """All visits in the order in which they were made."""
        found = []
        for dealer in range(self.dealers):
            step = self.every(dealer)
            days = range(1 + dealer % step, _YEARS_IN_DAYS, step)
            found += [Call(dealer, TODAY - timedelta(days=ago), nth) for nth, ago in enumerate(reversed(days))]
        return sorted(found, key=lambda call: (call.day, call.dealer))


def code_of(dealer: int) -> str:
    """The code of the dealer with this number; number 0 is a large one."""
    return f"{dealer:05d}"


def product_code(product: int) -> str:
    """The code of a product."""
    return f"P{product:04d}"


def build(path: Path, scale: float = 1.0) -> Size:
    """Makes the store at `path`, where there is none yet."""
    size = Size(round(10_000 * scale))
    prepare(path, create=True)
    with contextlib.closing(engine.connect(path)) as connection:
        connection.execute("PRAGMA synchronous = OFF")  # made anew when the power goes
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA cache_size = -200000")
        connection.execute("BEGIN IMMEDIATE")
        later = _without_indices(connection)
        _reference(connection, size)
        _trade(connection, size)
        _visits(connection, size)
        for statement in later:
            connection.execute(statement)
        connection.execute("COMMIT")
    with contextlib.closing(open_store(path, create=False)) as store, store.write() as session:
        renew_all(session.connection())
    with contextlib.closing(engine.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return size


def _without_indices(connection: Any) -> list[str]:
    """Takes the indices away that are made faster once the rows are there; how to make them again."""
    found = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN"
        " ('prices_products', 'inventory_products', 'order_lines', 'shipment_lines', 'visits', 'shipments')"
    ).fetchall()
    for name, _ in found:
        connection.execute(f'DROP INDEX "{name}"')
    return [sql for _, sql in found]


def _put(connection: Any, table: str, columns: str, rows: Rows) -> None:
    places = ", ".join("?" * (columns.count(",") + 1))
    connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)  # noqa: S608 - ours


def _reference(connection: Any, size: Size) -> None:
    """Dealers, products, prices, policies, open items and today's stops."""
    connection.executemany(
        """INSERT INTO products (id, code, name, name_local, range, category, case_size, unit, core, barcode, active,
           search_key) VALUES (?, ?, ?, '', ?, '', 12, 'bottle', ?, '', 1, ?)""",
        (
            (each + 1, product_code(each), f"Product {each}", f"Range {each % 8}", each < CORE, f"product {each}")
            for each in range(PRODUCTS)
        ),
    )
    _put(connection, "dealers", ", ".join(("id", *_DEALER_TEXTS, *_DEALER_REST)), map(_dealer, range(size.dealers)))
    _put(connection, "price_list_entries", "price_list, market, product_id, valid_from, price", _prices())
    _put(
        connection,
        "price_policies",
        "code, product_id, market, valid_from, retail_recommended, retail_floor, retail_ceiling",
        (
            ("2026", product + 1, f"market {market}", "2026-01-01", 50_000, 47_000, 53_000)
            for product in range(PRODUCTS)
            for market in range(MARKETS)
        ),
    )
    competing = ((f"Brand {each % 9}", f"Rival {each}", each + 1) for each in range(CORE))
    _put(connection, "competitor_products", "brand, name, against_id", competing)
    _put(connection, "open_items", "dealer_id, document, occurrence, kind, issued_on, due_on, amount, settled_on",
         _open_items(size))  # fmt: skip
    stops = ((TODAY.isoformat(), nth, nth * 50 + 1, "") for nth in range(min(14, size.dealers // 50)))
    _put(connection, "planned_stops", "day, position, dealer_id, reason", stops)


_DEALER_TEXTS: Final = (
    *("name_local", "short_name", "legal_form", "tax_number", "address", "city", "region", "country", "postal_code"),
    *("opening_hours", "channel", "tier", "phone", "email", "bank", "collateral", "class_reason", "sales_area"),
    *("sales_staff", "storage", "brands", "competitors", "agreements", "notes", "price_list"),
)
_DEALER_REST: Final = (
    *("code", "name", "market", "search_key", "consumers_only", "credit_limit", "currency", "minor_units"),
    *("visit_interval_days", "class_label", "active"),
)


def _dealer(number: int) -> tuple[Any, ...]:
    texts = ("",) * len(_DEALER_TEXTS)
    name = f"Dealer {number} Trading"
    key, limit = f"{name.casefold()} {code_of(number)}", 1_200_000_000
    return (
        number + 1,
        *texts,
        code_of(number),
        name,
        f"market {number % MARKETS}",
        key,
        0,
        limit,
        "CNY",
        2,
        14,
        "EI",
        1,
    )


def _prices() -> Rows:
    """A general list that changes every year, and lower prices in every fourth market."""
    for product in range(PRODUCTS):
        for year in range(2021, 2027):
            yield "", "", product + 1, f"{year}-01-01", 30_000 + 500 * (year - 2021)
            for market in range(0, MARKETS, 4):
                yield "", f"market {market}", product + 1, f"{year}-01-01", 29_000 + 500 * (year - 2021)


def _open_items(size: Size) -> Rows:
    """Monthly invoices of five years; the last four months' are unpaid."""
    for dealer in range(size.dealers):
        months = 60 if size.is_large(dealer) else 6
        for nth in range(months):
            issued = TODAY - timedelta(days=3 + 30 * nth)
            settled = None if nth < 4 else (issued + timedelta(days=40)).isoformat()
            due = (issued + timedelta(days=30)).isoformat()
            yield dealer + 1, f"I{nth:04d}", 1, "invoice", issued.isoformat(), due, 45_000_000 + nth, settled


def _trade(connection: Any, size: Size) -> None:
    """Orders and what was shipped of them; the newest order of each dealer is still to come."""
    orders: list[tuple[Any, ...]] = []
    for dealer in range(size.dealers):
        step, first = (14, 3) if size.is_large(dealer) else (180, 3 + dealer % 90)
        orders += [
            (dealer, TODAY - timedelta(days=ago), nth) for nth, ago in enumerate(range(first, _YEARS_IN_DAYS, step))
        ]
    orders.sort(key=lambda order: (order[1], order[0]))
    _put(
        connection,
        "sales_orders",
        "id, number, dealer_id, ordered_on, cancelled",
        ((key, f"O{key:07d}", dealer + 1, day.isoformat(), 0) for key, (dealer, day, _) in enumerate(orders, 1)),
    )
    shipped = [(key, dealer, day) for key, (dealer, day, nth) in enumerate(orders, 1) if nth]
    _put(
        connection,
        "shipments",
        "id, document, dealer_id, shipped_on, order_number",
        (
            (key, f"S{key:07d}", dealer + 1, (day + timedelta(days=4)).isoformat(), f"O{key:07d}")
            for key, dealer, day in shipped
        ),
    )
    columns = "line, product_id, quantity, unit_price, net"
    ordered = ((key, *line) for key, (dealer, _, _) in enumerate(orders, 1) for line in _lines(size, key, dealer))
    _put(connection, "order_lines", f"order_id, {columns}", ordered)
    came = ((key, *line) for key, dealer, _ in shipped for line in _lines(size, key, dealer))
    _put(connection, "shipment_lines", f"shipment_id, {columns}", came)


def _lines(size: Size, key: int, dealer: int) -> Iterator[tuple[int, int, int, int, int]]:
    """Half of a large dealer's products in turn, all of a small one's."""
    carried = size.products_of(dealer)
    some = carried[key % 2 :: 2] if size.is_large(dealer) else carried
    for line, product in enumerate(some, 1):
        units = 12 * (1 + (key + product) % 9)
        yield line, product + 1, units * 1000, 30_000, units * 30_000


def _visits(connection: Any, size: Size) -> None:
    """Closed visits with what was seen, counted, ordered and promised at each."""
    calls = [(f"{nth:08x}-0000-7000-8000-{nth:012x}", call) for nth, call in enumerate(size.calls())]
    moment = "{0}T08:00:00.000000Z+480"
    numbered = ((nth, key, call, call.day.isoformat()) for nth, (key, call) in enumerate(calls))
    _put(
        connection,
        "visits",
        "id, number, revision, revision_reason, dealer_id, day, rep, rep_title, state, started_at, closed_at",
        (
            (key, f"V-{call.day:%y}-{nth:06d}", 1, "", call.dealer + 1, day, *_VISITOR, *[moment.format(day)] * 2)
            for nth, key, call, day in numbered
        ),
    )
    states = ((key, step.key, "done", "", 1, _EMPTY_STEP) for key, _ in calls for step in STEPS)
    _put(connection, "step_records", "visit_id, step, state, skip_reason, version, payload", states)
    _put(
        connection,
        "prices_products",
        "visit_id, id, position, product, purchase, resale, retail, report",
        ((key, f"p{n:03d}", n, *_seen(call, product)) for key, call, n, product in _each(calls, size)),
    )
    _put(
        connection,
        "inventory_products",
        "visit_id, id, position, product, received, returned, count",
        ((key, f"c{n:03d}", n, *_counted(call, product)) for key, call, n, product in _each(calls, size)),
    )
    accepted = ((key, f"o{n:03d}", n, product_code(product), 24_000)
                for key, call, n, product in _each(calls, size) if n < 3)  # fmt: skip
    _put(connection, "sales_order_rows", "visit_id, id, position, product, accepted", accepted)
    _talks(connection, calls)


def _each(calls: list[tuple[str, Call]], size: Size) -> Iterator[tuple[str, Call, int, int]]:
    for key, call in calls:
        for n, product in enumerate(size.products_of(call.dealer)):
            yield key, call, n, product


def _seen(call: Call, product: int) -> tuple[Any, ...]:
    wave = (call.nth * 3 + product * 5 + call.dealer) % 7
    return product_code(product), 30_000, 40_000 + 500 * wave, 50_000 + 500 * wave, 0


def _counted(call: Call, product: int) -> tuple[Any, ...]:
    blank = (call.nth + product) % 11 == 0
    return product_code(product), 240_000, 0, None if blank else 12_000 * (1 + (call.nth * 5 + product) % 20)


def _talks(connection: Any, calls: list[tuple[str, Call]]) -> None:
    """A promise at every visit, kept at the next; rivals' prices and stock; complaints now and then."""
    rng = Random(7)
    _put(
        connection,
        "wrap_up_commitments",
        "visit_id, id, position, side, what, who, due",
        (
            (key, "w1", 0, "ours", f"Bring shelf {call.nth}", "Li Wei", (call.day + timedelta(days=14)).isoformat())
            for key, call in calls
        ),
    )
    _put(
        connection,
        "reflection_promises",
        "visit_id, id, position, side, what, who, outcome",
        (
            (key, "r1", 0, "ours", f"Bring shelf {call.nth - 1}", "Li Wei", "kept" if rng.random() < 0.95 else "open")
            for key, call in calls
            if call.nth
        ),
    )
    _put(
        connection,
        "prices_competitors",
        "visit_id, id, position, brand, name, against, price",
        (
            (key, f"x{n}", n, f"Brand {n % 9}", f"Rival {n}", product_code(n), 48_000)
            for key, _ in calls
            for n in (0, 1)
        ),
    )
    _put(
        connection,
        "inventory_competitors",
        "visit_id, id, position, brand, value",
        ((key, f"y{n}", n, f"Brand {n}", 9_000_000) for key, _ in calls for n in (0, 1)),
    )
    _put(
        connection,
        "guidance_complaints",
        "visit_id, id, position, number, facts, state",
        (
            (key, "g1", 0, f"C{call.dealer}-{call.nth}", "Broken bottles", "settled" if call.nth % 2 else "open")
            for key, call in calls
            if call.nth % 10 < 2
        ),
    )
    _put(connection, "open_promises", "dealer_id, position, side, what, who, due, made_on", _open_promises(calls))


def _open_promises(calls: list[tuple[str, Call]]) -> Rows:
    """What the last visit to each dealer left open; one in 40 is due."""
    last = {call.dealer: call for _, call in calls}
    for dealer, call in sorted(last.items()):
        due = (call.day + timedelta(days=120 if dealer % 40 else 14)).isoformat()
        yield dealer + 1, 0, "ours", f"Bring shelf {call.nth}", "Li Wei", due, call.day.isoformat()


def _told(path: Path) -> str:
    with contextlib.closing(engine.connect(path, read_only=True)) as connection:
        count = {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - ours
            for table in ("dealers", "visits", "prices_products", "inventory_products", "order_lines", "shipment_lines")
        }
    lines = sum(count.values()) - count["dealers"] - count["visits"]
    return f"{count['dealers']:,} dealers, {count['visits']:,} visits, {lines:,} lines, {path.stat().st_size >> 20} MB"


def main(arguments: list[str]) -> None:
    if not arguments:
        raise SystemExit(__doc__)
    path, started = Path(arguments[0]), time.monotonic()
    if path.exists():
        raise SystemExit(f"{path} is there already; it is not written over.")
    build(path, float(arguments[1]) if arguments[1:] else 1.0)
    print(f"{_told(path)}, made in {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
