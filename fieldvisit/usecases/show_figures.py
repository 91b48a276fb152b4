"""Every calculated figure and flag of a visit as plain data and as lines: how anyone checks the arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from fieldvisit.domain import formats
from fieldvisit.domain.exceptions import exceptions
from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.figures import CompetitorRow, OrderRow, PriceRow, StockRow, VisitFigures, figures
from fieldvisit.domain.flags import Flag, Severity
from fieldvisit.domain.language import mark, tr
from fieldvisit.domain.prices import SIDES, SideFigures
from fieldvisit.domain.problems import problems
from fieldvisit.domain.ratio import to_places
from fieldvisit.domain.visit import Visit, VisitState

STATES = {VisitState.OPEN: mark("open"), VisitState.CLOSED: mark("closed")}
SEVERITIES = {Severity.RED: mark("red"), Severity.AMBER: mark("amber"), Severity.INFO: mark("info")}


def figures_shown(visit: Visit, facts: VisitFacts) -> dict[str, Any]:
    """All figures by step. Percentages are in percent, to 4 decimals; null is no value."""
    found = figures(visit, facts)
    return {
        "needed_days": found.needed_days,
        "prices": [_price(row) for row in found.prices.values()],
        "competitors": _competitors(visit, found),
        "inventory": [_stock(row) for row in found.stock.values()],
        "inventory_totals": {
            "stock_value": found.stock_value,
            "competitors_value": found.competitor_value,
            "own_share_percent": _percent(found.own_share),
            "price_protection": found.protection,
        },
        "order": _orders(visit, found),
        "order_totals": {
            "suggested": found.suggested_value,
            "accepted": found.order_value,
            "credit_after_order": found.credit_after_order,
        },
        "account": _account(found),
        "reconciliation": _books(found),
        "objectives": {row: _percent(achieved) for row, achieved in found.achieved.items()},
        "minutes_on_site": found.minutes_on_site,
        "flags": [_flag(flag) for flag in found.flags],
        "exceptions": [
            {
                "severity": line.severity.name.lower(),
                "title": line.title(),
                "figure": line.figure(),
                "rule": line.limit(),
                "action": line.action(),
                "step": line.step,
                "stake": line.stake,
            }
            for line in exceptions(found.flags)
        ],
        "problems": [{"at": point.address.text(), "sentence": str(point.sentence)} for point in problems(visit, found)],
    }


def lines_of(visit: Visit, facts: VisitFacts) -> Iterator[str]:
    """The same for reading: one block per step, a line per row, its flags beneath."""
    found = figures(visit, facts)
    name, named = f"{facts.dealer.name} {facts.dealer.name_local}".strip(), visit.number or visit.id
    yield f"{name}  {named}  {visit.day}  {tr(STATES[visit.state])}"
    yield tr("Prices: product, purchase, resale, retail, deviation %, others % (n), last %, spread %, dealer margin %")
    for row in found.prices.values():
        yield from _price_lines(row)
    for competitor in found.competitors.values():
        index, moved = formats.figure(competitor.index), formats.change(competitor.change)
        yield "  " + tr("price index {index}, change {change} %", index=index, change=moved)
    yield tr("Inventory: product, count, sell-out, per day, cover; order: demand, safety, wanted, cases, units, value")
    suggestions = {row.suggestion.product: row for row in found.order.values() if row.suggestion}
    for stock in found.stock.values():
        yield from _stock_lines(stock, suggestions.get(stock.figures.product))
    yield from _money_lines(found)


def _price_lines(row: PriceRow) -> Iterator[str]:
    calculated, retail = row.figures, row.figures.retail
    cells = [
        calculated.product,
        formats.unit_price(calculated.purchase),
        formats.unit_price(calculated.resale.observed),
        formats.unit_price(retail.observed),
        formats.change(retail.deviation),
        f"{formats.change(retail.against_others)} ({retail.others_count})",
        formats.change(retail.since_last),
        formats.percent(calculated.spread),
        formats.percent(calculated.dealer_margin),
    ]
    yield "  " + "  ".join(cells)
    yield from _flag_lines(row.flags)


def _stock_lines(row: StockRow, order: OrderRow | None) -> Iterator[str]:
    stock = row.figures
    suggestion = order.suggestion if order else None
    cells = [
        stock.product,
        formats.quantity(stock.entry.count),
        formats.quantity(stock.sell_out),
        formats.number(stock.daily, 4),
        formats.figure(stock.cover),
    ]
    if suggestion is not None:
        cells += [
            formats.number(suggestion.demand, 2),
            formats.number(suggestion.safety, 2),
            formats.number(suggestion.wanted, 2),
            str(suggestion.cases),
            formats.quantity(suggestion.units),
            formats.money(suggestion.value),
        ]
    yield "  " + "  ".join(cells)
    yield from _flag_lines(row.flags)


def _money_lines(found: VisitFigures) -> Iterator[str]:
    account = found.account
    yield tr("Account")
    for label, amount in (
        (tr("Unpaid amount"), account.unpaid),
        (tr("of which overdue"), account.overdue),
        (tr("Advance payments"), account.advance),
        (tr("Accounts receivable, net"), account.receivable),
        (tr("Credit available"), account.available),
        (tr("Order value"), found.order_value),
        (tr("Credit after order"), found.credit_after_order),
    ):
        yield f"  {label}: {formats.money(amount)}"
    yield "  " + tr("Debt by age") + ": " + " / ".join(formats.money(bucket) for bucket in account.ageing)
    if found.books is not None:
        books = found.books
        yield (
            f"  {formats.money(books.company)} − {formats.money(books.dealer)} = {formats.money(books.gap)} = "
            f"{formats.money(books.only_ours)} − ({formats.money(books.only_theirs)}) + "
            f"{formats.money(books.differences)}; " + tr("unexplained {rest}", rest=formats.as_money(books.unexplained))
        )
    yield from _flag_lines([flag for flag in found.flags if flag.address.step not in ("prices", "inventory")])


def _flag_lines(flags: list[Flag]) -> Iterator[str]:
    for flag in flags:
        yield f"    [{tr(SEVERITIES[flag.severity])}] {flag.sentence()}"


def _price(row: PriceRow) -> dict[str, Any]:
    calculated = row.figures
    return {
        "product": calculated.product,
        "purchase": calculated.purchase,
        **{side: _side(calculated.side(side)) for side in SIDES},
        "dealer_margin_percent": _percent(calculated.dealer_margin),
        "spread_percent": _percent(calculated.spread),
        "flags": [_flag(flag) for flag in row.flags],
    }


def _side(side: SideFigures) -> dict[str, Any]:
    return {
        "observed": side.observed,
        "recommended": side.band.recommended,
        "floor": side.band.floor,
        "ceiling": side.band.ceiling,
        "deviation_percent": _percent(side.deviation),
        "last": side.last,
        "since_last_percent": _percent(side.since_last),
        "others_count": side.others_count,
        "others_median": side.others_median,
        "others_percent": _percent(side.against_others),
    }


def _competitors(visit: Visit, found: VisitFigures) -> list[dict[str, Any]]:
    rows = {row.id: row for row in visit.step("prices").rows("competitors")}
    return [_competitor(rows[row_id].values.get("name"), row) for row_id, row in found.competitors.items()]


def _competitor(name: object, row: CompetitorRow) -> dict[str, Any]:
    return {"name": name, "last": row.last, "price_index": _rounded(row.index), "change_percent": _percent(row.change)}


def _stock(row: StockRow) -> dict[str, Any]:
    stock = row.figures
    return {
        "product": stock.product,
        "previous": stock.previous,
        "count": stock.entry.count,
        "sell_out": stock.sell_out,
        "daily": _rounded(stock.daily),
        "estimated_from_sell_in": stock.estimated,
        "cover_days": _rounded(stock.cover),
        "stock_to_sales": _rounded(stock.stock_to_sales),
        "value": stock.value,
        "turnover": _rounded(stock.turnover),
        "pace": stock.pace,
        "price_protection": row.protection,
        "flags": [_flag(flag) for flag in row.flags],
    }


def _orders(visit: Visit, found: VisitFigures) -> list[dict[str, Any]]:
    products = {row.id: row.values.get("product") for row in visit.step("sales").rows("order")}
    return [{"product": products[row_id], **_order(row)} for row_id, row in found.order.items()]


def _order(row: OrderRow) -> dict[str, Any]:
    line = row.suggestion
    suggested = line and {
        "daily": _rounded(line.daily),
        "protection_days": line.protection_days,
        "demand": _rounded(line.demand),
        "sigma": _rounded(line.sigma),
        "safety": _rounded(line.safety),
        "on_hand": line.on_hand,
        "on_order": line.on_order,
        "wanted": _rounded(line.wanted),
        "cases": line.cases,
        "units": line.units,
        "value": line.value,
    }
    return {"suggestion": suggested, "price": row.price, "accepted": row.accepted, "value": row.value}


def _account(found: VisitFigures) -> dict[str, Any]:
    account = found.account
    return {
        "unpaid": account.unpaid,
        "overdue": account.overdue,
        "advance": account.advance,
        "receivable": account.receivable,
        "ageing": list(account.ageing),
        "limit": account.limit,
        "undelivered": account.undelivered,
        "used": account.used,
        "available": account.available,
    }


def _books(found: VisitFigures) -> dict[str, Any] | None:
    books = found.books
    if books is None:
        return None
    return {
        "company": books.company,
        "dealer": books.dealer,
        "gap": books.gap,
        "only_ours": books.only_ours,
        "only_theirs": books.only_theirs,
        "differences": books.differences,
        "unexplained": books.unexplained,
        "lines": [
            {"kind": line.kind, "ours": line.key[0], "theirs": line.key[1], "confirmed": line.confirmed}
            for line in books.lines
        ],
    }


def _flag(flag: Flag) -> dict[str, Any]:
    return {
        "rule": flag.rule,
        "severity": flag.severity.name.lower(),
        "at": flag.address.text(),
        "short": str(flag.short),
        "sentence": flag.sentence(),
    }


def _percent(ratio: Decimal | None) -> Decimal | None:
    return None if ratio is None else _rounded(ratio * 100)


def _rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None else to_places(value, 4)
