"""Price lists, price policies and promotions, each with its period."""

from __future__ import annotations

from fieldvisit.domain.language import mark
from fieldvisit.exchange.kinds import headings
from fieldvisit.exchange.kinds.declaring import Column, Holds, Kind


def _product(*, needed: bool = True) -> Column:
    return Column(
        key="product",
        label=mark("Product code"),
        holds=Holds.CODE,
        needed=needed,
        names=("product code", *headings.PRODUCT_CODE, "code", "编码"),
    )


_MARKET = Column(key="market", label=mark("Market"), names=headings.MARKET)
_VALID_FROM = Column(key="valid_from", label=mark("Valid from"), holds=Holds.DAY, weight=3, names=headings.VALID_FROM)
_VALID_TO = Column(
    key="valid_to", label=mark("Valid to"), holds=Holds.DAY, endless=True, weight=2, names=headings.VALID_TO
)

PRICE_LISTS = Kind(
    key="price_lists",
    label=mark("Price lists"),
    names=("price", "pricelist", "price list", "tariff", "价格", "价格表", "报价", "preis"),
    columns=(
        _product(),
        Column(key="price", label=mark("Purchase price"), holds=Holds.PRICE, needed=True, names=headings.UNIT_PRICE),
        Column(
            key="price_list",
            label=mark("Price list"),
            weight=2,
            names=("price list", "price list name", "price group", "list", "list name", "价格表", "价格组", "价目表"),
        ),
        _MARKET,
        _VALID_FROM,
        _VALID_TO,
    ),
)


def _policy(level: str, bound: str, label: str, *names: str) -> Column:
    return Column(key=f"{level}_{bound}", label=label, holds=Holds.PRICE, weight=2, names=names)


PRICE_POLICIES = Kind(
    key="price_policies",
    label=mark("Price policies"),
    names=("policy", "policies", "price policy", "price control", "价格政策", "限价", "控价"),
    needs_one=(
        (
            "retail_recommended",
            "retail_floor",
            "retail_ceiling",
            "resale_recommended",
            "resale_floor",
            "resale_ceiling",
            "minimum_margin",
        ),
    ),
    columns=(
        _product(),
        Column(
            key="code",
            label=mark("Policy"),
            holds=Holds.CODE,
            names=("policy", "policy code", "policy no", "政策编号", "政策"),
        ),
        _MARKET,
        _VALID_FROM,
        _VALID_TO,
        _policy(
            "retail",
            "recommended",
            mark("Recommended retail price"),
            "retail recommended",
            "recommended",
            "recommended price",
            "rrp",
            "srp",
            "msrp",
            "suggested retail price",
            "建议零售价",
            "零售指导价",
            "指导价",
            "标准零售价",
            "零售价",
        ),
        _policy(
            "retail",
            "floor",
            mark("Lowest retail price"),
            "retail floor",
            "floor",
            "price floor",
            "minimum retail price",
            "minimum price",
            "lowest price",
            "最低零售价",
            "零售最低价",
            "最低限价",
            "零售底价",
            "最低价",
        ),
        _policy(
            "retail",
            "ceiling",
            mark("Highest retail price"),
            "retail ceiling",
            "ceiling",
            "price ceiling",
            "maximum retail price",
            "maximum price",
            "highest price",
            "最高零售价",
            "零售最高价",
            "最高限价",
            "最高价",
        ),
        _policy(
            "resale",
            "recommended",
            mark("Recommended resale price"),
            "resale recommended",
            "wholesale price",
            "resale price",
            "recommended wholesale price",
            "建议批发价",
            "批发指导价",
            "二批价",
            "分销价",
            "建议分销价",
        ),
        _policy(
            "resale",
            "floor",
            mark("Lowest resale price"),
            "resale floor",
            "minimum resale price",
            "minimum wholesale price",
            "最低批发价",
            "批发最低价",
            "最低分销价",
            "分销最低价",
        ),
        _policy(
            "resale",
            "ceiling",
            mark("Highest resale price"),
            "resale ceiling",
            "maximum resale price",
            "maximum wholesale price",
            "最高批发价",
            "批发最高价",
            "最高分销价",
            "分销最高价",
        ),
        Column(
            key="minimum_margin",
            label=mark("Minimum dealer margin"),
            holds=Holds.PERCENT,
            names=(
                "minimum margin",
                "min margin",
                "margin minimum",
                "minimum dealer margin percent",
                "最低毛利率",
                "最低利润率",
                "最低差价率",
            ),
        ),
    ),
)

PROMOTIONS = Kind(
    key="promotions",
    label=mark("Promotions"),
    names=("promotion", "promo", "campaign", "促销", "活动"),
    columns=(
        Column(
            key="code",
            label=mark("Promotion code"),
            holds=Holds.CODE,
            needed=True,
            weight=2,
            names=(
                "promotion",
                "promotion id",
                "promotion no",
                "promo code",
                "campaign code",
                "活动编号",
                "促销编号",
                "活动编码",
                "促销编码",
                "活动代码",
            ),
        ),
        Column(
            key="name",
            label=mark("Promotion"),
            needed=True,
            names=(
                "promotion name",
                "promo name",
                "campaign",
                "name",
                "title",
                "活动名称",
                "促销名称",
                "促销活动",
                "名称",
            ),
        ),
        Column(key="valid_from", label=mark("Valid from"), holds=Holds.DAY, needed=True, names=headings.VALID_FROM),
        _VALID_TO,
        _product(needed=False),
        _MARKET,
        Column(
            key="material",
            label=mark("Material"),
            names=("material", "promotion material", "pop", "物料", "促销物料", "宣传物料"),
        ),
        Column(
            key="uplift",
            label=mark("Uplift"),
            holds=Holds.UPLIFT,
            names=("uplift", "demand uplift", "factor", "增长系数", "提升系数", "预计提升"),
        ),
    ),
)
