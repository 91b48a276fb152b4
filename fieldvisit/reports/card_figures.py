"""The figures of the record card: the account with its ageing, and what was shipped month by month."""

from __future__ import annotations

from decimal import Decimal

from fieldvisit.charts.months import Month, paint_months
from fieldvisit.domain import formats
from fieldvisit.domain.language import tr
from fieldvisit.reports.ageing import ageing_bar
from fieldvisit.reports.card_content import CardContent
from fieldvisit.reports.flow import Block
from fieldvisit.reports.panels import Chart, Tile, Tiles
from fieldvisit.reports.theme import CAPTION, RED
from fieldvisit.reports.words import headline, paragraph

_BARS = 52.0


def account(content: CardContent) -> list[Block]:
    """Three figures and the credit that is left, over the bar of ages."""
    if not content.knows_accounts:
        unknown = tr("No open items were imported yet.")
        return [headline(tr("Account"), space_before=10), paragraph(unknown)]
    figures, alarm = content.visit.figures.account, CAPTION.bold().coloured(RED)
    money, late = content.money, figures.overdue > 0
    over = figures.available is not None and figures.available < 0
    paid = content.history.last_payment
    last = tr("last payment {amount} on {day}", amount=money(paid.value), day=paid.day) if paid else ""
    tiles = (
        Tile(
            tr("Unpaid amount"),
            money(figures.unpaid),
            tr("{amount} overdue", amount=money(figures.overdue)) if late else tr("nothing overdue"),
            alarm if late else CAPTION,
        ),
        Tile(tr("Advance payments"), money(figures.advance)),
        Tile(tr("Receivable, net"), money(figures.receivable), tr("unpaid − advance")),
        Tile(tr("Credit available"), money(figures.available), _credit(content, over=over), alarm if over else CAPTION),
    )
    as_of = tr("{currency}, as of {day}", currency=content.facts.dealer.currency, day=content.facts.day)
    note = formats.parted(each for each in (as_of, last) if each)
    return [headline(tr("Account"), note, space_before=10), Tiles(tiles, space_before=2), *ageing_bar(content.visit)]


def _credit(content: CardContent, *, over: bool) -> str:
    limit = content.visit.figures.account.limit
    if limit is None:
        return tr("no credit limit known")
    shown = content.money(limit)
    return tr("over the limit of {limit}", limit=shown) if over else tr("of {limit}", limit=shown)


def turnover(content: CardContent) -> list[Block]:
    """A bar for each of twelve months; the last one is not over."""
    history = content.history
    heading = headline(tr("Turnover by month"), _turnover_note(content), space_before=10)
    if history.turnover is None:
        return [heading, paragraph(tr("Nothing was shipped in the last twelve months."))]
    last = tr("to {day}", day=formats.short_day(content.facts.day))
    names = [*(formats.month(each.month) for each in history.months[:-1]), last]
    months = [
        Month(name, each.value, _whole(each.value), highlighted=name is last)
        for name, each in zip(names, history.months, strict=True)
    ]
    told = _told(content)
    return [
        heading,
        Chart(lambda sheet, box: paint_months(sheet, box, months), _BARS, alternative=told, space_before=2),
    ]


def _turnover_note(content: CardContent) -> str:
    history, currency = content.history, content.facts.dealer.currency
    if history.turnover is None:
        return ""
    amount = tr("{currency} {amount} net of returns", currency=currency, amount=content.money(history.turnover))
    active = tr("shipments in {count} of {all} months", count=history.active_months, all=len(history.months))
    ordered = history.last_order
    last = tr("last order on {day}", day=ordered.day) if ordered else ""
    return formats.parted(each for each in (amount, active, last) if each)


def _whole(value: Decimal | None) -> str:
    return formats.number(value, 0)


def _told(content: CardContent) -> str:
    """The months as a colleague would read them out."""
    months = content.history.months
    return formats.listed(f"{formats.month(each.month)} {content.money(each.value)}" for each in months)
