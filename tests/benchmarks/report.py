"""The reports of a visit: one of about eight pages as a ratio to ReportLab writing finished operators, then the others.

    .venv/bin/python tests/benchmarks/report.py [runs]

Prints the first report of a process (fonts are read then), the median of the others, and the ratio to a document with
the same operators already made: its pages are only compressed and written, its fonts only embedded. Runs of both
alternate, so that a busy machine slows both. Statement, order proposal, brief and count sheet follow, each against its
target.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from PIL import Image, ImageFilter

from fieldvisit.domain.document import dumps, encode
from fieldvisit.domain.facts import ProductFacts, VisitFacts
from fieldvisit.domain.visit import Row, Visit
from fieldvisit.exchange.pdf_data import attach
from fieldvisit.reports import document
from fieldvisit.reports.brief import build_brief
from fieldvisit.reports.count_sheet import build_count_sheet
from fieldvisit.reports.order_proposal import build_order_proposal
from fieldvisit.reports.statement import build_statement
from fieldvisit.reports.visit_report import build_visit_report
from tests.factories.visits import worked_visit

PRODUCTS = 50
PHOTOS = 6
TARGET = 0.2


def seconds(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def large_visit() -> tuple[Visit, VisitFacts]:
    """The worked example with 50 more products, priced, counted and ordered: 150 rows, and six photos."""
    visit, facts = worked_visit(closed=True)
    more = tuple(
        ProductFacts(
            f"P-{n}", f"Product {n} 产品{n}", purchase=Decimal(2), previous_count=Decimal(90), received=Decimal(0)
        )
        for n in range(PRODUCTS)
    )
    for product in more:
        told: dict[tuple[str, str], dict[str, Any]] = {
            ("prices", "products"): {"purchase": Decimal(2), "resale": Decimal("2.5"), "retail": Decimal(3)},
            ("inventory", "products"): {"count": Decimal(70), "received": Decimal(0), "returned": Decimal(0)},
            ("sales", "order"): {"accepted": Decimal(24)},
        }
        for (step, table), values in told.items():
            row = Row(f"{step}-{product.code}", {"product": product.code, **values})
            visit.step(step).tables.setdefault(table, []).append(row)
    visit.step("sales").tables["photos"] = [
        Row(f"photo-{n}", {"photo": f"{n:064x}", "caption": f"Shelf {n} 货架"}) for n in range(PHOTOS)
    ]
    return visit, replace(facts, products=(*facts.products, *more))


def photo(number: int) -> bytes:
    written = BytesIO()
    Image.effect_noise((1600, 1200), 40 + number).filter(ImageFilter.GaussianBlur(2)).save(written, "JPEG", quality=80)
    return written.getvalue()


@contextmanager
def finished_operators() -> Iterator[list[tuple[Any, Any]]]:
    """Collects what is handed to the writer, so that writing alone can be repeated."""
    kept: list[tuple[Any, Any]] = []
    write = document._file

    def keep(report: Any, sheets: Any) -> bytes:
        kept.append((report, sheets))
        return bytes(write(report, sheets))

    document._file = keep
    try:
        yield kept
    finally:
        document._file = write


def main(arguments: list[str]) -> None:
    runs = int(arguments[0]) if arguments else 15
    visit, facts = large_visit()
    photos = {f"{n:064x}": photo(n) for n in range(PHOTOS)}

    def build() -> bytes:
        return build_visit_report(visit, facts, photos=photos)

    first = seconds(build)
    with finished_operators() as kept:
        pdf = build()
    report, sheets = kept[0]
    data = dumps(encode(visit, facts))
    rounds = [
        (
            seconds(build),
            seconds(lambda: document._file(report, sheets)),
            seconds(lambda: attach(pdf, data, "visit.json")),
        )
        for _ in range(runs)
    ]
    whole, written, attached = (statistics.median(each) for each in zip(*rounds, strict=True))
    print(f"pages {len(sheets)}, rows {3 * PRODUCTS + 25}, photos {PHOTOS}, {len(pdf) / 1e6:.1f} MB")
    print(f"first report of the process {first * 1000:.0f} ms, median of {runs} others {whole * 1000:.0f} ms")
    print(f"writing finished operators {written * 1000:.0f} ms: ratio {whole / written:.1f}")
    print(f"attaching the visit ({len(data) / 1000:.0f} kB) {attached * 1000:.0f} ms more")
    papers(visit, facts, runs)


def papers(visit: Visit, facts: VisitFacts, runs: int) -> None:
    """The other kinds of the same visit, its order of more than 50 lines among them; the target is 200 ms each."""
    for build in (build_statement, build_order_proposal, build_brief, build_count_sheet):
        work = partial(build, visit, facts)
        work()
        taken = statistics.median(seconds(work) for _ in range(runs))
        print(f"{build.__name__.removeprefix('build_')} {taken * 1000:.0f} ms, target below {TARGET * 1000:.0f}")


if __name__ == "__main__":
    main(sys.argv[1:])
