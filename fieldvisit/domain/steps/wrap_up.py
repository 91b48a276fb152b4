"""Step 10: results, commitments, next visit, time and money (seed 001, administrative work)."""

from decimal import Decimal

from fieldvisit.domain.fields import Choice, Clock, Day, Money, Number, Section, Step, Table, Text, YesNo
from fieldvisit.domain.language import mark
from fieldvisit.domain.steps.answers import SIDES

WRAP_UP = Step(
    key="wrap_up",
    title=mark("Wrap-up"),
    purpose=mark("Results against objectives, commitments with dates, next visit; then close."),
    fields=(
        Table(
            key="results",
            label=mark("Objectives and results"),
            rows="given",
            entry=("result", "remark"),
            columns=(
                Text(key="objective", label=mark("Objective")),
                Number(key="target", label=mark("Target")),
                Text(key="unit", label=mark("Unit")),
                Number(key="result", label=mark("Result"), needed=True),
                Text(key="remark", label=mark("Reason if missed, remark")),
            ),
        ),
        Table(
            key="commitments",
            label=mark("Commitments"),
            one=mark("Add commitment"),
            columns=(
                Choice(key="side", label=mark("Whose"), options=SIDES, needed=True),
                Text(key="what", label=mark("What"), needed=True),
                Text(key="who", label=mark("Who"), needed=True),
                Day(key="due", label=mark("Due"), needed=True),
            ),
        ),
        Day(key="next_visit", label=mark("Next visit"), needed=True),
        Text(key="next_purpose", label=mark("Purpose of the next visit"), needed=True),
        Text(key="strengths", label=mark("Strengths"), lines=2),
        Text(key="improve", label=mark("What to improve"), lines=2),
        Text(key="differently", label=mark("What to do differently next time"), lines=2),
        Clock(key="start", label=mark("Start"), needed=True),
        Clock(key="end", label=mark("End"), needed=True),
        Number(key="pause", label=mark("Pauses, minutes"), minimum=Decimal(0)),
        Money(key="travel_cost", label=mark("Travel cost")),
        Money(key="other_expenses", label=mark("Other expenses")),
        Text(key="expense_note", label=mark("What for")),
        YesNo(key="record_card_updated", label=mark("Customer record card updated")),
        Text(key="record_card_changes", label=mark("What changed on the card"), lines=2),
    ),
    sections=(
        Section(title=mark("Next visit"), keys=("next_visit", "next_purpose")),
        Section(title=mark("Looking back"), keys=("strengths", "improve", "differently")),
        Section(
            title=mark("Time and money"),
            keys=("start", "end", "pause", "travel_cost", "other_expenses", "expense_note"),
        ),
        Section(title=mark("Customer record card"), keys=("record_card_updated", "record_card_changes")),
    ),
)
