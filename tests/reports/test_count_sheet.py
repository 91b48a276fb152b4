from __future__ import annotations

from datetime import date

import pytest

from fieldvisit.domain.language import Language, speaking
from fieldvisit.reports.count_sheet import build_count_sheet
from fieldvisit.reports.theme import PAGE_SIZES, SIDE_MARGIN
from tests.factories.visits import add_row, facts, product, visit
from tests.reports import reading
from tests.reports.worked_visit import worked_facts, worked_visit


@pytest.fixture(scope="module")
def worked() -> bytes:
    return build_count_sheet(worked_visit(), worked_facts())


def test_products_stand_in_both_languages_with_case_and_last_count(worked):
    told = reading.text(worked)
    assert "1 QH-1012 Lager 500 ml bottle 拉格啤酒 500 毫升瓶装 12 1,152" in told
    assert "4 QH-1206 Wheat 330 ml can 小麦啤酒 330 毫升罐装 24 –" in told
    assert "last count 8 Sep" in told
    assert "Counted by Signature Date" in told


def test_nothing_of_today_s_count_is_printed(worked):
    told = reading.text(worked)
    for words in ("1,500", "2,088", "41c+8", "13.50"):
        assert words not in told


def test_products_keep_the_order_of_the_visit():
    made = visit()
    for code in ("B", "C", "A"):
        add_row(made, "inventory", "products", code, product=code)
    told = reading.text(build_count_sheet(made, facts(*map(product, "ABC"))))
    assert told.find("1 B Product B") < told.find("2 C Product C") < told.find("3 A Product A")
    assert "1 B Product B" in told


def test_counts_of_several_days_have_a_column_of_days():
    products = [product(code, previous_count_on=date(2026, 9, n), previous_count="5") for n, code in enumerate("AB", 7)]
    told = reading.text(build_count_sheet(visit(), facts(*products)))
    assert "1 A Product A 1 5 7 Sep" in told
    assert "2 B Product B 1 5 8 Sep" in told


def test_ranges_are_titles_only_where_each_stands_together():
    apart = [product("A", range="Beer"), product("B", range="Water"), product("C", range="Beer")]
    assert "Beer" not in reading.text(build_count_sheet(visit(), facts(*apart)))
    assert "Beer 1 A" in reading.text(build_count_sheet(visit(), facts(*apart[:2])))


def test_two_hundred_products_keep_head_and_boxes_on_every_page():
    products = [product(f"P-{n}", name=f"Product {n} of quality " * 4, name_local="产品" * 20) for n in range(200)]
    pdf = build_count_sheet(visit(), facts(*products))
    pages = [" ".join(page.split()) for page in reading.pages(pdf)]
    assert all("Oldest batch" in page for page in pages[:-1])
    assert "Signature" in pages[-1]
    assert all(any(f"P-{n} " in page for page in pages) for n in range(200))
    for page in range(len(pages)):
        left, _, right, _ = reading.ink_box(pdf, page)
        assert left >= SIDE_MARGIN - 1.5
        assert right <= PAGE_SIZES["A4"][0] - SIDE_MARGIN + 1.5


def test_a_dealer_without_products_has_an_empty_sheet():
    assert "No products are known for this dealer." in reading.text(build_count_sheet(visit(), facts()))


def test_in_chinese_the_local_name_comes_first():
    with speaking(Language("zh")):
        assert "拉格啤酒 500 毫升瓶装 Lager" in reading.text(build_count_sheet(worked_visit(), worked_facts()))


def test_made_twice_it_is_the_same_to_the_byte(worked):
    assert build_count_sheet(worked_visit(), worked_facts()) == worked
