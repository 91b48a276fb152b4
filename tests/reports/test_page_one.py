"""Page one of the visit report: whatever there is to tell, the summary stands on it, and says where the rest is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from fieldvisit.domain import formats
from fieldvisit.domain.facts import PriceBand, PriceObservation, PricePolicy, VisitFacts
from fieldvisit.domain.language import Language, speaking
from fieldvisit.domain.visit import Visit
from fieldvisit.reports.visit_report import build_visit_report
from fieldvisit.resources import load_language
from tests.factories.visits import DAY, facts, product, visit
from tests.reports import reading
from tests.reports.worked_visit import add, worked_facts, worked_visit

LONG = "Product with a rather long name that goes on and on, 330 ml can in the gift box"


def crowded(count: int) -> tuple[Visit, VisitFacts]:
    """The worked visit with many products of long names outside their corridors."""
    made, known = worked_visit(), worked_facts()
    policy = PricePolicy("PP", retail=PriceBand(Decimal("3.8"), Decimal("3.6"), Decimal("4.2")))
    seen = (PriceObservation(DAY, Decimal("3.8")),)
    products = tuple(
        product(f"P-{n}", name=f"{n} {LONG}", purchase="2.45", policy=policy, history=seen) for n in range(count)
    )
    for n in range(count):
        add(made, "prices", "products", product=f"P-{n}", retail=Decimal(3) + Decimal(n % 3))
    dealer = replace(known.dealer, name="Great Northern Beverage Wholesale and Import Company of the Eastern Provinces")
    return made, replace(known, products=(*known.products, *products), dealer=dealer)


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_the_summary_stands_on_page_one_however_long_the_exceptions_are(size):
    first, second, *_ = reading.pages(build_visit_report(*crowded(30), page_size=size))
    for words in ("Exceptions needing a decision", "Objectives", "Credit after order", "Our commitments"):
        assert words in first
    assert "more on page 2" in first
    assert second.split("page 2 of")[1].lstrip("0123456789 \r\n").startswith("Further exceptions")


def test_what_is_cut_on_page_one_is_told_in_full_by_its_step():
    pages = reading.pages(build_visit_report(*crowded(30)))
    assert "…" in pages[0]
    assert "".join(f"3 {LONG}".split()) in "".join("".join(pages[1:]).split())


def test_a_visit_of_which_nothing_is_recorded_is_one_page():
    pdf = build_visit_report(visit(), facts())
    assert reading.page_count(pdf) == 1
    assert "Steps left out" in reading.text(pdf)


def test_more_commitments_than_a_page_holds_push_the_exceptions_behind_them():
    made, known = crowded(4)
    for n in range(90):
        add(made, "wrap_up", "commitments", side="ours", what=f"Promise {n}", who="Lin Yue")
    told = reading.text(build_visit_report(made, known))
    assert "more after this summary" in told
    assert "more on page 2" not in told
    assert told.index("Promise 89") < told.index("Further exceptions")


def test_in_chinese_sentences_and_tables_call_a_product_alike_and_stops_are_chinese():
    with speaking(load_language("zh")):
        told = reading.squeezed(build_visit_report(worked_visit(), worked_facts()))
    assert "拉格啤酒330毫升罐装：零售价3.50，低于价格区间0.10" in told
    assert "零售价3.50，低于价格区间0.10" in told.split("3价格")[1], "told of the product by the same name"
    assert "ZhouMin周敏，负责人" in told
    assert "2026年9月15日周二14:05–14:47" in told


def test_sentences_and_additions_are_joined_as_the_language_does():
    assert (formats.sentences(("A.", "B.")), formats.apposed(("a", "b"))) == ("A. B.", "a, b")
    with speaking(Language("zh")):
        assert (formats.sentences(("甲。", "乙。")), formats.apposed(("甲", "乙"))) == ("甲。乙。", "甲，乙")
