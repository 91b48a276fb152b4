"""Next visits that were agreed, and whether they were made: the call rate, from the reports alone.

A call is kept when the dealer is visited again by the day that was agreed, by whomever. It is judged only once the rep
who agreed to it has handed in a report of that day or a later one: what lies after a rep's last report is not known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from fieldvisit.domain.region.share import VisitShare


@dataclass(frozen=True)
class Call:
    """A visit agreed for `due` at the visit `agreed`; `made` is the next one there, None while there is none."""

    due: date
    agreed: VisitShare
    made: VisitShare | None

    @property
    def kept(self) -> bool:
        """Made by the day."""
        return self.made is not None and self.made.day <= self.due

    @property
    def days_late(self) -> int | None:
        """None while it was not made."""
        return None if self.made is None else max(0, (self.made.day - self.due).days)


def calls(shares: Iterable[VisitShare], first_day: date, last_day: date) -> tuple[Call, ...]:
    """The calls due between two days; `shares` are all visits that are known, in the order they were made."""
    by_dealer: dict[str, list[VisitShare]] = defaultdict(list)
    newest: dict[str, date] = {}
    for share in shares:
        by_dealer[share.dealer].append(share)
        newest[share.rep] = max(share.day, newest.get(share.rep, share.day))
    found = (call for visits in by_dealer.values() for call in _of_dealer(visits, newest))
    inside = (call for call in found if first_day <= call.due <= last_day)
    return tuple(sorted(inside, key=lambda call: (call.due, call.agreed.order_in_time)))


def _of_dealer(visits: list[VisitShare], newest: dict[str, date]) -> Iterator[Call]:
    for at, share in enumerate(visits):
        following = next((each for each in visits[at + 1 :] if each.day > share.day), None)
        if share.next_visit is not None and share.next_visit <= newest[share.rep] and not _again_today(visits, at):
            yield Call(share.next_visit, share, following)


def _again_today(visits: list[VisitShare], at: int) -> bool:
    """What two visits of one day agree is one call: that of the later one."""
    return at + 1 < len(visits) and visits[at + 1].day == visits[at].day
