"""Who the dealers of the sample are: the first twenty by hand, the rest made up, each with its way of trading."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Final, Literal

from fieldvisit.usecases.sample.catalogue import ARTICLES, BY_CODE, Article
from fieldvisit.usecases.sample.names import KINDS, Kind, made_up

Habit = Literal["steady", "erratic", "sparse", "lost", "new", "prospect"]
Payer = Literal["prompt", "slow", "late"]

MARKETS: Final = ("Suzhou East", "Suzhou West", "Kunshan")
# Where the shops of a market lie around: a little east and west of the old town, and the next city.
CENTRES: Final = {"Suzhou East": (31.318, 120.715), "Suzhou West": (31.303, 120.545), "Kunshan": (31.385, 120.958)}
SHOWPIECE: Final = "D-00318"
SOLD_OUT: Final = ("D-00246", "QH-2005")
"""The dealer that had none of a product at the last count."""
INTERVALS: Final = {"EI": 7, "EII": 7, "EIII": 14, "EIV": 30, "PI": 7, "PII": 14}

# code | name | Chinese name | short Chinese name | kind | class | sales of 12 months | habit | payer | opening hours
_NAMED: Final = """
D-00318|Shengyuan Trading|盛源商贸有限公司|盛源商贸|trading|EII|412300|erratic|prompt|14:00-18:00
D-00104|Lianhe Drinks|联禾饮品批发|联禾饮品|wholesale|EI|618400|steady|prompt|09:00-18:00
D-00127|Jinhe Catering|锦禾餐饮供应|锦禾餐饮|catering|EI|486900|steady|slow|10:00-18:00
D-00233|Derun Grocery|德润副食商行|德润副食|grocery|EIII|76900|steady|prompt|08:30-19:00
D-00471|Yunqi Convenience|云栖便利连锁|云栖便利|mart|PI|0|prospect|prompt|09:30-17:00
D-00259|Hongli Tobacco & Drinks|鸿利烟酒|鸿利烟酒|liquor|EIV|31700|sparse|slow|09:00-21:00
D-00246|Tianyi Mini-mart|天怡小超市|天怡超市|mart|EIII|88400|steady|prompt|08:00-22:00
D-00262|Xinrong Store|信荣商店|信荣商店|store|EIV|24300|sparse|late|08:00-10:30
D-00141|Runze Beverage|润泽饮料经营部|润泽饮料|beverage|EI|355200|steady|prompt|08:30-17:30
D-00305|Donghu Foods|东湖食品|东湖食品|wholesale|EII|268700|erratic|late|08:00-17:00
D-00152|Mingcheng Trade|茗成批发|茗成批发|wholesale|EI|241500|steady|slow|08:00-18:00
D-00270|Hexin Liquor|和欣酒行|和欣酒行|liquor|EIV|71200|sparse|slow|09:00-20:00
D-00212|Yulin Canteen|育林食堂供应|育林食堂|canteen|EIII|58600|steady|prompt|07:00-15:00
D-00224|Beian Supermarket|北岸超市|北岸超市|supermarket|EIII|49800|steady|prompt|08:00-21:30
D-00281|Kangle Store|康乐商店|康乐商店|store|EIV|44100|sparse|slow|07:30-20:00
D-00238|Fulai Grocery|福来副食|福来副食|grocery|EIII|38500|steady|prompt|08:00-18:00
D-00251|Qiaotou Kiosk|桥头便民店|桥头便民|kiosk|EIII|19800|steady|prompt|07:00-22:00
D-00293|Shunda Drinks|顺达饮品|顺达饮品|wholesale|EIV|16200|lost|late|08:00-17:00
D-00255|Laowang Snacks|老王小吃|老王小吃|snacks|EIII|9700|steady|prompt|10:00-22:00
D-00466|Chunhe Night Market|春和夜市|春和夜市|snacks||21400|new|prompt|16:00-23:30
"""
_FIRST_EAST: Final = 8  # the dealers of today's route are neighbours

# class, habit, payer, lowest and highest sales of 12 months; how often in the mix of made-up dealers
_MIX: Final[tuple[tuple[str, Habit, Payer, int, int], ...]] = (
    ("EIII", "steady", "prompt", 9_000, 60_000),
    ("EIV", "sparse", "slow", 6_000, 48_000),
    ("EIII", "steady", "slow", 12_000, 70_000),
    ("EIV", "erratic", "late", 10_000, 60_000),
    ("EIII", "steady", "prompt", 8_000, 52_000),
    ("EI", "steady", "prompt", 120_000, 260_000),
    ("EIV", "sparse", "prompt", 5_000, 30_000),
    ("", "new", "prompt", 15_000, 60_000),
    ("EII", "erratic", "slow", 110_000, 210_000),
    ("EIV", "lost", "late", 12_000, 70_000),
    ("EIII", "steady", "prompt", 10_000, 55_000),
    ("PII", "prospect", "prompt", 0, 0),
    ("EIV", "sparse", "slow", 7_000, 36_000),
)
_LARGE: Final = tuple(place for place, mix in enumerate(_MIX) if mix[3] >= 100_000)
_SMALL: Final = ("kiosk", "snacks", "store", "mart", "canteen")
_SHOWN: Final = (
    "QH-1012", "QH-1024", "QH-1108", "QH-1310", "QH-2005", "QH-2110", "QH-2114", "QH-2203", "QH-2207",
)  # fmt: skip


@dataclass(eq=False)
class Customer:
    """A dealer of the sample and how it trades; `yearly` are its purchases of 12 months in CNY."""

    id: int
    code: str
    name: str
    local: str
    short: str
    kind: Kind
    label: str
    yearly: int
    habit: Habit
    payer: Payer
    hours: str
    market: str
    carried: tuple[Article, ...] = ()
    contacts: tuple[tuple[str, str], ...] = ()
    payment_days: int = 30
    credit_limit: Decimal | None = None
    bought: Decimal = Decimal(0)
    """Ordered in the last twelve months, in CNY."""
    rng: Random = field(default_factory=Random)

    @property
    def interval(self) -> int:
        """Days between two visits, by class."""
        return INTERVALS.get(self.label, 30 if self.habit != "new" else 14)

    @property
    def lead_time(self) -> int:
        """Days from an order to its delivery."""
        return {"Suzhou East": 4, "Suzhou West": 3, "Kunshan": 5}[self.market]

    @property
    def consumers_only(self) -> bool:
        """Whether it sells to consumers alone."""
        return self.kind.tier in ("retailer", "terminal")

    @property
    def is_showpiece(self) -> bool:
        """Whether it is the dealer of the worked visit."""
        return self.code == SHOWPIECE


def dealers_of_sample(count: int, seed: int) -> list[Customer]:
    """`count` dealers; the first twenty are always the same ones."""
    named = [_named(index, row.split("|")) for index, row in enumerate(_NAMED.strip().splitlines()[:count])]
    made = [_made(index, seed) for index in range(len(named), count)]
    customers = [*named, *made]
    for customer in customers:
        customer.rng = Random(f"{seed}/{customer.code}")
        customer.carried = _range_of(customer)
    return customers


def _named(index: int, cells: list[str]) -> Customer:
    code, name, local, short, kind, label, yearly, habit, payer, hours = cells
    return Customer(
        id=index + 1,
        code=code,
        name=name,
        local=local,
        short=short,
        kind=KINDS[kind],
        label=label,
        yearly=int(yearly),
        habit=habit,  # type: ignore[arg-type]  # the table above holds only these
        payer=payer,  # type: ignore[arg-type]  # as above
        hours=hours,
        market=MARKETS[0] if index < _FIRST_EAST else MARKETS[index % 3],
    )


def _made(index: int, seed: int) -> Customer:
    rng = Random(f"{seed}/made/{index}")
    name, local, kind = made_up(index)
    label, habit, payer, low, high = _MIX[0 if kind in _SMALL and index % len(_MIX) in _LARGE else index % len(_MIX)]
    return Customer(
        id=index + 1,
        code=f"D-{1000 + index * 3:05}",
        name=name,
        local=local,
        short=local[:4],
        kind=KINDS[kind],
        label=label,
        yearly=rng.randint(low // 100, high // 100) * 100,
        habit=habit,
        payer=payer,
        hours=rng.choice(("08:00-18:00", "08:30-17:30", "09:00-20:00", "07:30-21:00", "10:00-22:00")),
        market=MARKETS[index % 3],
    )


def _range_of(customer: Customer) -> tuple[Article, ...]:
    if customer.is_showpiece:
        return tuple(BY_CODE[code] for code in _SHOWN)
    if customer.habit == "prospect":
        return ()
    wanted = 4 + min(14, customer.yearly // 16_000)
    core = [article for article in ARTICLES if article.core]
    likely = 0.96 if customer.yearly >= 100_000 else 0.75
    listed = [article for article in core if customer.rng.random() < likely][:wanted]
    if customer.code == SOLD_OUT[0]:
        listed = [BY_CODE[SOLD_OUT[1]], *(each for each in listed if each.code != SOLD_OUT[1])]
    rest = [article for article in ARTICLES if not article.core]
    while len(listed) < wanted:
        listed.append(rest.pop(customer.rng.choices(range(len(rest)), [each.pull for each in rest])[0]))
    return tuple(sorted(listed, key=lambda article: article.id))
