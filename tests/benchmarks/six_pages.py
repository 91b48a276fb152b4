"""The visit whose report is measured: 6 pages in Chinese with 150 rows, two charts and six photos."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from io import BytesIO

from PIL import Image, ImageFilter

from fieldvisit.domain.facts import PriceBand, PriceObservation, PricePolicy, ProductFacts, VisitFacts
from fieldvisit.domain.visit import Mark, Origin, Row, Visit
from tests.factories.visits import DAY, worked_visit

PRODUCTS = 50
PHOTOS = 6
ROWS = 3 * PRODUCTS
_GOODS = ("乌龙茶", "拉格啤酒", "柠檬汽水", "矿泉水", "黑啤酒", "梨汁汽水", "小麦啤酒", "青梅饮料", "冰红茶", "椰子汁")
_KINDS = ("经典", "冰镇", "清爽", "无糖", "家庭装")
_STEPS = ("prices", "inventory", "sales", "wrap_up")
_POLICY = PricePolicy(
    "PP-2026-07",
    PriceBand(Decimal("3.00"), Decimal("2.80"), Decimal("3.40")),
    PriceBand(Decimal("2.50"), Decimal("2.30"), Decimal("2.70")),
)
_TABLES = {"prices": "products", "inventory": "products", "sales": "order"}


def six_pages(number: int = 0) -> tuple[Visit, VisitFacts]:
    """The worked example's outcome with 50 other products; another `number`, other names and figures."""
    visit, facts = worked_visit(closed=True)
    visit.steps = {key: record for key, record in visit.steps.items() if key in _STEPS}
    products = tuple(_product(each, number) for each in range(PRODUCTS))
    for step, table in _TABLES.items():
        rows = [_row(f"{step}-{at}", product, step, at) for at, product in enumerate(products)]
        visit.step(step).tables = {table: rows}
    for step in ("prices", "sales", "wrap_up"):
        visit.step(step).values = {}
    visit.step("inventory").tables["competitors"] = worked_visit()[0].step("inventory").tables["competitors"]
    visit.step("sales").tables["photos"] = [
        Row(f"photo-{at}", {"photo": f"{at:064x}", "caption": f"货架{at + 1}，陈列整齐，第{number}次"})
        for at in range(PHOTOS)
    ]
    return visit, replace(facts, products=products)


def _product(at: int, number: int) -> ProductFacts:
    seen = tuple(
        PriceObservation(DAY - timedelta(days=7 * week), Decimal("3.00") + Decimal(week % 3) / 10)
        for week in range(8, 0, -1)
    )
    return ProductFacts(
        f"P-{at}",
        f"{_KINDS[at % 5]}{_GOODS[at % 10]} {250 + 10 * at} ml 第{number}批",
        case_size=12,
        purchase=Decimal("2.00"),
        policy=_POLICY,
        history=seen,
        previous_count=Decimal(140 + at + number % 10),
        previous_count_on=DAY - timedelta(days=7),
        received=Decimal(0),
        returned=Decimal(0),
    )


def _row(key: str, product: ProductFacts, step: str, at: int) -> Row:
    values = {
        "prices": {"purchase": Decimal("2.00"), "resale": Decimal("2.50"), "retail": Decimal("3.00")},
        "inventory": {"count": Decimal(100 + at), "received": Decimal(0), "returned": Decimal(0)},
        "sales": {"accepted": Decimal(12 * (1 + at % 5))},
    }[step]
    return Row(key, {"product": product.code, **values}, {name: Mark(Origin.ENTERED) for name in values})


def photos() -> dict[str, bytes]:
    """Six photos of 1,600 × 800 as they are kept: scaled once, when they were attached."""
    return {f"{number:064x}": _photo(number) for number in range(PHOTOS)}


def _photo(number: int) -> bytes:
    written = BytesIO()
    Image.effect_noise((1600, 800), 40 + number).filter(ImageFilter.GaussianBlur(2)).save(written, "JPEG", quality=80)
    return written.getvalue()
