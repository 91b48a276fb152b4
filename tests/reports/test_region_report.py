"""The region report: what it says, where its links lead, and that its figures are those of the region."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from fieldvisit.domain.language import speaking
from fieldvisit.domain.region import INDEXES, region_figures, share_of
from fieldvisit.reports.region_report import build_region_report
from fieldvisit.resources import load_language
from tests.domain.region.test_region_flows import AUGUST
from tests.factories.region import FIRST_DAY, LAST_DAY, region_visits
from tests.reports.reading import text

SECTIONS = (
    "Exceptions needing a decision",
    "Ranking",
    "Market prices",
    "Debts by age",
    "Out of stock",
    "Promises broken",
    "Visits missed",
    "Open complaints",
    "Visits counted",
)


@pytest.fixture(scope="module")
def figures():
    shares = [share_of(made.visit, made.facts) for made in region_visits(36)]
    return region_figures(shares, FIRST_DAY, LAST_DAY, AUGUST)


@pytest.fixture(scope="module")
def report(figures):
    return build_region_report(figures)


def test_every_section_is_there_and_in_the_outline(report):
    shown = text(report)
    assert all(name in shown for name in SECTIONS)
    with pikepdf.open(BytesIO(report)) as opened, opened.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Region", *SECTIONS[1:]]


def test_page_one_leads_to_the_details(report):
    with pikepdf.open(BytesIO(report)) as opened:
        links = [each for each in opened.pages[0].Annots if each.Subtype == "/Link"]
    assert len(links) > 5


def test_key_figures_show_numerator_and_denominator(report, figures):
    shown = text(report)
    assert f"{figures.strike.part} of {figures.strike.whole} visits" in shown
    assert f"{figures.call_rate.part} of {figures.call_rate.whole} visits agreed" in shown


@pytest.mark.parametrize("index", ["collected", "missing"])
def test_the_ranking_is_that_of_the_index_and_names_its_formula(figures, index):
    shown = text(build_region_report(figures, index=index))
    assert INDEXES[index].formula in shown
    assert "places risen (+) or fallen (−) since the period before" in shown


def test_in_chinese_nothing_english_of_ours_is_left(figures):
    with speaking(load_language("zh")):
        shown = text(build_region_report(figures))
    assert "地区报告" in shown
    assert not [name for name in SECTIONS if name in shown]


def test_products_are_called_as_in_the_reports_of_the_reps():
    made = list(region_visits(12))
    named = [replace(each, name_local=f"产品{each.code}") for each in made[0].facts.products]
    facts = [replace(each.facts, products=tuple(named)) for each in made]
    shares = [share_of(each.visit, its) for each, its in zip(made, facts, strict=True)]
    figures = region_figures(shares, FIRST_DAY, LAST_DAY)
    english = text(build_region_report(figures))
    with speaking(load_language("zh")):
        chinese = text(build_region_report(figures))
    sold = [each for each in named if each.name in english]
    assert sold
    assert all(each.name_local in chinese and each.name not in chinese for each in sold)


def test_a_region_without_visits_is_a_report_too():
    shown = text(build_region_report(region_figures([], FIRST_DAY, LAST_DAY)))
    assert "Nothing is owed." in shown
