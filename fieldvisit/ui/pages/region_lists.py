"""The lists of a region as lines: what is drawn, and the visits each line is made of."""

from __future__ import annotations

from decimal import Decimal

from fieldvisit.domain import formats
from fieldvisit.domain.language import mark, ntr, tr
from fieldvisit.domain.region import RegionFigures
from fieldvisit.ui.pages.region_cells import HeadedCell, WrappedCell
from fieldvisit.ui.pages.region_lines import SEVERITIES, Line, Listing
from fieldvisit.ui.pages.region_prices import about_prices, price_columns, price_lines
from fieldvisit.ui.widgets.marks import FLAG_ICONS
from fieldvisit.ui.widgets.records import Cell, Column, Kind


def exception_columns() -> list[Column]:
    return [
        Column(tr("What"), width=260, stretch=5),
        Column(tr("Proposed action"), width=170, stretch=3, drop=1),
        Column(tr("From"), Kind.NUMBER, width=84),
    ]


def exception_lines(figures: RegionFigures) -> list[Line]:
    return [
        Line(
            (
                HeadedCell(
                    each.title(),
                    each.figure(),
                    icon=FLAG_ICONS[SEVERITIES[each.severity]],
                    icon_tone=SEVERITIES[each.severity],
                ),
                WrappedCell(each.action()),
                Cell(ntr("{count} visit", "{count} visits", len(each.visits)), tone="accent"),
            ),
            each.visits,
        )
        for each in figures.exceptions
    ]


def _about_debts(figures: RegionFigures) -> str:
    return tr("unpaid amounts at each dealer's last visit, the most overdue first")


def _debt_columns() -> list[Column]:
    ages = (tr("Not due"), "1–30", "31–60", "61–90", tr("over 90"))
    return [
        Column(tr("Dealer"), width=110, stretch=2),
        *(Column(age, Kind.NUMBER, width=104, drop=0 if at in (0, 4) else 1) for at, age in enumerate(ages)),
        Column(tr("Unpaid"), Kind.NUMBER, width=112),
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


def _about_missing(figures: RegionFigures) -> str:
    return tr("at the last count of each dealer who carries the product")


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
            (Cell(str(each.name)), Cell(str(each.part)), Cell(str(each.whole)), Cell(formats.percent(each.ratio))),
            each.visits,
        )
        for each in figures.stock_outs
    ]


def _about_promises(figures: RegionFigures) -> str:
    return tr("{broken} of {due} due", broken=len(figures.broken), due=len(figures.due))


def _promise_columns() -> list[Column]:
    return [
        Column(tr("Whose"), width=90),
        Column(tr("Promise"), width=150, stretch=2),
        Column(tr("Dealer"), width=120, stretch=1),
        Column(tr("Due"), width=120),
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


def _about_missed(figures: RegionFigures) -> str:
    return tr(
        "{missed} of {agreed} visits agreed were not made by their day; judged up to each rep's last report",
        missed=len(figures.missed),
        agreed=len(figures.calls),
    )


def _missed_columns() -> list[Column]:
    return [
        Column(tr("Agreed for"), width=120),
        Column(tr("Dealer"), width=150, stretch=2),
        Column(tr("Rep"), width=110, stretch=1),
        Column(tr("Visited"), width=120),
        Column(tr("Days late"), Kind.NUMBER, width=86),
    ]


def _missed(figures: RegionFigures) -> list[Line]:
    return [
        Line(
            (
                Cell(formats.day(each.value.due)),
                Cell(each.value.agreed.dealer_name, each.value.agreed.dealer_local),
                Cell(each.value.agreed.rep),
                Cell(formats.day(each.value.made.day) if each.value.made else tr("not yet"), tone="text2"),
                Cell(formats.number(each.value.days_late)),
            ),
            each.visits,
        )
        for each in figures.missed
    ]


def _about_complaints(figures: RegionFigures) -> str:
    return tr("not settled at each dealer's last visit, the first due first")


def _complaint_columns() -> list[Column]:
    return [
        Column(tr("Number"), width=90),
        Column(tr("Facts"), width=150, stretch=2),
        Column(tr("Dealer"), width=120, stretch=1),
        Column(tr("In charge"), width=90, drop=1),
        Column(tr("Due"), width=120),
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
    Listing("prices", mark("Market prices"), about_prices, price_columns, price_lines),
    Listing("ageing", mark("Debts by age"), _about_debts, _debt_columns, _debts),
    Listing("missing", mark("Out of stock"), _about_missing, _missing_columns, _missing),
    Listing("promises", mark("Promises broken"), _about_promises, _promise_columns, _promises),
    Listing("missed", mark("Visits missed"), _about_missed, _missed_columns, _missed),
    Listing("complaints", mark("Complaints"), _about_complaints, _complaint_columns, _complaints),
)
"""All but the ranking, which has a room of its own."""
