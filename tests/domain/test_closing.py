"""What closing leaves behind: the number, and commitments that follow from the other steps."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from fieldvisit.domain.closing import following_commitments, visit_number
from fieldvisit.domain.visit import Mark, Origin, Visit
from tests.factories.visits import DAY, add_row, facts, ids, visit, worked_visit


def following(made: Visit) -> list[tuple[object, ...]]:
    rows = following_commitments(made, facts(), ids())
    return [tuple(row.values.get(key) for key in ("side", "what", "who", "due")) for row in rows]


def test_the_number() -> None:
    assert visit_number(DAY, 1847) == "V-26-01847"
    assert visit_number(date(2027, 1, 1), 123456) == "V-27-123456"


def test_a_promise_to_pay_becomes_a_commitment_of_the_dealer() -> None:
    made = visit()
    made.step("account").values |= {
        "promise_amount": Decimal(30000),
        "promise_date": date(2026, 9, 18),
        "promise_by": "Zhou",
    }
    assert following(made) == [("theirs", "Pay 30,000.00", "Zhou", date(2026, 9, 18))]
    assert following_commitments(made, facts(), ids())[0].marks["what"] == Mark(Origin.RECORDS)


def test_no_promise_of_nothing() -> None:
    made = visit()
    made.step("account").values["promise_amount"] = Decimal(0)
    assert following(made) == []


def test_open_questions_and_agreed_actions() -> None:
    made = visit()
    add_row(made, "communication", "questions", "q", question="Exchange soda?", side="theirs", due=DAY)
    add_row(made, "guidance", "advice", "a", problem="x", proposal="y", action="Till display", due=DAY)
    add_row(made, "guidance", "advice", "b", problem="x", proposal="y", action="Without a date")
    assert following(made) == [
        ("theirs", "Answer: Exchange soda?", "Dealer 1", DAY),
        ("theirs", "Till display", "Dealer 1", DAY),
    ]


def test_what_the_rep_listed_in_other_words_is_not_listed_twice() -> None:
    made = visit()
    made.step("account").values["promise_amount"] = Decimal(30000)
    add_row(made, "guidance", "advice", "a", action="Till display", due=DAY)
    add_row(made, "wrap_up", "commitments", "c1", side="theirs", what="pay 30,000.00 against overdue")
    add_row(made, "wrap_up", "commitments", "c2", side="ours", what="Help with the till display")
    assert following(made) == [("theirs", "Till display", "Dealer 1", DAY)]


def test_the_worked_visit() -> None:
    made, known = worked_visit()
    rows = following_commitments(made, known, ids())
    assert [row.values["what"] for row in rows] == [
        "Answer: Can Pear Soda be exchanged for Lemon Soda?",
        "Till display for Plum Drink",
    ]
