"""A region as sheets of a workbook: every figure as a typed number, and the visits it is made of."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from fieldvisit.domain.exceptions import ExceptionLine
from fieldvisit.domain.flags import Severity
from fieldvisit.domain.formats import listed, unit_price
from fieldvisit.domain.language import mark, tr
from fieldvisit.domain.prices import Side
from fieldvisit.domain.region import (
    DEFAULT_INDEX,
    Call,
    Counted,
    Found,
    PriceSpread,
    RegionException,
    RegionFigures,
    SharedException,
    VisitShare,
)
from fieldvisit.domain.region.share import OpenComplaint, Promise
from fieldvisit.exchange.region_figure_sheets import key_figures_sheet, named, ranking_sheet
from fieldvisit.exchange.visit_sheets.columns import Told, Way, sheet_of
from fieldvisit.exchange.workbooks import Sheet

SEVERITIES = {Severity.RED: mark("red"), Severity.AMBER: mark("amber")}
SIDES: dict[Side, str] = {"retail": mark("retail"), "resale": mark("resale")}
PROMISED = {"ours": mark("ours"), "theirs": mark("the dealer's")}


def region_sheets(figures: RegionFigures, index: str = DEFAULT_INDEX) -> list[Sheet]:
    """All sheets, in the language in force; those that hold nothing are left out."""
    sheets = (
        _exceptions(figures),
        _by_dealer(figures),
        key_figures_sheet(figures),
        ranking_sheet(figures, index),
        _prices(figures),
        _ageing(figures),
        _stock_outs(figures),
        _promises(figures),
        _missed(figures),
        _complaints(figures),
        _visits(figures),
    )
    return [sheet for sheet in sheets if sheet.rows]


def _exceptions(figures: RegionFigures) -> Sheet:
    columns: list[Told[RegionException]] = [
        Told(tr("Severity"), lambda line: tr(SEVERITIES[line.severity])),
        Told(tr("Exception"), lambda line: line.title()),
        Told(tr("Figure"), lambda line: line.figure()),
        Told(tr("Proposed action"), lambda line: line.action()),
        Told(
            tr("At stake, {currency}", currency=figures.currency),
            lambda line: line.stake.get(figures.currency),
            Way.MONEY,
        ),
        Told(tr("Made of the visits"), lambda line: named(figures, line.visits)),
    ]
    return sheet_of(tr("Exceptions"), columns, figures.exceptions, figures.minor)


def _by_dealer(figures: RegionFigures) -> Sheet:
    lines = [
        found for exception in figures.exceptions if isinstance(exception, SharedException) for found in exception.found
    ]
    columns: list[Told[tuple[VisitShare, ExceptionLine]]] = [
        Told(tr("Dealer code"), lambda each: each[0].dealer),
        Told(tr("Dealer"), lambda each: each[0].dealer_name),
        Told(tr("Rep"), lambda each: each[0].rep),
        Told(tr("Severity"), lambda each: tr(SEVERITIES[each[1].severity])),
        Told(tr("Exception"), lambda each: each[1].title()),
        Told(tr("Figure"), lambda each: each[1].figure()),
        Told(tr("Rule"), lambda each: each[1].limit()),
        Told(tr("Proposed action"), lambda each: each[1].action()),
        Told(tr("At stake"), lambda each: each[1].stake, Way.MONEY),
        Told(tr("Currency"), lambda each: each[0].currency),
        Told(tr("Visit"), lambda each: each[0].number),
        Told(tr("Day"), lambda each: each[0].day),
    ]
    lines.sort(key=lambda each: (each[0].dealer, -each[1].severity, -(each[1].stake or Decimal(0))))
    return sheet_of(tr("Exceptions by dealer"), columns, lines, figures.minor)


def _prices(figures: RegionFigures) -> Sheet:
    columns: list[Told[PriceSpread]] = [
        Told(tr("Market"), lambda each: each.market),
        Told(tr("Code"), lambda each: each.product),
        Told(tr("Product"), lambda each: str(each.name)),
        Told(tr("Price"), lambda each: tr(SIDES[each.side])),
        Told(tr("Currency"), lambda each: each.currency),
        Told(tr("Dealers"), lambda each: each.dealers),
        Told(tr("Lowest"), lambda each: each.low, Way.PRICE),
        Told(tr("Median"), lambda each: each.middle, Way.PRICE),
        Told(tr("Highest"), lambda each: each.high, Way.PRICE),
        Told(tr("Floor"), lambda each: each.band.floor, Way.PRICE),
        Told(tr("Recommended"), lambda each: each.band.recommended, Way.PRICE),
        Told(tr("Ceiling"), lambda each: each.band.ceiling, Way.PRICE),
        Told(tr("With a corridor"), lambda each: each.judged),
        Told(tr("Outside"), lambda each: len(each.outside) if each.judged else None),
        Told(tr("Who is outside"), lambda each: listed(f"{name} {unit_price(price)}" for name, price in each.outside)),
        Told(tr("Cheapest competitor"), lambda each: each.rival_name),
        Told(tr("Competitor's price"), lambda each: each.rival, Way.PRICE),
        Told(tr("Disorder"), lambda each: each.disorder, Way.RATIO),
        Told(tr("Severity"), lambda each: tr(SEVERITIES[each.severity]) if each.severity else None),
        Told(tr("Lowest at"), lambda each: each.lowest),
        Told(tr("Made of the visits"), lambda each: named(figures, each.visits)),
    ]
    return sheet_of(tr("Market prices"), columns, figures.market_prices, figures.minor)


def _ageing(figures: RegionFigures) -> Sheet:
    titles = (tr("Not due"), "1–30", "31–60", "61–90", tr("over 90 days"))
    ages = [Told[VisitShare](title, _age(at), Way.MONEY) for at, title in enumerate(titles)]
    columns: list[Told[VisitShare]] = [
        Told(tr("Dealer code"), lambda each: each.dealer),
        Told(tr("Dealer"), lambda each: each.dealer_name),
        Told(tr("Currency"), lambda each: each.currency),
        *ages,
        Told(tr("Unpaid"), lambda each: each.unpaid, Way.MONEY),
        Told(tr("Overdue"), lambda each: each.overdue, Way.MONEY),
        Told(tr("Visit"), lambda each: each.number),
        Told(tr("Day"), lambda each: each.day),
    ]
    owing = [each for each in figures.latest if any(each.ageing)]
    return sheet_of(tr("Debts by age"), columns, sorted(owing, key=lambda each: -each.overdue), figures.minor)


def _age(at: int) -> Callable[[VisitShare], Decimal]:
    return lambda share: share.ageing[at]


def _stock_outs(figures: RegionFigures) -> Sheet:
    columns: list[Told[Counted]] = [
        Told(tr("Code"), lambda each: each.product),
        Told(tr("Product"), lambda each: str(each.name)),
        Told(tr("Out of stock at"), lambda each: each.part),
        Told(tr("Dealers counted"), lambda each: each.whole),
        Told(tr("Share"), lambda each: each.ratio, Way.RATIO),
        Told(tr("Made of the visits"), lambda each: named(figures, each.visits)),
    ]
    return sheet_of(tr("Out of stock"), columns, figures.stock_outs)


def _promises(figures: RegionFigures) -> Sheet:
    columns: list[Told[Found[Promise]]] = [
        Told(tr("Whose"), lambda each: tr(PROMISED.get(each.value.side, ""))),
        Told(tr("Promise"), lambda each: each.value.what),
        Told(tr("Who"), lambda each: each.value.who),
        Told(tr("Due"), lambda each: each.value.due),
        Told(tr("Days late"), lambda each: each.value.days),
        Told(tr("Dealer"), lambda each: figures.by_id[each.visits[0]].dealer_name),
        Told(tr("Visit"), lambda each: figures.by_id[each.visits[0]].number),
    ]
    return sheet_of(tr("Promises broken"), columns, figures.broken)


def _missed(figures: RegionFigures) -> Sheet:
    columns: list[Told[Found[Call]]] = [
        Told(tr("Agreed for"), lambda each: each.value.due),
        Told(tr("Dealer code"), lambda each: each.value.agreed.dealer),
        Told(tr("Dealer"), lambda each: each.value.agreed.dealer_name),
        Told(tr("Rep"), lambda each: each.value.agreed.rep),
        Told(tr("Agreed at the visit"), lambda each: each.value.agreed.number),
        Told(tr("Visited"), lambda each: each.value.made.day if each.value.made else None),
        Told(tr("Days late"), lambda each: each.value.days_late),
    ]
    return sheet_of(tr("Visits missed"), columns, figures.missed)


def _complaints(figures: RegionFigures) -> Sheet:
    columns: list[Told[Found[OpenComplaint]]] = [
        Told(tr("Number"), lambda each: each.value.number),
        Told(tr("Facts"), lambda each: each.value.facts),
        Told(tr("In charge"), lambda each: each.value.owner),
        Told(tr("Due"), lambda each: each.value.due),
        Told(tr("Dealer"), lambda each: figures.by_id[each.visits[0]].dealer_name),
        Told(tr("Visit"), lambda each: figures.by_id[each.visits[0]].number),
    ]
    return sheet_of(tr("Open complaints"), columns, figures.complaints)


def _visits(figures: RegionFigures) -> Sheet:
    columns: list[Told[VisitShare]] = [
        Told(tr("Number"), lambda each: each.number),
        Told(tr("Revision"), lambda each: each.revision),
        Told(tr("Day"), lambda each: each.day),
        Told(tr("Rep"), lambda each: each.rep),
        Told(tr("Dealer code"), lambda each: each.dealer),
        Told(tr("Dealer"), lambda each: each.dealer_name),
        Told(tr("Market"), lambda each: each.market),
        Told(tr("Currency"), lambda each: each.currency),
        Told(tr("Order value"), lambda each: each.order_value if each.ordered else None, Way.MONEY),
        Told(tr("Next visit"), lambda each: each.next_visit),
        Told(tr("Minutes"), lambda each: each.minutes),
        Told(tr("Expenses"), lambda each: each.expenses, Way.MONEY),
        Told(tr("Objectives"), lambda each: each.objectives),
        Told(tr("Objectives reached"), lambda each: each.reached),
        Told(tr("Unpaid"), lambda each: each.unpaid, Way.MONEY),
        Told(tr("Overdue"), lambda each: each.overdue, Way.MONEY),
    ]
    return sheet_of(tr("Visits"), columns, figures.shares, figures.minor)
