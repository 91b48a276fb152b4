"""What both sides promised: earlier promises with their outcome, and what was agreed today."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from fieldvisit.domain import formats
from fieldvisit.domain.fields import Value
from fieldvisit.domain.flags import Severity
from fieldvisit.domain.language import Language, speaking, tr
from fieldvisit.domain.row_figures import text
from fieldvisit.domain.steps.account import ACCOUNT
from fieldvisit.domain.visit import Row
from fieldvisit.reports.visit_content import VisitContent
from fieldvisit.resources import LANGUAGES, load_language


@dataclass(frozen=True)
class Commitment:
    """One promise: `when` is its date or outcome as shown; `severity` where it was broken or is late."""

    what: str
    who: str
    when: str
    severity: Severity | None = None


def commitments(content: VisitContent, side: str) -> list[Commitment]:
    """All commitments of `ours` or `theirs`, each once, earlier promises first."""
    found = [*_earlier(content, side), *_payment(content, side), *_questions(content, side), *_agreed(content, side)]
    unique: dict[tuple[str, str, str], Commitment] = {}
    for each in found:
        unique.setdefault((each.what, each.who, each.when), each)
    return list(unique.values())


def _rows(content: VisitContent, step: str, table: str, side: str) -> list[Row]:
    return [row for row in content.record(step).rows(table) if row.values.get("side") == side]


def _earlier(content: VisitContent, side: str) -> Iterator[Commitment]:
    """Earlier promises; the date of one that was agreed again in the same words is that of the wrap-up."""
    again = {_compared(text(row, "what")): row for row in _rows(content, "wrap_up", "commitments", side)}
    for row in _rows(content, "reflection", "promises", side):
        kept = row.values.get("outcome") == "kept"
        repeated = None if kept else next((again[words] for words in _spellings(row) if words in again), None)
        due = row.values.get("due")
        new_due = (repeated.values.get("due") if repeated else None) or row.values.get("new_due")
        moved = not kept and isinstance(due, date) and isinstance(new_due, date) and new_due != due
        what = text(row, "what")
        flags = content.row_flags("reflection", "promises", row.id)
        yield Commitment(
            _late(what, due) if moved and isinstance(due, date) else what,
            text(row, "who") or (text(repeated, "who") if repeated else ""),
            tr("kept") if kept else _day(new_due or due),
            flags[0].severity if flags else None,
        )


def _payment(content: VisitContent, side: str) -> Iterator[Commitment]:
    values = content.record("account").values
    if side == "theirs" and values.get("promise_amount") is not None:
        yield Commitment(_pay(content), str(values.get("promise_by", "")), _day(values.get("promise_date")))


def _pay(content: VisitContent) -> str:
    amount = content.record("account").values.get("promise_amount")
    return tr("Pay {amount}", amount=content.shown(ACCOUNT.field("promise_amount"), amount))


def _questions(content: VisitContent, side: str) -> Iterator[Commitment]:
    for row in _rows(content, "communication", "questions", side):
        what = tr("Answer: {question}", question=text(row, "question"))
        yield Commitment(what, text(row, "who"), _day(row.values.get("due")))


def _agreed(content: VisitContent, side: str) -> Iterator[Commitment]:
    earlier = _rows(content, "reflection", "promises", side)
    told = {words for row in earlier if row.values.get("outcome") != "kept" for words in _spellings(row)}
    paid = _in_every_language(partial(_pay, content)) if any(_payment(content, side)) else set()
    promised = content.record("account").values.get("promise_date")
    for row in _rows(content, "wrap_up", "commitments", side):
        words, due = _compared(text(row, "what")), row.values.get("due")
        if words not in told and not (words in paid and due == promised):
            yield Commitment(text(row, "what"), text(row, "who"), _day(due))


def _spellings(row: Row) -> set[str]:
    """What was promised as it may be repeated: in the same words, or as page one tells it in any language."""
    what, due = text(row, "what"), row.values.get("due")
    return {_compared(what)} | (_in_every_language(partial(_late, what, due)) if isinstance(due, date) else set())


def _in_every_language(say: Callable[[], str]) -> set[str]:
    """What was typed under a window in one language may be printed in another."""
    found = set()
    for each in _languages():
        with speaking(each):
            found.add(_compared(say()))
    return found


@cache
def _languages() -> tuple[Language, ...]:
    """Read once: a catalogue takes as long as a page."""
    return tuple(load_language(offered.code) for offered in LANGUAGES)


def _late(what: str, due: date) -> str:
    return tr("{what}, was due {day}", what=what, day=formats.short_day(due))


def _compared(what: str) -> str:
    return " ".join(what.casefold().split())


def _day(value: Value | None) -> str:
    return formats.short_day(value if isinstance(value, date) else None)
