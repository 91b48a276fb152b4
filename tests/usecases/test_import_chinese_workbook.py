"""The workbook of a Chinese administrator, and its twin in GB18030, come in without a hand laid on the mapping."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from fieldvisit.store.store import Store, open_store
from fieldvisit.usecases import import_file
from tests.factories.tables import csv_file

TODAY = date(2026, 9, 15)
# A tuple (text, columns) is a merged cell over so many columns; below it stand the narrower headings.
SHEETS: dict[str, list[list[Any]]] = {
    "客户档案": [
        [("青禾饮品有限公司经销商档案", 9)],
        [("编制单位：销售管理部　　编制日期：２０２６年９月１日", 9)],
        [],
        ["序号", "客户编码", "客户名称", "区域", ("联系方式", 2), ("结算条件", 3)],
        ["", "", "", "", "联系人", "电话", "账期（天）", "信用额度（元）", "币种"],
        ["１", "００１２３", "青禾商贸", "华北", "李伟", "０５３２－８８８８", "３０", "１２，０００．００", "人民币"],
        ["2", "00124", "盛源超市　", "华东", "王芳", "13800000000", "45", "¥80,000.50", "CNY"],
        [("小计", 2), "", "", "", "", "", "92,000.50", ""],
        [("合　计", 2), "", "", "", "", "", "92,000.50", ""],
        ["制表人：张三", "", "", "审核：李四"],
    ],
    "产品目录": [
        [("二〇二六年产品目录", 6)],
        ["产品编码", "产品名称", "箱规", "条码", "进价（元/瓶）", "是否核心产品"],
        ["00501", "青禾拉格 500ml", "24", "6901234500012", "３．２０", "是"],
        ["00502", "青禾黑啤 330ml", "12", "6901234500029", "2.45", "否"],
    ],
    "价格政策": [
        [("2026 年价格政策表", 8)],
        ["产品编码", "市场", ("零售价", 3), ("分销价", 2), "生效日期"],
        ["", "", "建议零售价", "最低零售价", "最高零售价", "最低分销价", "最高分销价", ""],
        ["00501", "华北", "5.00", "４．５０", "5.50", "3.60", "4.20", "2026年1月1日"],
    ],
    "应收账款": [
        [("应收账款余额表（截至 2026-08-31）", 6)],
        ["客户编码", "单据号", "单据类型", "单据日期", "到期日", "未付金额（元）"],
        ["00123", "FP-0001", "发票", "2026/7/15", "2026/8/14", "1,234.50"],
        ["00124", "FP-0002", "发票", "２０２６．０８．０１", "20260831", "８８８"],
        ["合计", "", "", "", "", "2,122.50"],
    ],
    "发货明细": [
        [("八月发货明细", 6)],
        ["发货单号", "客户编码", "发货日期", "产品编码", "数量（瓶）", "单价"],
        ["FH0001", "00123", "2026-08-05", "00501", "1,200", "3.20"],
        ["FH0001", "00123", "2026-08-05", "00502", "２４０", "2.45"],
        [("总计", 4), "1,440", ""],
    ],
    "销售目标": [
        ["月份", "客户编码", "目标金额（元）"],
        ["2026年9月", "00123", "50000"],
        ["2026年9月", "00124", "30000"],
        ["合计", "", "80000"],
    ],
}
EXPECTED = {
    "SELECT code, name, market, payment_days, credit_limit, currency, phone FROM dealers ORDER BY code": [
        ("00123", "青禾商贸", "华北", 30, 120000000, "CNY", "0532-8888"),
        ("00124", "盛源超市", "华东", 45, 800005000, "CNY", "13800000000"),
    ],
    "SELECT name FROM contacts ORDER BY dealer_id": [("李伟",), ("王芳",)],
    "SELECT code, name, case_size, barcode, core FROM products ORDER BY code": [
        ("00501", "青禾拉格 500ml", 24, "6901234500012", 1),
        ("00502", "青禾黑啤 330ml", 12, "6901234500029", 0),
    ],
    "SELECT market, retail_recommended, retail_floor, retail_ceiling, resale_floor, resale_ceiling, valid_from "
    "FROM price_policies": [("华北", 50000, 45000, 55000, 36000, 42000, "2026-01-01")],
    "SELECT document, kind, issued_on, due_on, amount FROM open_items ORDER BY id": [
        ("FP-0001", "invoice", "2026-07-15", "2026-08-14", 12345000),
        ("FP-0002", "invoice", "2026-08-01", "2026-08-31", 8880000),
    ],
    "SELECT line, quantity, unit_price FROM shipment_lines ORDER BY id": [(1, 1200000, 32000), (2, 240000, 24500)],
    "SELECT month, measure, amount FROM targets ORDER BY id": [
        ("2026-09-01", "sales", 500000000),
        ("2026-09-01", "sales", 300000000),
    ],
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "import.store")
    yield opened
    opened.close()


def spread(row: list[Any]) -> list[str]:
    """A row as a CSV file holds it: a merged cell is its text and blanks."""
    return [text for cell in row for text in ([cell] if isinstance(cell, str) else [cell[0], *[""] * (cell[1] - 1)])]


def workbook(path: Path) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in SHEETS.items():
            page = book.add_worksheet(name)
            for at, row in enumerate(rows):
                column = 0
                for cell in row:
                    text, width = (cell, 1) if isinstance(cell, str) else cell
                    if width > 1:
                        page.merge_range(at, column, at, column + width - 1, text)
                    elif text:
                        page.write_string(at, column, text)
                    column += width
    return path


def twins(folder: Path) -> list[Path]:
    return [
        csv_file(folder / f"{name}.csv", *(spread(row) for row in rows), encoding="gb18030", delimiter="\t")
        for name, rows in SHEETS.items()
    ]


def check(store: Store, result: import_file.ImportResult) -> None:
    assert [(file.plan.name, row.row, str(row.reason)) for file in result.files for row in file.refused] == []
    assert [str(problem) for problem in result.problems] == []
    with store.read() as session:
        for sql, expected in EXPECTED.items():
            assert [tuple(row) for row in session.connection().exec_driver_sql(sql)] == expected


def test_the_workbook(store, tmp_path):
    plan = import_file.inspect([workbook(tmp_path / "青禾数据2026.xlsx")], today=TODAY, store=store)
    assert len(plan.files) == len(SHEETS)
    check(store, import_file.apply(store, plan))
    notes = " ".join(str(note) for file in plan.files for note in file.notes)
    assert "Totals rows were left out: row 8, 9" in notes
    assert "Remarks around the table were left out: row 10" in notes
    assert "Quantity: read with a decimal point" in notes


def test_the_twin_in_gb18030_and_each_changes_nothing_after_the_other(store, tmp_path):
    paths = twins(tmp_path)
    check(store, import_file.apply(store, import_file.inspect(paths, today=TODAY)))
    again = import_file.apply(store, import_file.inspect([workbook(tmp_path / "a.xlsx")], today=TODAY))
    assert (again.counts["new"], again.counts["changed"]) == (0, 0)
    assert again.counts["unchanged"] == 11
