"""The visit report of 6 pages as a ratio to the same pages written by hand and set by typst; then the other reports.

    .venv/bin/python tests/benchmarks/report.py [runs]

6 pages in Chinese with 150 rows, two charts and six photos, tagged, archivable, with the visit inside and signed.
Beside it, in turns, so that a busy machine slows all alike, each time for another visit:

- by hand: a program that is told every place formats the operators, cuts the fonts and writes the file, untagged;
- by hand, tagged: the same with tags, outline and archive, as the application writes finished pages;
- typst: the same content as its own document, untagged. Not installed with anything: `pip install typst` beside it.

Bounds: at most 5 × by hand, target 3 ×; faster than typst. Processor time in milliseconds, and the clock's where a
program works on several cores. The first report is that of a process of its own in which a store is open, as it always
is; the import of what only reports need, and opening the fonts, count.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parents[2]))

from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.language import use
from fieldvisit.domain.visit import Visit
from fieldvisit.resources import load_language
from tests.benchmarks.six_pages import PHOTOS, ROWS, photos, six_pages

TARGET, BOUND, PAPER_TARGET = 3, 5, 0.2
_KEY = bytes(range(32))


class Times:
    """How long each run took: by the processor and by the clock, in milliseconds."""

    def __init__(self) -> None:
        self.busy: list[float] = []
        self.clock: list[float] = []

    def take(self, work: Callable[[], Any]) -> None:
        begun, busy = time.perf_counter(), time.process_time()
        work()
        self.busy.append((time.process_time() - busy) * 1000)
        self.clock.append((time.perf_counter() - begun) * 1000)

    @property
    def median(self) -> tuple[float, float]:
        return statistics.median(self.busy), statistics.median(self.clock)


def build(visit: Visit, facts: VisitFacts, pictures: dict[str, bytes]) -> bytes:
    """The report as it leaves the application."""
    from fieldvisit.exchange.seals import Signer
    from fieldvisit.usecases.report_making import report_of

    return report_of(visit, facts, pictures, signer=Signer(_KEY))


@contextmanager
def what_is_written() -> Iterator[tuple[list[Any], list[Any]]]:
    """Collects the finished pages, and the blocks they were made of."""
    from fieldvisit.reports import document
    from fieldvisit.reports.writing import file_of

    finished: list[Any] = []
    blocks: list[Any] = []
    add = document.Report.add

    def keep(pages: Any) -> bytes:
        finished.append(pages)
        return file_of(pages)

    def note(report: Any, *added: Any) -> None:
        blocks.extend(added)
        add(report, *added)

    with patch.object(document, "file_of", keep), patch.object(document.Report, "add", note):
        yield finished, blocks


class Rivals:
    """The programs that are measured, each ready for any of the visits."""

    def __init__(self, pictures: dict[str, bytes], folder: Path) -> None:
        from tests.benchmarks.in_typst import compiler

        self._pictures = pictures
        self._names = {digest: f"{number}.jpg" for number, digest in enumerate(pictures)}
        for digest, name in self._names.items():
            (folder / name).write_bytes(pictures[digest])
        self._typst = compiler(folder)

    def ready(self, number: int) -> dict[str, Callable[[], bytes]]:
        """What each of them does for a visit."""
        from fieldvisit.reports.writing import file_of
        from tests.benchmarks.by_hand import ByHand, known_page
        from tests.benchmarks.in_typst import source

        visit, facts = six_pages(number)
        with what_is_written() as (finished, blocks):
            build(visit, facts, self._pictures)
        (report,) = finished
        pages = [known_page(sheet) for sheet in report.sheets]
        faces = {font.internal_name: font.typeface for font in report.lettering.fonts.values()}
        works: dict[str, Callable[[], bytes]] = {
            "report": partial(build, visit, facts, self._pictures),
            "by hand": lambda: ByHand(faces, self._pictures).written(pages),
            "by hand, tagged": partial(file_of, report),
        }
        if self._typst is not None:
            works["typst"] = partial(self._typst, source(blocks, self._names))
        return works


def main(arguments: list[str]) -> None:
    use(load_language("zh"))
    if arguments[:1] == ["--first"]:
        first(prepared=arguments[1:] == ["prepared"])
        return
    runs = int(arguments[0]) if arguments else 15
    with tempfile.TemporaryDirectory() as place:
        pictures = photos()
        rivals = Rivals(pictures, Path(place))
        describe(rivals.ready(0))
        compare(rivals, runs)
    papers(runs)
    for name, given in (("imports included", ()), ("made ready while the rep closes the visit", ("prepared",))):
        command = [sys.executable, __file__, "--first", *given]
        taken = statistics.median(float(subprocess.check_output(command)) for _ in range(5))
        print(f"first report of a process: {taken:.0f} ms of processor, {name}")


def describe(works: dict[str, Callable[[], bytes]]) -> None:
    import pypdfium2

    for name, work in works.items():
        pdf = work()
        with pypdfium2.PdfDocument(pdf) as opened:
            print(f"{name}: {len(opened)} pages, {len(pdf) / 1e6:.2f} MB; {ROWS} rows, {PHOTOS} photos")


def compare(rivals: Rivals, runs: int) -> None:
    times: dict[str, Times] = {}
    for number in range(1, runs + 1):
        for name, work in rivals.ready(number).items():
            times.setdefault(name, Times()).take(work)
    floor, _ = times["by hand"].median
    for name, taken in times.items():
        busy, clock = taken.median
        print(f"{name}: {busy:.0f} ms of processor, {clock:.0f} by the clock; {busy / floor:.1f} × by hand")
    whole = times["report"].median[0] / floor
    print(f"report: {whole:.1f} × by hand, bound {BOUND}, target {TARGET}")
    if "typst" in times:
        ratios = [mine / its for mine, its in zip(times["report"].median, times["typst"].median, strict=True)]
        print(f"report: {ratios[0]:.2f} × typst by the processor, {ratios[1]:.2f} × by the clock; bound 1")
    else:
        print("typst is not installed here; put it beside with: pip install typst")


def first(*, prepared: bool) -> None:
    """One report in this process; prints its milliseconds of processor."""
    import fieldvisit.usecases.export_report  # noqa: F401 - with the store's libraries
    from fieldvisit.usecases.report_making import make_ready

    visit, facts = six_pages(1)
    pictures = photos()
    if prepared:
        make_ready()
    begun = time.process_time()
    build(visit, facts, pictures)
    print((time.process_time() - begun) * 1000)


def papers(runs: int) -> None:
    """The other kinds of the same visit, its order of 50 lines among them; the target is 200 ms each."""
    from fieldvisit.usecases.report_making import paper_of

    for kind in ("statement", "order", "brief", "count"):
        times = Times()
        for number in range(runs):
            times.take(partial(paper_of, *six_pages(number), kind))
        print(f"{kind}: {times.median[0]:.0f} ms, target below {PAPER_TARGET * 1000:.0f}")


if __name__ == "__main__":
    main(sys.argv[1:])
