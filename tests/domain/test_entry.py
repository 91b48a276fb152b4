"""What people type, as values or as refusals in words. Today is Tuesday, 15 Sep 2026."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from fieldvisit.domain.entry import Refused, calculated, read
from fieldvisit.domain.fields import (
    Choice,
    Clock,
    Day,
    Field,
    Money,
    Number,
    Option,
    Percent,
    Photo,
    Product,
    Quantity,
    Signature,
    Text,
    UnitPrice,
    YesNo,
)
from tests.factories.visits import DAY

COUNT = Quantity(key="count", label="Count", cases=True)
UNITS = Quantity(key="units", label="Units")
PRICE = UnitPrice(key="price", label="Price")
AMOUNT = Money(key="amount", label="Amount", signed=True)
COST = Money(key="cost", label="Cost")
DUE = Day(key="due", label="Due")
START = Clock(key="start", label="Start")
STARS = Number(key="stars", label="Stars", minimum=Decimal(1), maximum=Decimal(5))
SHARE = Percent(key="share", label="Share")
READ = YesNo(key="read", label="Read")
COLOURS = (Option(key="red", label="Red"), Option(key="green", label="Green"), Option(key="grey", label="Grey"))
ONE = Choice(key="one", label="One", options=COLOURS)
MANY = Choice(key="many", label="Many", options=COLOURS, many=True)


def entered(typed: str, field: Field, case_size: int = 12) -> Any:
    return read(typed, field, today=DAY, case_size=case_size)


def refusal(typed: str, field: Field, case_size: int = 12) -> str:
    with pytest.raises(Refused) as caught:
        entered(typed, field, case_size)
    return str(caught.value)


@pytest.mark.parametrize(
    ("typed", "units"),
    [
        ("41c+8", 500),
        ("3c+4", 40),
        ("3 c + 4", 40),
        ("3c4", 40),
        ("9C+6", 114),
        ("15c", 180),
        ("0c", 0),
        ("=3c+4", 40),
        ("３ｃ＋４", 40),
        ("3箱4", 40),
        ("3箱零4个", 40),
        ("3 箱 4 瓶", 40),
        ("3箱4件", 40),
        ("1,000c", 12_000),
        ("0", 0),
        ("500", 500),
        ("2*24", 48),
        ("=3+4", 7),
        ("2×24", 48),
        ("100-4", 96),
        ("(3+4)*2", 14),
        ("+7", 7),
        ("12.5", Decimal("12.5")),
        ("５００", 500),
    ],
)
def test_quantities(typed: str, units: Decimal | int) -> None:
    assert entered(typed, COUNT) == units


@pytest.mark.parametrize(
    ("typed", "units"),
    [
        ("5箱8件", 68),
        ("5箱8瓶", 68),
        ("5箱8", 68),
        ("5箱零8瓶", 68),
        ("5箱零8", 68),
        ("5箱又8罐", 68),
        ("5 箱 8 件", 68),
        ("５箱８瓶", 68),
        ("５箱＋８", 68),
        ("5箱+8", 68),
        ("5箱", 60),
        ("＝5箱8", 68),
        ("1,000箱", 12_000),
        ("5 cases", 60),
        ("5 cases + 8 bottles", 68),
        ("5cs", 60),
        ("8瓶", 8),
        ("８瓶", 8),
        ("8 units", 8),
        ("8 cans", 8),
        ("2*24瓶", 48),
        ("3＋4", 7),
        ("8。5", Decimal("8.5")),
        ("12．5", Decimal("12.5")),
    ],
)
def test_quantities_as_a_chinese_input_method_writes_them(typed: str, units: Decimal | int) -> None:
    assert entered(typed, COUNT) == units


@pytest.mark.parametrize(
    "typed", ["箱", "箱8", "5箱零", "5箱8件3", "5箱8箱", "-5箱", "5箱-8", "五箱", "8。", "。", "瓶", "件"]
)
def test_what_stays_refused_in_chinese(typed: str) -> None:
    assert refusal(typed, COUNT).endswith("is not a quantity. Enter units, or cases and units like 3c+4.")


def test_a_word_for_a_case_and_for_a_unit_is_asked_back() -> None:
    said = "“８件” can be cases or single units: enter 8 for units, 8箱 for cases.".replace("８", "8")
    assert [refusal(typed, COUNT) for typed in ("8件", "８ 件")] == [said, said]
    assert entered("8件", COUNT, case_size=1) == 8
    assert entered("8件", UNITS) == 8


@pytest.mark.parametrize(("typed", "offered"), [("5箱半", "5c+6"), ("半箱", "0c+6"), ("3.5 cases", "3c+6")])
def test_half_a_case_in_words_is_offered_in_units(typed: str, offered: str) -> None:
    assert refusal(typed, COUNT) == f"Whole cases only: enter {offered}."


def test_numbers_days_and_times_as_a_chinese_input_method_writes_them() -> None:
    assert entered("8。8", PRICE) == Decimal("8.8")
    assert entered("￥８．８", PRICE) == Decimal("8.8")
    assert entered("１，２３４。５０元", AMOUNT) == Decimal("1234.5")
    assert entered("（1，150。00）", AMOUNT) == -1150
    assert entered("＋7", AMOUNT) == 7
    assert entered("－7", AMOUNT) == -7
    assert entered("５＊２", AMOUNT) == 10
    assert entered("12。5％", SHARE) == Decimal("12.5")
    assert entered("４", STARS) == 4
    assert entered("14：05", START) == entered("14点05分", START) == entered("14时05", START) == "14:05"
    assert entered("2026。9。5", DUE) == entered("9月5号", DUE) == date(2026, 9, 5)
    assert entered("＋7", DUE) == date(2026, 9, 22)


def test_the_case_size_counts() -> None:
    assert entered("62c+12", COUNT, case_size=24) == 1500
    assert entered("12c+5", COUNT, case_size=15) == 185


@pytest.mark.parametrize(
    "typed", ["c", "c+4", "3c+", "3c+4c", "3c-4", "-3c", "3c+4.", "3c*2", "3c+4..5", "12.3c", "3c个", "3箱零"]
)
def test_what_is_no_number_of_cases(typed: str) -> None:
    assert refusal(typed, COUNT).endswith("is not a quantity. Enter units, or cases and units like 3c+4.")


def test_cases_only_where_they_are_counted() -> None:
    assert refusal("3c+4", UNITS).startswith("“3c+4” is not a number.")


@pytest.mark.parametrize(("typed", "offered"), [("12.5c", "12c+6"), ("0.25 c", "0c+3"), ("=3.5箱", "3c+6")])
def test_half_a_case_is_offered_in_units(typed: str, offered: str) -> None:
    assert refusal(typed, COUNT) == f"Whole cases only: enter {offered}."


@pytest.mark.parametrize("typed", ["", "   ", "\u3000"])
@pytest.mark.parametrize("field", [COUNT, AMOUNT, DUE, START, READ, ONE, Text(key="t", label="T")])
def test_nothing_typed_is_no_value(typed: str, field: Field) -> None:
    assert entered(typed, field) is None


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1,234.50", "1234.50"),
        ("1,234,567", "1234567"),
        ("１，２３４．５", "1234.5"),
        ("1 234.5", "1234.5"),
        ("¥1,200", "1200"),
        ("￥1,200", "1200"),
        ("1200元", "1200"),
        ("-10,000.00", "-10000"),
        ("−10000", "-10000"),
        ("(1,150.00)", "-1150"),
        ("1,150.00-", "-1150"),
        ("=5.20-0.3", "4.9"),
        ("10/4", "2.5"),
        ("=10/3", "3.3333"),
        ("2/3", "0.6667"),
        (".5", "0.5"),
        ("5.", "5"),
    ],
)
def test_amounts(typed: str, amount: str) -> None:
    assert entered(typed, AMOUNT) == Decimal(amount)


@pytest.mark.parametrize(
    "typed",
    [
        "abc",
        "1,2",
        "1,23,4",
        "12,34",
        "1 2",
        "1e5",
        "nan",
        "inf",
        "1_000",
        "--",
        "2**3",
        "(1",
        "1)",
        "()",
        "1/0",
        "=",
        "5 %",
        "1.2.3",
    ],
)
def test_what_is_no_number(typed: str) -> None:
    assert refusal(typed, AMOUNT).endswith("is not a number. Enter one like 1,234.5, or 2*24.")


def test_what_is_no_number_where_cases_are_counted_or_shares() -> None:
    assert refusal("1,2,3", COUNT).endswith("is not a quantity. Enter units, or cases and units like 3c+4.")
    assert refusal("a third", SHARE) == "“a third” is not a percentage. Enter one like 12.5."


def test_a_hostile_sum_is_refused_too() -> None:
    assert "is not a number." in refusal("(" * 5000 + "1", AMOUNT)
    assert "is not a number." in refusal("1+" * 5000 + "1", AMOUNT)
    assert len(refusal("9" * 5000 + "x", AMOUNT)) < 120


@pytest.mark.parametrize("field", [COUNT, PRICE, AMOUNT, STARS, SHARE])
@pytest.mark.parametrize("typed", ["9" * 30, "999999999999*999999999999", "1000000000000"])
def test_thirty_digits_are_refused_with_words(field: Field, typed: str) -> None:
    said = refusal(typed, field)
    assert said == "The number is too large: at most 12 digits before the decimal mark."


def test_decimals_that_would_be_lost_are_refused() -> None:
    assert entered("1.2345", PRICE) == Decimal("1.2345")
    assert refusal("1.23456", PRICE) == "At most 4 decimals: enter 1.2346."
    assert refusal("1.2345", COUNT) == "At most 3 decimals: enter 1.235."
    assert refusal("0." + "0" * 40 + "1", PRICE) == "At most 4 decimals: enter 0."


def test_negative_numbers_only_where_they_mean_something() -> None:
    for field in (COUNT, PRICE, COST):
        assert refusal("-1", field) == "Nothing below zero is possible here: enter 0 or more."
    assert entered("-1", SHARE) == -1


def test_numbers_within_bounds() -> None:
    assert entered("5", STARS) == 5
    assert refusal("6", STARS) == "Enter a number from 1 to 5."
    assert refusal("-1", Number(key="n", label="N", minimum=Decimal(0))) == "Enter 0 or more."
    assert refusal("7", Number(key="n", label="N", maximum=Decimal(5))) == "Enter 5 or less."


@pytest.mark.parametrize(("typed", "low", "high"), [("10.5", "10", "11"), ("5/2", "2", "3"), ("0.1", "0", "1")])
def test_no_part_of_what_is_counted(typed: str, low: str, high: str) -> None:
    people = Number(key="people", label="People", minimum=Decimal(0), whole=True)
    assert refusal(typed, people) == f"Whole numbers only, such as {low} or {high}."
    assert entered("10.0", people) == 10
    assert refusal("-0.5", people) == "Enter 0 or more."


def test_percent() -> None:
    assert entered("12.5 %", SHARE) == Decimal("12.5")
    assert entered("12.5％", SHARE) == Decimal("12.5")


def test_a_decimal_comma(comma: None) -> None:
    assert entered("1.234,5", AMOUNT) == Decimal("1234.5")
    assert entered("0,5", AMOUNT) == Decimal("0.5")
    assert entered("1.234", AMOUNT) == 1234
    assert entered("2*1,5", AMOUNT) == 3
    assert refusal("1.5", AMOUNT) == "“1.5” is not a number. Enter one like 1.234,5, or 2*24."
    assert refusal("1,234,5", AMOUNT).startswith("“1,234,5” is not a number.")


def test_narrow_spaces_as_group_marks(spaced: None) -> None:
    assert entered("1\u202f234,5", AMOUNT) == Decimal("1234.5")
    assert entered("1 234,5", AMOUNT) == Decimal("1234.5")
    assert calculated("1\u202f234,5") == Decimal("1234.5")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-09-15", date(2026, 9, 15)),
        ("2026/9/5", date(2026, 9, 5)),
        ("2026.9.5", date(2026, 9, 5)),
        ("20260905", date(2026, 9, 5)),
        ("2026年9月15日", date(2026, 9, 15)),
        ("9月15日", date(2026, 9, 15)),
        ("９月１５日", date(2026, 9, 15)),
        ("15 Sep", date(2026, 9, 15)),
        ("15 September 2027", date(2027, 9, 15)),
        ("15. sep 27", date(2027, 9, 15)),
        ("9/18", date(2026, 9, 18)),
        ("9-18", date(2026, 9, 18)),
        ("15.9.", date(2026, 9, 15)),
        ("15.9.2026", date(2026, 9, 15)),
        ("+7", date(2026, 9, 22)),
        ("-1", date(2026, 9, 14)),
        ("today", date(2026, 9, 15)),
        ("今天", date(2026, 9, 15)),
        ("明天", date(2026, 9, 16)),
        ("2046-12-31", date(2046, 12, 31)),
        ("29 Feb 2028", date(2028, 2, 29)),
    ],
)
def test_days(typed: str, day: date) -> None:
    assert entered(typed, DUE) == day


@pytest.mark.parametrize("typed", ["soon", "15 Xyz", "45", "0/0", "9/15/26", "45/45"])
def test_what_is_no_day(typed: str) -> None:
    assert refusal(typed, DUE) == "Not a date. Enter it like 2026-09-15, 15 Sep or +7 for in seven days."


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("31/02", "Feb 2026 has the days 1 to 28."),
        ("2/31", "Feb 2026 has the days 1 to 28."),
        ("31 Jun", "Jun 2026 has the days 1 to 30."),
        ("29 Feb 2026", "Feb 2026 has the days 1 to 28."),
        ("2028-02-30", "Feb 2028 has the days 1 to 29."),
        ("2月30日", "Feb 2026 has the days 1 to 28."),
        ("0.9.", "Sep 2026 has the days 1 to 30."),
    ],
)
def test_a_day_that_its_month_has_not_is_told_with_those_it_has(typed: str, days: str) -> None:
    assert refusal(typed, DUE) == days


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("18/9", "There is no month 18: for 18 Sep 2026 enter 2026-09-18."),
        ("2026-13-01", "There is no month 13: for 13 Jan 2026 enter 2026-01-13."),
    ],
)
def test_day_and_month_the_other_way_round_are_told_apart(typed: str, said: str) -> None:
    assert refusal(typed, DUE) == said


@pytest.mark.parametrize("typed", ["2126-09-15", "2047-01-01", "1969-12-31", "+9999"])
def test_another_century_is_a_slip(typed: str) -> None:
    assert refusal(typed, DUE).endswith("is too far away: enter a date from 1970 to 2046.")


@pytest.mark.parametrize(
    ("typed", "clock"), [("14:05", "14:05"), ("1405", "14:05"), ("9.30", "09:30"), ("0:00", "00:00")]
)
def test_clock(typed: str, clock: str) -> None:
    assert entered(typed, START) == clock


@pytest.mark.parametrize("typed", ["24:00", "12:60", "7", "noon", "1:2:3"])
def test_what_is_no_time_of_day(typed: str) -> None:
    assert refusal(typed, START) == "Not a time of day. Enter it like 14:05 or 1405."


def test_yes_and_no() -> None:
    assert [entered(text, READ) for text in ("y", "Yes", "是", "1", "n", "No", "否", "0")] == [True] * 4 + [False] * 4
    assert refusal("maybe", READ) == "Enter yes or no."


def test_answers_by_key_label_or_beginning() -> None:
    assert [entered(text, ONE) for text in ("red", "RED", "gree", "Grey")] == ["red", "red", "green", "grey"]
    assert refusal("gr", ONE) == "“gr” is none of the answers: Red, Green, Grey."
    assert entered("red, Grey、red", MANY) == ["red", "grey"]
    assert refusal(",", MANY) == "“,” is none of the answers: Red, Green, Grey."


def test_text_keeps_what_was_typed() -> None:
    assert entered("  １２ “x”\n y ", Text(key="t", label="T", lines=3)) == "１２ “x”\n y"
    assert entered(" QH-1012 ", Product(key="p", label="P")) == "QH-1012"


@pytest.mark.parametrize("field", [Photo(key="p", label="P"), Signature(key="s", label="S")])
def test_pictures_and_signatures_are_not_typed(field: Field) -> None:
    assert refusal("x", field).startswith("This cannot be typed")
