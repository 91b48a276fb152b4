"""What the rep enters into the short forms of a visit: looking back, shop, market, talk and guidance."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Final

from fieldvisit.domain.account import days_overdue
from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.fields import Value
from fieldvisit.domain.visit import Row, Visit
from fieldvisit.usecases.sample import names, words
from fieldvisit.usecases.sample.cards import people_at
from fieldvisit.usecases.sample.entries import Call, ordered_cases, put

NewId = Callable[[], str]
OUTCOMES: Final = ("kept", "not_yet", "broken")
_ACCEPTED: Final = 4


def row_of(new_id: NewId, **values: Value | None) -> Row:
    """A row the rep added."""
    row = Row(new_id())
    put(row, **values)
    return row


def prepare(visit: Visit, call: Call, new_id: NewId) -> None:
    """Everything read and packed; the first objectives accepted, the others rejected."""
    record = visit.step("preparation")
    for row in record.rows("resources"):
        put(row, read=True)
    objectives = record.rows("objectives")
    if call.customer.carried:
        article = max(call.customer.carried, key=lambda each: each.pull)
        usual = ordered_cases(call, article) or max(1, call.customer.yearly // 20_000)
        cases = Decimal(max(1, round(usual * call.rng.choice((0.8, 0.9, 1, 1, 1.2, 1.4)))))
        record.tables["objectives"] = [
            row_of(
                new_id,
                kind="raise_order",
                measure=f"Raise order of {article.name}",
                product=article.code,
                target=cases,
                unit="cases",
                reason="season ahead",
                state="proposed",
            ),
            *objectives,
        ]
    for place, row in enumerate(record.rows("objectives")):
        put(row, state="accepted" if place < _ACCEPTED else "rejected")
    for row in record.rows("tools"):
        put(row, packed=call.rng.random() < 0.9)


def look_back(visit: Visit, call: Call, new_id: NewId) -> None:
    """Instructions, tasks and promises of the last visit, each with what became of it."""
    record, rng = visit.step("reflection"), call.rng
    for row in record.rows("instructions"):
        done = rng.choice(("yes", "partly", "no"))
        put(row, carried_out=done, missing="" if done == "yes" else "the owner was away", how_today="ask again")
    for row in record.rows("unfinished"):
        put(row, state=rng.choice(("done", "open")))
    if rng.random() < 0.2:
        known = {row.values.get("task") for row in record.rows("unfinished")}
        task = rng.choice([each for each in words.TASKS if each not in known])
        row = row_of(new_id, task=task, since=call.day, state="open")
        record.tables["unfinished"] = [*record.rows("unfinished"), row]
    for row in record.rows("promises"):
        settled = call.customer.is_showpiece and call.latest
        outcome = "kept" if settled else rng.choices(OUTCOMES, (72, 16, 12))[0]
        later = None if outcome == "kept" else call.day + timedelta(days=call.customer.interval)
        put(row, outcome=outcome, new_due=call.day if outcome == "kept" else later)
    put(record, plan=rng.choice(words.PLANS))


def check_store(visit: Visit, call: Call, new_id: NewId) -> None:
    """The counter, the samples and what the dealer says about sales."""
    record, rng = visit.step("sales"), call.rng
    put(
        record,
        exclusive_counter=rng.choice(("yes", "no", "possible")),
        samples_present=rng.random() < 0.8,
        samples_eye_catching=rng.random() < 0.6,
        samples_replaced=rng.random() < 0.7,
        advertising_complete=rng.choice(("yes", "yes", "partly", "no")),
        environment_clean=rng.random() < 0.85,
        guide_service=Decimal(rng.randint(2, 5)),
        dealer_view=rng.choice(words.VIEWS),
    )
    if rng.random() < 0.3:
        units = Decimal(rng.randint(2, 40) * 24)
        record.tables["competing"] = [row_of(new_id, brand="Jiangyue", name="Jiangyue 500 ml", units=units)]


def see_market(visit: Visit, facts: VisitFacts, call: Call, new_id: NewId) -> None:
    """Competitors, a possible customer, banners, and how the dealer stands."""
    record, rng = visit.step("market"), call.rng
    record.tables["competition"] = [
        row_of(new_id, competitor=who, subject=subject, finding=finding, confidence=sure, report=rng.random() < 0.4)
        for who, subject, finding, sure in rng.sample(words.FINDINGS, rng.randint(0, 2))
    ]
    if rng.random() < 0.12:
        name, contact, area, value = rng.choice(words.PROSPECTS)
        record.tables["prospects"] = [
            row_of(new_id, name=name, contact=contact, area=area, expected_value=Decimal(value), confidence="told")
        ]
    put(
        record,
        banner=rng.choice(("good", "worn", "partly")),
        pop=rng.choice(("good", "partly", "none")),
        put_up=rng.choice(("Two posters", "Shelf strips for Wheat", "")),
        credit_standing=_standing(facts),
        credit_change=rng.choice(("same", "same", "better", "worse")),
        credit_source="own ledger",
        credit_confidence="seen",
    )


def _standing(facts: VisitFacts) -> str:
    oldest = max((days_overdue(item, facts.day) for item in facts.ledger), default=0)
    return "poor" if oldest > 60 else "fair" if oldest else "good"


def talk(visit: Visit, call: Call, new_id: NewId) -> None:
    """Who was met, what was told, how it was taken."""
    record, rng = visit.step("communication"), call.rng
    people = people_at(call.customer)
    met = people if rng.random() < 0.6 else people[-1:]
    if call.customer.is_showpiece and call.latest:
        met = people[1:]
    record.tables["people"] = [row_of(new_id, name=name, role=role) for name, role in met]
    topics = rng.sample(("company", "regions", "methods", "competitors"), 2)
    put(record, topics=sorted(topics), told=rng.choice(words.TOLD), reaction=rng.choice(words.REACTIONS))
    if rng.random() < 0.15:
        due = call.day + timedelta(days=call.customer.interval)
        record.tables["questions"] = [
            row_of(new_id, question="When does the new lorry route start?", side="ours", who=names.REP, due=due)
        ]


def guide(visit: Visit, facts: VisitFacts, call: Call, new_id: NewId) -> None:
    """Training, advice, service; complaints taken up, and settled at the visit after next."""
    record, rng = visit.step("guidance"), call.rng
    due = call.day + timedelta(days=call.customer.interval)
    if rng.random() < 0.25:
        topic, audience, heads, minutes = rng.choice(words.TRAININGS)
        record.tables["trainings"] = [
            row_of(new_id, topic=topic, audience=audience, head_count=Decimal(heads), minutes=Decimal(minutes))
        ]
    if rng.random() < 0.3:
        problem, proposal, action = rng.choice(words.ADVICE)
        record.tables["advice"] = [row_of(new_id, problem=problem, proposal=proposal, action=action, due=due)]
    if rng.random() < 0.3:
        service, result = rng.choice(words.SERVICES)
        record.tables["services"] = [row_of(new_id, service=service, result=result)]
    for row in record.rows("complaints"):
        if rng.random() < 0.6:
            put(row, state="settled", compensation=Decimal(rng.randint(1, 9) * 20))
    if (complaint := _complaint(facts, call, new_id)) is not None:
        record.tables["complaints"] = [*record.rows("complaints"), complaint]


def _complaint(facts: VisitFacts, call: Call, new_id: NewId) -> Row | None:
    """A new complaint where the dealer has none: leaking caps at the show-piece, now and then one elsewhere."""
    place = Random(f"{call.customer.code}/{call.nth}").randrange(len(words.GRIEVANCES))
    if call.customer.is_showpiece:
        if not call.latest:
            return None
        place, opened, number = 0, call.day - timedelta(days=4), "C-118"
    elif facts.complaints or call.rng.random() > 0.07:
        return None
    else:
        opened, number = call.day, f"C-{200 + call.customer.id * 8 + call.nth}"
    grievance = words.GRIEVANCES[place]
    return row_of(
        new_id,
        number=number,
        opened_on=opened,
        category=grievance.category,
        severity=grievance.severity,
        facts=grievance.facts,
        cause=grievance.cause,
        solution=grievance.solution,
        owner=names.REP,
        due=call.day + timedelta(days=14),
        state="open",
    )
