"""Step 8: what was told and asked, and who was met (seed 001, customer communication)."""

from fieldvisit.domain.fields import Choice, Day, Section, Step, Table, Text
from fieldvisit.domain.language import mark
from fieldvisit.domain.steps.answers import ROLES, SIDES, options

TOPICS = options(
    company=mark("Company news"),
    regions=mark("Success in other regions"),
    methods=mark("Sales methods"),
    competitors=mark("Competitor news"),
)

COMMUNICATION = Step(
    key="communication",
    title=mark("Communication"),
    purpose=mark("Who was met, what was told, how it was taken."),
    fields=(
        Table(
            key="people",
            label=mark("Decision makers met"),
            one=mark("Add person"),
            columns=(
                Text(key="name", label=mark("Name"), needed=True),
                Choice(key="role", label=mark("Role"), options=ROLES, needed=True),
            ),
        ),
        Choice(key="topics", label=mark("Topics told"), options=TOPICS, many=True, needed=True),
        Text(key="told", label=mark("What was told"), lines=3),
        Text(key="reaction", label=mark("Dealer's reaction"), lines=3),
        Table(
            key="questions",
            label=mark("Questions left open"),
            one=mark("Add question"),
            columns=(
                Text(key="question", label=mark("Question"), needed=True),
                Choice(key="side", label=mark("Who answers"), options=SIDES, needed=True),
                Text(key="who", label=mark("Who")),
                Day(key="due", label=mark("By"), needed=True),
            ),
        ),
    ),
    sections=(
        Section(title=mark("Conversation"), keys=("topics", "told", "reaction")),
        Section(title=mark("Open"), keys=("questions",)),
    ),
)
