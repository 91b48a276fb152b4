"""What must come out of the worked visit, computed independently of the application. Percentages are in percent."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

Figure = Decimal | None

_PRICES = """\
QH-1012  3.20 3.60 5.00  5.00  4.80  5.50  5.00  5.00  6  0.0  0.0  0.0  36.0 11.1
QH-1024  2.45 2.75 3.50  3.80  3.60  4.20  3.80  3.80  5  -7.9 -7.9 -7.9 30.0 10.9
QH-1108  8.40 9.40 13.50 13.00 12.50 14.00 13.00 13.20 4  3.8  2.3  3.8  37.8 10.6
QH-1206  2.60 -    -     4.20  4.00  4.60  -     4.20  3  -    -    -    -    -
QH-1310  4.60 5.20 7.50  7.50  7.20  8.20  7.00  7.50  3  0.0  0.0  7.1  38.7 11.5
QH-2005  0.62 0.72 1.50  1.50  1.40  2.00  1.50  -     2  0.0  -    0.0  58.7 13.9
QH-2110  1.48 1.68 2.50  2.50  2.40  3.00  2.50  2.50  7  0.0  0.0  0.0  40.8 11.9
QH-2114  1.48 1.45 2.40  2.50  2.40  3.00  2.50  2.50  6  -4.0 -4.0 -4.0 38.3 -2.1
QH-2203  1.90 -    -     3.00  2.80  3.50  3.00  3.00  6  -    -    -    -    -
QH-2207  4.10 -    -     6.50  6.20  7.00  6.50  6.50  3  -    -    -    -    -
"""
_STOCK = """\
QH-1012 1152 720 0 500  1372 183.0000 2.7
QH-1024 1248 960 0 1500 708  107.0000 14.0
QH-1108 216  0   0 114  102  15.0000  7.6
QH-1310 144  0   0 180  -36  6.0000   30.0
QH-2005 480  0   0 0    480  66.0000  0.0
QH-2110 1248 0   0 960  288  42.0000  22.9
QH-2114 2124 0   0 2088 36   7.0000   298.3
QH-2203 360  300 0 185  475  60.0000  3.1
QH-2207 66   0   0 66   0    0.5952   110.9
"""
_ORDER = """\
QH-1012 22 0    2013.00 120.03 1633.03 137 1644 5260.80
QH-1024 14 2400 1177.00 76.38  0.00    0   0    0.00
QH-1108 3  0    165.00  16.37  67.37   6   72   604.80
QH-1310 1  0    66.00   5.46   0.00    0   0    0.00
QH-2005 9  0    726.00  49.10  775.10  33  792  491.04
QH-2110 6  0    462.00  32.74  0.00    0   0    0.00
QH-2114 1  0    77.00   5.46   0.00    0   0    0.00
QH-2203 8  0    660.00  43.65  518.65  35  525  997.50
QH-2207 1  0    6.55    5.46   0.00    0   0    0.00
"""
COUNTED = {
    "QH-1012": "41c+8",
    "QH-1024": "62c+12",
    "QH-1108": "9c+6",
    "QH-1310": "15c",
    "QH-2005": "0",
    "QH-2110": "40c",
    "QH-2114": "87c",
    "QH-2203": "12c+5",
    "QH-2207": "11c",
}
"""What the rep types into the count."""
ORDERED = {"QH-1206": "20c"}
"""What is ordered by hand; every other line is the suggestion."""
RIVALS = {"Jiangyue": ("4.50", "4.80", "111.1", "-6.3"), "Baima": ("3.30", "3.30", "106.1", "0.0")}
"""Price, last price, price index and change of the competing products."""
FLAGS = {
    ("prices", "QH-1024"): "price.below_floor",
    ("prices", "QH-1108"): "price.deviation",
    ("prices", "QH-1206"): "price.not_carried",
    ("prices", "QH-1310"): "price.changed",
    ("prices", "QH-2114"): "price.below_cost",
    ("inventory", "QH-1012"): "stock.risk",
    ("inventory", "QH-1108"): "stock.risk",
    ("inventory", "QH-2203"): "stock.risk",
    ("inventory", "QH-2005"): "stock.out",
    ("inventory", "QH-1310"): "stock.negative",
    ("inventory", "QH-2114"): "stock.over",
    ("inventory", "QH-2207"): "stock.over",
}
"""One rule that must be broken where one is, by step and product."""
BOOK = (
    ("INV-26-0611", "2026-06-12", "12400"),
    ("INV-26-0655", "2026-06-26", "9860"),
    ("INV-26-0702", "2026-07-10", "14220"),
    ("INV-26-0738", "2026-07-24", "16120"),
    ("INV-26-0781", "2026-08-07", "11900"),
    ("INV-26-0819", "2026-08-21", "21340"),
    ("SY-2209", "2026-09-03", "18760"),
    ("PRE-0903", "2026-09-03", "-10000"),
    ("PAY-0912", "2026-09-12", "-8000"),
    ("CLM-07", "2026-06-30", "-1150"),
)
"""The dealer's book as the rep types it."""
OVERDUE = {
    "INV-26-0402": 128,
    "INV-26-0611": 65,
    "INV-26-0655": 51,
    "INV-26-0702": 37,
    "INV-26-0738": 23,
    "INV-26-0781": 9,
    "INV-26-0819": None,
    "INV-26-0850": None,
    "INV-26-0866": None,
}
"""Days overdue of each invoice, none while not due."""
ACCOUNT = {
    "unpaid": Decimal("116386.00"),
    "overdue": Decimal("71060.00"),
    "advance": Decimal("10000.00"),
    "receivable": Decimal("106386.00"),
    "limit": Decimal("120000.00"),
    "undelivered": Decimal("5880.00"),
    "used": Decimal("112266.00"),
    "available": Decimal("7734.00"),
}
AGEING = tuple(Decimal(each) for each in ("45326.00", "28380.00", "24080.00", "12400.00", "6200.00"))
CONFIRMED = {
    "company": Decimal("106386.00"),
    "dealer": Decimal("85450.00"),
    "gap": Decimal("20936.00"),
    "only_ours": Decimal("11426.00"),
    "only_theirs": Decimal("-9150.00"),
    "differences": Decimal("360.00"),
    "unexplained": Decimal("0.00"),
}
"""Both books with the suggestion confirmed."""
UNCONFIRMED = CONFIRMED | {"only_ours": Decimal("30186.00"), "only_theirs": Decimal("9610.00")}
PROTECTION = Decimal("121.92")
SUGGESTED = Decimal("7354.14")
WHEAT_ORDER = Decimal("1248.00")


class Price(NamedTuple):
    purchase: Figure
    resale: Figure
    retail: Figure
    recommended: Figure
    floor: Figure
    ceiling: Figure
    last: Figure
    others_median: Figure
    others_count: Figure
    deviation: Figure
    against_others: Figure
    since_last: Figure
    spread: Figure
    margin: Figure


class Stock(NamedTuple):
    before: Figure
    received: Figure
    returned: Figure
    counted: Figure
    sell_out: Figure
    daily: Figure
    cover: Figure


class Order(NamedTuple):
    sigma: Figure
    on_order: Figure
    demand: Figure
    safety: Figure
    wanted: Figure
    cases: Figure
    units: Figure
    value: Figure


def _rows(text: str) -> dict[str, list[Figure]]:
    lines = [line.split() for line in text.splitlines()]
    return {code: [None if cell == "-" else Decimal(cell) for cell in cells] for code, *cells in lines}


PRICES = {code: Price(*cells) for code, cells in _rows(_PRICES).items()}
STOCK = {code: Stock(*cells) for code, cells in _rows(_STOCK).items()}
ORDER = {code: Order(*cells) for code, cells in _rows(_ORDER).items()}
