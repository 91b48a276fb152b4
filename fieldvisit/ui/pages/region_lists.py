"""The lists of a region as lines: what is drawn, and the visits each line is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fieldvisit.domain import formats
from fieldvisit.domain.flags import Severity
from fieldvisit.domain.language import mark, ntr, tr
from fieldvisit.domain.region import RegionFigures
from fieldvisit.ui.widgets.marks import FlagMark
from fieldvisit.ui.widgets.record_table import Cell, Column, Kind

SEVERITIES = {Severity.RED: "red", Severity.AMBER: "amber"}


@dataclass(frozen=True)
class Line:
    """A row and the ids of its visits."""

    cells: tuple[Cell, ...]
    visits: tuple[str, ...]


@dataclass(frozen=True)
class Listing:
    """A list under the key figures: its name, its columns and its lines."""

    key: str
    name: str
    columns: Callable[[], Sequence[Column]]
    lines: Callable[[RegionFigures], list[Line]]


def exception_columns() -> list[Column]:
    return [
        Column(tr("What"), Kind.FLAG, width=190, stretch=2),
        Column(tr("Figure"), width=220, stretch=3),
        Column(tr("Proposed action"), width=150, stretch=2, drop=1),
        Column(tr("From"), Kind.NUMBER, width=76),
    ]


def exception_lines(figures: RegionFigures) -> list[Line]:
    return [
        Line(
            (
                Cell(mark=FlagMark(SEVERITIES[each.severity], each.title())),
                Cell(each.figure()),
                Cell(each.action(), tone="text2"),
                Cell(ntr("{count} visit", "{count} visits", len(each.visits)), tone="accent"),
            ),
            each.visits,
        )
        for each in figures.exceptions
    ]


def _ranking_columns() -> list[Column]:
    return [
        Column("", Kind.NUMBER, width=40),
        Column(tr("Rep"), width=120, stretch=2),
        Column(tr("Orders"), Kind.NUMBER, width=110, stretch=1),
        Column(tr("Visits"), Kind.NUMBER, width=70),
        Column(tr("Dealers"), Kind.NUMBER, width=76, drop=2),
        Column(tr("Strike %"), Kind.NUMBER, width=80),
        Column(tr("Objectives %"), Kind.NUMBER, width=104, drop=1),
        Column(tr("Quartile"), Kind.NUMBER, width=76),
    ]


def _ranking(figures: RegionFigures) -> list[Line]:
    return [
        Line(
            (
                Cell(str(each.place), tone="text2"),
                Cell(each.figures.rep or formats.NO_VALUE),
                Cell(formats.money(each.value, figures.minor)),
                Cell(str(len(each.figures.visits))),
                Cell(str(each.figures.dealers)),
                Cell(formats.percent(each.figures.strike)),
                Cell(formats.percent(each.figures.achieved)),
                Cell(str(each.quartile), tone="text2"),
            ),
            each.figures.visits,
        )
        for each in figures.ranking()
    ]


def _price_columns() -> list[Column]:
    return [
        Column(tr("Market"), width=90, stretch=1),
        Column(tr("Product"), width=150, stretch=2),
        Column(tr("Price"), width=64, drop=1),
        Column(tr("Dealers"), Kind.NUMBER, width=76),
        Column(tr("Lowest"), Kind.NUMBER, width=72),
        Column(tr("Median"), Kind.NUMBER, width=72),
        Column(tr("Highest"), Kind.NUMBER, width=72),
        Column(tr("Disorder %"), Kind.FLAG, width=96),
    ]


def _prices(figures: RegionFigures) -> list[Line]:
    return [
        Line(
            (
                Cell(each.market or formats.NO_VALUE),
                Cell(each.name),
                Cell(tr("retail") if each.side == "retail" else tr("resale"), tone="text2"),
                Cell(str(each.dealers)),
                Cell(formats.unit_price(each.low)),
                Cell(formats.unit_price(each.middle)),
                Cell(formats.unit_price(each.high)),
                Cell(
                    formats.percent(each.disorder),
                    mark=FlagMark(SEVERITIES[each.severity], formats.percent(each.disorder)) if each.severity else None,
                ),
            ),
            each.visits,
        )
        for each in figures.market_prices
    ]


def _debt_columns() -> list[Column]:
    ages = (tr("Not due"), "1–30", "31–60", "61–90", tr("over 90"))
    return [
        Column(tr("Dealer"), width=130, stretch=2),
        *(Column(age, Kind.NUMBER, width=88, drop=0 if at in (0, 4) else 1) for at, age in enumerate(ages)),
        Column(tr("Unpaid"), Kind.NUMBER, width=100),
    ]


def _debts(figures: RegionFigures) -> list[Line]:
    """The sum of each currency, then the dealers, the most overdue first."""
    sums = [
        (tr("Region, {currency}", currency=currency), ages, sum(ages, Decimal(0)), figures.ageing.visits)
        for currency, ages in figures.ageing.value.items()
    ]
    owing = sorted((each for each in figures.latest if any(each.ageing)), key=lambda each: -each.overdue)
    dealers = [(each.dealer_name, each.ageing, each.unpaid, (each.id,)) for each in owing]
    return [
        Line(
            (
                Cell(name, strong=at < len(sums)),
                *(Cell(formats.money(age, figures.minor), strong=at < len(sums)) for age in ages),
                Cell(formats.money(unpaid, figures.minor), strong=at < len(sums)),
            ),
            visits,
        )
        for at, (name, ages, unpaid, visits) in enumerate([*sums, *dealers])
    ]


def _missing_columns() -> list[Column]:
    return [
        Column(tr("Product"), width=160, stretch=2),
        Column(tr("Out of stock at"), Kind.NUMBER, width=120),
        Column(tr("Dealers counted"), Kind.NUMBER, width=120),
        Column(tr("Share %"), Kind.NUMBER, width=80),
    ]


def _missing(figures: RegionFigures) -> list[Line]:
    return [
        Line(
            (Cell(each.name), Cell(str(each.part)), Cell(str(each.whole)), Cell(formats.percent(each.ratio))),
            each.visits,
        )
        for each in figures.stock_outs
    ]


def _promise_columns() -> list[Column]:
    return [
        Column(tr("Whose"), width=90),
        Column(tr("Promise"), width=150, stretch=2),
        Column(tr("Dealer"), width=120, stretch=1),
        Column(tr("Due"), width=104),
        Column(tr("Days late"), Kind.NUMBER, width=80),
    ]


def _promises(figures: RegionFigures) -> list[Line]:
    return [
        Line(
            (
                Cell(tr("ours") if each.value.side == "ours" else tr("the dealer's"), tone="text2"),
                Cell(each.value.what),
                Cell(figures.by_id[each.visits[0]].dealer_name),
                Cell(formats.day(each.value.due), tone="text2"),
                Cell(str(each.value.days)),
            ),
            each.visits,
        )
        for each in figures.broken
    ]


def _complaint_columns() -> list[Column]:
    return [
        Column(tr("Number"), width=90),
        Column(tr("Facts"), width=150, stretch=2),
        Column(tr("Dealer"), width=120, stretch=1),
        Column(tr("Owner"), width=90, drop=1),
        Column(tr("Due"), width=104),
    ]


def _complaints(figures: RegionFigures) -> list[Line]:
    return [
        Line(
            (
                Cell(each.value.number),
                Cell(each.value.facts),
                Cell(figures.by_id[each.visits[0]].dealer_name),
                Cell(each.value.owner, tone="text2"),
                Cell(formats.day(each.value.due), tone="text2"),
            ),
            each.visits,
        )
        for each in figures.complaints
    ]


LISTINGS = (
    Listing("ranking", mark("Ranking"), _ranking_columns, _ranking),
    Listing("prices", mark("Market prices"), _price_columns, _prices),
    Listing("ageing", mark("Debts by age"), _debt_columns, _debts),
    Listing("missing", mark("Out of stock"), _missing_columns, _missing),
    Listing("promises", mark("Promises broken"), _promise_columns, _promises),
    Listing("complaints", mark("Complaints"), _complaint_columns, _complaints),
)
