"""The customer record card: everything known of a dealer on one page, and nothing of anyone else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pikepdf
import pytest

from fieldvisit.domain.dealer_history import DealerHistory, months_until
from fieldvisit.domain.facts import PriceObservation, VisitFacts
from fieldvisit.domain.language import speaking
from fieldvisit.domain.record_card import RecordCard
from fieldvisit.reports.card_content import CardContent
from fieldvisit.reports.record_card import build_record_card
from fieldvisit.reports.theme import EDGE_MARGIN, PAGE_SIZES, SIDE_MARGIN
from fieldvisit.resources import load_language
from tests.factories.cards import crowded_card, worked_card
from tests.factories.visits import DAY, dealer, facts
from tests.reports import reading

LONG = "a very long story that nobody reads to its end on a card of one page, " * 20
CANARY = "Canary Wholesale 金丝雀"


@pytest.fixture(scope="module")
def told() -> str:
    return reading.text(build_record_card(worked_card()))


@pytest.mark.parametrize(
    "words",
    [
        "Shengyuan Trading 盛源商贸有限公司",
        "EII reverse",
        "18 Heping Road 215000 Suzhou, China 31.30157, 120.73402",
        "tax 91320500MA1X7QWE2T",
        "30 days net stock quota 20,000.00 collateral: deposit 20,000 Bank of Suzhou, branch 2",
        "Zhou Min 周敏 Owner +86 512 5550 0118 zhou@shengyuan",
        "High contribution, unstable orders: stability 56, below 60",
        "116,386.00 71,060.00 overdue",
        "last payment 8,000.00 on 3 Sep 2026",
        "7,734.00 of 120,000.00",
        "CNY 342,131.50 net of returns; shipments in 8 of 12 months; last order on 10 Sep 2026",
        "Qinghe, Lihua",
        "Not recorded yet: Sales area, Sales staff, Agreements.",
        "Dark 500 ml bottle 8 Sep – 7.00 7.20–8.20 Below corridor",
        "Second cooler, Depot Suzhou 12 Sep",
        "C-118 8 cases Lager 500 ml, leaking caps",
        "8 Sep 2026 V-26-01801 Lin Yue 1 of 4",
        "as of 15 Sep 2026; for the company's own use",
    ],
)
def test_it_tells_what_the_store_holds(told, words):
    assert words in told


def test_a_month_before_the_first_shipment_has_no_value_and_one_without_any_is_zero(told):
    assert "Oct – Nov – Dec 41,200 Jan 38,951 Feb 0 Mar 52,310 Apr −1,200" in told


def test_of_a_dealer_of_whom_nothing_is_known_it_says_so():
    bare = CardContent(RecordCard("D-1", "Dealer 1"), facts(), DealerHistory())
    told = reading.text(build_record_card(bare))
    for words in ("None known.", "No price was seen yet.", "Not visited yet.", "Nothing was shipped", "0.00"):
        assert words in told
    assert told.count("None open.") == 3


@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize(
    "words",
    [LONG, "x", "很长的故事，讲不完。" * 40, "😀\ud83d<b>&" * 30, "W" * 400],
    ids=["long", "x", "zh", "odd", "W"],
)
def test_it_is_one_page_whatever_there_is_to_tell(words, size, code):
    with speaking(load_language(code)):
        pdf = build_record_card(crowded_card(words), page_size=size)
    assert reading.page_count(pdf) == 1
    width, height = PAGE_SIZES[size]
    left, top, right, bottom = reading.ink_box(pdf, 0)
    assert left >= SIDE_MARGIN - 1.5
    assert right <= width - SIDE_MARGIN + 1.5
    assert top >= EDGE_MARGIN - 2
    assert bottom <= height - EDGE_MARGIN + 2


def test_what_is_cut_is_counted():
    told = reading.text(build_record_card(crowded_card("words")))
    shown = told.count("Below corridor")
    assert 0 < shown < 60
    assert f"and {60 - shown} more" in told


def test_characters_that_no_font_has_are_named_on_the_page():
    told = reading.text(build_record_card(crowded_card("A bottle 😀")))
    assert "[U+1F600]" in told
    assert "U+1F600 GRINNING FACE" in told


def test_nothing_of_other_dealers_and_of_purchase_prices_is_in_the_file():
    known = worked_card()
    others = (PriceObservation(DAY, Decimal("98765.4321"), Decimal("87654.3210"), CANARY),) * 5
    products = tuple(
        replace(each, others=others, purchase=Decimal("76543.2109"), sigma=Decimal("65432.1098"))
        for each in known.facts.products
    )
    pdf = build_record_card(replace(known, facts=replace(known.facts, products=products)))
    told = reading.squeezed(pdf).replace(",", "")
    for canary in ("Canary", "金丝雀", "98765", "87654", "76543", "65432", "others"):
        assert canary not in told
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert not opened.attachments
        streams = [bytes(each.read_bytes()) for each in opened.objects if isinstance(each, pikepdf.Stream)]
        assert not any(b"98765" in each or b"Canary" in each for each in streams)


def test_it_is_written_in_chinese():
    with speaking(load_language("zh")):
        pdf = build_record_card(worked_card())
    told = reading.squeezed(pdf)
    assert "客户档案" in told
    assert "拉格啤酒" in told
    assert reading.page_count(pdf) == 1


def test_made_twice_it_is_the_same_to_the_byte():
    assert build_record_card(worked_card()) == build_record_card(worked_card())


def test_its_date_is_the_day_it_tells_of():
    with pikepdf.open(BytesIO(build_record_card(worked_card()))) as opened:
        assert str(opened.docinfo.CreationDate).startswith("D:20260915")
        assert str(opened.docinfo.Title) == "Customer record card D-00318 Shengyuan Trading 盛源商贸有限公司"


def test_the_last_twelve_months_end_with_the_day_s_own():
    assert months_until(date(2026, 2, 28))[0] == date(2025, 3, 1)
    assert months_until(date(2026, 2, 28))[-1] == date(2026, 2, 1)
    assert months_until(date(1, 1, 1)) == (date(1, 1, 1),)


def test_a_price_without_a_policy_is_told_without_a_corridor():
    known = VisitFacts(DAY, dealer(), products=(replace(worked_card().facts.products[0], policy=None),))
    told = reading.text(build_record_card(CardContent(RecordCard("D-1", "Dealer 1"), known, DealerHistory())))
    assert "Lager 500 ml bottle" in told
