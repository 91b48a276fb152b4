"""Thousands of files that were good once: each is read or refused in a sentence, and the program goes on.

The number is small in a run of all tests; `FIELDVISIT_MUTATIONS=50000` makes a long one.
"""

import os
import sys
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from fieldvisit.domain.errors import KnownError
from fieldvisit.usecases import import_file
from tests.factories.mutations import mutated
from tests.factories.tables import csv_file, workbook

COUNT = int(os.environ.get("FIELDVISIT_MUTATIONS", "300"))
DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
OURS = Path(__file__).resolve().parents[1] / "data" / "workbooks"
ROWS = [
    ["青禾饮品有限公司", "", "", "", ""],
    ["Dealer code", "Dealer name", "Credit limit", "Latitude", "Longitude"],
    ["00123", "Qinghe 青禾", "12,000.50", "36.07", "120.38"],
    ["QUICK", "QUICK-Stop", "1.5", "51.1", "14.6"],
    ["合计", "", "12,002.00", "", ""],
]
ITEMS: list[list[Any]] = [
    ["Dealer code", "Invoice no", "Invoice date", "Due date", "Open amount"],
    ["00123", "I1", date(2026, 8, 1), 46266, 100.5],
    ["QUICK", "I2", "2026-08-01", "20260901", "３００"],
]
CONTENT = (
    '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="S">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
)
MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)


def open_document(path: Path) -> Path:
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
        )
        + '</table:table-row><table:table-row table:number-rows-repeated="3"/>'
        for row in ROWS
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", CONTENT.format(rows=rows))
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    return path


@pytest.fixture
def good(tmp_path: Path) -> list[Path]:
    files = [
        workbook(tmp_path / "good.xlsx", Dealers=ROWS, Items=ITEMS),
        csv_file(tmp_path / "good.csv", *ROWS),
        csv_file(tmp_path / "chinese.csv", *ROWS, delimiter=";", encoding="gb18030"),
        csv_file(tmp_path / "wide.csv", *ROWS, delimiter="\t", encoding="utf-16"),
        open_document(tmp_path / "good.ods"),
    ]
    ours = [path for path in sorted(OURS.iterdir()) if not path.name.startswith("locked")]
    return [*files, *ours, *sorted(DATA.glob("odd_workbooks/*.xls")), *sorted(DATA.glob("odd_csv/csvkit/*.xls"))]


def outcome(path: Path) -> str:
    """`read` or `refused`; every other end is a failure."""
    try:
        plans = import_file.inspect([path], today=date(2026, 9, 15)).files
        rows = [len(plan.rows.incoming) + len(plan.rows.refused) for plan in plans]
        problems = [str(plan.problem) for plan in plans if plan.problem is not None]
        # Whatever a page shows of it must be speakable.
        _ = [(str(note), plan.preview) for plan in plans for note in plan.notes]
        _ = [str(row.reason) for plan in plans for row in plan.rows.refused]
    except KnownError as error:
        problems, rows = [str(error)], []
    assert all(path.name in problem and "\n" not in problem for problem in problems)
    return "read" if sum(rows) else "refused"


def test_the_good_ones_are_read(good):
    assert {path.suffix for path in good if outcome(path) == "read"} >= {".xlsx", ".csv", ".ods", ".xls"}


@pytest.mark.timeout(0)
def test_every_mutation_is_read_or_refused(good, tmp_path, capsys):
    seed = int(os.environ.get("FIELDVISIT_SEED", str(Random().randrange(1 << 30))))
    ends: Counter[tuple[str, str]] = Counter()
    contents = [(path, path.read_bytes()) for path in good]
    for number in range(COUNT):
        origin, data = contents[number % len(contents)]
        path = tmp_path / f"mutated{origin.suffix}"
        path.write_bytes(mutated(data, Random(seed + number)))
        try:
            ends[origin.suffix, outcome(path)] += 1
        except BaseException as error:
            error.add_note(f"mutation {seed + number} of {origin.name}")
            raise
    with capsys.disabled():
        sys.stdout.write(f"\n{COUNT} mutations from seed {seed}: {dict(ends)}\n")
    assert ends.total() == COUNT
    assert {end for _, end in ends} == {"read", "refused"}
