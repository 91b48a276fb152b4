"""Open items of the receivables ledger, payments and targets."""

from __future__ import annotations

from fieldvisit.domain.language import mark
from fieldvisit.exchange.kinds import headings
from fieldvisit.exchange.kinds.declaring import Column, Holds, Kind

_DEALER = Column(
    key="dealer", label=mark("Dealer code"), holds=Holds.CODE, needed=True, names=("dealer code", *headings.DEALER_CODE)
)

OPEN_ITEMS = Kind(
    key="open_items",
    label=mark("Open items"),
    names=("open item", "receivable", "ledger", "ageing", "aging", "应收", "欠款", "未清", "offene posten"),
    columns=(
        _DEALER,
        Column(key="document", label=mark("Document"), holds=Holds.CODE, needed=True, names=headings.DOCUMENT_NUMBER),
        Column(
            key="kind",
            label=mark("Kind of document"),
            names=("document type", "type", "kind", "doc type", "单据类型", "类型", "belegart"),
            choices=(
                ("invoice", ("invoice", "inv", "rechnung", "发票", "应收", "销售", "debit")),
                (
                    "credit",
                    ("credit", "credit note", "credit memo", "cn", "gutschrift", "贷项", "红字发票", "退货", "冲销"),
                ),
                (
                    "prepayment",
                    (
                        "prepayment",
                        "advance",
                        "advance payment",
                        "deposit",
                        "down payment",
                        "anzahlung",
                        "预收",
                        "预付",
                        "预收款",
                        "预付款",
                    ),
                ),
            ),
        ),
        Column(
            key="issued_on",
            label=mark("Document date"),
            holds=Holds.DAY,
            needed=True,
            names=(
                "document date",
                "invoice date",
                "issued",
                "issued on",
                "posting date",
                "date",
                "belegdatum",
                "rechnungsdatum",
                "开票日期",
                "发票日期",
                "单据日期",
                "日期",
            ),
        ),
        Column(
            key="due_on",
            label=mark("Due date"),
            holds=Holds.DAY,
            weight=2,
            names=(
                "due date",
                "due",
                "due on",
                "net due date",
                "payment due",
                "faelligkeit",
                "fällig am",
                "到期日",
                "到期日期",
                "应付日期",
            ),
        ),
        Column(
            key="amount",
            label=mark("Open amount"),
            holds=Holds.MONEY,
            needed=True,
            names=(
                "open amount",
                "outstanding",
                "outstanding amount",
                "balance",
                "unpaid",
                "unpaid amount",
                "open",
                "offen",
                "未付金额",
                "未清金额",
                "未收金额",
                "欠款金额",
                "余额",
                "应收余额",
                *headings.AMOUNT,
            ),
        ),
        Column(
            key="settled_on",
            label=mark("Settled on"),
            holds=Holds.DAY,
            names=("settled", "settled on", "paid on", "clearing date", "结清日期", "核销日期"),
        ),
    ),
)

PAYMENTS = Kind(
    key="payments",
    label=mark("Payments"),
    names=("payment", "receipt", "收款", "回款", "zahlung"),
    columns=(
        _DEALER,
        Column(
            key="document",
            label=mark("Payment number"),
            holds=Holds.CODE,
            names=(
                "payment no",
                "payment id",
                "payment",
                "receipt",
                "receipt no",
                "receipt number",
                "收款单号",
                "回款单号",
                *headings.DOCUMENT_NUMBER,
            ),
        ),
        Column(
            key="paid_on",
            label=mark("Paid on"),
            holds=Holds.DAY,
            needed=True,
            names=(
                "payment date",
                "paid",
                "paid date",
                "receipt date",
                "received on",
                "收款日期",
                "回款日期",
                "付款日期",
                "到账日期",
                "date",
                "日期",
            ),
        ),
        Column(
            key="amount",
            label=mark("Amount paid"),
            holds=Holds.MONEY,
            needed=True,
            names=(
                "payment amount",
                "paid amount",
                "amount received",
                "收款金额",
                "回款金额",
                "付款金额",
                *headings.AMOUNT,
            ),
        ),
        Column(
            key="note", label=mark("Note"), names=(*headings.NOTE, "method", "payment method", "付款方式", "收款方式")
        ),
    ),
)

TARGETS = Kind(
    key="targets",
    label=mark("Targets"),
    names=("target", "quota", "budget", "目标", "任务", "指标"),
    columns=(
        Column(
            key="month",
            label=mark("Month"),
            holds=Holds.MONTH,
            needed=True,
            weight=2,
            names=("month", "period", "target month", "monat", "月份", "月", "期间", "目标月份"),
        ),
        Column(
            key="amount",
            label=mark("Target"),
            holds=Holds.MONEY,
            needed=True,
            weight=2,
            names=(
                "target",
                "target amount",
                "quota",
                "budget",
                "sales target",
                "ziel",
                "目标",
                "目标金额",
                "销售目标",
                "任务",
                "任务额",
                "指标",
                *headings.AMOUNT,
            ),
        ),
        Column(
            key="measure",
            label=mark("Measure"),
            names=("measure", "kpi", "index", "指标名称", "考核指标"),
            choices=(
                ("sales", ("sales", "net sales", "revenue", "turnover", "销售额", "销售")),
                ("visits", ("visits", "拜访", "拜访次数")),
                ("quantity", ("quantity", "units", "销量", "数量")),
                ("collection", ("collection", "payments", "回款", "收款")),
            ),
        ),
        Column(key="dealer", label=mark("Dealer code"), holds=Holds.CODE, names=("dealer code", *headings.DEALER_CODE)),
        Column(
            key="product", label=mark("Product code"), holds=Holds.CODE, names=("product code", *headings.PRODUCT_CODE)
        ),
        Column(
            key="rep",
            label=mark("Rep"),
            holds=Holds.CODE,
            names=("rep", "rep code", "sales rep", "salesperson", "业务员", "业务代表", "销售代表", "业务员编码"),
        ),
    ),
)
