from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from fieldvisit.domain.language import Language, speaking
from fieldvisit.reports.order_lines import packed
from fieldvisit.reports.order_proposal import build_order_proposal
from fieldvisit.reports.theme import PAGE_SIZES, SIDE_MARGIN
from tests.factories.visits import add_row, facts, product, visit
from tests.reports import reading
from tests.reports.worked_visit import by_product, fill, worked_facts, worked_visit


@pytest.fixture(scope="module")
def worked() -> bytes:
    return build_order_proposal(worked_visit(), worked_facts())


@pytest.fixture(scope="module")
def told(worked) -> str:
    return reading.text(worked)


def test_lines_and_totals_are_those_of_the_worked_example(told):
    for line in (
        "QH-1012 Lager 500 ml bottle 拉格啤酒 500 毫升瓶装 500 2.7 1,644 1,644 137 3.20 5,260.80",
        "QH-1206 Wheat 330 ml can 小麦啤酒 330 毫升罐装 – – – 480 20 2.60 1,248.00 New listing",
        "QH-2005 Pure Water 550 ml 纯净水 550 毫升 0 0.0 792 792 33 0.62 491.04",
        "Total 231 8,602.14",
    ):
        assert line in told


def test_amounts_and_cases_of_the_lines_add_up_to_the_totals(told):
    lines = re.findall(r"QH-\d+ .*?(\d+) (\d\.\d\d) ([\d,]+\.\d\d)", told.split("Total")[0])
    assert len(lines) == 5
    assert sum(int(cases) for cases, _, _ in lines) == 231
    assert sum(Decimal(amount.replace(",", "")) for _, _, amount in lines) == Decimal("8602.14")


def test_credit_after_the_order_is_written_out(told):
    assert "120,000.00 − 116,386.00 − 5,880.00 + 10,000.00 = 7,734.00 − 8,602.14 = −868.14" in told
    assert "−868.14 over the limit" in told


def test_products_of_which_nothing_is_ordered_or_suggested_are_left_out(told):
    for name in ("Lager 330 ml can", "Dark 500 ml", "Lemon Soda", "Pear Soda", "Plum Drink"):
        assert name not in told


def test_the_annex_tells_the_arithmetic_and_can_be_left_out(told):
    line = "Lager 500 ml bottle 183.0000 11 2,013.00 22 120.03 500 0 1,633.03 12 137 1,644"
    assert line in told
    without = reading.text(build_order_proposal(worked_visit(), worked_facts(), annex=False))
    assert "2,013.00" not in without
    assert "8,602.14" in without


def test_margins_resale_and_retail_prices_are_never_in_it(told):
    for words in ("argin", "etail", "esale", "11.1", "36.0", "D-00207", "PP-2026-07"):
        assert words not in told


def test_a_suggestion_that_was_left_out_is_told_with_its_reason():
    made = worked_visit()
    fill(by_product(made, "sales", "order", "QH-2203"), accepted=Decimal(0), reason="credit")
    told = reading.text(build_order_proposal(made, worked_facts()))
    assert "185 3.1 525 0 0 1.90 0.00 Within credit" in told
    assert "Total 196 7,604.64" in told


def test_units_that_do_not_fill_a_case_are_told_beside_the_cases():
    made = worked_visit()
    fill(by_product(made, "sales", "order", "QH-2203"), accepted=Decimal(530))
    told = reading.text(build_order_proposal(made, worked_facts()))
    assert "530 35 + 5 1.90 1,007.00" in told
    assert "Total 231 + 5 8,611.64" in told
    assert packed(Decimal(35), Decimal(0)) == "35"


def test_a_line_without_a_price_is_not_in_the_total_and_that_is_said():
    made, known = visit(), facts(product("A", case_size=6), product("B", purchase="2.50"))
    add_row(made, "sales", "order", "a", product="A", accepted=12)
    add_row(made, "sales", "order", "b", product="B", accepted=4)
    told = reading.text(build_order_proposal(made, known))
    assert "Products without a price, not in the total: 1." in told
    assert "Total 6 10.00" in told
    assert "no credit limit known" in told


def test_an_order_of_nothing_says_so():
    assert "Nothing is ordered or suggested." in reading.text(build_order_proposal(visit(), facts()))


def test_seasonal_factors_get_a_column():
    known = worked_facts()
    products = tuple(replace(each, seasonal_factor=Decimal("1.2")) for each in known.products)
    told = reading.text(build_order_proposal(worked_visit(), replace(known, products=products)))
    assert "demand = per day × days × factor" in told
    assert "183.0000 11 1.2 2,415.60" in told


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_two_hundred_products_with_long_names_stay_inside_and_keep_the_head(size):
    products = [product(f"P-{n}", name=f"Product {n} of the very best quality" * 3, purchase="2") for n in range(200)]
    made = visit()
    for each in products:
        add_row(made, "sales", "order", each.code, product=each.code, accepted=7)
    pdf = build_order_proposal(made, facts(*products), page_size=size)
    pages = [" ".join(page.split()) for page in reading.pages(pdf)]
    assert sum("Suggested Order Cases" in page for page in pages) >= len(pages) - 1
    assert "Total 1,400 2,800.00" in pages[-1]
    for page in range(len(pages)):
        assert reading.ink_box(pdf, page)[2] <= PAGE_SIZES[size][0] - SIDE_MARGIN + 1.5


def test_in_chinese_the_local_name_comes_first():
    with speaking(Language("zh")):
        told = reading.text(build_order_proposal(worked_visit(), worked_facts()))
    assert "拉格啤酒 500 毫升瓶装 Lager 500 ml bottle" in told


def test_made_twice_it_is_the_same_to_the_byte(worked):
    assert build_order_proposal(worked_visit(), worked_facts()) == worked
