"""What the rep enters about money and at the end: both books, promises, material, results, commitments."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Final

from fieldvisit.domain.account import account_figures
from fieldvisit.domain.facts import LedgerItem, VisitFacts
from fieldvisit.domain.preparing import accepted_objectives, result_rows
from fieldvisit.domain.visit import Mark, Origin, Row, StepRecord, Visit
from fieldvisit.usecases.sample import names, words
from fieldvisit.usecases.sample.cards import people_at
from fieldvisit.usecases.sample.catalogue import BY_CODE
from fieldvisit.usecases.sample.entries import Call, ordered_cases, put
from fieldvisit.usecases.sample.talks import NewId, row_of

_ROLE_TITLES: Final = {"owner": "Owner", "stock": "Stock keeper", "manager": "Manager", "accounts": "Accounts"}
_HUNDRED: Final = Decimal(100)
_PROMISER: Final = "D-00127"


def settle_account(visit: Visit, facts: VisitFacts, call: Call, new_id: NewId) -> None:
    """The account: compared and signed at larger dealers, promises to pay where something is overdue."""
    record, rng = visit.step("account"), call.rng
    for row in record.rows("old_problems"):
        put(row, state=rng.choice(("open", "settled")))
    if rng.random() < 0.08:
        problem, owner, step = rng.choice(words.PROBLEMS)
        since = call.day - timedelta(days=rng.randint(3, 30))
        row = row_of(new_id, problem=problem, since=since, owner=owner, next_step=step, state="open")
        record.tables["old_problems"] = [*record.rows("old_problems"), row]
    _material(record, call)
    put(record, after_sales=rng.choice(("yes", "yes", "partly")))
    _promise(record, facts, call)
    if call.customer.yearly >= 100_000 and rng.random() < 0.5 and facts.ledger:
        _compare(record, facts.ledger, call, new_id)
        _sign(record, call)


def _material(record: StepRecord, call: Call) -> None:
    """Used and counted; some of it is missing at one dealer in five."""
    for row in record.rows("materials"):
        issued = row.values.get("issued")
        if not isinstance(issued, Decimal):
            continue
        used = (issued * Decimal(min(9, 2 + call.nth * 2)) / 10).to_integral_value()
        missing = Decimal(3) if call.latest and call.customer.id % 5 == 3 else Decimal(0)
        put(row, used=used, remaining=max(Decimal(0), issued - used - missing))
        put(row, outlets_sampled=Decimal(5), outlets_complying=Decimal(call.rng.randint(2, 5)))


def _promise(record: StepRecord, facts: VisitFacts, call: Call) -> None:
    overdue = account_figures(facts.ledger, facts.undelivered, facts.dealer.credit_limit, facts.day).overdue
    payer = people_at(call.customer)[0][0]
    if call.customer.code == _PROMISER and call.latest:
        put(record, promise_amount=Decimal(18_000), promise_date=call.today, promise_by=payer)
    elif overdue >= _HUNDRED and call.rng.random() < 0.5:
        amount = max(_HUNDRED, (overdue * Decimal(call.rng.choice((30, 50, 100))) / _HUNDRED) // _HUNDRED * _HUNDRED)
        due = call.day + timedelta(days=call.customer.interval)
        put(record, promise_amount=amount, promise_date=due, promise_by=payer)


def _compare(record: StepRecord, ledger: tuple[LedgerItem, ...], call: Call, new_id: NewId) -> None:
    """The dealer's book: as ours but for one amount, the newest delivery and a payment on its way."""
    known = [item for item in ledger if item.issued_on < call.day - timedelta(days=3)]
    book = [row_of(new_id, document=item.document, date=item.issued_on, amount=item.amount) for item in known]
    decisions = []
    if len(book) > 2:
        put(book[1], amount=known[1].amount - Decimal(call.rng.randint(2, 30) * 12))
        document = known[1].document
        decisions.append(row_of(new_id, ours=document, theirs=document, reason="price_difference"))
    if call.rng.random() < 0.4:
        paid = f"BT-{call.day:%m%d}"
        book.append(row_of(new_id, document=paid, date=call.day - timedelta(days=1), amount=Decimal(-2_000)))
        decisions.append(row_of(new_id, theirs=paid, reason="in_transit"))
    decisions += [row_of(new_id, ours=item.document, reason="not_booked") for item in ledger if item not in known]
    record.tables["dealer_book"], record.tables["reconciliation"] = book, decisions


