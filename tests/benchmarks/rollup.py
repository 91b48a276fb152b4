"""Reports of a region: how many are read in a second by one core, taken in, and added up.

    python tests/benchmarks/rollup.py [visits]

Target: at least 100 PDFs a second and core, as read by the reading process: the reports of a region as they leave the
application, with all their pages, each signed and its signature and the digest of its pages checked against a known
key. Beside it the data alone, unsigned on an empty page, a report of eight pages, and the same saved anew by another
program, so that its pages have to be looked at. The floor is to open a file and take its data out, nothing checked.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

import pikepdf

sys.path.insert(0, str(Path(__file__).parents[2]))

from fieldvisit.exchange.seals import Signer
from fieldvisit.usecases import report_reader
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.region import Shares, region_figures, report_files, take_in
from fieldvisit.usecases.report_making import report_of
from tests.factories.region import FIRST_DAY, LAST_DAY, region_visits, write_report
from tests.factories.visits import worked_visit

TARGET = 100
ROUNDS = 7
PORTION = 50
SIGNER = Signer(bytes(range(32)))


def main(arguments: list[str]) -> None:
    count = int(arguments[0]) if arguments else 300
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for made in region_visits(count):
            write_report(made, folder / "reports")
        files = report_files([folder / "reports"])
        size = sum(path.stat().st_size for path in files) / count
        print(f"{count} reports of {size / 1000:.0f} kB, {os.cpu_count()} cores")
        reading("signed reports", signed_reports(count, folder / "signed"), {SIGNER.public: "Rep"})
        reading("data alone, unsigned", files)
        worked = worked_report(folder)
        reading("the worked example, eight pages, signed", [worked], {SIGNER.public: "Rep"})
        reading("the same, saved anew by another program", [saved_anew(worked)], {SIGNER.public: "Rep"})
        whole(files, folder / "region.store")


def signed_reports(count: int, folder: Path) -> list[Path]:
    """Whole reports of so many visits."""
    folder.mkdir()
    paths = []
    for made in region_visits(count):
        paths.append(folder / made.file_name)
        paths[-1].write_bytes(report_of(made.visit, made.facts, {}, signer=SIGNER))
    return paths


def worked_report(folder: Path) -> Path:
    """A whole report of several pages."""
    path = folder / "worked.pdf"
    path.write_bytes(report_of(*worked_visit(closed=True), {}, signer=SIGNER))
    return path


def saved_anew(report: Path) -> Path:
    """The report as a program leaves it that opens and saves it."""
    path = report.with_name("anew.pdf")
    with pikepdf.open(report) as opened:
        opened.save(path)
    return path


def reading(name: str, files: Sequence[Path], keys: Mapping[bytes, str] | None = None) -> None:
    """What the reading process does, in this process: its processor time is that of one core.

    Rounds of reading and of the floor take turns, and the middle one counts, as other programs run beside.
    """
    admission = report_reader.Admission(keys or {})
    answers = [report_reader.answer_of(path, admission) for path in files]
    assert all(isinstance(each, report_reader.Contribution) for each in answers), "a report was refused"
    del answers
    rounds = [
        (rate(lambda path: report_reader.answer_of(path, admission), files), rate(taken_out, files))
        for _ in range(ROUNDS)
    ]
    read, floor = (median(rates) for rates in zip(*rounds, strict=True))
    print(
        f"read and calculated, {name}: {read:.0f} a second and core, target {TARGET}: ratio {read / TARGET:.2f}; "
        f"{floor / read:.1f} x the floor of {floor:.0f}"
    )


def rate(read: Callable[[Path], Any], files: Sequence[Path]) -> float:
    """Files a second of processor time."""
    portion = [files[number % len(files)] for number in range(max(PORTION, len(files)))]
    begun = time.process_time()
    for path in portion:
        read(path)
    return len(portion) / (time.process_time() - begun)


def taken_out(path: Path) -> Any:
    """The data of a report, nothing checked."""
    with pikepdf.open(BytesIO(path.read_bytes())) as opened:
        return json.loads(opened.Root.AF[0].EF.F.read_bytes())


def whole(files: list[Path], path: Path) -> None:
    with closing(open_store(path)) as store:
        shares: Shares = {}
        begun, busy = time.perf_counter(), time.process_time()
        take_in(store, files, shares=shares)
        taken, own = time.perf_counter() - begun, time.process_time() - busy
        print(f"taken in: {taken:.1f} s, {len(files) / taken:.0f} a second; storing takes {own:.1f} s of it")
        for name, known in (("as dropped", shares), ("from the store", {})):
            begun = time.perf_counter()
            found = region_figures(store, FIRST_DAY, LAST_DAY, known)
            lines = len(found.exceptions) + len(found.ranking()) + len(found.market_prices)
            print(f"added up {name}: {time.perf_counter() - begun:.2f} s, {lines} lines")


if __name__ == "__main__":
    main(sys.argv[1:])
