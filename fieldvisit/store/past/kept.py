"""What the closed visits to a dealer tell, kept ready since the last one was closed.

It could be found from the rows of all visits, but not while a visit is being opened. A row that is missing, or that is
of a later visit than today's, is made good from the visits themselves: slower, and with the same result.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Any, Final

from sqlalchemy import Connection

from fieldvisit.domain.facts import Commitment, Complaint, OpenPoint
from fieldvisit.domain.settings import Thresholds
from fieldvisit.store.garbage import no_collection
from fieldvisit.store.past.asking import ask_kept, question
from fieldvisit.store.past.scene import Scene, scene_of
from fieldvisit.store.past.told import RATE_DAYS, Told, seen_last, told

FORM: Final = 2
"""The way `told` and `seen_last` are written; one more for every change of theirs."""

_TOLD = question(
    """
    SELECT told FROM dealer_pasts
    WHERE dealer_id = :dealer AND form = :form AND minor_units = :minor AND newest <= :day
    """
)
_FORGET = question("DELETE FROM dealer_pasts WHERE dealer_id = :dealer")
_KEEP = question(
    """
    INSERT INTO dealer_pasts (dealer_id, form, newest, minor_units, seen, told)
    VALUES (:dealer, :form, :newest, :minor, :seen, :told)
    """
)
_ROW = question("SELECT form, newest, minor_units, seen, told FROM dealer_pasts WHERE dealer_id = :dealer")
_CODE = question("SELECT code FROM dealers WHERE id = :dealer")
_VISITED = question("SELECT DISTINCT dealer_id FROM visits WHERE state = 'closed' ORDER BY dealer_id")


class Past:
    """What the closed visits to a dealer tell about the next one."""

    def __init__(self, document: Told) -> None:
        self._told = document
        self.days = tuple(map(date.fromisoformat, document["days"]))
        """The days of the visits, newest first."""
        self.last_id: str = document["last"] or ""
        self.prices: dict[str, list[Any]] = document["prices"]
        """By product: visit, retail, resale, visit, ..., newest first."""
        self.counts: dict[str, list[Any]] = document["counts"]
        """By product: visit, count, received, returned, visit, ..., newest first."""
        self.shares: list[Any] = document["shares"]
        self.rivals: list[Any] = document["rivals"]

    @property
    def last(self) -> date | None:
        """The day of the last visit; None where there was none."""
        return self.days[0] if self.days else None

    @cached_property
    def commitments(self) -> tuple[Commitment, ...]:
        return tuple(_built(Commitment, each, "due", "made_on") for each in self._told["commitments"])

    @property
    def complaints(self) -> tuple[Complaint, ...]:
        return tuple(_built(Complaint, each, "opened_on", "due") for each in self._told["complaints"])

    @property
    def problems(self) -> tuple[OpenPoint, ...]:
        return tuple(_built(OpenPoint, each, "since") for each in self._told["problems"])

    @property
    def tasks(self) -> tuple[OpenPoint, ...]:
        return tuple(_built(OpenPoint, each, "since") for each in self._told["tasks"])

    def carried_out(self) -> Iterator[tuple[date, str, str | None]]:
        """What became of superiors' instructions at which visit, oldest first."""
        return ((self.days[nth], instruction, state) for nth, instruction, state in self._told["carried_out"])


def _built(kind: type[Any], plain: dict[str, Any], *days: str) -> Any:
    """The inverse of how `told` writes something open."""
    read = {day: date.fromisoformat(plain[day]) for day in days if plain[day] is not None}
    return kind(**{**plain, **read})


def past_of(scene: Scene) -> Past:
    """What was told up to today."""
    asked = {"dealer": scene.dealer.id, "form": FORM, "minor": scene.dealer.minor_units, "day": scene.today}
    kept = ask_kept(scene.connection, _TOLD, **asked) if scene.thresholds.rate_days <= RATE_DAYS else []
    return Past(json.loads(kept[0][0]) if kept else told(scene))


@no_collection()
def renew(connection: Connection, dealer: int) -> Past | None:
    """Keeps anew what the closed visits to a dealer (by id) tell; None where there are none."""
    found = row_of(connection, dealer)
    ask_kept(connection, _FORGET, dealer=dealer)
    if found is None:
        return None
    row, past = found
    ask_kept(connection, _KEEP, dealer=dealer, **row)
    return past


def row_of(connection: Connection, dealer: int) -> tuple[dict[str, Any], Past] | None:
    """The row that belongs to a dealer and what is told in it, found from the visits; None for one never visited."""
    ((code,),) = ask_kept(connection, _CODE, dealer=dealer)
    scene = scene_of(connection, code, date.max, Thresholds())
    if not scene.past:
        return None
    document = told(scene)
    row = {
        "form": FORM,
        "newest": scene.past[0].day.isoformat(),
        "minor": scene.dealer.minor_units,
        "seen": _written(seen_last(scene, document["prices"])),
        "told": _written(document),
    }
    return row, Past(document)


def _written(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def visited(connection: Connection) -> list[int]:
    """The ids of all dealers with closed visits."""
    return [dealer for (dealer,) in ask_kept(connection, _VISITED)]


def is_right(connection: Connection, dealer: int, row: dict[str, Any] | None) -> bool:
    """Whether what is kept of a dealer is the `row` that the visits give; nothing at all is right, too.

    What is kept in another form, or for another currency than the dealer has now, is not read and does no harm.
    """
    kept = ask_kept(connection, _ROW, dealer=dealer)
    if not kept or kept[0][0] != FORM:
        return True
    return row is not None and (kept[0][2] != row["minor"] or kept[0] == tuple(row.values()))
