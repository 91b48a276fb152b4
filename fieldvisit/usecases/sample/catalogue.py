"""What Qinghe Brewing and Beverages sells: forty products in ranges, their list prices and their season."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Final

# code | name | Chinese name | range | units a case | purchase | resale | retail | shelf life, days | pull | core
_ROWS: Final = """
QH-1012|Lager 500 ml bottle|清禾拉格 500毫升瓶|Lager|12|3.20|3.60|5.00|270|16|core
QH-1024|Lager 330 ml can|清禾拉格 330毫升罐|Lager|24|2.45|2.75|3.80|360|14|core
QH-1016|Lager 500 ml can|清禾拉格 500毫升罐|Lager|12|3.35|3.75|5.20|360|7|
QH-1018|Lager Light 500 ml bottle|清禾清爽 500毫升瓶|Lager|12|2.80|3.15|4.50|270|5|
QH-1030|Lager 620 ml bottle|清禾经典 620毫升瓶|Lager|12|3.60|4.05|5.50|270|5|
QH-1036|Lager gift box 12 cans|清禾拉格礼盒 12罐|Lager|4|31.50|35.40|48.00|360|2|
QH-1104|Draft Fresh 500 ml can|清禾鲜啤 500毫升罐|Draft|12|4.50|5.05|7.00|120|5|
QH-1108|Draft Fresh 1 L can|清禾鲜啤 1升罐|Draft|12|8.40|9.40|13.00|120|6|core
QH-1116|Draft Raw 1.5 L|清禾原浆 1.5升|Draft|6|16.80|18.80|26.00|60|2|
QH-1120|Draft keg 20 L|清禾鲜啤 20升桶|Draft|1|132.00|148.00|198.00|60|3|
QH-1206|Wheat 330 ml can|清禾小麦 330毫升罐|Wheat|24|2.60|2.95|4.20|270|5|core
QH-1208|Wheat 500 ml bottle|清禾小麦 500毫升瓶|Wheat|12|4.10|4.60|6.50|270|3|
QH-1212|Wheat Unfiltered 1 L can|清禾浑浊小麦 1升罐|Wheat|12|9.80|11.00|15.00|180|2|
QH-1310|Dark 500 ml bottle|清禾黑啤 500毫升瓶|Dark|12|4.60|5.20|7.50|360|3|
QH-1314|Dark 330 ml can|清禾黑啤 330毫升罐|Dark|24|3.10|3.50|5.00|360|2|
QH-1320|Stout 330 ml bottle|清禾世涛 330毫升瓶|Dark|12|5.40|6.10|8.80|360|1|
QH-1405|Alcohol-free 330 ml can|清禾无醇 330毫升罐|Low alcohol|24|2.30|2.60|3.80|360|2|
QH-1408|Lychee Radler 330 ml can|清禾荔枝果啤 330毫升罐|Low alcohol|24|2.40|2.70|4.00|270|3|
QH-2005|Pure Water 550 ml|清禾纯净水 550毫升|Water|24|0.62|0.72|1.50|540|9|core
QH-2008|Pure Water 1.5 L|清禾纯净水 1.5升|Water|12|1.25|1.42|2.50|540|4|
QH-2012|Pure Water 4.5 L|清禾纯净水 4.5升|Water|4|3.90|4.45|7.00|540|3|
QH-2016|Mineral Water 500 ml|清禾矿泉水 500毫升|Water|24|0.95|1.08|2.00|540|4|
QH-2020|Sparkling Water 330 ml|清禾气泡水 330毫升|Water|24|1.70|1.95|3.50|360|3|
QH-2110|Lemon Soda 330 ml|清禾柠檬汽水 330毫升|Soda|24|1.48|1.68|2.50|360|7|core
QH-2114|Pear Soda 330 ml|清禾雪梨汽水 330毫升|Soda|24|1.48|1.68|2.50|360|4|
QH-2118|Orange Soda 330 ml|清禾橙味汽水 330毫升|Soda|24|1.48|1.68|2.50|360|5|
QH-2122|Cola 330 ml|清禾可乐 330毫升|Soda|24|1.48|1.68|2.50|360|4|
QH-2126|Lemon Soda 1.25 L|清禾柠檬汽水 1.25升|Soda|12|3.30|3.75|5.50|270|3|
QH-2203|Iced Tea 500 ml|清禾冰红茶 500毫升|Tea|15|1.90|2.15|3.00|365|7|core
QH-2205|Green Tea 500 ml|清禾绿茶 500毫升|Tea|15|1.90|2.15|3.00|365|6|
QH-2207|Plum Drink 1.25 L|清禾酸梅汤 1.25升|Tea|6|4.10|4.55|6.50|365|2|
QH-2209|Jasmine Tea 500 ml|清禾茉莉花茶 500毫升|Tea|15|2.05|2.30|3.50|365|4|
QH-2211|Oolong Tea sugar-free 500 ml|清禾无糖乌龙 500毫升|Tea|15|2.60|2.95|4.50|365|4|
QH-2215|Milk Tea 450 ml|清禾奶茶 450毫升|Tea|15|2.90|3.30|5.00|270|2|
QH-2304|Orange Juice 1 L|清禾橙汁 1升|Juice|12|5.80|6.50|9.00|240|3|
QH-2308|Peach Juice 500 ml|清禾水蜜桃汁 500毫升|Juice|15|2.70|3.05|4.50|240|3|
QH-2312|Coconut Water 330 ml|清禾椰子水 330毫升|Juice|24|3.20|3.60|5.50|300|2|
QH-2406|Electrolyte 500 ml|清禾电解质水 500毫升|Sport|15|2.40|2.70|4.00|365|4|
QH-2410|Energy 250 ml can|清禾能量 250毫升罐|Sport|24|3.00|3.40|5.00|540|3|
QH-2504|Soy Milk 250 ml|清禾豆奶 250毫升|Soy|24|1.60|1.82|2.80|180|3|
"""

# Share of an average month, January to December, in percent.
_SUMMER: Final = (55, 50, 70, 85, 110, 140, 165, 170, 120, 85, 70, 80)
_MILD: Final = (80, 80, 90, 100, 110, 120, 130, 130, 110, 90, 80, 80)
_WINTER: Final = (135, 140, 105, 95, 85, 80, 75, 75, 90, 100, 105, 115)
_EVEN: Final = (100,) * 12
_SEASONS: Final = {
    "Lager": _SUMMER, "Draft": _SUMMER, "Wheat": _SUMMER, "Low alcohol": _SUMMER, "Dark": _WINTER,
    "Water": _MILD, "Soda": _MILD, "Tea": _MILD, "Sport": _MILD, "Soy": _WINTER,
}  # fmt: skip

# The recent cut: the small sodas went from the one to the other, days before the sample's today.
CUT_FROM: Final = Decimal("1.52")
CUT_DAYS_AGO: Final = 5
_LAST_RISE_DAYS_AGO: Final = 300
_EARLIER_SHARE: Final = Decimal("0.96")
NEW_PRODUCTS: Final = {"QH-2020": 160, "QH-1408": 75, "QH-2312": 24}
"""Days ago that the latest additions came into the range."""


@dataclass(frozen=True, eq=False)
class Article:
    """A product with its current prices per unit; `pull` is how well it sells beside the others."""

    id: int
    code: str
    name: str
    name_local: str
    range: str
    case: int
    purchase: Decimal
    resale: Decimal
    retail: Decimal
    shelf_life: int
    pull: int
    core: bool

    @property
    def was_cut(self) -> bool:
        """Whether the recent cut was of its price."""
        return self.range == "Soda" and self.case == 24

    @cached_property
    def earlier_purchase(self) -> Decimal:
        """The list price before the last rise."""
        return (self.purchase * _EARLIER_SHARE).quantize(Decimal("0.01"))

    def season(self, day: date) -> float:
        """Demand of the month against an average one."""
        return _SEASONS.get(self.range, _EVEN)[day.month - 1] / 100


ARTICLES: Final = tuple(
    Article(
        id=index,
        code=code,
        name=name,
        name_local=local,
        range=line,
        case=int(case),
        purchase=Decimal(purchase),
        resale=Decimal(resale),
        retail=Decimal(retail),
        shelf_life=int(shelf),
        pull=int(pull),
        core=bool(core),
    )
    for index, (code, name, local, line, case, purchase, resale, retail, shelf, pull, core) in enumerate(
        (row.split("|") for row in _ROWS.strip().splitlines()), start=1
    )
)
BY_CODE: Final = {article.code: article for article in ARTICLES}


@dataclass(frozen=True)
class PricePeriod:
    """A list price and when it holds; `until` None: until further notice."""

    since: date
    until: date | None
    price: Decimal


def price_periods(article: Article, first_day: date, today: date) -> list[PricePeriod]:
    """The list prices of a product from before `first_day` up to `today`, oldest first."""
    rise = max(today - timedelta(days=_LAST_RISE_DAYS_AGO), first_day + timedelta(days=1))
    cut = today - timedelta(days=CUT_DAYS_AGO)
    prices = [(first_day - timedelta(days=30), article.earlier_purchase)]
    prices.append((rise, CUT_FROM if article.was_cut else article.purchase))
    if article.was_cut:
        prices.append((cut, article.purchase))
    ends = [since - timedelta(days=1) for since, _ in prices[1:]]
    return [PricePeriod(since, until, price) for (since, price), until in zip(prices, [*ends, None], strict=True)]


def price_on(periods: list[PricePeriod], day: date) -> Decimal:
    """The list price on a day; the oldest one for a day before them all."""
    return next((each.price for each in reversed(periods) if each.since <= day), periods[0].price)
