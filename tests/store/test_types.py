from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, MetaData, Table, insert, select
from sqlalchemy.exc import StatementError

from fieldvisit.store import engine as engines
from fieldvisit.store.types import (
    LARGEST,
    Day,
    Degree,
    Identifier,
    Json,
    LocalMoment,
    Moment,
    Money,
    Number,
    Quantity,
    Ratio,
    new_identifier,
    scaled,
)

KEPT = Table(
    "kept",
    MetaData(),
    Column("money", Money),
    Column("quantity", Quantity),
    Column("ratio", Ratio),
    Column("degree", Degree),
    Column("number", Number),
    Column("day", Day),
    Column("moment", Moment),
    Column("local", LocalMoment),
    Column("identifier", Identifier),
    Column("json", Json),
)


class Keeper:
    """One table with a column of each type, on a real file."""

    def __init__(self, path: Path) -> None:
        self.engine = engines.make_engine(path)
        KEPT.create(self.engine)

    def kept(self, **values: Any) -> Any:
        with self.engine.begin() as connection:
            connection.execute(KEPT.delete())
            connection.execute(insert(KEPT).values(**values))
        with self.engine.begin() as connection:
            return connection.execute(select(*(KEPT.c[name] for name in values))).one()

    def stored_as(self, name: str) -> str:
        with self.engine.begin() as connection:
            asked = f"SELECT typeof({name}) FROM kept"  # noqa: S608 - a column of ours
            return str(connection.exec_driver_sql(asked).scalar_one())


@pytest.fixture(scope="module")
def keeper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Keeper]:
    made = Keeper(tmp_path_factory.mktemp("types") / "types.db")
    yield made
    made.engine.dispose()


def of(places: int) -> st.SearchStrategy[Decimal]:
    return st.integers(-LARGEST, LARGEST).map(lambda whole: Decimal(whole).scaleb(-places))


SCALES = [("money", 4), ("quantity", 3), ("ratio", 6), ("degree", 7), ("number", 4)]


@pytest.mark.parametrize(("name", "places"), SCALES)
@given(data=st.data())
def test_every_number_that_fits_comes_back_exactly(keeper: Keeper, name: str, places: int, data: Any) -> None:
    value = data.draw(of(places))
    assert keeper.kept(**{name: value}) == (value,)
    assert keeper.stored_as(name) == "integer"


@pytest.mark.parametrize(("name", "places"), SCALES)
def test_one_decimal_too_many_is_refused(keeper: Keeper, name: str, places: int) -> None:
    with pytest.raises(StatementError, match="decimals"):
        keeper.kept(**{name: Decimal(1).scaleb(-places - 1)})


@pytest.mark.parametrize(("name", "places"), SCALES)
def test_zeros_after_the_last_decimal_are_no_decimals(keeper: Keeper, name: str, places: int) -> None:
    assert keeper.kept(**{name: Decimal("5.000000000000")}) == (5,)


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_any_decimal_is_kept_exactly_or_refused(value: Decimal) -> None:
    try:
        whole = scaled(value, 4)
    except ValueError:
        return
    assert Decimal(whole).scaleb(-4) == value


@pytest.mark.parametrize("value", [1.0, 0.1, True, "5", float("nan")])
def test_only_decimals_and_whole_numbers_get_in(keeper: Keeper, value: object) -> None:
    with pytest.raises(StatementError, match="Decimal is needed"):
        keeper.kept(money=value)


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1E+40", "922337203685477.5808", "1E-40"])
def test_what_is_no_number_or_does_not_fit_is_refused(keeper: Keeper, text: str) -> None:
    with pytest.raises(StatementError):
        keeper.kept(money=Decimal(text))


def test_the_amount_that_binary_storage_spoils_is_kept(keeper: Keeper) -> None:
    assert keeper.kept(money=Decimal("12345678901234.5678")) == (Decimal("12345678901234.5678"),)


@pytest.mark.parametrize("column", KEPT.columns.keys())
def test_no_value_stays_no_value(keeper: Keeper, column: str) -> None:
    assert keeper.kept(**{column: None}) == (None,)
    assert keeper.stored_as(column) == "null"


@given(value=st.dates())
def test_days_come_back(keeper: Keeper, value: date) -> None:
    assert keeper.kept(day=value) == (value,)


def test_a_moment_is_no_day(keeper: Keeper) -> None:
    with pytest.raises(StatementError, match="date is needed"):
        keeper.kept(day=datetime(2026, 9, 15, tzinfo=UTC))


OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
YEARS = {"min_value": datetime(1990, 1, 1), "max_value": datetime(2090, 1, 1)}  # noqa: DTZ001 - as asked for
MOMENTS = st.datetimes(timezones=OFFSETS, **YEARS)  # type: ignore[arg-type]


@given(value=MOMENTS)
def test_moments_come_back_in_utc_or_with_their_offset(keeper: Keeper, value: datetime) -> None:
    utc, local = keeper.kept(moment=value, local=value)
    assert utc == value
    assert utc.utcoffset() == timedelta(0)
    assert local == value
    assert local.utcoffset() == value.utcoffset()


@given(first=MOMENTS, second=MOMENTS)
def test_moments_sort_by_time_whatever_their_offset(first: datetime, second: datetime) -> None:
    bind = LocalMoment().bind_processor(None)  # type: ignore[arg-type]
    if first < second:
        assert bind(first) < bind(second)


def test_a_time_without_zone_is_refused(keeper: Keeper) -> None:
    with pytest.raises(StatementError, match="zone"):
        keeper.kept(moment=datetime(2026, 9, 15, 9, 0))  # noqa: DTZ001


def test_identifiers_are_kept_in_one_form_only(keeper: Keeper) -> None:
    made = new_identifier()
    assert keeper.kept(identifier=made.upper()) == (made,)
    assert made[14] == "7"
    with pytest.raises(StatementError):
        keeper.kept(identifier="V-26-0001")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(value=JSON.filter(lambda value: value is not None))
def test_json_comes_back(keeper: Keeper, value: object) -> None:
    assert keeper.kept(json=value) == (value,)


@pytest.mark.parametrize("value", [1.5, [1, {"a": 0.1}]])
def test_no_float_hides_in_json(keeper: Keeper, value: object) -> None:
    with pytest.raises(StatementError, match="float"):
        keeper.kept(json=value)
