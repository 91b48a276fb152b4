"""Figures, days and sentences as text, in more than one language."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime
from decimal import Decimal
from gettext import NullTranslations

import pytest

from fieldvisit.domain import formats, language
from fieldvisit.domain.fields import (
    Choice,
    Clock,
    Day,
    Money,
    Option,
    Percent,
    Photo,
    Quantity,
    Signature,
    UnitPrice,
    YesNo,
)
from fieldvisit.domain.language import Language, Message, ntr, speaking, tr
from fieldvisit.domain.shown import editable, shown
from tests.domain.conftest import COMMA


class Backwards(NullTranslations):
    """A catalogue that anybody can check by eye."""

    def gettext(self, message: str) -> str:
        return {"Yes": "seY", "{count} lines": "{count} senil"}.get(message, message)


BACKWARDS = Language("xx", Backwards(), ",", ".")


@pytest.mark.parametrize(
    ("value", "shown_as"),
    [("1234567.891", "1,234,567.89"), ("0.005", "0.01"), ("-0.005", "−0.01"), ("-0.001", "0.00"), ("0", "0.00")],
)
def test_money(value: str, shown_as: str) -> None:
    assert formats.money(Decimal(value)) == shown_as


def test_money_in_the_minor_unit() -> None:
    assert [formats.money(Decimal("1234.5"), minor) for minor in (0, 2, 3)] == ["1,235", "1,234.50", "1,234.500"]
    assert str(Message("{sum}", sum=formats.as_money(Decimal("2.5"), 0))) == "3"


@pytest.mark.parametrize(
    ("value", "shown_as"), [("5", "5.00"), ("3.2", "3.20"), ("0.6251", "0.6251"), ("1.50000", "1.50")]
)
def test_unit_prices(value: str, shown_as: str) -> None:
    assert formats.unit_price(Decimal(value)) == shown_as


def test_no_value_is_a_dash_and_never_a_zero() -> None:
    ways = (formats.money, formats.unit_price, formats.quantity, formats.percent, formats.change, formats.figure)
    assert {way(None) for way in ways} == {"–"}
    assert {way(None) for way in (formats.day, formats.short_day, formats.moment)} == {"–"}


def test_changes_carry_their_sign() -> None:
    assert [formats.change(Decimal(ratio)) for ratio in ("0.0711", "-0.0789", "0", "-0.0001")] == [
        "+7.1",
        "−7.9",
        "0.0",
        "0.0",
    ]


def test_marks_of_another_language() -> None:
    with speaking(COMMA):
        assert formats.money(Decimal("-1234.5")) == "−1.234,50"
        assert formats.percent(Decimal("0.125")) == "12,5"


def test_days() -> None:
    day = date(2026, 9, 15)
    assert (formats.day(day), formats.short_day(day), formats.weekday(day)) == ("15 Sep 2026", "15 Sep", "Tue")
    assert formats.moment(datetime(2026, 9, 15, 14, 58, tzinfo=UTC)) == "15 Sep 2026, 14:58"
    with speaking(Language("zh")):
        assert (formats.day(day), formats.short_day(day), formats.weekday(day)) == ("2026年9月15日", "9月15日", "周二")
        assert formats.moment(datetime(2026, 9, 15, 14, 58, tzinfo=UTC)) == "2026年9月15日 14:58"


def test_a_message_is_spoken_when_it_is_shown() -> None:
    told = Message("{what}: {price}", what=Message("Yes"), price=formats.as_price(Decimal("3.5")))
    assert str(told) == "Yes: 3.50"
    with speaking(BACKWARDS):
        assert str(told) == "seY: 3,50"
    assert str(told) == "Yes: 3.50"


def test_messages_with_the_same_words_and_values_are_equal() -> None:
    def made() -> Message:
        return Message("{a}", a=formats.as_money(Decimal(1), 2))

    assert made() == made()
    assert hash(made()) == hash(made())
    assert made() != Message("{a}", a=formats.as_money(Decimal(1), 0))


def test_plural_forms() -> None:
    assert [ntr("{count} line", "{count} lines", count) for count in (0, 1, 2)] == ["0 lines", "1 line", "2 lines"]
    assert tr("") == ""


def test_another_thread_speaks_its_own_language() -> None:
    heard: list[str] = []
    with speaking(BACKWARDS):
        thread = threading.Thread(target=lambda: heard.append(tr("Yes")))
        thread.start()
        thread.join()
        heard.append(tr("Yes"))
    assert heard == ["Yes", "seY"]
    assert language.current().code == "en"


SEEN = Choice(key="c", label="C", options=(Option(key="a", label="Apple"), Option(key="b", label="Pear")), many=True)


@pytest.mark.parametrize(
    ("field", "value", "read_as", "edited_as"),
    [
        (Money(key="k", label="K"), Decimal("1234.5"), "1,234.50", "1234.5"),
        (UnitPrice(key="k", label="K"), Decimal("3.2"), "3.20", "3.2"),
        (Quantity(key="k", label="K"), Decimal(1500), "1,500", "1500"),
        (Percent(key="k", label="K"), Decimal("12.50"), "12.5", "12.5"),
        (Day(key="k", label="K"), date(2026, 9, 15), "15 Sep 2026", "2026-09-15"),
        (Clock(key="k", label="K"), "14:05", "14:05", "14:05"),
        (YesNo(key="k", label="K"), False, "No", "No"),
        (SEEN, ["a", "b"], "Apple, Pear", "Apple, Pear"),
        (SEEN, ["gone"], "gone", "gone"),
        (Photo(key="k", label="K"), "ab12", "ab12", "ab12"),
        (Signature(key="k", label="K"), [[[1, 2]]], "signed", "signed"),
        (Money(key="k", label="K"), None, "", ""),
    ],
)
def test_values_of_fields(field: Money, value: Decimal | None, read_as: str, edited_as: str) -> None:
    assert (shown(field, value), editable(field, value)) == (read_as, edited_as)


def test_a_percent_mark_and_joined_texts_stand_as_each_language_writes_them() -> None:
    def told() -> tuple[str, ...]:
        return (
            formats.with_percent("12.3"),
            formats.with_percent(formats.NO_VALUE),
            formats.relisted("Gu Fang, Zhou Min"),
            formats.sentences(["Order 1.", "Met Gu."]),
        )

    assert told() == ("12.3 %", "–", "Gu Fang, Zhou Min", "Order 1. Met Gu.")
    with speaking(Language("zh")):
        assert told() == ("12.3%", "–", "Gu Fang、Zhou Min", "Order 1.Met Gu.")


def test_an_amount_of_more_digits_than_decimals_usually_have_is_shown_whole() -> None:
    assert formats.money(Decimal(10) ** 27) == "1," + ",".join(["000"] * 9) + ".00"
