"""The files of two dealers and two products; files taken in, and what came of it."""

from datetime import date
from pathlib import Path
from typing import Any

from fieldvisit.store.store import Store
from fieldvisit.usecases import import_file
from fieldvisit.usecases.import_file import Wish

TODAY = date(2026, 9, 15)


DEALERS = (
    ["Dealer code", "Dealer name", "Market"],
    ["00123", "Qinghe Store", "North"],
    ["QUICK", "QUICK-Stop", "South"],
)


PRODUCTS = (
    ["Product code", "Product name", "Price"],
    ["QH-1012", "Lager 500 ml", "3.20"],
    ["QH-1024", "Lager 330 ml", "2.45"],
)


def rows(store: Store, sql: str) -> list[tuple[Any, ...]]:
    with store.read() as session:
        return [tuple(row) for row in session.connection().exec_driver_sql(sql)]


def inspected(*paths: Path, **wish: Any) -> import_file.ImportPlan:
    return import_file.inspect(paths, Wish(**wish), today=TODAY)


def taken(store: Store, *paths: Path, **wish: Any) -> import_file.ImportResult:
    return import_file.apply(store, inspected(*paths, **wish))


def reasons(result: import_file.ImportResult) -> list[str]:
    return [str(outcome.reason) for file in result.files for outcome in file.refused]
