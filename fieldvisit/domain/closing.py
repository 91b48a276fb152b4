"""What closing a visit asks for and leaves behind: its number, and commitments that follow from its other steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.fields import Value
from fieldvisit.domain.formats import money
from fieldvisit.domain.language import tr
from fieldvisit.domain.visit import Mark, Origin, Row, Visit


def visit_number(day: date, sequence: int) -> str:
    """The number of a closed visit: `V-26-01847` for the 1,847th of 2026 on this laptop."""
    return f"V-{day:%y}-{sequence:05}"


def following_commitments(visit: Visit, facts: VisitFacts, new_id: Callable[[], str]) -> list[Row]:
    """Commitments that follow from a promise to pay, open questions and agreed advice, but for those already listed.

    One counts as listed when a commitment of the same side names its amount, question or action, in whatever words.
    Where nobody is named, the rep stands for our side and the dealer for theirs.
    """
    answerable = {"ours": visit.rep or facts.company, "theirs": facts.dealer.name}
    listed = visit.step("wrap_up").rows("commitments")
    following = [*_promise(visit, facts), *_questions(visit), *_advice(visit)]
    return [
        each.row(new_id(), answerable[each.side]) for each in following if not any(each.is_in(row) for row in listed)
    ]


@dataclass(frozen=True)
class _Following:
    """A commitment that follows from another step; `core` is what it is recognised by."""

    side: str
    what: str
    core: str
    who: Value | None
    due: Value | None

    def is_in(self, row: Row) -> bool:
        told = str(row.values.get("what", "")).casefold()
        return row.values.get("side") == self.side and self.core.casefold() in told

    def row(self, row_id: str, answerable: str) -> Row:
        values: dict[str, Value] = {"side": self.side, "what": self.what}
        given = (("who", self.who or answerable or None), ("due", self.due))
        values |= {key: value for key, value in given if value is not None}
        return Row(row_id, values, dict.fromkeys(values, Mark(Origin.RECORDS)))


def _promise(visit: Visit, facts: VisitFacts) -> Iterator[_Following]:
    record = visit.step("account").values
    amount = record.get("promise_amount")
    if isinstance(amount, Decimal) and amount > 0:
        told = money(amount, facts.dealer.minor_units)
        what = tr("Pay {amount}", amount=told)
        yield _Following("theirs", what, told, record.get("promise_by"), record.get("promise_date"))


def _questions(visit: Visit) -> Iterator[_Following]:
    for row in visit.step("communication").rows("questions"):
        if question := str(row.values.get("question", "")):
            side = "theirs" if row.values.get("side") == "theirs" else "ours"
            what = tr("Answer: {question}", question=question)
            yield _Following(side, what, question, row.values.get("who"), row.values.get("due"))


def _advice(visit: Visit) -> Iterator[_Following]:
    for row in visit.step("guidance").rows("advice"):
        if (action := str(row.values.get("action", ""))) and "due" in row.values:
            yield _Following("theirs", action, action, None, row.values["due"])