def _sign(record: StepRecord, call: Call) -> None:
    if not record.rows("dealer_book"):
        return
    put(record, company_name=names.REP, company_title=names.REP_TITLE, company_signature=words.SIGNATURE)
    if call.rng.random() < 0.15:
        put(record, agreement="not_agreed", refused_because="Will compare with the accountant first")
        return
    name, role = people_at(call.customer)[0]
    put(record, agreement="agreed", dealer_name=name, dealer_title=_ROLE_TITLES[role], signed_on=call.day)
    put(record, dealer_signature=words.SIGNATURE)


def wrap_up(visit: Visit, call: Call, minutes: int, new_id: NewId) -> None:
    """Results, commitments of both sides, the next visit, time and costs."""
    record, rng = visit.step("wrap_up"), call.rng
    record.tables["results"] = result_rows(visit)
    objectives = {row.id: row for row in accepted_objectives(visit)}
    for row in record.rows("results"):
        _result(row, objectives[row.id], call)
    next_visit = call.day + timedelta(days=call.customer.interval)
    record.tables["commitments"] = commitments(call, new_id)
    start = visit.started_at
    if start is not None:
        end = start + timedelta(minutes=minutes)
        put(record, start=f"{start:%H:%M}", end=f"{end:%H:%M}")
    record.marks["start"] = Mark(Origin.CONFIRMED)
    purpose = "Owner away; count again and collect" if call.customer.is_showpiece else rng.choice(words.PURPOSES)
    put(record, next_visit=next_visit, next_purpose=purpose)
    put(record, strengths=rng.choice(words.STRENGTHS), improve=rng.choice(words.IMPROVE))
    if rng.random() < 0.4:
        put(record, travel_cost=Decimal(rng.randint(8, 40)), expense_note="Metro and taxi")
    put(record, record_card_updated=rng.random() < 0.3)


def _result(row: Row, objective: Row, call: Call) -> None:
    target = row.values.get("target")
    if not isinstance(target, Decimal):
        return
    result = _reached(str(objective.values.get("kind")), target, objective, call)
    put(
        row, result=result, remark="" if result >= target else call.rng.choice(("Owner away", "Promised for next week"))
    )


def _reached(kind: str, target: Decimal, objective: Row, call: Call) -> Decimal:
    """Orders as they were made, money in part, the rest done or not."""
    if kind in ("raise_order", "widen_range"):
        return Decimal(ordered_cases(call, BY_CODE[str(objective.values["product"])]))
    if kind == "collect":
        share = Decimal(call.rng.choice((0, 0, 25, 50, 100)))
        return (target * share / _HUNDRED).quantize(Decimal("0.01"))
    return target if call.rng.random() < 0.7 else Decimal(0)


def commitments(call: Call, new_id: NewId) -> list[Row]:
    """What both sides promised, due about the next visit; at the show-piece those of the worked visit."""
    owner = people_at(call.customer)[0][0]
    if call.customer.is_showpiece and call.latest:
        return [
            _made(new_id, call, "ours", "Second cooler", "Depot Suzhou", -3),
            _made(new_id, call, "theirs", "Shelf 2 at eye level", owner, 0),
            _made(new_id, call, "theirs", "Pay INV-0402", owner, 5),
        ]
    later = (call.day - call.today).days + call.customer.interval
    made = []
    if call.rng.random() < 0.45:
        what = call.rng.choice(words.OURS)
        made.append(_made(new_id, call, "ours", what, names.REP, later - call.rng.randint(0, 3)))
    if call.rng.random() < 0.45:
        made.append(_made(new_id, call, "theirs", call.rng.choice(words.THEIRS), owner, later - call.rng.randint(0, 2)))
    return made


def _made(new_id: NewId, call: Call, side: str, what: str, who: str, due: int) -> Row:
    """A commitment due `due` days from the sample's today."""
    return row_of(new_id, side=side, what=what, who=who, due=call.today + timedelta(days=due))
