"""What closing a visit asks for and leaves behind: its number, and commitments that follow from its other steps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.fields import Value
from fieldvisit.domain.formats import as_money
from fieldvisit.domain.language import tr
from fieldvisit.domain.visit import Mark, Origin, Row, Visit


def visit_number(day: date, sequence: int) -> str:
    """The number of a closed visit: `V-26-01847` for the 1,847th of 2026 on this laptop."""
    return f"V-{day:%y}-{sequence:05}"


def following_commitments(visit: Visit, facts: VisitFacts, new_id: Callable[[], str]) -> list[Row]:
    """Commitments that follow from a promise to pay, open questions and agreed advice, but for those already listed."""
    listed = {str(row.values.get("what", "")) for row in visit.step("wrap_up").rows("commitments")}
    rows = [*_promise(visit, facts, new_id), *_questions(visit, new_id), *_advice(visit, new_id)]
    return [row for row in rows if row.values["what"] not in listed]


def _promise(visit: Visit, facts: VisitFacts, new_id: Callable[[], str]) -> list[Row]:
    record = visit.step("account").values
    amount = record.get("promise_amount")
    if not isinstance(amount, Decimal):
        return []
    what = tr("Pay {amount}", amount=as_money(amount, facts.dealer.minor_units))
    return [_commitment(new_id, "theirs", what, record.get("promise_by"), record.get("promise_date"))]


def _questions(visit: Visit, new_id: Callable[[], str]) -> list[Row]:
    return [
        _commitment(
            new_id,
            str(row.values.get("side", "ours")),
            tr("Answer: {question}", question=str(row.values["question"])),
            row.values.get("who"),
            row.values.get("due"),
        )
        for row in visit.step("communication").rows("questions")
        if "question" in row.values
    ]


def _advice(visit: Visit, new_id: Callable[[], str]) -> list[Row]:
    return [
        _commitment(new_id, "theirs", str(row.values["action"]), None, row.values["due"])
        for row in visit.step("guidance").rows("advice")
        if "action" in row.values and "due" in row.values
    ]


def _commitment(new_id: Callable[[], str], side: str, what: str, who: Value | None, due: Value | None) -> Row:
    values: dict[str, Value] = {"side": side, "what": what}
    values |= {key: value for key, value in (("who", who), ("due", due)) if value is not None}
    return Row(new_id(), values, dict.fromkeys(values, Mark(Origin.RECORDS)))
