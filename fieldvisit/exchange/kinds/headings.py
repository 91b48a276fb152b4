"""Names that several kinds share for the same thing, so that they are written once."""

from __future__ import annotations

from typing import Final

DEALER_CODE: Final = (
    "dealer", "dealer id", "dealer no", "dealer number", "customer", "customer code", "customer id", "customer no",
    "customer number", "cust id", "cust no", "client code", "client id", "account code", "account no", "account number",
    "store id", "reseller key", "sold to", "sold to party", "bill to", "debtor", "debtor no", "kundennummer", "kunden nr",
    "客户编码", "客户编号", "客户代码", "客户号", "经销商编码", "经销商编号", "经销商代码", "经销商", "商户编码", "客户ID", "门店编码", "门店编号",
)
PRODUCT_CODE: Final = (
    "product", "product id", "product no", "product number", "item", "item code", "item id", "item no", "item number", "sku",
    "sku code", "article", "article code", "article no", "article number", "material", "material no", "material number",
    "stock item id", "stock code", "part number", "part no", "artikelnummer", "artikel nr",
    "产品编码", "产品编号", "产品代码", "商品编码", "商品编号", "商品代码", "物料编码", "物料编号", "物料号", "货号", "品号", "存货编码", "SKU编码",
)
PRODUCT_NAME: Final = (
    "product name", "item name", "item description", "article name", "article description", "material description",
    "stock item name", "产品名称", "商品名称", "品名", "物料名称", "存货名称", "产品", "商品",
)
DEALER_NAME: Final = (
    "dealer name", "customer name", "company name", "company", "client name", "account name", "store name", "reseller name",
    "客户名称", "经销商名称", "客户", "单位名称", "公司名称", "门店名称",
)
UNIT_PRICE: Final = (
    "unit price", "price", "list price", "purchase price", "net price", "price per unit", "dealer price", "einzelpreis", "preis",
    "单价", "价格", "进价", "进货价", "供货价", "采购价", "出厂价", "批发价", "含税单价",
)
QUANTITY: Final = (
    "quantity", "qty", "units", "pieces", "pcs", "order quantity", "ordered quantity", "shipped quantity", "menge", "anzahl",
    "数量", "订货数量", "发货数量", "出货数量", "件数", "订单数量",
)
DISCOUNT: Final = ("discount", "discount rate", "discount percent", "rebate", "rabatt", "折扣", "折扣率", "优惠")
AMOUNT: Final = ("amount", "net amount", "line amount", "total", "net value", "value", "betrag", "金额", "合计金额", "总金额", "应收金额")
VALID_FROM: Final = (
    "valid from", "from", "start", "start date", "effective", "effective date", "effective from", "gueltig ab", "gültig ab",
    "生效日期", "开始日期", "起始日期", "有效期起", "开始时间", "生效日",
)
VALID_TO: Final = (
    "valid to", "valid until", "to", "until", "end", "end date", "expiry", "expires", "gueltig bis", "gültig bis",
    "失效日期", "结束日期", "截止日期", "有效期止", "结束时间", "终止日期",
)
MARKET: Final = ("market", "region", "sales region", "territory", "area", "city market", "市场", "区域", "地区", "大区", "销售区域")
CURRENCY: Final = ("currency", "currency code", "waehrung", "währung", "币种", "货币")
NOTE: Final = ("note", "notes", "remark", "remarks", "comment", "comments", "bemerkung", "备注", "说明")
ORDER_NUMBER: Final = (
    "order number", "order no", "order id", "order code", "sales order", "sales order number", "so number", "po number", "order",
    "auftragsnummer", "bestellnummer", "订单号", "订单编号", "订单编码", "销售订单号", "订货单号", "单据编号", "单号",
)
DOCUMENT_NUMBER: Final = (
    "document number", "document no", "document", "doc no", "invoice", "invoice no", "invoice number", "invoice id", "voucher",
    "voucher no", "reference", "belegnummer", "rechnungsnummer", "发票号", "发票号码", "发票编号", "单据号", "单据编号", "凭证号", "单号",
)
PHONE: Final = ("phone", "telephone", "tel", "phone number", "mobile", "mobile phone", "telefon", "电话", "联系电话", "手机", "手机号")
EMAIL: Final = ("email", "e mail", "mail", "邮箱", "电子邮箱", "电子邮件")
COUNTRY: Final = ("country", "country code", "land", "国家")
