"""Cells as people write them become exact values, or say why not."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from fieldvisit.exchange.answers import Answer, Unreadable
from fieldvisit.exchange.kinds.declaring import Column, Holds
from fieldvisit.exchange.numbers import exact
from fieldvisit.exchange.values import Reading, read_column

TODAY = date(2026, 9, 15)


def read(holds: Holds, *cells, answer: Answer | None = None, key: str = "x", **more) -> Reading:
    return read_column(cells, Column(key=key, label="Figure", holds=holds, **more), answer, TODAY)


def one(holds: Holds, cell, answer: Answer | None = None, **more):
    return read(holds, cell, answer=answer, **more).values[0]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12.50", "12.50"),
        ("12,50", "12.50"),
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1.234.567", "1234567"),
        ("1 234,567", "1234.567"),
        ("1'234.50", "1234.50"),
        ("¥ 3.20", "3.20"),
        ("￥３．２０", "3.20"),
        ("3.20元", "3.20"),
        ("CNY 3.20", "3.20"),
        ("EUR 3,20", "3.20"),
        (" 3.20\u00a0", "3.20"),
        ("(12.50)", "-12.50"),
        ("12.50-", "-12.50"),
        ("−12.50", "-12.50"),
        (".5", "0.5"),
        ("0.125", "0.125"),
        ("12345.678", "12345.678"),
        ("1,23,456.00", "123456.00"),
        (3.2, "3.2"),
        (0.1 + 0.2, "0.3"),
        (14, "14"),
    ],
)
def test_a_price_in_any_writing(cell, value):
    assert one(Holds.PRICE, cell) == Decimal(value)


@pytest.mark.parametrize(
    "cell", ["1.2.3", "abc", "12 apples", "1,2.3,4", float("inf"), float("nan"), True, "--5", "1e999"]
)
def test_what_is_no_number_is_refused(cell):
    assert isinstance(one(Holds.PRICE, cell), Unreadable)


@pytest.mark.parametrize("cell", ["", None, "-", "n/a", "NULL", "  "])
def test_a_blank_is_no_value_and_no_zero(cell):
    assert one(Holds.PRICE, cell) is None


@pytest.mark.parametrize("cell", ["9" * 30, float(10**29), "-" + "9" * 30])
def test_thirty_digits_are_refused_in_words(cell):
    refusal = one(Holds.MONEY, cell)
    assert isinstance(refusal, Unreadable)
    assert "larger than can be kept" in str(refusal.reason)


def test_the_column_decides_what_a_single_cell_leaves_open():
    assert read(Holds.PRICE, "1.000", "2,50").values[0] == 1000
    assert read(Holds.PRICE, "1.000", "2.50").values[0] == 1
    assert read(Holds.PRICE, "1.000", "1,234.50").values[0] == 1


def test_what_stays_open_is_asked_and_not_guessed():
    reading = read(Holds.PRICE, "1.000", "2.500")
    assert reading.question is not None
    assert reading.question.choices == (Answer.POINT, Answer.COMMA)
    assert all(isinstance(value, Unreadable) for value in reading.values)
    assert read(Holds.PRICE, "1.000", answer=Answer.POINT).values == [Decimal(1)]
    assert read(Holds.PRICE, "1.000", answer=Answer.COMMA).values == [Decimal(1000)]


def test_a_column_that_contradicts_itself_asks_only_for_the_open_cells():
    reading = read(Holds.PRICE, "1,5", "2.5", "1.000")
    assert reading.values[:2] == [Decimal("1.5"), Decimal("2.5")]
    assert isinstance(reading.values[2], Unreadable)


@pytest.mark.parametrize(
    ("cell", "value"),
    [("14.3999996", "14.4"), ("9.80000019", "9.8"), ("32.3800011", "32.38"), (14.399999999999999, "14.4")],
)
def test_binary_noise_is_taken_off_and_said(cell, value):
    reading = read(Holds.PRICE, cell)
    assert reading.values == [Decimal(value)]
    assert isinstance(cell, float) or "binary noise" in str(reading.notes[0])


def test_finer_prices_are_rounded_half_up_and_said():
    reading = read(Holds.PRICE, "0.12345")
    assert reading.values == [Decimal("0.1235")]
    assert "rounded" in str(reading.notes[0])


@given(some.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_every_price_survives_a_spreadsheet(price):
    assert one(Holds.PRICE, float(price)) == price


@given(some.integers(min_value=-(10**15) + 1, max_value=10**15 - 1), some.integers(min_value=0, max_value=4))
def test_every_number_of_fifteen_digits_is_exact(digits, places):
    number = Decimal(digits).scaleb(-places)
    assert exact(float(number)) == number


@pytest.mark.parametrize(
    ("cells", "value"),
    [
        (("0.05", "0.1"), "0.05"),
        (("5", "10"), "0.05"),
        (("5 %", "10"), "0.05"),
        ((0.05, 0.25), "0.05"),
        (("5%",), "0.05"),
    ],
)
def test_a_share_as_fraction_or_percent(cells, value):
    assert read(Holds.PERCENT, *cells).values[0] == Decimal(value)


def test_a_share_of_one_is_asked():
    reading = read(Holds.PERCENT, "1", "0")
    assert reading.question is not None
    assert isinstance(reading.values[0], Unreadable)
    assert reading.values[1] == 0
    assert one(Holds.PERCENT, "1", Answer.PERCENT) == Decimal("0.01")


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("1996-07-04 00:00:00.000", date(1996, 7, 4)),
        ("2026-09-15", date(2026, 9, 15)),
        ("2026/9/5", date(2026, 9, 5)),
        ("20260915", date(2026, 9, 15)),
        ("2026年9月15日", date(2026, 9, 15)),
        ("２０２６年９月１５日", date(2026, 9, 15)),
        ("15.09.2026", date(2026, 9, 15)),
        ("15.9.26", date(2026, 9, 15)),
        ("25/12/2025", date(2025, 12, 25)),
        ("12/25/2025", date(2025, 12, 25)),
        ("15 Sep 2026", date(2026, 9, 15)),
        ("Sep 15, 2026", date(2026, 9, 15)),
        ("2026-09-15T14:05:00", date(2026, 9, 15)),
        (46280.0, date(2026, 9, 15)),
        ("46280", date(2026, 9, 15)),
        (20260915.0, date(2026, 9, 15)),
        (datetime.fromisoformat("2026-09-15T14:05"), date(2026, 9, 15)),
        (date(2026, 9, 15), date(2026, 9, 15)),
    ],
)
def test_a_day_in_any_writing(cell, day):
    assert one(Holds.DAY, cell) == day


@pytest.mark.parametrize("cell", ["2026-02-30", "soon", "31/02/2026", time(10, 10), True, 3.0, "፩፩፩፩፩"])
def test_what_is_no_day_is_refused(cell):
    assert isinstance(one(Holds.DAY, cell), Unreadable)


def test_a_raised_day_proves_nothing_and_stays_a_day():
    assert read(Holds.DAY, "²⁵/12/2026", "25/04/2026").values == [date(2026, 12, 25), date(2026, 4, 25)]


@pytest.mark.parametrize("cell", ["2126-01-05", "1826-01-05", date(2101, 1, 1)])
def test_a_day_of_another_century_is_refused_with_the_year(cell):
    refusal = one(Holds.DAY, cell)
    assert isinstance(refusal, Unreadable)
    assert "correct the year" in str(refusal.reason)


def test_the_last_day_of_all_days_means_without_end():
    assert one(Holds.DAY, "9999-12-31", endless=True) is None
    assert isinstance(one(Holds.DAY, "2126-01-05", endless=True), Unreadable)


def test_day_and_month_are_decided_over_the_column_or_asked():
    assert read(Holds.DAY, "03/04/2026", "25/04/2026").values[0] == date(2026, 4, 3)
    assert read(Holds.DAY, "03/04/2026", "04/25/2026").values[0] == date(2026, 3, 4)
    reading = read(Holds.DAY, "03/04/2026")
    assert reading.question is not None
    assert isinstance(reading.values[0], Unreadable)
    assert one(Holds.DAY, "03/04/2026", Answer.DAY_FIRST) == date(2026, 4, 3)


def test_a_month():
    assert [one(Holds.MONTH, cell) for cell in ("2026-09", "202609", "2026年9月", date(2026, 9, 15))] == [
        date(2026, 9, 1)
    ] * 4


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("00123", "00123"),
        (123.0, "123"),
        ("００１２３", "00123"),
        (" A-1 ", "A-1"),
        ("'00123", "00123"),
        (4006381333931.0, "4006381333931"),
    ],
)
def test_codes_stay_text(cell, code):
    assert one(Holds.CODE, cell) == code


def test_a_day_is_no_code():
    assert isinstance(one(Holds.CODE, date(2026, 1, 2)), Unreadable)


@pytest.mark.parametrize(
    ("cell", "value"), [("是", True), ("否", False), (1.0, True), ("0", False), (True, True), ("Yes", True), ("", None)]
)
def test_yes_and_no(cell, value):
    assert one(Holds.YES_NO, cell) is value


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("24 - 12 oz bottles", 24),
        ("12 - 550 ml bottles", 12),
        ("48 pieces", 48),
        ("500ml*12瓶", 12),
        ("330ml×24", 24),
        ("1*24", 24),
        ("24瓶/箱", 24),
        ("10 boxes x 20 bags", None),
        ("500 g", None),
        ("2 kg box", None),
        ("750 cc per bottle", None),
    ],
)
def test_units_of_a_case_only_where_the_words_are_clear(words, units):
    assert one(Holds.PACK, words) == units


@pytest.mark.parametrize(("cell", "factor"), [("1.2", "1.2"), ("20%", "1.2"), ("120 %", "1.2")])
def test_an_uplift_as_factor_or_percent(cell, factor):
    assert one(Holds.UPLIFT, cell) == Decimal(factor)


def test_coordinates_that_cannot_be_are_refused():
    assert isinstance(one(Holds.DEGREE, "121.4", key="latitude"), Unreadable)
    assert one(Holds.DEGREE, "121.4", key="longitude") == Decimal("121.4")


CELLS = some.one_of(
    some.text(),
    some.floats(),
    some.integers(),
    some.booleans(),
    some.none(),
    some.dates(),
    some.datetimes(),
    some.times(),
)


@given(some.lists(CELLS), some.sampled_from(Holds))
def test_no_cell_whatever_makes_a_column_fail(cells, holds):
    reading = read(holds, *cells)
    assert len(reading.values) == len(cells)
    assert all(str(value.reason) for value in reading.values if isinstance(value, Unreadable))
