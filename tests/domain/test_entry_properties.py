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
