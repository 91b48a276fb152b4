"""Step 9: training, advice, service and complaints (seed 001, customer guidance)."""

from decimal import Decimal

from fieldvisit.domain.fields import Choice, Day, Money, Number, Step, Table, Text
from fieldvisit.domain.language import mark
from fieldvisit.domain.steps.answers import options

COMPLAINT_CATEGORIES = options(
    quality=mark("Quality"),
    delivery=mark("Delivery"),
    price=mark("Price"),
    service=mark("Service"),
    billing=mark("Billing"),
    promotion=mark("Promotion"),
    other=mark("Other"),
)
SEVERITIES = options(low=mark("Low"), medium=mark("Medium"), high=mark("High"))
COMPLAINT_STATES = options(open=mark("Open"), solved=mark("Solution agreed"), settled=mark("Settled"))

GUIDANCE = Step(
    key="guidance",
    title=mark("Guidance"),
    purpose=mark("Training, advice and service given; complaints taken up and settled."),
    fields=(
        Table(
            key="trainings",
            label=mark("Training given"),
            one=mark("Add training"),
            columns=(
                Text(key="topic", label=mark("Topic"), needed=True),
                Text(key="audience", label=mark("Audience")),
                Number(key="head_count", label=mark("People"), minimum=Decimal(0), whole=True),
                Number(key="minutes", label=mark("Minutes"), minimum=Decimal(0)),
            ),
        ),
        Table(
            key="advice",
            label=mark("Advice"),
            one=mark("Add advice"),
            columns=(
                Text(key="problem", label=mark("Problem seen"), needed=True),
                Text(key="proposal", label=mark("Proposal"), needed=True),
                Text(key="action", label=mark("Agreed action")),
                Day(key="due", label=mark("By")),
            ),
        ),
        Table(
            key="services",
            label=mark("Service given"),
            one=mark("Add service"),
            columns=(Text(key="service", label=mark("Service"), needed=True), Text(key="result", label=mark("Result"))),
        ),
        Table(
            key="complaints",
            label=mark("Complaints"),
            one=mark("Add complaint"),
            columns=(
                Text(key="number", label=mark("Number"), needed=True),
                Day(key="opened_on", label=mark("Opened on")),
                Choice(key="category", label=mark("Category"), options=COMPLAINT_CATEGORIES, needed=True),
                Choice(key="severity", label=mark("Severity"), options=SEVERITIES, needed=True),
                Text(key="facts", label=mark("Facts"), needed=True),
                Text(key="cause", label=mark("Cause")),
                Text(key="solution", label=mark("Solution")),
                Money(key="compensation", label=mark("Compensation")),
                Text(key="owner", label=mark("In charge"), needed=True),
                Day(key="due", label=mark("Due"), needed=True),
                Choice(key="state", label=mark("State"), options=COMPLAINT_STATES, needed=True),
            ),
        ),
    ),
)
