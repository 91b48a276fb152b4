"""Own share of the dealer's inventory over the visits, with its arithmetic."""

from __future__ import annotations

from fieldvisit.charts.shares import BAR_PITCH, Share, paint_shares
from fieldvisit.domain import formats
from fieldvisit.domain.language import tr
from fieldvisit.reports.flow import Block
from fieldvisit.reports.panels import Chart, in_figures
from fieldvisit.reports.visit_content import VisitContent

_MOST_BARS = 5


def stock_share(content: VisitContent) -> list[Block]:
    """Bars of the last visits, today's highlighted; nothing while the competitors' stock is not estimated."""
    today = content.figures.own_share
    if today is None:
        return []
    earlier = content.facts.own_shares[-(_MOST_BARS - 1) :]
    shares = (
        *(Share(formats.short_day(each.day), each.share, formats.percent(each.share)) for each in earlier),
        Share(formats.short_day(content.visit.day), today, formats.percent(today), highlighted=True),
    )
    return [
        Chart(
            lambda sheet, box: paint_shares(sheet, box, shares),
            BAR_PITCH * len(shares),
            tr("Own share of inventory by value, %"),
            _arithmetic(content),
            in_figures(
                tr("Our share of the stock here is {share} %.", share=formats.percent(today)),
                ((share.label, formats.with_percent(share.shown)) for share in shares),
            ),
        )
    ]


def _arithmetic(content: VisitContent) -> str:
    figures = content.figures
    own, others = (formats.money(value, content.minor) for value in (figures.stock_value, figures.competitor_value))
    told = tr("{own} ÷ ({own} + {others}, the rep's estimate)", own=own, others=others)
    if figures.own_share_units is None:
        return told
    return formats.parted((told, tr("by units {share} %", share=formats.percent(figures.own_share_units))))
