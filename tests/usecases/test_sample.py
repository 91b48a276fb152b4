"""The sample: the same each time, believable, and with something to show everywhere."""

from __future__ import annotations

import json
import sys
import time
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from fieldvisit.cli import main
from fieldvisit.domain.errors import NotAllowed
from fieldvisit.domain.figures import figures
from fieldvisit.domain.language import Language, speaking
from fieldvisit.domain.problems import problems
from fieldvisit.store import models, visits
from fieldvisit.store.models import Base
from fieldvisit.store.store import open_store
from fieldvisit.usecases.open_visit import load
from fieldvisit.usecases.sample import build_sample
from fieldvisit.usecases.settings import load_settings

TODAY = date(2026, 9, 15)
RULES = {
    "price.below_floor", "price.above_ceiling", "price.deviation", "price.others", "price.changed", "price.below_cost",
    "price.low_margin", "price.not_carried", "competitor.changed", "stock.count_demanded", "stock.negative",
    "stock.out", "stock.risk", "stock.ageing", "stock.dead", "stock.over", "stock.price_protection", "account.overdue",
    "account.over_limit", "account.suggestion", "order.over_credit", "material.unaccounted", "promise.ours",
    "promise.theirs",
}  # fmt: skip


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """A full sample; tests only read it."""
    store = open_store(tmp_path_factory.mktemp("sample") / "sample.store")
    begun = time.perf_counter()
    counts = build_sample(store, today=TODAY)
    sys.stderr.write(
        f"sample of {counts.dealers} dealers, {counts.visits} visits: {time.perf_counter() - begun:.1f} s\n"
    )
    yield store, counts
    store.close()


@pytest.fixture(scope="module")
def loaded(sample):
    """All visits with their facts and figures."""
    store, _ = sample
    settings = load_settings(store)
    with store.read() as session:
        pairs = [load(session, head.id, settings) for head in visits.list_visits(session)]
    return [(visit, facts, figures(visit, facts)) for visit, facts in pairs]


def content(path):
    """Every row of every table as text."""
    store = open_store(path, create=False)
    try:
        with store.read() as session:
            names = Base.metadata.tables
            return {name: [tuple(row) for row in session.execute(select(names[name]))] for name in sorted(names)}
    finally:
        store.close()


def test_same_seed_and_day_give_the_same_store_in_any_language(tmp_path):
    build_sample(tmp_path / "a.store", dealers=9, years=1, today=TODAY)
    with speaking(Language("zh")):
        build_sample(tmp_path / "b.store", dealers=9, years=1, today=TODAY)
    assert content(tmp_path / "a.store") == content(tmp_path / "b.store")


def test_another_seed_gives_another_store(tmp_path):
    build_sample(tmp_path / "a.store", dealers=9, years=1, today=TODAY)
    build_sample(tmp_path / "b.store", dealers=9, years=1, seed=8, today=TODAY)
    assert content(tmp_path / "a.store")["order_lines"] != content(tmp_path / "b.store")["order_lines"]


@pytest.mark.parametrize("today", [date(2027, 1, 1), date(2028, 2, 29), date(2026, 11, 22)])
@pytest.mark.parametrize("dealers", [1, 30])
def test_any_day_and_size_will_do(tmp_path, today, dealers):
    counts = build_sample(tmp_path / "any.store", dealers=dealers, years=1, today=today)
    assert counts.dealers == dealers
    assert counts.visits > 12


def test_counts_are_those_of_the_store(sample):
    store, counts = sample
    tables = {
        "dealers": models.Dealer, "products": models.Product, "orders": models.SalesOrder,
        "order_lines": models.OrderLine, "shipments": models.Shipment, "open_items": models.OpenItem,
        "visits": models.Visit, "stops": models.PlannedStop,
    }  # fmt: skip
    with store.read() as session:
        found = {name: session.scalar(select(func.count()).select_from(table)) for name, table in tables.items()}
    assert found == {name: getattr(counts, name) for name in tables}
    assert (counts.dealers, counts.products) == (60, 40)
    assert counts.orders > 1_500
    assert counts.visits > 180


def test_every_rule_shows_somewhere(loaded):
    seen = {flag.rule for _, _, found in loaded for flag in found.flags}
    assert seen == RULES


def test_closed_visits_lack_nothing_and_one_is_under_way(loaded):
    under_way = [visit for visit, _, _ in loaded if visit.state == "open"]
    assert [(visit.dealer, visit.day) for visit in under_way] == [("D-00318", TODAY)]
    lacking = [
        (visit.number, str(point.sentence))
        for visit, _, found in loaded
        if visit.state == "closed"
        for point in problems(visit, found)
        if point.blocks
    ]
    assert lacking == []


