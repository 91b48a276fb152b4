"""What head office does and says: promotions with their material, news, instructions, competing products."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from fieldvisit.usecases.sample.catalogue import BY_CODE, Article
from fieldvisit.usecases.sample.customers import Customer

UMBRELLAS: Final = 60
"""Issued to the show-piece dealer."""


@dataclass(frozen=True)
class Campaign:
    """A promotion; `begins` and `ends` in days from today."""

    id: int
    code: str
    name: str
    begins: int
    ends: int
    product: str
    material: str
    uplift: str
    tiers: tuple[str, ...] = ()


CAMPAIGNS: Final = (
    Campaign(1, "PR-UMB", "Summer terrace umbrellas", -75, 5, "", "Umbrellas", "", ("distributor", "terminal")),
    Campaign(2, "PR-WHT", "Wheat 330 ml can, second case half price", -20, 26, "QH-1206", "Shelf talkers", "1.3"),
    Campaign(3, "PR-TEA", "Jasmine Tea, win on the cap", -4, 60, "QH-2209", "Posters", "1.15"),
    Campaign(4, "PR-GFT", "Lager gift box, festival stacks", 14, 45, "QH-1036", "Display stands", "1.4"),
    Campaign(5, "PR-SOD", "Soda tasting weekends", -200, -140, "QH-2110", "Tasting cups", "1.2"),
)

NEWS: Final = (
    (-3, "Rebate of the quarter", "1.5 % from 150,000 net sales, paid as a credit note"),
    (-18, "Cooler programme", "second cooler from 20 cases a week, deposit 800"),
    (-46, "Return of empty bottles", "0.30 a bottle, collected with the next delivery"),
    (-110, "Terms of payment", "30 days net; over 60 days overdue no delivery"),
)
"""Days from today, title, what is new."""

INSTRUCTIONS: Final = (
    ("D-00318", -10, "Find out why the orders are unstable and report it to Zhao Heng"),
    ("D-00318", -4, "Collect at least 30,000 of the overdue amount"),
    ("D-00305", -12, "No delivery before the invoices over 90 days are agreed"),
    ("D-00104", -20, "Offer the second cooler"),
    ("D-00127", -9, "Get the promise to pay in writing"),
    ("D-00246", -8, "Check the shelf of Pure Water at every call"),
)
"""Dealer, days from today, what is to be done."""


@dataclass(frozen=True)
class Rival:
    """A competitor's product, with what it usually costs in the shop."""

    brand: str
    name: str
    against: str
    price: str

    @property
    def article(self) -> Article:
        """The own product it competes with."""
        return BY_CODE[self.against]


RIVALS: Final = (
    Rival("Jiangyue", "Jiangyue 500 ml", "QH-1012", "4.80"),
    Rival("Baima", "Baima 330 ml can", "QH-1024", "3.30"),
    Rival("Baima", "Baima Fresh 1 L", "QH-1108", "12.80"),
    Rival("Xueshan", "Xueshan Water 550 ml", "QH-2005", "1.50"),
    Rival("Guodu", "Guodu Lemon 330 ml", "QH-2110", "2.30"),
    Rival("Chaye", "Chaye Iced Tea 500 ml", "QH-2203", "3.00"),
)
SHOWPIECE_RIVALS: Final = 2
"""The show-piece dealer stocks the first ones only."""


def issued(customer: Customer, campaign: Campaign) -> Decimal | None:
    """Units of material handed to a dealer; None for one who got none."""
    if customer.is_showpiece and campaign.code == "PR-UMB":
        return Decimal(UMBRELLAS)
    carries = not campaign.product or BY_CODE[campaign.product] in customer.carried
    if campaign.begins > 0 or not carries or (campaign.tiers and customer.kind.tier not in campaign.tiers):
        return None
    return Decimal(max(1, min(8, customer.yearly // 40_000)) * 10)


def rival_price(rival: Rival, customer: Customer, day: date, today: date) -> Decimal:
    """What a competing product costs at a dealer's on a day: some fell in the last fortnight."""
    usual = Decimal(rival.price) + Decimal("0.1") * (customer.id % 3 - 1) * (not customer.is_showpiece)
    fell = rival.brand == "Jiangyue" and customer.market == "Suzhou East" and (today - day).days <= 6
    return usual - Decimal("0.3") if fell else usual


def period(campaign: Campaign, today: date) -> tuple[date, date]:
    """First and last day of a promotion."""
    return today + timedelta(days=campaign.begins), today + timedelta(days=campaign.ends)
