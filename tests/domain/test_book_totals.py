"""Totals in a dealer's book: known by their word or by their sum, and held against the documents above them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fieldvisit.domain.book_totals import BookEntry, BookTotal, totals_among


def is_total(text):
    return bool(totals_among([BookEntry(1, "", None, [text])]))


@pytest.mark.parametrize(
    "text",
    ["合计", "合 计：", "总计", "小计", "本页小计", "本月合计", "合计（元）", "合计金额", "共计", "累计", "Total",
     "TOTAL:", "Grand total", "Sub-total", "Totals", "Summe", "Gesamt", "Zwischensumme", "应付合计",
     "Total CNY"],
)  # fmt: skip
def test_the_words_for_totals(text):
    assert is_total(text)


@pytest.mark.parametrize("text", ["", "合计-01", "INV-26-1", "Total Drinks Ltd", "期初余额", "总公司", "元"])
def test_what_is_no_word_for_a_total(text):
    assert not is_total(text)


def entries(*lines):
    return [
        BookEntry(row, document, None if amount is None else Decimal(amount), [document, *more])
        for row, (document, amount, *more) in enumerate(lines, 1)
    ]


def found(*lines):
    return [(each.row, each.amount, each.documents) for each in totals_among(entries(*lines))]


def test_a_total_agrees_or_not():
    assert found(("A", "10"), ("B", "-3.5"), ("合计", "6.50")) == [(3, Decimal("6.50"), Decimal("6.5"))]
    assert found(("A", "10"), ("B", "-3.5"), ("合计", "7")) == [(3, Decimal(7), Decimal("6.5"))]


def test_subtotals_and_the_grand_total():
    lines = (("A", "1"), ("小计", "1"), ("B", "2"), ("C", "3"), ("小计", "5"), ("合计", "6"))
    assert found(*lines) == [(2, 1, 1), (5, 5, 5), (6, 6, 6)]
    assert found(*lines[:4], ("小计", "4")) == [(2, 1, 1), (5, 4, 5)]


def test_no_document_and_the_sum_is_a_total_another_amount_is_none():
    assert found(("A", "10"), ("B", "5"), ("", "15")) == [(3, 15, 15)]
    assert found(("A", "10"), ("B", "5"), ("", "12")) == []
    assert found(("", "0")) == []


def test_the_word_may_stand_in_any_cell_and_the_amount_be_missing():
    assert found(("A", "10"), ("", "10", "合计")) == [(2, 10, 10)]
    assert found(("A", "10"), ("Total", None)) == [(2, None, 10)]


def test_the_words():
    assert BookTotal(3, Decimal(15), Decimal(15)).words(2) == (
        "Row 3, the total 15.00, was left out; the lines agree with it."
    )
    assert BookTotal(3, Decimal(15), Decimal(14)).words(2) == (
        "Row 3, the total 15.00, was left out; it does not agree: the lines come to 14.00."
    )
    assert BookTotal(3, None, Decimal(14)).words(2) == "Row 3 is a total without an amount and was left out."
