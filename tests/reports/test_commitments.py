from __future__ import annotations

from datetime import date
from decimal import Decimal

from fieldvisit.domain.figures import figures
from fieldvisit.domain.flags import Severity
from fieldvisit.domain.language import speaking
from fieldvisit.reports.commitments import Commitment, commitments
from fieldvisit.reports.visit_content import VisitContent
from fieldvisit.resources import load_language
from tests.factories.visits import add_row, facts, visit
from tests.factories.visits import worked_visit as worked_example


def told(made, side: str) -> list[Commitment]:
    known = facts()
    return commitments(VisitContent(made, known, figures(made, known)), side)


def test_a_broken_promise_of_ours_is_red_and_names_both_dates():
    made = visit()
    add_row(
        made, "reflection", "promises", "r", side="ours", what="Second cooler", who="Depot", outcome="broken",
        due=date(2026, 9, 12), new_due=date(2026, 9, 25),
    )  # fmt: skip
    assert told(made, "ours") == [Commitment("Second cooler, was due 12 Sep", "Depot", "25 Sep", Severity.RED)]
    assert told(made, "theirs") == []


def test_a_kept_promise_says_so_instead_of_a_date():
    made = visit()
    add_row(made, "reflection", "promises", "r", side="theirs", what="Shelf", outcome="kept", due=date(2026, 9, 1))
    assert told(made, "theirs") == [Commitment("Shelf", "", "kept", None)]


def test_a_promise_to_pay_and_an_open_question_are_commitments_too():
    made = visit()
    made.step("account").values |= {
        "promise_amount": Decimal(30000), "promise_date": date(2026, 9, 18), "promise_by": "Zhou Min",
    }  # fmt: skip
    add_row(
        made,
        "communication",
        "questions",
        "q",
        question="When comes the lorry?",
        side="ours",
        who="Lin",
        due=date(2026, 9, 20),
    )
    assert told(made, "theirs") == [Commitment("Pay 30,000.00", "Zhou Min", "18 Sep", None)]
    assert told(made, "ours") == [Commitment("Answer: When comes the lorry?", "Lin", "20 Sep", None)]


def test_what_stands_twice_is_told_once():
    made = visit()
    for step, table in (("reflection", "promises"), ("wrap_up", "commitments")):
        add_row(made, step, table, step, side="ours", what="Posters", who="Lin", due=date(2026, 9, 20))
    assert len(told(made, "ours")) == 1


def test_no_date_is_a_dash():
    made = visit()
    add_row(made, "wrap_up", "commitments", "r", side="ours", what="Posters")
    assert told(made, "ours") == [Commitment("Posters", "", "–", None)]


def test_a_broken_promise_that_was_promised_again_in_the_same_words_stands_once():
    made = visit()
    add_row(
        made, "reflection", "promises", "r", side="ours", what="Second cooler", who="Depot", outcome="broken",
        due=date(2026, 9, 12), new_due=date(2026, 9, 25),
    )  # fmt: skip
    add_row(made, "wrap_up", "commitments", "w", side="ours", what="second  cooler", due=date(2026, 9, 28))
    add_row(made, "wrap_up", "commitments", "x", side="theirs", what="Second cooler", due=date(2026, 9, 28))
    assert told(made, "ours") == [Commitment("Second cooler, was due 12 Sep", "Depot", "28 Sep", Severity.RED)]
    assert len(told(made, "theirs")) == 1


def test_what_was_kept_and_is_promised_anew_stands_twice():
    made = visit()
    add_row(made, "reflection", "promises", "r", side="ours", what="Posters", outcome="kept", due=date(2026, 9, 1))
    add_row(made, "wrap_up", "commitments", "w", side="ours", what="Posters", due=date(2026, 9, 28))
    assert [each.when for each in told(made, "ours")] == ["kept", "28 Sep"]


def test_a_promise_repeated_as_page_one_tells_it_stands_once_and_first():
    made = visit()
    add_row(
        made, "reflection", "promises", "r", side="ours", what="Second cooler", who="Depot", outcome="broken",
        due=date(2026, 9, 12), new_due=date(2026, 9, 25),
    )  # fmt: skip
    add_row(made, "wrap_up", "commitments", "a", side="ours", what="Posters", due=date(2026, 9, 20))
    add_row(made, "wrap_up", "commitments", "b", side="ours", what="Second cooler, was due 12 Sep", who="Depot Suzhou")
    assert [each.what for each in told(made, "ours")] == ["Second cooler, was due 12 Sep", "Posters"]


def test_what_was_typed_in_one_language_is_not_told_twice_in_another():
    made, known = worked_example()
    with speaking(load_language("zh")):
        theirs, ours = (
            [each.what for each in commitments(VisitContent(made, known, figures(made, known)), side)]
            for side in ("theirs", "ours")
        )
    assert [what for what in theirs if "30,000" in what] == ["付款30,000.00"]
    assert sum("cooler" in what for what in ours) == 1
