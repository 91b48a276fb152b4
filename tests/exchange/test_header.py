"""Headings are found below titles and known by their names, whoever wrote them."""

from pathlib import Path
from typing import Any

import pytest

from fieldvisit.exchange.header import folded, recognise
from fieldvisit.exchange.kinds import KINDS, kind_of
from fieldvisit.exchange.tables import RawTable


def table(*rows: list[Any], name: str = "file.csv", sheet: str | None = None) -> RawTable:
    return RawTable(Path(name), [list(row) for row in rows], sheet)


@pytest.mark.parametrize(
    "heading",
    [
        "CustomerID",
        "customer_id",
        "Customer ID",
        " CUSTOMER  ID ",
        "Customer-Id*",
        "ｃｕｓｔｏｍｅｒ ｉｄ",
        "Customer ID (ERP)",
    ],
)
def test_one_heading_in_many_spellings(heading):
    assert folded(heading) == "customerid"


def test_units_in_brackets_do_not_matter_and_a_heading_in_brackets_stays():
    assert folded("单价（元）") == "单价"
    assert folded("(code)") == "code"


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        (["CustomerID", "CompanyName", "ContactName", "City"], "dealers"),
        (["客户编码", "客户名称", "地址", "电话"], "dealers"),
        (["客户编码", "联系人", "职务", "生日"], "contacts"),
        (["ProductID", "ProductName", "UnitPrice"], "products"),
        (["物料编码", "品名", "箱规", "条码"], "products"),
        (["Product code", "Price", "Valid from", "Valid to"], "price_lists"),
        (["产品编码", "进价", "生效日期"], "price_lists"),
        (["产品编码", "市场", "建议零售价", "最低零售价", "最高零售价"], "price_policies"),
        (["OrderID", "CustomerID", "OrderDate", "ShippedDate"], "orders"),
        (["OrderID", "ProductID", "UnitPrice", "Quantity", "Discount"], "order_lines"),
        (["发货单号", "客户编码", "发货日期", "产品编码", "数量"], "shipments"),
        (["Customer", "Invoice no.", "Invoice date", "Due date", "Open amount"], "open_items"),
        (["客户编码", "单据号", "单据日期", "到期日", "未付金额"], "open_items"),
        (["Customer", "Payment no", "Payment date", "Amount"], "payments"),
        (["月份", "客户编码", "目标金额"], "targets"),
        (["活动编号", "活动名称", "开始日期", "结束日期"], "promotions"),
        (["竞品品牌", "竞品名称", "对应产品编码"], "competitor_products"),
    ],
)
def test_the_kind_shows_in_the_headings(headings, kind):
    found = recognise(table(headings, ["1"] * len(headings)))
    assert (found.kind.key if found.kind else None, found.missing) == (kind, ())


def test_headings_are_found_below_titles_and_blank_rows():
    found = recognise(
        table(
            ["青禾饮品有限公司"],
            [],
            ["2026 年价格表", "", "单位：元"],
            ["产品编码", "产品名称", "进价"],
            ["00123", "啤酒", 3.2],
        )
    )
    assert found.headings.first == 3
    assert found.columns == {"code": 0, "name": 1, "price": 2}


def test_a_merged_heading_stands_over_the_ones_below():
    found = recognise(
        table(
            ["产品编码", "零售价", "", "", "分销价", ""],
            ["", "建议", "最低", "最高", "最低", "最高"],
            ["1", 5, 4, 6, 3, 4],
        ),
        kind_of("price_policies"),
    )
    assert (found.headings.first, found.headings.last) == (0, 1)
    assert found.columns["product"] == 0


def test_english_merged_headings():
    found = recognise(
        table(["Product code", "Retail", "", ""], ["", "Recommended", "Floor", "Ceiling"], ["1", 5, 4, 6])
    )
    assert found.kind is not None
    assert found.kind.key == "price_policies"
    assert found.columns == {"product": 0, "retail_recommended": 1, "retail_floor": 2, "retail_ceiling": 3}


def test_what_is_nothing_we_know_is_said_to_be_nothing():
    found = recognise(table(["sepal length", "petal width"], [1.0, 2.0]))
    assert found.kind is None


@pytest.mark.parametrize(
    ("name", "row", "kind"),
    [
        ("DimReseller.csv", ["1", "637", "AW00000001", "Value Added Reseller", "A Bike Store", "2011"], "dealers"),
        ("x.csv", ["AD", "Andorra", "2019-04-30 00:00:00.000"], None),
    ],
)
def test_a_table_without_headings_is_known_by_its_figures_and_its_kind_by_the_name(name, row, kind):
    found = recognise(RawTable(Path(name), [row, row]))
    assert (found.headings.last, found.kind.key if found.kind else None) == (-1, kind)


@pytest.mark.parametrize(
    "headings",
    [
        ["Visit", "Revision", "Day", "Dealer code", "Dealer name", "Rep", "State", "Closed"],
        ["拜访", "版本", "日期", "经销商编码", "经销商名称", "产品编码", "价格"],
    ],
)
def test_rows_of_visits_are_taken_for_no_dealers_and_no_prices(headings):
    found = recognise(table(["V-26-1", "0", "2026-09-01", "00123", "Jinhe", "P", "3"], headings))
    assert (found.kind, found.columns) == (None, {})


def test_suppliers_are_not_taken_for_dealers():
    found = recognise(table(["SupplierID", "CompanyName", "ContactName", "City"], ["1", "A", "B", "C"]))
    assert found.missing == ("Dealer code",)


def test_the_name_of_the_sheet_tips_the_scales():
    rows = (["Code", "Name"], ["1", "A"])
    assert recognise(table(*rows, sheet="产品")).kind == kind_of("products")
    assert recognise(table(*rows, sheet="Customers")).kind == kind_of("dealers")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_own_headings_are_recognised_completely(kind):
    found = recognise(table([column.label for column in kind.columns], ["1"] * len(kind.columns)))
    assert found.kind == kind
    assert found.columns == {column.key: at for at, column in enumerate(kind.columns)}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_keys_and_labels_of_a_kind_are_its_own(kind):
    assert len({column.key for column in kind.columns}) == len(kind.columns)
    assert len({folded(column.label) for column in kind.columns}) == len(kind.columns)