def test_numbers_go_up_with_the_days(loaded):
    closed = sorted((visit for visit, _, _ in loaded if visit.state == "closed"), key=lambda visit: visit.closed_at)
    numbers = [visit.number for visit in closed]
    assert numbers == sorted(set(numbers))
    assert all(number.startswith("V-26-") for number in numbers)


def test_the_worked_visit_is_the_show_piece(loaded):
    _, facts, found = next(each for each in loaded if each[0].state == "open")
    account = found.account
    assert (account.unpaid, account.overdue, account.advance) == (Decimal(116_386), Decimal(71_060), Decimal(10_000))
    assert account.available == Decimal(7_734)
    assert account.ageing == tuple(map(Decimal, (45_326, 28_380, 24_080, 12_400, 6_200)))
    assert found.books is not None
    assert (found.books.dealer, found.books.gap, found.books.unexplained) == (Decimal(85_450), Decimal(20_936), 0)
    assert found.protection == Decimal("121.92")
    assert facts.last_visit is not None
    assert facts.last_visit.order_value == Decimal(5_226)
    stock = {row.figures.product: row.figures for row in found.stock.values()}
    assert stock["QH-1012"].sell_out == 1_372
    assert stock["QH-1012"].daily == 183
    assert stock["QH-1310"].sell_out == -36
    assert stock["QH-2203"].daily == 60
    assert len(found.prices) == 10


def test_the_reason_of_a_stop_is_true(loaded):
    visit, _, found = max((each for each in loaded if each[0].dealer == "D-00246"), key=lambda each: each[0].day)
    assert visit.day == TODAY - timedelta(days=14)
    assert {row.figures.entry.count for row in found.stock.values() if row.figures.product == "QH-2005"} == {0}


def test_shipments_bring_more_than_they_take_back(sample):
    store, _ = sample
    line, head = models.ShipmentLine, models.Shipment
    with store.read() as session:
        net = session.execute(
            select(head.dealer_id, line.product_id, func.sum(line.quantity))
            .join(head, head.id == line.shipment_id)
            .group_by(head.dealer_id, line.product_id)
        ).all()
        early = session.scalar(
            select(func.count())
            .select_from(head)
            .join(models.SalesOrder, models.SalesOrder.number == head.order_number)
            .where(head.shipped_on < models.SalesOrder.ordered_on)
        )
    assert net
    assert all(quantity > 0 for _, _, quantity in net)
    assert early == 0


def test_counts_agree_with_the_shipments_but_for_the_intended_errors(loaded):
    negative = {
        (visit.number, row.figures.product)
        for visit, _, found in loaded
        for row in found.stock.values()
        if row.figures.negative
    }
    counted = sum(row.figures.sell_out is not None for _, _, found in loaded for row in found.stock.values())
    assert 1 < len(negative) < counted / 50


def test_beer_sells_in_summer(sample):
    store, _ = sample
    order, line, product = models.SalesOrder, models.OrderLine, models.Product
    asked = (
        select(func.substr(order.ordered_on, 6, 2), func.sum(line.quantity))
        .join(order, order.id == line.order_id)
        .join(product, product.id == line.product_id)
        .where(product.range == "Lager")
        .group_by(func.substr(order.ordered_on, 6, 2))
    )
    with store.read() as session:
        by_month = {month: units for month, units in session.execute(asked).all()}  # noqa: C416 - rows are no pairs to mypy
    assert by_month["07"] > by_month["02"] * 3 / 2


def test_today_has_seven_stops_and_the_next_days_some(sample):
    store, _ = sample
    stop = models.PlannedStop
    with store.read() as session:
        days = session.execute(select(stop.day, stop.position, stop.reason).order_by(stop.day, stop.position)).all()
    today = [row for row in days if row.day == TODAY]
    assert [row.position for row in today] == list(range(7))
    assert [bool(row.reason) for row in today] == [True, False, True, True, True, False, True]  # the rest is computed
    assert {row.day for row in days} >= {TODAY + timedelta(days=ahead) for ahead in range(1, 4)}


def test_a_store_with_dealers_is_left_alone(sample):
    store, counts = sample
    with pytest.raises(NotAllowed):
        build_sample(store, dealers=3, today=TODAY)
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(models.Dealer)) == counts.dealers


def test_progress_is_told(tmp_path):
    told: list[tuple[int, int | None]] = []
    build_sample(tmp_path / "few.store", dealers=2, years=1, today=TODAY, progress=lambda *step: told.append(step))
    assert told[0][0] == 1
    assert told[-1][0] == told[-1][1]


def test_the_command_makes_a_store_of_its_own(home, capsys):
    assert main(["--json", "sample", "--dealers", "3", "--years", "1", "--seed", "5"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["dealers"] == 3
    assert (home / "sample.store").is_file()
    assert main(["sample", "--dealers", "3"]) == 1
    assert "dealers already" in capsys.readouterr().err


def test_the_command_refuses_no_dealers(capsys):
    assert main(["sample", "--dealers", "0"]) == 2
