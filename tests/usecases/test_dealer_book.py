"""A dealer's book from a file: columns by their headings or by what stands in them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from fieldvisit.domain.errors import KnownError
from fieldvisit.exchange.answers import Answer
from fieldvisit.usecases.dealer_book import read_book

TODAY = date(2026, 9, 15)


def book(tmp_path, text, **answers):
    path = tmp_path / "book.csv"
    path.write_text(text, encoding="utf-8")
    return read_book(path, TODAY, answers)


def rows(found):
    return [(each.document, each.date, each.amount) for each in found.documents]


def test_columns_are_found_by_their_headings(tmp_path):
    found = book(
        tmp_path, "Amount,Remark,Invoice no,Invoice date\n16120.00,x,INV-26-0738,2026-07-24\n-8000,,PAY-0912,\n"
    )
    assert rows(found) == [
        ("INV-26-0738", date(2026, 7, 24), Decimal(16120)),
        ("PAY-0912", None, Decimal(-8000)),
    ]
    assert found.total == Decimal(8120)


def test_chinese_headings_below_a_title(tmp_path):
    found = book(tmp_path, "盛源商贸应付账款,,\n单据号,日期,金额\nSY-2209,2026年9月3日,18760.00\n")
    assert rows(found) == [("SY-2209", date(2026, 9, 3), Decimal("18760.00"))]


def test_without_headings_the_content_tells(tmp_path):
    found = book(tmp_path, "2026-09-03,SY-2209,18760.00\n2026-06-30,CLM-07,-1150.00\n")
    assert rows(found) == [
        ("SY-2209", date(2026, 9, 3), Decimal(18760)),
        ("CLM-07", date(2026, 6, 30), Decimal(-1150)),
    ]


def test_totals_are_left_out_and_bad_rows_named(tmp_path):
    found = book(tmp_path, "Document,Date,Amount\nA-1,2026-09-01,10\nA-2,2026-09-02,ten\n,,10\n")
    assert [each.document for each in found.documents] == ["A-1"]
    assert [row for row, _ in found.refused] == [3]


def test_what_only_a_person_knows_is_asked(tmp_path):
    text = "Document,Date,Amount\nA-1,03/04/2026,10\n"
    found = book(tmp_path, text)
    assert [each.column for each in found.questions] == ["issued_on"]
    assert found.documents[0].date == date(2026, 4, 3)
    again = book(tmp_path, text, issued_on=Answer.MONTH_FIRST)
    assert again.documents[0].date == date(2026, 3, 4)
    assert not again.questions


def test_a_file_without_documents_is_refused(tmp_path):
    with pytest.raises(KnownError):
        book(tmp_path, "Name,Town\nLi,Suzhou\nWu,Wuxi\n")


@pytest.mark.parametrize("word", ["合计", "Total", "Summe:", "小计", ""])
def test_a_total_is_no_document_and_held_against_the_lines(tmp_path, word):
    found = book(tmp_path, f"Document,Date,Amount\nA-1,2026-09-01,10\nA-2,2026-09-02,20.50\n{word},,30.50\n")
    assert [each.document for each in found.documents] == ["A-1", "A-2"]
    assert [(each.row, each.amount, each.documents) for each in found.totals] == [
        (4, Decimal("30.50"), Decimal("30.50"))
    ]
    assert not found.refused


def test_a_total_that_names_itself_in_the_column_of_days(tmp_path):
    found = book(tmp_path, "单据号,日期,金额\nA-1,2026-09-01,10\n,合计,11\n")
    assert [(each.amount, each.documents) for each in found.totals] == [(11, 10)]
    assert not found.refused


def test_an_amount_without_a_document_that_is_no_sum_is_named(tmp_path):
    found = book(tmp_path, "Document,Date,Amount\nA-1,2026-09-01,10\n,2026-09-03,7\n")
    assert [(row, str(why)) for row, why in found.refused] == [(3, "There is no document number.")]
