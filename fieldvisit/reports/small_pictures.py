"""Pictures a row high, each with the sentence that stands for it where it cannot be seen."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from fieldvisit.charts.achieved import Achieved, paint_achieved
from fieldvisit.charts.corridor import Corridor, paint_corridor
from fieldvisit.charts.cover import Cover, paint_cover
from fieldvisit.charts.spark import Spark, paint_spark
from fieldvisit.charts.target import Role
from fieldvisit.domain import formats
from fieldvisit.domain.language import tr
from fieldvisit.domain.prices import SideFigures
from fieldvisit.reports.columns import Picture


def corridor_of(figures: SideFigures, mark: Role = Role.INK) -> Corridor:
    """A price in the corridor of its policy."""
    band = figures.band
    return Corridor(figures.observed, band.floor, band.recommended, band.ceiling, mark)


def corridor_picture(figures: SideFigures, mark: Role) -> Picture:
    """Where the price stands; the ends of the corridor are told, which no other cell does."""
    corridor = corridor_of(figures, mark)
    return Picture(lambda sheet, box: paint_corridor(sheet, box, corridor), 50, corridor_words(corridor))


def spark_picture(values: Sequence[Decimal | None], mark: Role) -> Picture:
    """The last prices as a line; nothing with fewer than two."""
    spark = Spark(tuple(values), mark)
    return Picture(lambda sheet, box: paint_spark(sheet, box, spark), 32, prices_words(values))


def cover_picture(cover: Cover) -> Picture:
    """Days of cover against those that are needed and allowed."""
    return Picture(lambda sheet, box: paint_cover(sheet, box, cover), 60, _cover_words(cover))


def achieved_picture(share: Decimal | None) -> Picture:
    """The share of an objective that was achieved, against the line of 100 %."""
    words = "" if share is None else tr("{share} % of the target", share=formats.percent(share))
    return Picture(lambda sheet, box: paint_achieved(sheet, box, Achieved(share)), 74, words)


def corridor_words(corridor: Corridor) -> str:
    """Where a price stands as a sentence; empty where the policy is silent."""
    if corridor.floor is None and corridor.ceiling is None and corridor.recommended is None:
        return ""
    floor, ceiling = formats.unit_price(corridor.floor), formats.unit_price(corridor.ceiling)
    price, recommended = formats.unit_price(corridor.value), formats.unit_price(corridor.recommended)
    if corridor.value is None:
        return tr("No price; {floor} to {ceiling} allowed, {recommended} recommended.", floor=floor, ceiling=ceiling,
                  recommended=recommended)  # fmt: skip
    if corridor.outside:
        return tr("{price} is outside {floor} to {ceiling}; {recommended} is recommended.", price=price, floor=floor,
                  ceiling=ceiling, recommended=recommended)  # fmt: skip
    return tr("{price} is within {floor} to {ceiling}; {recommended} is recommended.", price=price, floor=floor,
              ceiling=ceiling, recommended=recommended)  # fmt: skip


def prices_words(values: Sequence[Decimal | None]) -> str:
    """The prices as a sentence; empty with fewer than two."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return ""
    return tr(
        "The last {count} prices, oldest first: {prices}.",
        count=len(values),
        prices=formats.listed(map(formats.unit_price, values)),
    )


def _cover_words(cover: Cover) -> str:
    if cover.days is None:
        return ""
    days, allowed = formats.figure(cover.days), formats.number(cover.limit)
    needed = formats.number(cover.needed)
    return tr("{days} days of cover; {needed} needed, {allowed} allowed.", days=days, needed=needed, allowed=allowed)
