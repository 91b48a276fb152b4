"""Orders, their lines, and shipments."""

from __future__ import annotations

from fieldvisit.domain.language import mark
from fieldvisit.exchange.kinds import headings
from fieldvisit.exchange.kinds.declaring import Column, Holds, Kind


def _dealer(*, needed: bool = True) -> Column:
    return Column(
        key="dealer",
        label=mark("Dealer code"),
        holds=Holds.CODE,
        needed=needed,
        names=("dealer code", *headings.DEALER_CODE),
    )


def _number(*, needed: bool) -> Column:
    return Column(
        key="number", label=mark("Order number"), holds=Holds.CODE, needed=needed, names=headings.ORDER_NUMBER
    )


def _line(*, needed: bool) -> tuple[Column, ...]:
    return (
        Column(
            key="product",
            label=mark("Product code"),
            holds=Holds.CODE,
            needed=needed,
            names=("product code", *headings.PRODUCT_CODE),
        ),
        Column(key="quantity", label=mark("Quantity"), holds=Holds.QUANTITY, needed=needed, names=headings.QUANTITY),
        Column(key="unit_price", label=mark("Unit price"), holds=Holds.PRICE, names=headings.UNIT_PRICE),
        Column(key="discount", label=mark("Discount"), holds=Holds.PERCENT, names=headings.DISCOUNT),
        Column(key="net", label=mark("Net amount"), holds=Holds.MONEY, names=headings.AMOUNT),
    )


ORDERS = Kind(
    key="orders",
    label=mark("Orders"),
    names=("order", "sales order", "订单", "订货", "auftrag", "bestellung"),
    columns=(
        _number(needed=True),
        _dealer(),
        Column(
            key="ordered_on",
            label=mark("Order date"),
            holds=Holds.DAY,
            needed=True,
            weight=2,
            names=(
                "order date",
                "ordered",
                "ordered on",
                "date",
                "document date",
                "auftragsdatum",
                "订单日期",
                "下单日期",
                "订货日期",
                "单据日期",
                "日期",
            ),
        ),
        Column(
            key="required_on",
            label=mark("Required on"),
            holds=Holds.DAY,
            names=(
                "required date",
                "required",
                "required on",
                "requested delivery date",
                "due date",
                "要求到货日期",
                "需求日期",
                "交货日期",
            ),
        ),
        Column(
            key="shipped_on",
            label=mark("Shipped on"),
            holds=Holds.DAY,
            names=(
                "shipped date",
                "ship date",
                "shipped",
                "delivery date",
                "delivered on",
                "发货日期",
                "出货日期",
                "实际发货日期",
            ),
        ),
        Column(
            key="cancelled",
            label=mark("Cancelled"),
            holds=Holds.YES_NO,
            names=("cancelled", "canceled", "已取消", "是否取消", "作废"),
        ),
        *_line(needed=False),
    ),
)

ORDER_LINES = Kind(
    key="order_lines",
    label=mark("Order lines"),
    names=("order detail", "order line", "order item", "订单明细", "明细"),
    columns=(_number(needed=True), *_line(needed=True)),
)

SHIPMENTS = Kind(
    key="shipments",
    label=mark("Shipments"),
    names=("shipment", "delivery", "deliveries", "sell in", "发货", "出库", "送货", "lieferung"),
    columns=(
        Column(
            key="document",
            label=mark("Shipment number"),
            holds=Holds.CODE,
            needed=True,
            weight=2,
            names=(
                "shipment",
                "shipment no",
                "shipment id",
                "delivery",
                "delivery number",
                "delivery no",
                "delivery note",
                "lieferschein",
                "lieferscheinnummer",
                "发货单号",
                "出库单号",
                "送货单号",
                "发货单编号",
                *headings.DOCUMENT_NUMBER,
            ),
        ),
        _dealer(),
        Column(
            key="shipped_on",
            label=mark("Shipped on"),
            holds=Holds.DAY,
            needed=True,
            names=(
                "shipped date",
                "ship date",
                "shipment date",
                "shipped",
                "delivery date",
                "date",
                "发货日期",
                "出库日期",
                "送货日期",
                "出货日期",
                "日期",
                "单据日期",
                "lieferdatum",
                "datum",
                "invoice date",
                "document date",
            ),
        ),
        *_line(needed=True),
        Column(
            key="returned",
            label=mark("Returned quantity"),
            holds=Holds.QUANTITY,
            names=("returned", "returns", "return quantity", "退货", "退货数量"),
        ),
        Column(key="order_number", label=mark("Order number"), holds=Holds.CODE, names=headings.ORDER_NUMBER),
    ),
)
