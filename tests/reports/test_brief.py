from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from fieldvisit.domain.facts import (
    Commitment,
    Complaint,
    ContactFacts,
    LastVisit,
    News,
    OpenPoint,
    PriceBand,
    PriceObservation,
    PricePolicy,
    SellOutInterval,
    VisitFacts,
)
from fieldvisit.domain.language import Language, speaking
from fieldvisit.reports.brief import build_brief
from fieldvisit.reports.last_known import last_known
from fieldvisit.reports.theme import EDGE_MARGIN, PAGE_SIZES, SIDE_MARGIN
from tests.factories.visits import DAY, facts, product, visit
from tests.reports import reading
from tests.reports.worked_visit import worked_facts, worked_visit

LONG = "a very long story that nobody reads to its end in a car before a visit, " * 6


@pytest.fixture(scope="module")
def told() -> str:
    return reading.text(build_brief(worked_visit(), worked_facts()))


def crowded(count: int = 60, words: str = LONG) -> VisitFacts:
    """More of everything than a page holds."""
    known = worked_facts()
    band = PriceBand(Decimal(5), Decimal(4), Decimal(6))
    products = tuple(
        product(
            f"P-{n}",
            name=f"Product {n} {words}",
            purchase="2",
            previous_count="1",
            previous_count_on=date(2026, 9, 8),
            intervals=(SellOutInterval(date(2026, 9, 8), 7, Decimal(70)),),
            policy=PricePolicy("PP", retail=band),
            history=(PriceObservation(date(2026, 9, 8), Decimal(3)),),
        )
        for n in range(count)
    )
    return replace(
        known,
        dealer=replace(
            known.dealer,
            name=f"Dealer {words}",
            name_local="有限公司" * 50,
            address=words,
            class_reason=words,
            opening_hours=words,
            contacts=tuple(ContactFacts(f"Person {n} {words}", words, words) for n in range(count)),
        ),
        products=products,
        last_visit=LastVisit(date(2026, 9, 8), note=words * 5, met=words),
        commitments=tuple(Commitment(side, words, words, DAY) for side in ("ours", "theirs") for _ in range(count)),
        complaints=tuple(Complaint(f"C-{n}{words}", words, owner=words) for n in range(count)),
        problems=tuple(OpenPoint(words, next_step=words) for _ in range(count)),
        news=tuple(News("price", words, DAY, words) for _ in range(count)),
    )


def test_it_tells_who_where_and_whom_to_meet(told):
    for words in (
        "Shengyuan Trading 盛源商贸有限公司",
        "EII reverse",
        "18 Heping Road, Suzhou",
        "Zhou Min 周敏, Owner, +86 512 5550 0118",
        "High contribution, unstable orders: stability 56, below 60",
    ):
        assert words in told


def test_it_tells_the_last_visit_s_outcome(told):
    assert "8 Sep 2026 V-26-01802; 41 min on site" in told
    assert "2 of 4 objectives reached; order 5,226.00; Owner away; spoke to Ms Gu" in told


def test_it_tells_the_account_in_three_figures_with_its_ageing(told):
    for words in ("116,386.00 71,060.00 overdue", "10,000.00", "106,386.00", "7,734.00 of 120,000.00", "28,380.00"):
        assert words in told


def test_stock_and_prices_are_those_of_the_last_visit_and_not_of_this_one(told):
    assert "Lager 500 ml bottle 1,152 6.3 Order now" in told  # 1,152 ÷ (14,000 ÷ 77)
    assert "Dark 500 ml bottle 7.00 7.50 Below corridor" in told
    assert "Lemon Soda 330 ml 1,248 29.7 Count today" in told
    assert "Lager 330 ml can 3.50" not in told


def test_the_order_follows_from_the_last_counts():
    known = last_known(worked_visit(), worked_facts())
    units = {each.code: row.suggestion.units for each, row in known.order if row.suggestion}
    # 14,000 ÷ 77 × 11 + 1.645 × 22 × √11 − 1,152 = 968.03, in cases of 12
    assert units["QH-1012"] == 972


def test_objectives_promises_complaints_and_news_are_there(told):
    for words in (
        "Collect overdue amount 30,000.00 CNY 71,060.00 overdue, oldest 128 days",
        "Second cooler, Depot Suzhou 12 Sep",
        "Pay INV-26-0402, Zhou Min 20 Sep",
        "C-118 8 cases Lager 500 ml, leaking caps",
        "Soda purchase price lowered",
        "Ask every EII dealer for the reason of unstable orders",
    ):
        assert words in told


def test_without_objectives_the_proposals_are_told():
    told = reading.text(build_brief(visit(), worked_facts()))
    assert "Settle complaint C-118" in told


def test_of_a_dealer_of_whom_nothing_is_known_it_says_so():
    told = reading.text(build_brief(visit(), facts()))
    assert "Last visit none yet" in told
    assert told.count("None as far as is known.") == 3


@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize(
    "known", [worked_facts(), crowded(), crowded(5), crowded(60, "很长的故事" * 60), crowded(200, "x")]
)
def test_it_is_one_page_whatever_there_is_to_tell(known, size):
    pdf = build_brief(worked_visit(), known, page_size=size)
    assert reading.page_count(pdf) == 1
    width, height = PAGE_SIZES[size]
    left, top, right, bottom = reading.ink_box(pdf, 0)
    assert left >= SIDE_MARGIN - 1.5
    assert right <= width - SIDE_MARGIN + 1.5
    assert top >= EDGE_MARGIN - 2
    assert bottom <= height - EDGE_MARGIN + 2


def test_characters_without_a_shape_are_named_and_do_not_cost_a_second_page():
    known = crowded(60, "".join(chr(0x1F600 + n) for n in range(60)))
    pdf = build_brief(worked_visit(), known)
    assert reading.page_count(pdf) == 1
    assert "U+1F600 GRINNING FACE" in reading.text(pdf)


def test_what_is_cut_is_counted():
    told = reading.text(build_brief(worked_visit(), crowded()))
    shown = told.count("Order now")
    assert 0 < shown < 60
    assert f"and {60 - shown} more" in told


def test_in_chinese_it_is_one_page_too():
    with speaking(Language("zh")):
        pdf = build_brief(worked_visit(), worked_facts())
    assert reading.page_count(pdf) == 1
    assert "拉格啤酒" in reading.squeezed(pdf)


def test_made_twice_it_is_the_same_to_the_byte():
    assert build_brief(worked_visit(), worked_facts()) == build_brief(worked_visit(), worked_facts())
