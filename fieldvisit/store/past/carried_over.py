"""What earlier visits left open: promises, complaints, problems, tasks, and instructions not carried out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from fieldvisit.domain.facts import Commitment, Complaint, OpenPoint
from fieldvisit.store.models import Base
from fieldvisit.store.past.asking import ask, question
from fieldvisit.store.past.scene import Scene
from fieldvisit.store.types import Day


def _of_visits(table: str, *days: str) -> Any:
    """Rows of a step table, oldest visit first."""
    columns = ", ".join(f"r.{column.name}" for column in Base.metadata.tables[table].columns)
    return question(
        f"SELECT past.key AS nth, {columns} FROM json_each(:visits) AS past CROSS JOIN {table} r"  # noqa: S608 - ours
        " ON r.visit_id = past.value ORDER BY past.key DESC, r.position",
        **dict.fromkeys(days, Day),
    )


_MADE = _of_visits("wrap_up_commitments", "due")
_REVIEWED = _of_visits("reflection_promises", "due", "new_due")
_COMPLAINTS = _of_visits("guidance_complaints", "opened_on", "due")
_PROBLEMS = _of_visits("account_old_problems", "since")
_TASKS = _of_visits("reflection_unfinished", "since")
_CARRIED_OUT = _of_visits("reflection_instructions")
_GIVEN = question(
    "SELECT text, given_on FROM superior_instructions"
    " WHERE dealer_id = :dealer AND given_on <= :day ORDER BY given_on, id",
    given_on=Day,
)


def commitments(scene: Scene) -> tuple[Commitment, ...]:
    """Promises of both sides that no later visit found kept or broken, oldest first."""
    reviewed = _by_visit(scene, _REVIEWED)
    open_ones: dict[tuple[str, str], Commitment] = {}
    for nth, made in _visits_with(scene, _MADE, reviewed):
        for row in reviewed.get(nth, ()):
            _review(open_ones, row, scene.past[nth].day)
        for row in made:
            if row.what:
                due, day = row.due, scene.past[nth].day
                open_ones[_key(row.side, row.what)] = Commitment(row.side or "", row.what, row.who or "", due, day)
    return tuple(open_ones.values())


def _review(open_ones: dict[tuple[str, str], Commitment], row: Any, day: date) -> None:
    key = _key(row.side, row.what)
    if row.outcome in ("kept", "broken"):
        open_ones.pop(key, None)
    elif row.what:
        known = open_ones.get(key)
        due = row.new_due or row.due or (known.due if known else None)
        made_on = known.made_on if known else day
        open_ones[key] = Commitment(row.side or "", row.what, row.who or "", due, made_on)


def complaints(scene: Scene) -> tuple[Complaint, ...]:
    """Complaints that no later visit found settled, as they stood last, oldest first."""
    found = _latest(scene, _COMPLAINTS, lambda row: row.number or row.facts, lambda row: row.state == "settled")
    return tuple(
        Complaint(
            number=row.number or "",
            facts=row.facts or "",
            opened_on=row.opened_on or came_up,
            category=row.category or "",
            severity=row.severity or "",
            owner=row.owner or "",
            due=row.due,
            cause=row.cause or "",
            solution=row.solution or "",
        )
        for row, came_up in found
    )


def problems(scene: Scene) -> tuple[OpenPoint, ...]:
    """Unsettled items between dealer and company, oldest first."""
    found = _latest(scene, _PROBLEMS, lambda row: row.problem, lambda row: row.state == "settled")
    return tuple(
        OpenPoint(row.problem, row.since or came_up, row.owner or "", row.next_step or "") for row, came_up in found
    )


def tasks(scene: Scene) -> tuple[OpenPoint, ...]:
    """Tasks that no later visit found done or dropped, oldest first."""
    found = _latest(scene, _TASKS, lambda row: row.task, lambda row: row.state in ("done", "dropped"))
    return tuple(OpenPoint(row.task, row.since or came_up) for row, came_up in found)


def carried_out(scene: Scene) -> list[list[Any]]:
    """What visits found of superiors' instructions, oldest first: visit, instruction, carried out."""
    rows = ask(scene.connection, _CARRIED_OUT, visits=scene.past_ids)
    return [[row.nth, row.instruction, row.carried_out] for row in rows if row.instruction]


def instructions(scene: Scene, found: Iterable[tuple[date, str, str | None]]) -> tuple[OpenPoint, ...]:
    """Superiors' instructions for this dealer that no visit since found carried out, oldest first.

    `found` is `carried_out` with days for visits.
    """
    given = ask(scene.connection, _GIVEN, dealer=scene.dealer.id, day=scene.today)
    open_ones = {row.text.casefold(): OpenPoint(row.text, row.given_on) for row in given}
    for day, instruction, state in found:
        key = instruction.casefold()
        known = open_ones.get(key)
        if state == "yes" and known and (known.since is None or known.since <= day):
            del open_ones[key]
        elif not known and state != "yes":
            open_ones[key] = OpenPoint(instruction, day)
    return tuple(open_ones.values())


def _latest(
    scene: Scene, asked: Any, key: Callable[[Any], str | None], settled: Callable[[Any], bool]
) -> list[tuple[Any, date]]:
    """The last word on each thing that is not settled and when it came up, the oldest first."""
    open_ones: dict[str, tuple[Any, date]] = {}
    for row in ask(scene.connection, asked, visits=scene.past_ids):
        name = (key(row) or "").strip().casefold()
        if settled(row):
            open_ones.pop(name, None)
        elif name:
            came_up = open_ones[name][1] if name in open_ones else scene.past[row.nth].day
            open_ones[name] = (row, came_up)
    return list(open_ones.values())


def _by_visit(scene: Scene, asked: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in ask(scene.connection, asked, visits=scene.past_ids):
        found.setdefault(row.nth, []).append(row)
    return found


def _visits_with(scene: Scene, asked: Any, others: dict[int, list[Any]]) -> list[tuple[int, list[Any]]]:
    """Oldest first, the visits that have rows here or in `others`; their place in `past` counts from the newest."""
    found = _by_visit(scene, asked)
    return [(nth, found.get(nth, [])) for nth in sorted({*found, *others}, reverse=True)]


def _key(side: str | None, what: str | None) -> tuple[str, str]:
    return side or "", (what or "").strip().casefold()
