"""What goes to the company, and what stays."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from fieldvisit.domain.facts import CompetitorFacts, VisitFacts
from fieldvisit.domain.figures import figures
from fieldvisit.domain.visit import Visit
from tests.factories.visits import add_row, facts, product, visit, worked_visit

KNOWN = facts(
    product("P-1", name="Lager"), competitors=(CompetitorFacts("X", "X 500", "P-1", Decimal("4.80"), date(2026, 9, 8)),)
)


def reported(made: Visit, known: VisitFacts = KNOWN) -> list[tuple[str, str, str]]:
    items = figures(made, known).reported
    return [(str(item.subject), str(item.finding), str(item.confidence)) for item in items]


def test_only_what_is_marked() -> None:
    made = visit()
    add_row(made, "prices", "products", "p", product="P-1", retail=5)
    add_row(made, "market", "competition", "m", competitor="X", subject="staff", finding="New rep", confidence="told")
    assert reported(made) == []
    made.row("prices", "products", "p").values["report"] = True
    made.row("market", "competition", "m").values["report"] = True
    assert reported(made) == [("Lager", "retail 5.00", ""), ("X", "New rep", "Told by dealer")]


def test_a_competitors_price_that_moved_goes_unasked() -> None:
    made = visit()
    add_row(made, "prices", "competitors", "c", brand="X", name="X 500", against="P-1", price=Decimal("4.50"))
    assert reported(made) == [("X 500", "4.50 against 4.80 when last seen, −6.3 %; our price index –", "")]
    made.row("prices", "competitors", "c").values["price"] = Decimal("4.80")
    assert reported(made) == []
    made.row("prices", "competitors", "c").values["report"] = True
    assert reported(made) == [("X 500", "price 4.80", "")]


def test_prospects_and_the_credit_standing() -> None:
    made = visit()
    add_row(made, "market", "prospects", "a", name="Changfeng", area="East", confidence="seen", report=True)
    add_row(made, "market", "prospects", "b", name="Nameless", confidence="hearsay", report=True)
    made.step("market").values |= {"credit_report": True, "credit_standing": "poor", "credit_confidence": "hearsay"}
    assert reported(made) == [
        ("Changfeng", "potential customer: East", "Seen"),
        ("Nameless", "potential customer", "Hearsay"),
        ("Dealer 1", "credit standing: Poor; change: –; source: –", "Hearsay"),
    ]


def test_the_worked_visit() -> None:
    assert [str(item.subject) for item in figures(*worked_visit()).reported] == [
        "Lager 330 ml can",
        "Jiangyue 500 ml",
        "Changfeng Retail 长风零售",
        "Jiangyue",
    ]
