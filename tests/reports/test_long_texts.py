"""Every report with the longest texts that a visit holds: nothing leaves its page, whatever stands in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fieldvisit.domain import fields
from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.fields import Field
from fieldvisit.domain.steps import STEPS
from fieldvisit.domain.visit import Visit
from fieldvisit.reports.brief import build_brief
from fieldvisit.reports.count_sheet import build_count_sheet
from fieldvisit.reports.order_proposal import build_order_proposal
from fieldvisit.reports.statement import build_statement
from fieldvisit.reports.theme import EDGE_MARGIN, PAGE_SIZES, SIDE_MARGIN
from fieldvisit.reports.visit_report import build_visit_report
from tests.reports import reading
from tests.reports.worked_visit import worked_facts, worked_visit

BUILDERS = {
    "statement": build_statement,
    "order": build_order_proposal,
    "count": build_count_sheet,
    "brief": build_brief,
    "visit": build_visit_report,
}
SENTENCE = "The dealer says the shelf & <b>the second cooler</b> came late; 冷柜来得太晚。 "
NOT_WRITTEN = (fields.Choice, fields.Product, fields.Clock, fields.Photo)
KEYS = ("ours", "theirs")


def is_written(field: Field) -> bool:
    return field.value_type is str and not isinstance(field, NOT_WRITTEN) and field.key not in KEYS


def wordy(length: int) -> tuple[Visit, VisitFacts]:
    """The worked visit with every text as long as `length`, in rows somewhat shorter."""
    made, known = worked_visit(), worked_facts()
    words = (SENTENCE * 200)[:length]
    for step in STEPS:
        record = made.step(step.key)
        record.values |= {field.key: words for field in step.simple_fields if is_written(field)}
        for table in step.tables:
            for row in record.rows(table.key):
                row.values |= {column.key: words[:900] for column in table.columns if is_written(column)}
    dealer = replace(known.dealer, name=words[:300], name_local="有限公司" * 40, address=words[:600])
    return made, replace(known, dealer=dealer, company=words[:200], company_address=words[:300])


@pytest.mark.parametrize(("kind", "size"), [(kind, "A4") for kind in BUILDERS] + [("statement", "Letter")])
def test_texts_of_ten_thousand_letters_stay_on_their_pages(kind, size):
    pdf = BUILDERS[kind](*wordy(10_000), page_size=size)
    width, height = PAGE_SIZES[size]
    for page in range(reading.page_count(pdf)):
        left, top, right, bottom = reading.ink_box(pdf, page, 0.5)
        assert left >= SIDE_MARGIN - 4, page
        assert right <= width - SIDE_MARGIN + 4, page
        assert top >= EDGE_MARGIN - 4, page
        assert bottom <= height - EDGE_MARGIN + 4, page
