"""The worked example, figure for figure: every number here was computed apart from the program."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fieldvisit.domain import formats
from fieldvisit.domain.account import days_overdue
from fieldvisit.domain.exceptions import exceptions
from fieldvisit.domain.facts import SellOutInterval, VisitFacts
from fieldvisit.domain.figures import VisitFigures, figures
from fieldvisit.domain.flags import Severity, worst
from fieldvisit.domain.ordering import demand_sigma
from fieldvisit.domain.problems import problems
from fieldvisit.domain.reconciliation import MatchKind
from fieldvisit.domain.visit import Visit
from tests.factories.visits import DAY, exact, worked_visit

NOTHING = formats.NO_VALUE


@pytest.fixture
def worked() -> tuple[Visit, VisitFacts]:
    return worked_visit()


@pytest.fixture
def found(worked: tuple[Visit, VisitFacts]) -> VisitFigures:
    return figures(*worked)


PRICES = [
    # product, deviation, median, others, against others, since last, spread, dealer margin, worst severity and rule
    ("QH-1012", "0.0", "5.00", 6, "0.0", "0.0", "36.0", "11.1", None, ""),
    ("QH-1024", "−7.9", "3.80", 5, "−7.9", "−7.9", "30.0", "10.9", Severity.RED, "price.below_floor"),
    ("QH-1108", "+3.8", "13.20", 4, "+2.3", "+3.8", "37.8", "10.6", Severity.AMBER, "price.deviation"),
    ("QH-1206", NOTHING, "4.20", 3, NOTHING, NOTHING, NOTHING, NOTHING, Severity.INFO, "price.not_carried"),
    ("QH-1310", "0.0", "7.50", 3, "0.0", "+7.1", "38.7", "11.5", Severity.AMBER, "price.changed"),
    ("QH-2005", "0.0", NOTHING, 2, NOTHING, "0.0", "58.7", "13.9", None, ""),
    ("QH-2110", "0.0", "2.50", 7, "0.0", "0.0", "40.8", "11.9", None, ""),
    ("QH-2114", "−4.0", "2.50", 6, "−4.0", "−4.0", "38.3", "−2.1", Severity.RED, "price.below_cost"),
    ("QH-2203", NOTHING, "3.00", 6, NOTHING, NOTHING, NOTHING, NOTHING, None, ""),
    ("QH-2207", NOTHING, "6.50", 3, NOTHING, NOTHING, NOTHING, NOTHING, None, ""),
]


@pytest.mark.parametrize("expected", PRICES, ids=[line[0] for line in PRICES])
def test_prices(found: VisitFigures, expected: tuple[object, ...]) -> None:
    row = next(row for row in found.prices.values() if row.figures.product == expected[0])
    retail, flag = row.figures.retail, worst(row.flags)
    assert (
        row.figures.product,
        formats.change(retail.deviation),
        formats.unit_price(retail.others_median),
        retail.others_count,
        formats.change(retail.against_others),
        formats.change(retail.since_last),
        formats.percent(row.figures.spread),
        formats.percent(row.figures.dealer_margin),
        flag.severity if flag else None,
        flag.rule if flag else "",
    ) == expected


def test_every_flag_of_the_prices(found: VisitFigures) -> None:
    rules = {row.figures.product: [flag.rule for flag in row.flags] for row in found.prices.values() if row.flags}
    assert rules == {
        "QH-1024": ["price.below_floor", "price.others", "price.changed"],
        "QH-1108": ["price.deviation"],
        "QH-1206": ["price.not_carried"],
        "QH-1310": ["price.changed"],
        "QH-2114": ["price.deviation", "price.below_cost"],
    }


def test_competitors(found: VisitFigures) -> None:
    rows = [(formats.figure(row.index), formats.change(row.change)) for row in found.competitors.values()]
    assert rows == [("111.1", "−6.3"), ("106.1", "0.0")]
    assert [[flag.rule for flag in row.flags] for row in found.competitors.values()] == [["competitor.changed"], []]


def test_price_protection_of_counted_soda(found: VisitFigures) -> None:
    amounts = {row.figures.product: row.protection for row in found.stock.values() if row.protection is not None}
    assert amounts == {"QH-2110": Decimal("38.40"), "QH-2114": Decimal("83.52")}
    assert found.protection == Decimal("121.92")


STOCK = [
    # product, sell-out, per day, days of cover, flags in order of precedence
    ("QH-1012", "1372", "183.0000", "2.7", ["stock.risk"]),
    ("QH-1024", "708", "107.0000", "14.0", []),
    ("QH-1108", "102", "15.0000", "7.6", ["stock.risk"]),
    ("QH-1310", "-36", "6.0000", "30.0", ["stock.negative"]),
    ("QH-2005", "480", "66.0000", "0.0", ["stock.out"]),
    ("QH-2110", "288", "42.0000", "22.9", ["stock.price_protection"]),
    ("QH-2114", "36", "7.0000", "298.3", ["stock.over", "stock.price_protection"]),
    ("QH-2203", "475", "60.0000", "3.1", ["stock.risk"]),
    ("QH-2207", "0", "0.5952", "110.9", ["stock.ageing", "stock.dead", "stock.over"]),
]


@pytest.mark.parametrize("expected", STOCK, ids=[line[0] for line in STOCK])
def test_inventory(found: VisitFigures, expected: tuple[object, ...]) -> None:
    row = next(row for row in found.stock.values() if row.figures.product == expected[0])
    held = row.figures
    assert held.daily is not None
    shown = (held.product, str(held.sell_out), f"{held.daily:.4f}", formats.figure(held.cover))
    assert (*shown, [flag.rule for flag in row.flags]) == expected


def test_a_product_that_was_never_counted_has_no_figure(found: VisitFigures) -> None:
    wheat = next(row for row in found.stock.values() if row.figures.product == "QH-1206")
    held = wheat.figures
    assert (held.sell_out, held.daily, held.cover, held.value, wheat.suggestion) == (None,) * 5


ORDER = [
    # product, demand, safety, Q, cases, units, value
    ("QH-1012", "2013.00", "120.03", "1633.03", 137, "1644", "5260.80"),
    ("QH-1024", "1177.00", "76.38", "0.00", 0, "0", "0.00"),
    ("QH-1108", "165.00", "16.37", "67.37", 6, "72", "604.80"),
    ("QH-1310", "66.00", "5.46", "0.00", 0, "0", "0.00"),
    ("QH-2005", "726.00", "49.10", "775.10", 33, "792", "491.04"),
    ("QH-2110", "462.00", "32.74", "0.00", 0, "0", "0.00"),
    ("QH-2114", "77.00", "5.46", "0.00", 0, "0", "0.00"),
    ("QH-2203", "660.00", "43.65", "518.65", 35, "525", "997.50"),
    ("QH-2207", "6.55", "5.46", "0.00", 0, "0", "0.00"),
]


@pytest.mark.parametrize("expected", ORDER, ids=[line[0] for line in ORDER])
def test_suggested_order(found: VisitFigures, expected: tuple[object, ...]) -> None:
    lines = [row.suggestion for row in found.order.values() if row.suggestion]
    line = next(line for line in lines if line.product == expected[0])
    two = [f"{figure:.2f}" for figure in (line.demand, line.safety, line.wanted)]
    assert (line.product, *two, line.cases, str(line.units), str(line.value)) == expected


def test_sums(found: VisitFigures) -> None:
    assert found.suggested_value == Decimal("7354.14")
    assert found.order_value == Decimal("8602.14")
    assert found.credit_after_order == Decimal("-868.14")
    assert found.stock_value == Decimal("12193.74")
    assert formats.percent(found.own_share) == "47.1"
    assert formats.change(found.share_change) == "+2.8"
    assert found.over_quota == Decimal("-306.26")
    assert found.uncounted == 0


def test_wheat_is_ordered_by_hand(found: VisitFigures) -> None:
    wheat = next(row for row in found.order.values() if row.accepted == 480)
    assert (wheat.suggestion, wheat.cases, wheat.value) == exact(None, 20, "1248.00")


def test_standard_deviation_from_intervals() -> None:
    told = [(7, 70), (7, 84), (14, 126), (28, 308), (28, 252)]
    intervals = tuple(SellOutInterval(DAY, days, Decimal(sold)) for days, sold in told)
    sigma = demand_sigma(intervals, 4)
    assert sigma is not None
    assert f"{sigma:.4f}" == "4.9497"
    assert f"{Decimal('1.645') * sigma * Decimal(11).sqrt():.4f}" == "27.0051"


def test_account(found: VisitFigures) -> None:
    account = found.account
    assert (account.unpaid, account.overdue, account.advance, account.receivable) == tuple(
        map(Decimal, ("116386.00", "71060.00", "10000.00", "106386.00"))
    )
    assert account.ageing == tuple(map(Decimal, ("45326.00", "28380.00", "24080.00", "12400.00", "6200.00")))
    assert sum(account.ageing) == account.unpaid
    assert (account.undelivered, account.used, account.available) == tuple(
        map(Decimal, ("5880.00", "112266.00", "7734.00"))
    )


def test_days_overdue(worked: tuple[Visit, VisitFacts]) -> None:
    days = {item.document: days_overdue(item, DAY) for item in worked[1].ledger}
    assert days == {
        "INV-26-0402": 128,
        "INV-26-0611": 65,
        "INV-26-0655": 51,
        "INV-26-0702": 37,
        "INV-26-0738": 23,
        "INV-26-0781": 9,
        "INV-26-0819": 0,
        "INV-26-0850": 0,
        "INV-26-0866": 0,
        "PRE-0903": 0,
    }


def test_reconciliation_with_the_suggestion_confirmed(found: VisitFigures) -> None:
    books = found.books
    assert books is not None
    assert (books.company, books.dealer, books.gap) == tuple(map(Decimal, ("106386.00", "85450.00", "20936.00")))
    assert (books.only_ours, books.only_theirs, books.differences) == tuple(
        map(Decimal, ("11426.00", "-9150.00", "360.00"))
    )
    assert books.unexplained == 0
    matched = books.of(MatchKind.MATCHED)
    assert len(matched) == 7
    assert sum(line.ours.amount for line in matched if line.ours) == Decimal("78480.00")


def test_reconciliation_without_the_confirmation(worked: tuple[Visit, VisitFacts]) -> None:
    visit, facts = worked
    for row in visit.step("account").rows("reconciliation"):
        row.values.pop("decision", None)
    found = figures(visit, facts)
    books = found.books
    assert books is not None
    assert (books.only_ours, books.only_theirs, books.differences) == tuple(
        map(Decimal, ("30186.00", "9610.00", "360.00"))
    )
    assert (books.gap, books.unexplained) == exact("20936.00", 0)
    [suggestion] = books.of(MatchKind.SUGGESTION)
    assert suggestion.key == ("INV-26-0850", "SY-2209")
    assert "account.suggestion" in [flag.rule for flag in found.flags]


def test_objectives(found: VisitFigures) -> None:
    assert [formats.percent(achieved) for achieved in found.achieved.values()] == ["26.7", "100.0", "114.2", "100.0"]


def test_time_on_site(found: VisitFigures) -> None:
    assert found.minutes_on_site == 38


def test_material(found: VisitFigures) -> None:
    [material] = found.materials.values()
    assert (material.unaccounted, formats.percent(material.complying)) == (Decimal(7), "75.0")


def test_page_one(found: VisitFigures) -> None:
    lines = [(line.severity.name, line.step, line.title()) for line in exceptions(found.flags)]
    assert lines == [
        ("RED", 6, "Overdue debt"),
        ("RED", 4, "Stock-out risk, 4 products"),
        ("RED", 3, "Price below corridor"),
        ("RED", 5, "Order over credit"),
        ("RED", 3, "Price below cost"),
        ("RED", 2, "Own promise broken"),
        ("RED", 4, "Count too high"),
        ("AMBER", 4, "Overstock"),
        ("AMBER", 4, "Ageing stock"),
        ("AMBER", 3, "Price off recommended"),
        ("AMBER", 3, "Price changed"),
        ("AMBER", 3, "Competitor's price changed"),
        ("AMBER", 6, "Material unaccounted"),
    ]


def test_the_stock_outs_are_one_order(found: VisitFigures) -> None:
    line = exceptions(found.flags)[1]
    assert line.figure() == (
        "Lager 500 ml bottle 2.7 days; Iced Tea 500 ml 3.1 days; Draft Fresh 1 L can 7.6 days; "
        "Pure Water 550 ml none left"
    )
    assert line.limit() == "below 11 = lead time 4 + next visit in 7"
    assert line.action() == "Order 211 cases, there by 19 Sep 2026"
    assert line.stake == Decimal("7354.14")


def test_it_can_be_closed(worked: tuple[Visit, VisitFacts], found: VisitFigures) -> None:
    assert [str(point.sentence) for point in problems(worked[0], found) if point.blocks] == []
