"""The figures of a region by hand: a few visits whose sums anybody can check."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from fieldvisit.domain.flags import Severity
from fieldvisit.domain.region import region_figures, share_of
from tests.factories.visits import add_row, dealer, facts, invoice, product, visit

DAY = date(2026, 9, 15)


def contribution(key, code="D-1", rep="Li Wei", day=DAY, retail=None, count=None, accepted=None, **over):
    known = facts(
        product("P-1", purchase="2.50"),
        dealer=dealer(code=code, name=f"Dealer {code}", market=over.get("market", "north")),
        day=day,
        ledger=over.get("ledger", ()),
    )
    made = visit(id=f"id-{key}", number=f"V-{key}", dealer=code, rep=rep, day=day)
    if retail is not None:
        add_row(made, "prices", "products", "p", product="P-1", retail=Decimal(retail))
    if count is not None:
        add_row(made, "inventory", "products", "s", product="P-1", count=Decimal(count))
    if accepted is not None:
        add_row(made, "sales", "order", "o", product="P-1", accepted=Decimal(accepted))
    if "outcome" in over:
        add_row(made, "reflection", "promises", "m", side="ours", what="Cooler", outcome=over["outcome"], due=DAY)
    if "state" in over:
        add_row(made, "guidance", "complaints", "c", number="C-1", facts="Leaks", state=over["state"])
    if "result" in over:
        add_row(made, "wrap_up", "results", "r", target=Decimal(10), result=Decimal(over["result"]))
    return share_of(made, known)


def region(*shares):
    return region_figures(shares, date(2026, 9, 1), date(2026, 9, 30))


def test_orders_strike_and_objectives_with_the_visits_they_are_made_of():
    found = region(
        contribution("1", accepted=100, result=10),
        contribution("2", code="D-2", accepted=7, result=9),
        contribution("3", code="D-3", accepted=0),
    )
    assert dict(found.orders.value) == {"CNY": Decimal("267.50")}
    assert found.orders.visits == ("id-1", "id-2")
    assert (found.strike.part, found.strike.whole) == (2, 3)
    assert (found.objectives.part, found.objectives.whole, found.objectives.visits) == (1, 2, ("id-1", "id-2"))


def test_debts_are_those_of_the_last_visit():
    old = contribution("1", day=date(2026, 9, 2), ledger=(invoice("I", "500", date(2026, 8, 1)),))
    new = contribution("2", ledger=(invoice("I", "120.50", date(2026, 5, 1)),))
    found = region(new, old)
    assert dict(found.overdue.value) == {"CNY": Decimal("120.50")}
    assert found.ageing.value["CNY"] == (0, 0, 0, 0, Decimal("120.50"))
    assert found.overdue.visits == ("id-2",)


def test_each_currency_is_added_up_by_itself():
    euro = replace(contribution("1", accepted=10), currency="EUR")
    found = region(euro, contribution("2", code="D-2", accepted=10), contribution("3", code="D-3"))
    assert dict(found.orders.value) == {"CNY": 25, "EUR": 25}
    assert found.currency == "CNY"


def test_the_price_map_takes_the_latest_price_of_each_dealer_of_a_market():
    found = region(
        contribution("1", code="A", retail="9.99", day=date(2026, 9, 3)),
        contribution("2", code="A", retail="3.50"),
        contribution("3", code="B", retail="3.90"),
        contribution("4", code="C", retail="4.00"),
        contribution("5", code="D", retail="8.00", market="south"),
        contribution("6", code="B", day=date(2026, 9, 20)),
    )
    north, south = sorted(found.market_prices, key=lambda each: each.market)
    assert (north.low, north.middle, north.high, north.dealers) == (
        Decimal("3.50"),
        Decimal("3.90"),
        Decimal("4.00"),
        3,
    )
    assert north.disorder == Decimal("0.50") / Decimal("3.90")
    assert north.severity is Severity.AMBER
    assert north.visits == ("id-2", "id-3", "id-4")
    assert (south.dealers, south.disorder) == (1, None)
    (disorder,) = (each for each in found.exceptions if "disorder" in each.title())
    assert "(4.00 − 3.50) ÷ 3.90 = 12.8 % over 3 dealers, limit 10.0 %" in disorder.figure()


def test_a_product_is_out_of_stock_as_it_was_last_counted():
    found = region(
        contribution("1", code="A", count=0, day=date(2026, 9, 3)),
        contribution("2", code="A", count=5),
        contribution("3", code="B", count=0),
        contribution("4", code="B", day=date(2026, 9, 20)),
    )
    (out,) = found.stock_outs
    assert (out.product, out.part, out.whole, out.visits) == ("P-1", 1, 2, ("id-3",))


def test_promises_broken_of_those_that_were_due_and_complaints_not_settled():
    found = region(
        contribution("1", code="A", outcome="broken", state="open"),
        contribution("2", code="B", outcome="kept", state="settled"),
    )
    assert (len(found.broken), len(found.due)) == (1, 2)
    assert found.broken[0].visits == ("id-1",)
    assert [each.value.number for each in found.complaints] == ["C-1"]


def test_the_same_exception_of_many_dealers_is_one_line_with_the_largest():
    found = region(
        contribution("1", code="A", ledger=(invoice("I", "100", date(2026, 5, 1)),)),
        contribution("2", code="B", ledger=(invoice("I", "900", date(2026, 5, 1)),)),
    )
    line = found.exceptions[0]
    assert (line.severity, line.visits) == (Severity.RED, ("id-2", "id-1"))
    assert "1,000.00 at 2 dealers; largest Dealer B 900.00" in line.figure()


def test_red_stands_before_amber_and_much_money_before_little():
    found = region(
        contribution("1", code="A", ledger=(invoice("I", "100", date(2026, 5, 1)),), outcome="broken"),
        contribution("2", code="B", retail="3.00"),
        contribution("3", code="C", retail="3.40"),
    )
    severities = [each.severity for each in found.exceptions]
    assert severities == sorted(severities, reverse=True)
    assert found.exceptions[0].stake == {"CNY": 100}


def test_ranking_gives_equals_the_same_place_and_quarters():
    shares = [
        contribution(f"{at}", code=f"D-{at}", rep=f"R{at}", accepted=units)
        for at, units in enumerate((10, 40, 40, 20, 30, 5))
    ]
    ranked = region(*shares).ranking()
    assert [(each.place, each.quartile, each.figures.rep) for each in ranked] == [
        (1, 1, "R1"),
        (1, 1, "R2"),
        (3, 2, "R4"),
        (4, 3, "R3"),
        (5, 3, "R0"),
        (6, 4, "R5"),
    ]
    assert region(*shares).ranking("strike")[0].value == 1


def test_nothing_gives_no_figures_and_no_fault():
    found = region()
    assert (found.visits.value, dict(found.orders.value), found.strike.ratio) == (0, {}, None)
    assert (found.exceptions, found.ranking(), found.market_prices) == ((), (), ())
