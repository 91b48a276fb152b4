"""Beside the day: promises that are due, and the visits of the week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from fieldvisit.domain.formats import short_day, weekday
from fieldvisit.domain.language import ntr, tr
from fieldvisit.ui.desk import Desk
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.columns import ScrollColumn, heading, rule
from fieldvisit.ui.widgets.labels import NameLabel, label
from fieldvisit.ui.widgets.marks import IconLabel

if TYPE_CHECKING:
    from fieldvisit.usecases.plan_day import DayPlan, DuePromise, WeekVisit

WIDTH = 300
_LISTED = 12


class TodaySide(ScrollColumn):
    """Says what there is and nothing more."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Promises and week"))
        self.desk = desk
        self.setProperty("rule", "left")

    def show_plan(self, plan: DayPlan) -> None:
        self.begin()
        self.add(heading(tr("Commitments due"), str(len(plan.promises)) if plan.promises else ""))
        for promise in plan.promises[:_LISTED]:
            self.add(_promise(promise))
        if len(plan.promises) > _LISTED:
            more = len(plan.promises) - _LISTED
            self.add(label(ntr("and {count} more", "and {count} more", more), Role.GRID, "text2"))
        if not plan.promises:
            self.add(label(tr("Nothing is due by this day."), Role.GRID, "text2", wrap=True))
        self.add(rule())
        self.add(heading(tr("Week {number}", number=plan.day.isocalendar().week), _made(plan)))
        for visit in plan.week:
            self.add(_week_visit(visit))
        if not plan.week:
            self.add(label(tr("No visits in this week yet."), Role.GRID, "text2", wrap=True))


def _made(plan: DayPlan) -> str:
    closed = sum(visit.closed for visit in plan.week)
    return ntr("{count} visit closed", "{count} visits closed", closed)


def _promise(promise: DuePromise) -> QWidget:
    tone = "red" if promise.late_days > 0 and promise.ours else "amber" if promise.late_days > 0 else "text2"
    icon = {"red": "octagon-alert", "amber": "triangle-alert"}.get(tone, "circle")
    side = tr("ours") if promise.ours else tr("theirs")
    when = _when(promise)
    return _row(icon, tone, f"{promise.what} · {promise.dealer_name}, {side}", when, tone)


def _when(promise: DuePromise) -> str:
    if promise.late_days > 0:
        return ntr("{count} day late", "{count} days late", promise.late_days)
    return tr("today") if promise.late_days == 0 else short_day(promise.due)


def _week_visit(visit: WeekVisit) -> QWidget:
    icon = "circle-check" if visit.closed else "circle-dot"
    return _row(icon, "text2", visit.dealer_name, f"{weekday(visit.day)} {short_day(visit.day)}", "text2")


def _row(icon: str, tone: str, words: str, right: str, right_tone: str) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme().px(8))
    row.addWidget(IconLabel(icon, tone, 14))
    row.addWidget(NameLabel(words, Role.GRID), 1)
    row.addWidget(label(right, Role.GRID, right_tone))
    return holder
