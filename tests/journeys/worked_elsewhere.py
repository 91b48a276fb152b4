"""The figures of the worked visit outside the window: as JSON of the command line, and as text of the reports."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pypdfium2

from tests.factories import worked_figures as oracle
from tests.factories.worked_figures import Figure
from tests.journeys.worked_in_window import number

_NAMES = {
    "QH-1012": "Lager 500 ml bottle",
    "QH-1024": "Lager 330 ml can",
    "QH-1108": "Draft Fresh 1 L can",
    "QH-1206": "Wheat 330 ml can",
    "QH-1310": "Dark 500 ml bottle",
    "QH-2005": "Pure Water 550 ml",
    "QH-2110": "Lemon Soda 330 ml",
    "QH-2114": "Pear Soda 330 ml",
    "QH-2203": "Iced Tea 500 ml",
    "QH-2207": "Plum Drink 1.25 L",
}


def assert_json(told: dict[str, Any], books: dict[str, Decimal] = oracle.CONFIRMED) -> None:
    """Every figure of the example stands in what `visit show` gives."""
    found = told["figures"]
    assert found["needed_days"] == 11
    for row in found["prices"]:
        _assert_price(row, oracle.PRICES[row["product"]])
    for row in found["inventory"]:
        _assert_stock(row)
    orders = {row["product"]: row for row in found["order"]}
    for code, wanted in oracle.ORDER.items():
        line = orders[code]["suggestion"]
        assert {key: _at(line[key], 2) for key in wanted._fields} == wanted._asdict(), code
    assert _at(orders["QH-1206"]["value"]) == oracle.WHEAT_ORDER
    assert {key: _at(found["account"][key]) for key in oracle.ACCOUNT} == oracle.ACCOUNT
    assert tuple(map(_at, found["account"]["ageing"])) == oracle.AGEING
    assert {key: _at(found["reconciliation"][key]) for key in books} == books
    assert _at(found["inventory_totals"]["price_protection"]) == oracle.PROTECTION
    assert _at(found["order_totals"]["suggested"]) == oracle.SUGGESTED
    _assert_rivals(found["competitors"])
    _assert_flags(found)


def _at(value: Any, places: int | None = None) -> Figure:
    if value is None:
        return None
    exact = Decimal(value)
    return exact if places is None else exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _assert_price(row: dict[str, Any], wanted: oracle.Price) -> None:
    side = row["retail"]
    assert wanted == (
        _at(row["purchase"]),
        _at(row["resale"]["observed"]),
        _at(side["observed"]),
        *(_at(side[key]) for key in ("recommended", "floor", "ceiling", "last", "others_median", "others_count")),
        *(_at(side[key], 1) for key in ("deviation_percent", "others_percent", "since_last_percent")),
        _at(row["spread_percent"], 1),
        _at(row["dealer_margin_percent"], 1),
    ), row["product"]


def _assert_stock(row: dict[str, Any]) -> None:
    wanted = oracle.STOCK.get(row["product"])
    if wanted is None:
        assert row["count"] is None
        assert row["sell_out"] is None
        return
    told = (_at(row["previous"]), _at(row["count"]), _at(row["sell_out"]), _at(row["daily"]), _at(row["cover_days"], 1))
    assert told == (wanted.before, wanted.counted, wanted.sell_out, wanted.daily, wanted.cover), row["product"]


def _assert_rivals(rows: list[dict[str, Any]]) -> None:
    told = [(_at(row["last"]), _at(row["price_index"], 1), _at(row["change_percent"], 1)) for row in rows]
    assert told == [(Decimal(last), Decimal(index), Decimal(moved)) for _, last, index, moved in oracle.RIVALS.values()]


def _assert_flags(found: dict[str, Any]) -> None:
    rules = {
        (step, row["product"]): {flag["rule"] for flag in row["flags"]}
        for step in ("prices", "inventory")
        for row in found[step]
    }
    for place, rule in oracle.FLAGS.items():
        assert rule in rules[place]
    assert {place for place, broken in rules.items() if broken - {"stock.price_protection"}} == set(oracle.FLAGS)


def text_of(pdf: bytes) -> str:
    """All words of a report, a space between any two."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [document[at].get_textpage().get_text_bounded() for at in range(len(document))]
    return " ".join(" ".join(pages).split())


def assert_report(text: str) -> None:
    """Every figure that the visit report tells of the example, product by product."""
    for code, price in oracle.PRICES.items():
        if code not in ("QH-2203", "QH-2207"):  # not looked at: named once, without figures
            assert _price_line(code, price) in text
    for code, stock in oracle.STOCK.items():
        assert _stock_line(code, stock) in text
    for code, order in oracle.ORDER.items():
        if order.cases:
            assert f"{number(order.units)} {number(order.units)} {order.cases} " in text, code
            assert f"{number(order.value, 2)}" in text, code
    for index, change in (("111.1", "−6.3"), ("106.1", "0.0")):
        assert f"{change} {index}" in text
    for amount in (*oracle.ACCOUNT.values(), *oracle.AGEING, oracle.PROTECTION, oracle.SUGGESTED, oracle.WHEAT_ORDER):
        assert number(amount, 2) in text
    assert_identity(text)


def _price_line(code: str, price: oracle.Price) -> str:
    cells = [number(each, 2) for each in (price.purchase, price.resale, price.retail)]
    compared = [
        number(price.deviation, 1, sign=True),
        number(price.others_median, 2),
        number(price.since_last, 1, sign=True),
        number(price.margin, 1),
        number(price.spread, 1),
    ]
    return " ".join([_NAMES[code], *cells, *compared])


def _stock_line(code: str, stock: oracle.Stock) -> str:
    units = (stock.before, stock.received, stock.returned, stock.counted, stock.sell_out)
    rest = (number(stock.daily and stock.daily.quantize(Decimal("0.1"), ROUND_HALF_UP), 1), number(stock.cover, 1))
    return " ".join([_NAMES[code], *map(number, units), *rest])


def assert_identity(text: str) -> None:
    """The equation of both books with the suggestion confirmed."""
    assert "106,386.00 − 85,450.00 = 20,936.00 = 11,426.00 − (−9,150.00) + 360.00" in text


def assert_annex(text: str) -> None:
    """The arithmetic of the suggestions in the order proposal."""
    for code, order in oracle.ORDER.items():
        if order.cases:
            daily, days = number(oracle.STOCK[code].daily, 4), 11
            start = [_NAMES[code], daily, str(days), number(order.demand, 2), number(order.sigma)]
            assert " ".join([*start, number(order.safety, 2)]) in text
            assert f"{number(order.wanted, 2)} " in text
