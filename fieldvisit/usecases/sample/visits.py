"""The rep's visits: those of the last months closed and frozen with their facts, one under way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from random import Random
from typing import TYPE_CHECKING, Final

from fieldvisit.domain.closing import following_commitments, visit_number
from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.preparing import new_visit
from fieldvisit.domain.steps import STEPS
from fieldvisit.domain.visit import Address, StepState, Visit, VisitState
from fieldvisit.store import visits
from fieldvisit.usecases.sample import entries, settling, talks, words
from fieldvisit.usecases.sample.cards import people_at
from fieldvisit.usecases.sample.customers import Customer
from fieldvisit.usecases.sample.entries import Call
from fieldvisit.usecases.sample.ids import Identifiers
from fieldvisit.usecases.sample.trade import Trade
from fieldvisit.usecases.sample.under_way import enter_under_way
from fieldvisit.usecases.settings import Settings
from fieldvisit.usecases.start_visit import facts_for

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

CHINA: Final = timezone(timedelta(hours=8))
_NUMBERS_A_DAY: Final = 7
_UNDER_WAY_AT: Final = (14, 5)


class VisitWriter:
    """Writes visits in the order in which they were made, so that each knows those before it."""

    def __init__(
        self,
        session: Session,
        settings: Settings,
        trades: dict[Customer, Trade],
        today: date,
        new_id: Identifiers,
    ) -> None:
        self.session, self.settings = session, settings
        self.trades, self.today, self.new_id = trades, today, new_id
        self._on_day: Counter[date] = Counter()
        self._numbers: dict[int, int] = {}

    def write_all(self, days: dict[Customer, list[date]], progress: Callable[[int, int | None], None] | None) -> int:
        """All closed visits, then the one under way at the show-piece; gives how many there are."""
        calls = sorted(self._calls(days), key=lambda call: (call.day, call.customer.hours, call.customer.id))
        under_way = [customer for customer in days if customer.is_showpiece]
        total = len(calls) + len(under_way)
        for made, call in enumerate(calls, start=1):
            self._write_closed(call)
            if progress is not None:
                progress(made, total)
        for customer in under_way:
            self._write_under_way(customer)
        if progress is not None:
            progress(total, total)
        return total

    def _calls(self, days: dict[Customer, list[date]]) -> list[Call]:
        return [
            Call(
                customer=customer,
                day=day,
                today=self.today,
                nth=nth,
                of=len(visited),
                trade=self.trades[customer],
                rng=Random(f"{customer.code}/{day - self.today}"),
            )
            for customer, visited in days.items()
            for nth, day in enumerate(visited)
        ]

    def _write_closed(self, call: Call) -> None:
        begun = self._begun(call.day)
        self.new_id.at(begun)
        minutes = 41 if call.customer.is_showpiece and call.latest else call.rng.randint(18, 38)
        facts = facts_for(self.session, call.customer.code, call.day, self.settings)
        visit = self._new(facts, begun)
        _fill(visit, facts, call, minutes, self.new_id)
        visit.state, visit.number = VisitState.CLOSED, self._number(call.day)
        visit.closed_at = begun + timedelta(minutes=minutes + 3)
        visits.insert_visit(self.session, visit, facts)

    def _write_under_way(self, customer: Customer) -> None:
        hour, minute = _UNDER_WAY_AT
        begun = datetime(self.today.year, self.today.month, self.today.day, hour, minute, tzinfo=CHINA)
        self.new_id.at(begun)
        facts = facts_for(self.session, customer.code, self.today, self.settings)
        visit = self._new(facts, begun)
        enter_under_way(visit, facts, self.new_id)
        visits.insert_visit(self.session, visit)
        visits.save_place(self.session, visit.id, Address("sales", ""))

    def _new(self, facts: VisitFacts, begun: datetime) -> Visit:
        rep, title = self.settings.rep_name, self.settings.rep_title
        return new_visit(facts, rep=rep, rep_title=title, started_at=begun, new_id=self.new_id)

    def _begun(self, day: date) -> datetime:
        """Nine o'clock for the first call of a day, then every fifty minutes."""
        nine = datetime(day.year, day.month, day.day, 9, tzinfo=CHINA)
        place = self._on_day[day]
        self._on_day[day] += 1
        return nine + timedelta(minutes=50 * place + (60 if place > 3 else 0))

    def _number(self, day: date) -> str:
        """Numbers go on from what the rep may have had before in the year."""
        first = day.timetuple().tm_yday * _NUMBERS_A_DAY
        self._numbers[day.year] = self._numbers.get(day.year, first) + 1
        return visit_number(day, self._numbers[day.year])


def _fill(visit: Visit, facts: VisitFacts, call: Call, minutes: int, new_id: Identifiers) -> None:
    """Everything the rep entered, so that nothing is missing at closing."""
    talks.prepare(visit, call, new_id)
    talks.look_back(visit, call, new_id)
    entries.enter_prices(visit, facts, call)
    entries.enter_counts(visit, facts, call)
    entries.enter_order(visit, call)
    talks.check_store(visit, call, new_id)
    skipped = _skipped(call)
    if "account" not in skipped:
        settling.settle_account(visit, facts, call, new_id)
    if "market" not in skipped:
        talks.see_market(visit, facts, call, new_id)
    talks.talk(visit, call, new_id)
    if "guidance" not in skipped:
        talks.guide(visit, facts, call, new_id)
    settling.wrap_up(visit, call, minutes, new_id)
    commitments = visit.step("wrap_up").rows("commitments")
    commitments += following_commitments(visit, facts, new_id)
    for row in commitments:
        if "who" not in row.values:
            entries.put(row, who=people_at(call.customer)[0][0])
    for step in STEPS:
        record = visit.step(step.key)
        record.state = StepState.SKIPPED if step.key in skipped else StepState.DONE
        record.skip_reason = words.SKIPPED.get(step.key, "") if step.key in skipped else ""


def _skipped(call: Call) -> set[str]:
    """Small dealers get a shorter visit now and then."""
    if call.customer.yearly >= 60_000:
        return set()
    return {key for key, share in (("market", 0.3), ("guidance", 0.3), ("account", 0.1)) if call.rng.random() < share}
