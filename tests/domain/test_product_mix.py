"""What sells, what was gained and lost, how material was used, how long it took: computed by hand."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from fieldvisit.domain.facts import ProductFacts
from fieldvisit.domain.figures import VisitFigures, figures
from fieldvisit.domain.product_mix import ProductMix
from fieldvisit.domain.promotion_check import material_row
from fieldvisit.domain.range_changes import RangeChanges
from fieldvisit.domain.time_on_site import minutes_on_site, minutes_stayed
from fieldvisit.domain.visit import Visit
from tests.factories.visits import DAY, add_row, exact, facts, product, row, visit

LAST = DAY - timedelta(days=10)


def known(code: str, price: str, before: int, **more: Any) -> ProductFacts:
    return product(code, purchase=price, previous_count=before, previous_count_on=LAST, **more)


def counted(*products: tuple[ProductFacts, int | None], made: Visit | None = None) -> VisitFigures:
    made = made or visit()
    for each, count in products:
        add_row(made, "inventory", "products", f"i-{each.code}", product=each.code, count=count, received=0, returned=0)
    return figures(made, facts(*(each for each, _ in products)))


def mix_of(*products: tuple[ProductFacts, int | None], made: Visit | None = None) -> ProductMix:
    mix = counted(*products, made=made).mix
    assert mix is not None
    return mix


def test_shares_of_the_sell_out_value() -> None:
    mix = mix_of((known("A", "1", 100), 70), (known("B", "2", 100), 65), (known("C", "5", 100), 100))
    assert [(line.product, line.value, line.share) for line in mix.lines] == [
        ("B", Decimal(70), Decimal("0.7")),
        ("A", Decimal(30), Decimal("0.3")),
        ("C", Decimal(0), Decimal(0)),
    ]
    assert mix.sell_out_value == 100
    assert mix.month_value == 300


def test_errors_and_blanks_are_left_out() -> None:
    mix = mix_of((known("A", "1", 10), 30), (known("B", "1", 10), None), (product("C", previous_count="9"), 1))
    assert (mix.lines, mix.sell_out_value, mix.profitable_share) == ((), None, None)


def test_nothing_sold_has_no_shares() -> None:
    mix = mix_of((known("A", "1", 10), 10))
    assert (mix.lines[0].share, mix.sell_out_value) == exact(None, 0)
    assert (mix.best, [line.product for line in mix.worst]) == ((), [])


def test_the_profitable_part_is_of_what_is_known_to_be_so_or_not() -> None:
    mix = mix_of(
        (known("A", "1", 40, profitable=True), 10),
        (known("B", "1", 20, profitable=False), 10),
        (known("C", "1", 990), 10),
    )
    assert mix.profitable_share == Decimal("0.75")


def test_unsaleable_is_dead_stock_of_all_stock() -> None:
    dead = known("D", "3", 10, no_sell_out_since=DAY - timedelta(days=61))
    mix = mix_of((dead, 10), (known("A", "1", 100), 70))
    assert (mix.dead_value, mix.unsaleable_share) == exact(30, "0.3")
    alive = mix_of((known("A", "1", 100), 70))
    assert (alive.dead_value, alive.unsaleable_share) == exact(0, 0)
    assert mix_of((product("B"), None)).unsaleable_share is None


def test_best_and_worst_sellers_are_different_ones() -> None:
    mix = mix_of(*((known(str(at), "1", 100), 100 - at) for at in range(1, 6)))
    assert [line.product for line in mix.best] == ["5", "4", "3"]
    assert [line.product for line in mix.worst] == ["1", "2"]


def test_own_sales_against_competing_ones_as_told() -> None:
    made = visit()
    add_row(made, "sales", "competing", "c1", brand="X", value=600, units=50)
    add_row(made, "sales", "competing", "c2", brand="Y", units=10)
    mix = mix_of((known("A", "1", 100), 0), made=made)
    assert (mix.competing_value, mix.competing_units, mix.month_value) == exact(600, 60, 300)
    assert mix.own_share == Decimal(300) / 900
    assert mix_of((known("A", "1", 100), 0)).own_share is None


def changes_of(*products: tuple[ProductFacts, int | None], ordered: dict[str, int] | None = None) -> RangeChanges:
    made = visit()
    for code, units in (ordered or {}).items():
        add_row(made, "sales", "order", f"o-{code}", product=code, accepted=units)
    changes = counted(*products, made=made).range_changes
    assert changes is not None
    return changes


def test_a_product_is_gained_when_it_stands_there_or_is_ordered() -> None:
    new, old = product("N", carried=False), product("O", carried=True)
    assert changes_of((new, 5), (old, 5)).gained == ("N",)
    assert changes_of((new, None), ordered={"N": 12}).gained == ("N",)
    assert changes_of((new, 0), ordered={"N": 0}).gained == ()


@pytest.mark.parametrize(
    ("before", "count", "ordered", "lost"),
    [(9, 0, {"P": 0}, ("P",)), (9, 0, {"P": 24}, ()), (9, 0, {}, ()), (9, None, {"P": 0}, ()), (0, 0, {"P": 0}, ())],
)
def test_a_product_is_lost_when_it_is_gone_and_not_ordered(
    before: int, count: int | None, ordered: dict[str, int], lost: tuple[str, ...]
) -> None:
    assert changes_of((known("P", "1", before), count), ordered=ordered).lost == lost


def test_stock_by_range_over_products_counted_both_times() -> None:
    changes = changes_of(
        (known("A", "1", 10, range="Beer"), 4),
        (known("B", "1", 5, range="Beer"), 7),
        (known("C", "1", 99, range="Beer"), None),
        (product("D", range="Tea"), 3),
    )
    beer, tea = changes.ranges
    assert (beer.name, beer.before, beer.now, beer.change) == ("Beer", *exact(15, 11, -4))
    assert (tea.name, tea.before, tea.now, tea.change) == ("Tea", None, None, None)


def test_share_of_inventory_by_value_and_by_units() -> None:
    made = visit()
    add_row(made, "inventory", "competitors", "c", brand="X", value=50, units=10)
    found = counted((known("A", "5", 10), 30), made=made)
    assert (found.own_share, found.own_share_units) == exact("0.75", "0.75")
    assert (found.last_share, found.share_change) == (None, None)
    assert found.uncounted == 0
    assert counted((known("A", "5", 10), None)).uncounted == 1


@pytest.mark.parametrize(
    ("issued", "used", "remaining", "rest", "flagged"),
    [(60, 41, 12, 7, True), (60, 48, 12, 0, False), (60, None, 12, None, False), (60, 50, 12, -2, True)],
)
def test_material(issued: int, used: int | None, remaining: int, rest: int | None, *, flagged: bool) -> None:
    found = material_row(row("m", promotion="Umbrellas", issued=issued, used=used, remaining=remaining))
    assert found.unaccounted == rest
    assert bool(found.flags) is flagged


def test_outlets_complying() -> None:
    assert material_row(row("m", outlets_sampled=8, outlets_complying=6)).complying == Decimal("0.75")
    assert material_row(row("m", outlets_sampled=0, outlets_complying=0)).complying is None
    assert material_row(row("m", outlets_complying=6)).complying is None


@pytest.mark.parametrize(
    ("start", "end", "pause", "minutes"),
    [
        ("14:05", "14:47", 4, 38),
        ("14:05", "14:47", None, 42),
        ("23:50", "00:20", None, 30),
        ("23:50", "00:20", 30, 0),
        ("14:05", "14:05", None, 0),
        ("14:05", "14:10", 6, None),
        ("14:05", None, None, None),
        (None, "14:05", 3, None),
    ],
)
def test_minutes_on_site(start: str | None, end: str | None, pause: int | None, minutes: int | None) -> None:
    made = visit()
    given = {"start": start, "end": end, "pause": None if pause is None else Decimal(pause)}
    made.step("wrap_up").values |= {key: value for key, value in given.items() if value is not None}
    assert minutes_on_site(made) == minutes


def test_the_stay_with_its_pauses() -> None:
    made = visit()
    made.step("wrap_up").values |= {"start": "23:00", "end": "01:00", "pause": Decimal(500)}
    assert (minutes_stayed(made), minutes_on_site(made)) == (120, None)
