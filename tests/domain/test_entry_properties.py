"""Reading undoes showing, in every language's marks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldvisit.domain.entry import read
from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.fields import Day, Field, Money, Number, Percent, Quantity, UnitPrice
from fieldvisit.domain.language import Language, speaking
from fieldvisit.domain.shown import editable, shown
from tests.domain.conftest import COMMA, SPACED
from tests.factories.visits import DAY

LANGUAGES = [
    Language(),
    COMMA,
    SPACED,
    Language("ch", group_mark="’"),
    Language("none", decimal_mark=",", group_mark=""),
]
KINDS: list[Field] = [
    Money(key="k", label="K", signed=True),
    Quantity(key="k", label="K", cases=True, signed=True),
    Number(key="k", label="K"),
    Percent(key="k", label="K"),
]
languages = pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.code)


@languages
@given(value=st.decimals(-(10**9), 10**9, places=3), kind=st.sampled_from(KINDS))
def test_numbers_are_read_as_they_are_edited(language: Language, value: Decimal, kind: Field) -> None:
    with speaking(language):
        assert read(editable(kind, value), kind, today=DAY, case_size=12) == value


forms = st.sampled_from(
    ["{}箱{}件", "{}箱零{}瓶", "{}箱{}", "{}箱＋{}", "{} 箱 + {} 罐", "{}c+{}", "{} cases {} units"]
)


@languages
@given(
    cases=st.integers(0, 10**6), units=st.integers(0, 10**6), form=forms, size=st.integers(1, 48), wide=st.booleans()
)
def test_cases_and_units_in_every_form(
    language: Language, cases: int, units: int, form: str, size: int, wide: bool
) -> None:
    typed = form.format(cases, units)
    with speaking(language):
        assert read(full_width(typed) if wide else typed, KINDS[1], today=DAY, case_size=size) == cases * size + units


def full_width(text: str) -> str:
    """As an input method in its full-width mode gives it."""
    return "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in text)


@given(typed=st.text("0123456789.,+-*/() c=%", max_size=12), kind=st.sampled_from(KINDS))
def test_full_width_means_the_same(typed: str, kind: Field) -> None:
    assert outcome(full_width(typed), kind) == outcome(typed, kind)


@given(typed=st.from_regex(r"\A[0-9]{1,6}\.[0-9]{1,3}\Z"), kind=st.sampled_from(KINDS))
def test_an_ideographic_full_stop_is_a_point(typed: str, kind: Field) -> None:
    assert outcome(typed.replace(".", "。"), kind) == outcome(typed, kind)


def outcome(typed: str, kind: Field) -> object:
    """The value, or that it is refused."""
    try:
        return read(typed, kind, today=DAY, case_size=12)
    except KnownError:
        return KnownError


@languages
@given(value=st.decimals(0, 10**9, places=4))
def test_prices_are_read_as_they_are_shown_with_their_grouping(language: Language, value: Decimal) -> None:
    price = UnitPrice(key="k", label="K")
    with speaking(language):
        assert read(shown(price, value), price, today=DAY) == value


@languages
@given(value=st.dates(date(1970, 1, 1), date(2046, 12, 31)))
def test_days(language: Language, value: date) -> None:
    day = Day(key="k", label="K")
    with speaking(language):
        assert read(editable(day, value), day, today=DAY) == value
        assert read(shown(day, value), day, today=DAY) == value


def refusal(typed: str, kind: Field) -> str:
    """Why `typed` is refused; an empty text when it is a value."""
    try:
        read(typed, kind, today=DAY, case_size=12)
    except KnownError as refused:
        return str(refused)
    return ""


arithmetic = st.text("0123456789.,+-*/() c=", max_size=20)


@given(st.text(max_size=40) | arithmetic, st.sampled_from([*KINDS, Day(key="k", label="K")]))
def test_any_text_is_a_value_or_refused_in_words(typed: str, kind: Field) -> None:
    said = refusal(typed, kind)
    assert not said or said.endswith(".")
