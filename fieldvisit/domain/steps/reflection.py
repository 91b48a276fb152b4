"""Step 2: what became of the last visit (seed 001, action reflection)."""

from fieldvisit.domain.fields import Choice, Day, Section, Step, Table, Text
from fieldvisit.domain.language import mark
from fieldvisit.domain.steps.answers import SIDES, YES_PARTLY_NO, options

PROMISE_OUTCOMES = options(kept=mark("Kept"), not_yet=mark("Not yet"), broken=mark("Broken"))
TASK_STATES = options(open=mark("Still open"), done=mark("Done"), dropped=mark("Dropped"))

REFLECTION = Step(
    key="reflection",
    title=mark("Last visit"),
    purpose=mark("Were instructions followed, tasks finished and promises kept?"),
    fields=(
        Table(
            key="instructions",
            label=mark("Superior's instructions"),
            one=mark("Add instruction"),
            columns=(
                Text(key="instruction", label=mark("Instruction"), needed=True),
                Choice(key="carried_out", label=mark("Carried out"), options=YES_PARTLY_NO, needed=True),
                Text(key="missing", label=mark("What is missing")),
                Text(key="how_today", label=mark("How today")),
            ),
        ),
        Table(
            key="unfinished",
            label=mark("Unfinished tasks"),
            one=mark("Add task"),
            columns=(
                Text(key="task", label=mark("Task"), needed=True),
                Day(key="since", label=mark("Open since")),
                Choice(key="state", label=mark("Now"), options=TASK_STATES, needed=True),
                Text(key="note", label=mark("Note")),
            ),
        ),
        Table(
            key="promises",
            label=mark("Promises"),
            one=mark("Add promise"),
            columns=(
                Choice(key="side", label=mark("Whose"), options=SIDES, needed=True),
                Text(key="what", label=mark("Promise"), needed=True),
                Text(key="who", label=mark("Who")),
                Day(key="due", label=mark("Due")),
                Choice(key="outcome", label=mark("Outcome"), options=PROMISE_OUTCOMES, needed=True),
                Day(key="new_due", label=mark("Date of outcome or new date")),
            ),
        ),
        Text(key="plan", label=mark("Plan of the next days"), lines=3),
        Text(key="route", label=mark("Route of the day"), lines=2),
    ),
    sections=(Section(title=mark("Next days"), keys=("plan", "route")),),
)
