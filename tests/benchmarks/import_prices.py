"""Import of a price list of 50,000 rows and 12 columns, as a ratio to reading its cells with calamine alone.

    .venv/bin/python tests/benchmarks/import_prices.py [rows] [runs]

Both are measured on the clock, one after the other, on an idle machine; the best of the runs are compared. On a machine
that is busy with other things look at the processor's time instead, which is that of both processes together: part of
it runs beside the reader on another core, so that its ratio is the larger one.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import python_calamine
import xlsxwriter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from fieldvisit.exchange.reading import borrowed
from fieldvisit.store.store import open_store
from fieldvisit.usecases import import_file

TODAY = date(2026, 9, 15)
PRODUCTS = 1000
HEADINGS = (
    *("Product code", "Product name", "Barcode", "Range", "Unit", "Market", "Price list"),
    *("Unit price", "Tax rate", "Valid from", "Valid to", "Remarks"),
)


def write_files(folder: Path, rows: int) -> tuple[Path, Path]:
    """A file of the products and the price list, which prices every product in many markets."""
    products, prices = folder / "products.xlsx", folder / "prices.xlsx"
    with xlsxwriter.Workbook(str(products)) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, HEADINGS[:2])
        for number in range(PRODUCTS):
            page.write_row(number + 1, 0, [f"P{number:05d}", f"Product {number}"])
    with xlsxwriter.Workbook(str(prices), {"constant_memory": True}) as book:
        page, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        page.write_row(0, 0, HEADINGS)
        for number in range(rows):
            product, market = number % PRODUCTS, number // PRODUCTS
            texts = [
                f"P{product:05d}",
                f"Product {product}",
                f"69012345{product:05d}",
                "Beer",
                "bottle",
                f"Market {market}",
                "A",
            ]
            page.write_row(number + 1, 0, texts)
            page.write_row(number + 1, 7, [(product * 37 + market * 5) % 4000 / 100 + 1, 0.13])
            page.write_row(number + 1, 9, [46000, 46364], day)
            page.write_string(number + 1, 11, "as agreed")
    return products, prices


class Spent(NamedTuple):
    """Seconds of one call: on the clock, and of the processor."""

    clock: float
    processor: float


def seconds(work: Callable[[], object], other: int | None = None) -> Spent:
    """What a call took; `other` is a process that works for it."""
    clock, processor = time.perf_counter(), time.process_time() + processor_of(other)
    work()
    return Spent(time.perf_counter() - clock, time.process_time() + processor_of(other) - processor)


def processor_of(process: int | None) -> float:
    """Seconds of the processor that another process has used; 0 where the system does not tell."""
    stat = Path(f"/proc/{process}/stat")
    if process is None or not stat.is_file():
        return 0.0
    fields = stat.read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def read_cells(path: Path) -> None:
    """What the reader alone does."""
    with python_calamine.CalamineWorkbook.from_path(str(path)) as book:
        book.get_sheet_by_index(0).to_python(skip_empty_area=False)


def take_in(folder: Path, run: int, products: Path, prices: Path) -> Spent:
    """What an import of the price list into a fresh store takes."""
    store = open_store(folder / f"{run}.store")
    try:
        import_file.apply(store, import_file.inspect([products], today=TODAY))
        with borrowed() as reader:
            process = reader.process
        return seconds(lambda: import_file.apply(store, import_file.inspect([prices], today=TODAY)), process)
    finally:
        store.close()


def largest_memory(process: int) -> int:
    """Megabytes a process has held at most; 0 where the system does not tell."""
    status = Path(f"/proc/{process}/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.is_file() else []
    return next((int(line.split()[1]) >> 10 for line in lines if line.startswith("VmHWM")), 0)


def main(rows: int = 50_000, runs: int = 3) -> None:
    """Prints both times and their ratio, and the memory of the program and of its reading process."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        products, prices = write_files(folder, rows)
        taking = [take_in(folder, run, products, prices) for run in range(runs)]
        with borrowed() as reader:
            memory = largest_memory(os.getpid()), largest_memory(reader.process)
        reading = [seconds(lambda: read_cells(prices)) for _ in range(runs)]
    for name in Spent._fields:
        alone, whole = (min(getattr(spent, name) for spent in times) for times in (reading, taking))
        print(f"{rows:,} rows, {name}: reader {alone:.2f} s, import {whole:.2f} s, ratio {whole / alone:.2f}")
    print(f"program {memory[0]} MB, reading process {memory[1]} MB")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
