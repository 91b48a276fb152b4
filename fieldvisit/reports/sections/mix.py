"""What sells at the dealer's: each product's share of the sell-out, and what the mix says of the range."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from fieldvisit.charts.shares import BAR_PITCH, Share, paint_shares
from fieldvisit.domain import formats
from fieldvisit.domain.language import tr
from fieldvisit.domain.product_mix import MixLine, ProductMix
from fieldvisit.reports.answers import Answer, Answers
from fieldvisit.reports.beside import TwoColumns
from fieldvisit.reports.flow import Block
from fieldvisit.reports.panels import Chart, in_figures
from fieldvisit.reports.spans import Span
from fieldvisit.reports.theme import BODY
from fieldvisit.reports.visit_content import VisitContent

_MOST_BARS = 8


def product_mix(content: VisitContent) -> list[Block]:
    """Bars left and figures right; nothing where nothing of the sell-out is known."""
    mix = content.figures.mix
    if mix is None or not mix.lines or not mix.sell_out_value:
        return []
    return [TwoColumns((_chart(content, mix),), (Answers(tuple(_figures(content, mix)), label_width=118),))]


def _chart(content: VisitContent, mix: ProductMix) -> Chart:
    lines = mix.lines[:_MOST_BARS]
    shares = [Share(content.product_name(line.product), line.share, formats.percent(line.share)) for line in lines]
    rest = sum((line.share for line in mix.lines[_MOST_BARS:] if line.share is not None), Decimal(0))
    if rest:
        name = tr("{count} others", count=len(mix.lines) - _MOST_BARS)
        shares.append(Share(name, rest, formats.percent(rest)))
    bars = tuple(shares)
    return Chart(
        lambda sheet, box: paint_shares(sheet, box, bars),
        BAR_PITCH * len(bars),
        tr("Share of own sell-out by value, %"),
        tr("sell-out since the last count: {value}", value=formats.money(mix.sell_out_value, content.minor)),
        in_figures(
            tr("Best seller is {product}.", product=content.product_name(lines[0].product)),
            ((bar.label, formats.with_percent(bar.shown)) for bar in bars),
        ),
    )


def _figures(content: VisitContent, mix: ProductMix) -> Iterable[Answer]:
    told = (
        (tr("Best sellers"), _names(content, mix.best)),
        (tr("Worst sellers"), _names(content, mix.worst)),
        (tr("Profitable products"), _percent(mix.profitable_share)),
        (tr("Unsaleable, dead stock"), _percent(mix.unsaleable_share)),
        (tr("Own share of sales"), _percent(mix.own_share)),
    )
    return (Answer(label, (Span(words, BODY),)) for label, words in told if words)


def _names(content: VisitContent, lines: Iterable[MixLine]) -> str:
    return formats.listed(content.product_name(line.product) for line in lines)


def _percent(share: Decimal | None) -> str:
    return "" if share is None else formats.with_percent(formats.percent(share))
