"""Stores as released versions wrote them, kept so that every later version is tried on them.

    .venv/bin/python tests/store/released.py tests/data/released/<version>.store

Run once, with the program of the version. Beside the store lies what it holds, as rows by table.
"""

from __future__ import annotations

import contextlib
import json
import sys
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from fieldvisit.domain.visit import Address
from fieldvisit.store import engine, models, visits
from fieldvisit.store.settings import put_setting
from fieldvisit.store.store import Store, open_store
from tests.factories.store import DAY, NOON, add_dealer, add_product, full_visit, put_visit, ship

CLOSED, OPEN = (f"01994b2a-0000-7000-8000-00000000000{n}" for n in (1, 2))
Content = dict[str, list[dict[str, Any]]]


def make(path: Path) -> None:
    """A store with a dealer, two products, their prices and trade, a closed visit and one under way."""
    with contextlib.closing(open_store(path)) as store:
        fill(store)
    with contextlib.closing(engine.connect(path, journal="DELETE")) as connection:
        connection.execute("VACUUM")


def fill(store: Store) -> None:
    """Writes the content."""
    with store.write() as session:
        put_setting(session, "rep_name", "Li Wei")
        dealer = add_dealer(session, name="Shengyuan Trading", name_local="盛源商贸", credit_limit=Decimal(120_000))
        session.add(models.Contact(dealer_id=dealer, name="Zhou Min 周敏", role="owner"))
        session.add(models.PlannedStop(day=DAY, position=0, dealer_id=dealer, reason="Due"))
        products = [add_product(session, code, core=True) for code in ("QH-1012", "QH-1024")]
        _trade(session, dealer, products)
    before = full_visit(day=DAY - timedelta(days=7))
    now = full_visit()
    before.id, now.id = CLOSED, OPEN
    with store.write() as session:
        put_visit(session, before)
        put_visit(session, now, closed=False)
        visits.save_draft(session, OPEN, Address("reflection", "plan"), "half a sen", NOON)
        visits.save_place(session, OPEN, Address("prices", "retail", "products", "products-1"))


def _trade(session: Session, dealer: int, products: list[int]) -> None:
    for number, product in enumerate(products):
        start = DAY - timedelta(days=200)
        session.add(models.PriceListEntry(product_id=product, valid_from=start, price=Decimal("3.2") + number))
        session.add(models.PricePolicy(product_id=product, valid_from=start, retail_recommended=Decimal(5)))
    order = models.SalesOrder(number="O1", dealer_id=dealer, ordered_on=DAY - timedelta(days=9))
    order.lines = [models.OrderLine(line=1, product_id=products[0], quantity=Decimal(48), net=Decimal("153.60"))]
    session.add(order)
    ship(session, "S1", dealer, DAY - timedelta(days=5), "O1", **{f"p{products[0]}": 24})
    billed = DAY - timedelta(days=5)
    session.add(models.OpenItem(dealer_id=dealer, document="I1", issued_on=billed, amount=Decimal("76.8")))


def content(path: Path) -> Content:
    """All rows of a store's tables, as they are kept."""
    with contextlib.closing(engine.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        return {name: _rows(connection, name) for (name,) in names if name != "alembic_version"}


def _rows(connection: Any, table: str) -> list[dict[str, Any]]:
    cursor = connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a name out of the file itself
    columns = [each[0] for each in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor]


if __name__ == "__main__":
    target = Path(sys.argv[1])
    make(target)
    held = {table: rows for table, rows in content(target).items() if rows}
    target.with_suffix(".json").write_text(json.dumps(held, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
