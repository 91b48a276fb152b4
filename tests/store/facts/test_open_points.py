"""What is still open from earlier visits: commitments, complaints, instructions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from fieldvisit.domain.facts import (
    Commitment,
    OpenPoint,
)
from fieldvisit.domain.visit import VisitState
from fieldvisit.store import models, visits
from fieldvisit.store.commitments import open_commitments
from fieldvisit.store.store import Store
from tests.factories.store import DAY, add_dealer, put_visit, visited
from tests.store.facts.past_visits import EARLIER, LAST, facts


def promise(what: str, **more: Any) -> dict[str, Any]:
    return {"side": "ours", "what": what, "who": "Li", "due": DAY, **more}


def test_commitments_stay_open_until_kept_or_broken(store: Store, dealer: int) -> None:
    made = [promise("A shelf"), promise("a sign"), promise("Posters"), promise("Papers", side="theirs")]
    reviewed = [
        promise("a shelf ", outcome="kept"),
        promise("A sign", outcome="broken"),
        promise("posters", outcome="not_yet", new_due=DAY + timedelta(days=9)),
        promise("Papers", outcome="kept"),
    ]
    with store.write() as session:
        put_visit(session, visited(EARLIER, wrap_up__commitments=made))
        put_visit(session, visited(LAST, reflection__promises=reviewed, wrap_up__commitments=[promise("A shelf")]))
        put_visit(session, visited(DAY, reflection__promises=[promise("posters", outcome="kept")]), closed=False)
    assert facts(store).commitments == (
        Commitment("ours", "posters", "Li", DAY + timedelta(days=9), EARLIER),
        Commitment("theirs", "Papers", "Li", DAY, EARLIER),
        Commitment("ours", "A shelf", "Li", DAY, LAST),
    )
    assert [each.what for each in facts(store, EARLIER).commitments] == ["A shelf", "a sign", "Posters", "Papers"]


def test_complaints_problems_and_tasks_until_settled(store: Store, dealer: int) -> None:
    def complaint(number: str, state: str, cause: str) -> dict[str, Any]:
        return {"number": number, "state": state, "cause": cause, "facts": "leaking"}

    with store.write() as session:
        put_visit(
            session,
            visited(
                EARLIER,
                guidance__complaints=[complaint("C1", "open", ""), complaint("C2", "open", "glass")],
                account__old_problems=[{"problem": "Rebate", "owner": "Li"}, {"problem": "Sign"}],
                reflection__unfinished=[{"task": "Call"}, {"task": "Send list", "state": "open"}],
            ),
        )
        put_visit(
            session,
            visited(
                LAST,
                guidance__complaints=[complaint("C1", "solved", "cap"), complaint("C2", "settled", "")],
                account__old_problems=[{"problem": "sign", "state": "settled"}],
                reflection__unfinished=[{"task": "Call", "state": "done"}],
            ),
        )
    found = facts(store)
    assert [(each.number, each.cause, each.opened_on) for each in found.complaints] == [("C1", "cap", EARLIER)]
    assert found.problems == (OpenPoint("Rebate", EARLIER, "Li"),)
    assert found.tasks == (OpenPoint("Send list", EARLIER),)


def test_instructions_until_carried_out(store: Store, dealer: int) -> None:
    with store.write() as session:
        for text, day in (("Show films", EARLIER), ("Ask why", EARLIER), ("Later", DAY + timedelta(days=1))):
            session.add(models.SuperiorInstruction(dealer_id=dealer, text=text, given_on=day))
        reviewed = [
            {"instruction": "Show films", "carried_out": "yes"},
            {"instruction": "Ask why", "carried_out": "partly"},
            {"instruction": "Own idea", "carried_out": "no"},
        ]
        put_visit(session, visited(LAST, reflection__instructions=reviewed))
    assert facts(store).instructions == (OpenPoint("Ask why", EARLIER), OpenPoint("Own idea", LAST))


def open_everywhere(store: Store, day: date = DAY, dealer: str = "") -> list[tuple[str, str]]:
    with store.read() as session:
        return [(each.dealer, each.what) for each in open_commitments(session, day, dealer)]


def test_open_commitments_of_all_dealers_follow_every_closing(store: Store, dealer: int) -> None:
    with store.write() as session:
        add_dealer(session, "0002", name="Other")
        put_visit(session, visited(EARLIER, wrap_up__commitments=[promise("Sign"), promise("Shelf", due=LAST)]))
        put_visit(session, visited(LAST, "0002", wrap_up__commitments=[promise("Films", due=EARLIER)]))
    assert open_everywhere(store) == [("0002", "Films"), ("0001", "Shelf"), ("0001", "Sign")]
    assert open_everywhere(store, dealer="0001") == [("0001", "Shelf"), ("0001", "Sign")]
    assert open_everywhere(store, day=EARLIER) == [("0001", "Shelf"), ("0001", "Sign")]
    with store.write() as session:
        put_visit(session, visited(DAY, reflection__promises=[promise("Sign", outcome="kept")]))
        visits.insert_visit(session, closed := visited(DAY, "0002", wrap_up__commitments=[promise("Loaded")]))
    assert open_everywhere(store) == [("0002", "Films"), ("0001", "Shelf")]
    with store.write() as session:
        visits.delete_visit(session, closed.id)
        closed.state = VisitState.CLOSED
        visits.insert_visit(session, closed)
    assert open_everywhere(store) == [("0002", "Films"), ("0001", "Shelf"), ("0002", "Loaded")]
