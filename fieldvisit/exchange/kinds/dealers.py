"""Dealers and the people there."""

from __future__ import annotations

from fieldvisit.domain.language import mark
from fieldvisit.exchange.kinds import headings
from fieldvisit.exchange.kinds.declaring import Column, Holds, Kind

_CONTACT_NAME = Column(
    key="contact_name",
    label=mark("Contact"),
    names=(
        "contact name",
        "contact person",
        "contact",
        "person",
        "ansprechpartner",
        "联系人",
        "联系人姓名",
        "负责人",
        "姓名",
    ),
)
_CONTACT_ROLE = Column(
    key="contact_role",
    label=mark("Contact's role"),
    names=("contact title", "contact role", "title", "role", "position", "job title", "职务", "职位", "岗位"),
)

DEALERS = Kind(
    key="dealers",
    label=mark("Dealers"),
    names=("dealer", "customer", "client", "reseller", "store", "客户", "经销商", "门店", "kunden"),
    columns=(
        Column(
            key="code",
            label=mark("Dealer code"),
            holds=Holds.CODE,
            needed=True,
            names=("code", *headings.DEALER_CODE, "编码", "编号", "代码"),
        ),
        Column(
            key="name",
            label=mark("Dealer name"),
            needed=True,
            weight=2,
            names=(*headings.DEALER_NAME, "name", "firma", "名称"),
        ),
        Column(
            key="name_local",
            label=mark("Local name"),
            names=("local name", "name local", "chinese name", "中文名称", "中文名"),
        ),
        Column(key="short_name", label=mark("Short name"), names=("short name", "abbreviation", "简称", "客户简称")),
        Column(
            key="legal_form", label=mark("Legal form"), names=("legal form", "company type", "企业性质", "公司性质")
        ),
        Column(
            key="tax_number",
            label=mark("Tax number"),
            holds=Holds.CODE,
            names=("tax number", "tax id", "vat number", "vat id", "税号", "纳税人识别号", "统一社会信用代码"),
        ),
        Column(
            key="address",
            label=mark("Address"),
            names=("address", "street", "address line 1", "address 1", "strasse", "地址", "详细地址", "送货地址"),
        ),
        Column(key="city", label=mark("City"), names=("city", "town", "ort", "stadt", "城市", "市")),
        Column(
            key="region",
            label=mark("State or province"),
            names=("region", "state", "province", "state province", "地区", "省份", "省", "省市"),
        ),
        Column(
            key="postal_code",
            label=mark("Postal code"),
            holds=Holds.CODE,
            names=("postal code", "postcode", "post code", "zip", "zip code", "plz", "邮编", "邮政编码"),
        ),
        Column(key="country", label=mark("Country"), names=headings.COUNTRY),
        Column(key="latitude", label=mark("Latitude"), holds=Holds.DEGREE, names=("latitude", "lat", "纬度")),
        Column(
            key="longitude",
            label=mark("Longitude"),
            holds=Holds.DEGREE,
            names=("longitude", "lon", "lng", "long", "经度"),
        ),
        Column(key="opening_hours", label=mark("Opening hours"), names=("opening hours", "hours", "营业时间")),
        Column(
            key="market",
            label=mark("Market"),
            names=("market", "price market", "sales region", "市场", "区域", "大区", "销售区域"),
        ),
        Column(
            key="channel",
            label=mark("Channel"),
            names=("channel", "business type", "customer type", "渠道", "渠道类型", "客户类型"),
        ),
        Column(key="tier", label=mark("Tier"), names=("tier", "level", "grade", "层级", "客户级别", "级别")),
        Column(
            key="consumers_only",
            label=mark("Sells to consumers only"),
            holds=Holds.YES_NO,
            names=("consumers only", "retail only", "只零售", "仅零售"),
        ),
        Column(key="phone", label=mark("Phone"), holds=Holds.CODE, names=headings.PHONE),
        Column(key="email", label=mark("E-mail"), names=headings.EMAIL),
        Column(
            key="bank",
            label=mark("Bank"),
            names=("bank", "bank name", "bank account", "开户行", "开户银行", "银行账号"),
        ),
        Column(
            key="payment_days",
            label=mark("Payment days"),
            holds=Holds.COUNT,
            names=("payment days", "payment terms", "terms days", "credit days", "账期", "付款天数", "信用期"),
        ),
        Column(
            key="credit_limit",
            label=mark("Credit limit"),
            holds=Holds.MONEY,
            names=("credit limit", "credit", "kreditlimit", "信用额度", "授信额度", "信用限额"),
        ),
        Column(key="collateral", label=mark("Collateral"), names=("collateral", "deposit", "保证金", "抵押金额")),
        Column(
            key="stock_quota",
            label=mark("Stock quota"),
            holds=Holds.MONEY,
            names=("stock quota", "consignment limit", "铺货额度", "铺底额度"),
        ),
        Column(key="currency", label=mark("Currency"), names=headings.CURRENCY),
        Column(
            key="price_list",
            label=mark("Price list"),
            names=("price list", "price group", "价格表", "价格组", "价格体系"),
        ),
        Column(
            key="lead_time_days",
            label=mark("Lead time in days"),
            holds=Holds.COUNT,
            names=("lead time", "lead time days", "delivery days", "交货期", "送货天数", "到货天数"),
        ),
        Column(
            key="visit_interval_days",
            label=mark("Visit interval in days"),
            holds=Holds.COUNT,
            names=("visit interval", "visit frequency", "visit every", "拜访周期", "拜访间隔"),
        ),
        Column(
            key="sales_area",
            label=mark("Sales area"),
            names=("sales area", "floor space", "square feet", "营业面积", "经营面积"),
        ),
        Column(
            key="sales_staff",
            label=mark("Sales staff"),
            names=("sales staff", "staff", "number employees", "员工人数", "人员数量"),
        ),
        Column(key="storage", label=mark("Storage"), names=("storage", "warehouse", "仓库", "仓储面积", "仓库面积")),
        Column(key="brands", label=mark("Brands carried"), names=("brands", "brands carried", "经营品牌", "代理品牌")),
        Column(
            key="competitors",
            label=mark("Competitors carried"),
            names=("competitors", "competitor brands", "竞品", "竞争品牌"),
        ),
        Column(
            key="agreements", label=mark("Agreements"), names=("agreements", "agreement", "contract", "协议", "合同")
        ),
        Column(key="notes", label=mark("Notes"), names=headings.NOTE),
        Column(
            key="active",
            label=mark("Active"),
            holds=Holds.YES_NO,
            names=("active", "enabled", "有效", "启用", "是否有效", "是否启用"),
        ),
        _CONTACT_NAME,
        _CONTACT_ROLE,
    ),
)

CONTACTS = Kind(
    key="contacts",
    label=mark("Contacts"),
    names=("contact", "people", "person", "联系人"),
    columns=(
        Column(
            key="dealer",
            label=mark("Dealer code"),
            holds=Holds.CODE,
            needed=True,
            names=("dealer code", *headings.DEALER_CODE),
        ),
        Column(
            key="name", label=mark("Contact"), needed=True, weight=2, names=(*_CONTACT_NAME.names, "name", "full name")
        ),
        Column(key="role", label=mark("Contact's role"), names=_CONTACT_ROLE.names),
        Column(key="phone", label=mark("Phone"), holds=Holds.CODE, names=headings.PHONE),
        Column(key="email", label=mark("E-mail"), names=headings.EMAIL),
        Column(
            key="birthday",
            label=mark("Birthday"),
            holds=Holds.DAY,
            names=("birthday", "birth date", "date of birth", "生日", "出生日期"),
        ),
        Column(
            key="decision_maker",
            label=mark("Decision maker"),
            holds=Holds.YES_NO,
            names=("decision maker", "decides", "决策人", "是否决策人"),
        ),
    ),
)
