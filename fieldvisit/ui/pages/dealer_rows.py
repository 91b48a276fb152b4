"""Dealers as rows of the list."""

from __future__ import annotations

from datetime import date

from fieldvisit.domain.formats import NO_VALUE, number, percent, short_day
from fieldvisit.domain.language import ntr, tr
from fieldvisit.ui.widgets.marks import FlagMark
from fieldvisit.ui.widgets.records import Cell, Column, Kind, Record
from fieldvisit.usecases.dealers import DealerLine, Sales, due_day


def dealer_columns() -> list[Column]:
    return [
        Column(tr("Dealer"), width=200, stretch=3),
        Column(tr("Code"), width=84, drop=6),
        Column(tr("Class"), Kind.BADGE, width=66),
        Column(tr("City"), width=84, stretch=1, drop=2),
        Column(tr("Sales, 12 mo"), Kind.NUMBER, width=96, drop=3),
        Column(tr("Share %"), Kind.NUMBER, width=70, drop=4),
        Column(tr("Last visit"), width=80, drop=5),
        Column(tr("Next due"), width=108, drop=1),
    ]


def dealer_records(lines: list[DealerLine], sales: dict[str, Sales], today: date) -> list[Record]:
    """`sales` by dealer code; a dealer who is not in it bought nothing that is known."""
    return [_record(line, sales.get(line.code), today) for line in lines]


def _record(line: DealerLine, sales: Sales | None, today: date) -> Record:
    due = due_day(line.last_visit, line.visit_interval_days, line.class_label)
    cells = (
        Cell(line.name, line.name_local, strong=False),
        Cell(line.code, tone="text2"),
        Cell(line.class_label),
        Cell(line.city, tone="text2"),
        Cell(number(sales.value if sales else None, 0)),
        Cell(percent(sales.share if sales else None), tone="text2"),
        Cell(_near(line.last_visit, today), tone="text2"),
        _due_cell(due, today),
    )
    return Record(line.code, cells, line.search_key or f"{line.name} {line.code}".casefold())


def _due_cell(due: date | None, today: date) -> Cell:
    if due is not None and due < today:
        late = ntr("{count} day late", "{count} days late", (today - due).days)
        return Cell(late, mark=FlagMark("red" if (today - due).days > 30 else "amber", late))
    return Cell(tr("today") if due == today else _near(due, today), tone="text2")


def _near(day: date | None, today: date) -> str:
    """A day without its year where that is clear."""
    if day is None:
        return NO_VALUE
    return short_day(day) if abs((day - today).days) < 300 else f"{short_day(day)} {day.year}"
