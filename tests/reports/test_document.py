from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from io import BytesIO

import pikepdf

from fieldvisit.charts.target import Box, Role
from fieldvisit.reports.columns import Cell, Column
from fieldvisit.reports.document import Report
from fieldvisit.reports.flow import Piece
from fieldvisit.reports.outline import Outlined
from fieldvisit.reports.page import Frame
from fieldvisit.reports.spans import Span
from fieldvisit.reports.tables import Table
from fieldvisit.reports.theme import BODY
from fieldvisit.reports.visit_report import build_visit_report
from fieldvisit.reports.words import Heading, paragraph
from tests.reports import reading
from tests.reports.worked_visit import worked_facts, worked_visit


def report() -> Report:
    frame = Frame("Kind", "About 关于", "Left foot", "Middle foot")
    return Report(frame, "Title", "Author", "Subject", datetime(2026, 9, 15, 6, 58, tzinfo=UTC))


def test_two_reports_at_the_same_time_are_as_good_as_one_after_the_other():
    alone = build_visit_report(worked_visit(), worked_facts())
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda _: build_visit_report(worked_visit(), worked_facts()), range(8)))
    assert all(each == alone for each in together)


def test_pages_are_counted_and_only_the_later_ones_explain_the_marks():
    made = report()
    made.add(paragraph("first"))
    made.new_page()
    made.add(paragraph("second"))
    one, two = (" ".join(page.split()) for page in reading.pages(made.written()))
    assert "page 1 of 2" in one
    assert "Middle foot" in one
    assert "outside a limit" in two
    assert "page 2 of 2" in two


def test_a_link_to_a_place_that_is_not_there_is_left_out():
    made = report()
    rows = [[Cell((Span("there", BODY),), link="here")], [Cell((Span("nowhere", BODY),), link="gone")]]
    made.add(Heading("Here", anchor="here"), Table((Column(stretch=1),), rows))
    made.outline = [Outlined("here", "Here"), Outlined("gone", "Gone")]
    with pikepdf.open(BytesIO(made.written())) as opened:
        assert len(opened.pages[0].Annots) == 1
        with opened.open_outline() as outline:
            assert [str(entry.title) for entry in outline.root] == ["Here"]


def test_every_shape_of_a_chart_can_be_drawn_on_a_page():
    def draw(sheet, left: float, top: float) -> None:
        sheet.rect(Box(left, top, 100, 20), Role.BAND)
        sheet.line(((left, top + 30), (left + 100, top + 40)), Role.INK, 1, dashed=True)
        sheet.polygon(((left, top + 50), (left + 20, top + 50), (left + 10, top + 60)), Role.BACKGROUND, Role.AMBER)
        sheet.circle((left + 50, top + 55), 5, Role.RED)
        sheet.text((left, top + 90), "words 价格", 8, Role.TEXT, bold=True)

    made = report()
    made.add(_Drawn(draw))
    pdf = made.written()
    assert "words 价格" in reading.text(pdf)


class _Drawn:
    def __init__(self, draw) -> None:
        self._draw = draw

    def pieces(self, lettering, width):
        return [Piece(100, self._draw)]
