"""A region as a workbook: figures are numbers, days are days, and nobody's name is a formula."""

import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from fieldvisit.domain.region import INDEXES, region_figures, share_of
from fieldvisit.exchange.reading import read_table
from fieldvisit.usecases.export_region import export_region
from tests.factories.region import FIRST_DAY, LAST_DAY, region_visits

EVIL = '=HYPERLINK("http://example.com","click")'


@pytest.fixture(scope="module")
def figures():
    shares = [share_of(made.visit, made.facts) for made in region_visits(40)]
    shares[0] = replace(shares[0], dealer_name=EVIL, rep="+cmd|' /C calc'!A0")
    return region_figures(shares, FIRST_DAY, LAST_DAY)


@pytest.fixture(scope="module")
def book(figures, tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "region.xlsx"
    export_region(figures, path, index="collected")
    return path


def rows(book, sheet):
    head, *others = read_table(book, sheet).rows
    return [dict(zip(head, [*row, *[None] * len(head)], strict=False)) for row in others]


def test_no_cell_is_a_formula_whatever_a_dealer_or_a_rep_is_called(book):
    with zipfile.ZipFile(book) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/")]
    assert len(sheets) > 8
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)
    assert EVIL in {each["Dealer"] for each in rows(book, "Visits")}


def test_figures_are_typed_and_add_up_to_the_key_figures(book, figures):
    visits, key = rows(book, "Visits"), {each["Measure"]: each for each in rows(book, "Key figures")}
    ordered = sum(Decimal(str(each["Order value"])) for each in visits if each["Order value"])
    assert ordered == Decimal(str(key["Order value"]["Amount"])) == figures.orders.value["CNY"]
    assert all(isinstance(each["Day"], date) for each in visits)
    strike = key["Strike rate"]
    assert (strike["Numerator"], strike["Denominator"]) == (figures.strike.part, figures.strike.whole)
    assert strike["Formula"] == "visits with an order ÷ visits"
    assert str(strike["First day"])[:10] == FIRST_DAY.isoformat()


def test_the_ranking_has_every_index_the_chosen_one_first(book):
    head = read_table(book, "Ranking").rows[0]
    assert head[:5] == ["Place", "Places risen", "Rep", "Quartile", "Overdue collected, CNY"]
    assert len(head) == 4 + len(INDEXES) + 2
    collected = [each["Overdue collected, CNY"] for each in rows(book, "Ranking")]
    assert collected == sorted(collected, reverse=True)


def test_the_price_map_says_who_is_outside_of_which_corridor(book, figures):
    told = rows(book, "Market prices")
    worst = figures.market_prices[0]
    assert (told[0]["Floor"], told[0]["Ceiling"]) == (3.7, 4.3)
    assert told[0]["Outside"] == len(worst.outside)
    assert told[0]["Who is outside"].count(",") == len(worst.outside) - 1
