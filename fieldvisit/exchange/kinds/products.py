"""Own products, and the competitors' products they are measured against."""

from __future__ import annotations

from fieldvisit.domain.language import mark
from fieldvisit.exchange.kinds import headings
from fieldvisit.exchange.kinds.declaring import Column, Holds, Kind

PRODUCTS = Kind(
    key="products",
    label=mark("Products"),
    names=("product", "item", "article", "material", "stock item", "sku", "产品", "商品", "物料", "artikel"),
    columns=(
        Column(
            key="code",
            label=mark("Product code"),
            holds=Holds.CODE,
            needed=True,
            names=(*headings.PRODUCT_CODE, "code", "编码", "编号", "代码"),
        ),
        Column(
            key="name",
            label=mark("Product name"),
            needed=True,
            weight=2,
            names=(*headings.PRODUCT_NAME, "name", "description", "名称"),
        ),
        Column(
            key="name_local",
            label=mark("Local name"),
            names=("local name", "name local", "chinese name", "中文名称", "中文名"),
        ),
        Column(
            key="range",
            label=mark("Range"),
            names=("range", "product line", "brand", "product range", "系列", "产品线", "品牌"),
        ),
        Column(
            key="category",
            label=mark("Category"),
            names=(
                "category",
                "category name",
                "category id",
                "product group",
                "item group",
                "subcategory",
                "类别",
                "品类",
                "分类",
                "产品类别",
            ),
        ),
        Column(
            key="case_size",
            label=mark("Units per case"),
            holds=Holds.COUNT,
            names=(
                "case size",
                "units per case",
                "case",
                "per case",
                "pack size",
                "quantity per outer",
                "箱规",
                "装箱数",
                "每箱数量",
                "每箱件数",
                "入数",
                "件规格",
            ),
        ),
        Column(
            key="pack",
            label=mark("Packing"),
            holds=Holds.PACK,
            names=("quantity per unit", "packing", "packaging", "规格", "包装规格", "包装"),
        ),
        Column(
            key="minimum_order",
            label=mark("Minimum order"),
            holds=Holds.QUANTITY,
            names=("minimum order", "minimum order quantity", "moq", "min order", "起订量", "最小订货量", "最小起订量"),
        ),
        Column(
            key="unit",
            label=mark("Unit"),
            names=("unit", "unit of measure", "uom", "einheit", "单位", "计量单位", "基本单位"),
        ),
        Column(
            key="core",
            label=mark("Core product"),
            holds=Holds.YES_NO,
            names=("core", "core product", "core range", "must stock", "核心产品", "是否核心", "必销", "必备"),
        ),
        Column(
            key="profitable",
            label=mark("Profitable"),
            holds=Holds.YES_NO,
            names=("profitable", "profit product", "利润产品", "是否利润产品"),
        ),
        Column(
            key="shelf_life_days",
            label=mark("Shelf life in days"),
            holds=Holds.COUNT,
            names=("shelf life", "shelf life days", "保质期", "保质期天", "保质天数"),
        ),
        Column(
            key="barcode",
            label=mark("Barcode"),
            holds=Holds.CODE,
            names=("barcode", "ean", "gtin", "upc", "条码", "条形码", "国际条码"),
        ),
        Column(
            key="cost",
            label=mark("Cost"),
            holds=Holds.PRICE,
            names=("cost", "standard cost", "unit cost", "last cost price", "成本", "成本价", "单位成本"),
        ),
        Column(key="price", label=mark("Purchase price"), holds=Holds.PRICE, names=headings.UNIT_PRICE),
        Column(
            key="valid_from",
            label=mark("Price valid from"),
            holds=Holds.DAY,
            names=("price valid from", "price date", "价格生效日期"),
        ),
        Column(
            key="active",
            label=mark("Active"),
            holds=Holds.YES_NO,
            names=("active", "enabled", "on sale", "有效", "启用", "在售", "是否在售", "是否启用"),
        ),
        Column(
            key="discontinued",
            label=mark("Discontinued"),
            holds=Holds.YES_NO,
            names=("discontinued", "obsolete", "停产", "停售", "是否停产"),
        ),
        Column(
            key="introduced_on",
            label=mark("Introduced on"),
            holds=Holds.DAY,
            names=("introduced", "introduced on", "launch date", "sell start date", "上市日期", "上市时间"),
        ),
    ),
)

COMPETITOR_PRODUCTS = Kind(
    key="competitor_products",
    label=mark("Competitor products"),
    names=("competitor", "competing", "rival", "竞品", "竞争"),
    columns=(
        Column(
            key="brand",
            label=mark("Competitor brand"),
            needed=True,
            weight=2,
            names=(
                "competitor brand",
                "competitor",
                "rival brand",
                "竞品品牌",
                "竞争品牌",
                "竞争对手",
                "brand",
                "品牌",
            ),
        ),
        Column(
            key="name",
            label=mark("Competitor product"),
            needed=True,
            weight=2,
            names=(
                "competitor product",
                "competitor product name",
                "competing product",
                "rival product",
                "竞品名称",
                "竞品",
                "竞品产品",
                "product name",
                "name",
            ),
        ),
        Column(
            key="against",
            label=mark("Compared with product"),
            holds=Holds.CODE,
            names=(
                "own product",
                "own product code",
                "compared with",
                "against",
                "our product",
                "our product code",
                "本品编码",
                "对应产品",
                "对应产品编码",
                "对标产品",
                "对标产品编码",
                *headings.PRODUCT_CODE,
            ),
        ),
    ),
)
