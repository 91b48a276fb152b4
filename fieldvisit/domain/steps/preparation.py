"""Step 1: what to know, what to reach and what to bring (seed 001, sales preparation)."""

from fieldvisit.domain.fields import Choice, Day, Money, Number, Product, Section, Step, Table, Text, YesNo
from fieldvisit.domain.language import mark
from fieldvisit.domain.steps.answers import options

RESOURCE_KINDS = options(
    sales=mark("Sales policy"),
    price=mark("Price policy"),
    promotion=mark("Promotion policy"),
    product=mark("New product"),
)
OBJECTIVE_KINDS = options(
    raise_order=mark("Raise order quantity"),
    widen_range=mark("Widen the range"),
    new_product=mark("Introduce a new product"),
    first_order=mark("First order"),
    collect=mark("Collect an amount"),
    complaint=mark("Settle a complaint"),
    policy=mark("Convey a policy"),
    record=mark("Establish or update the customer record"),
    other=mark("Other"),
)
OBJECTIVE_STATES = options(proposed=mark("Proposed"), accepted=mark("Accepted"), rejected=mark("Rejected"))
TOOLS = (
    mark("Product manual"),
    mark("Brochures"),
    mark("Business cards"),
    mark("Calculator"),
    mark("Notebook and pen"),
    mark("Price list"),
    mark("Promotional material"),
    mark("Samples"),
    mark("Press clippings"),
    mark("Order forms"),
)

PREPARATION = Step(
    key="preparation",
    title=mark("Preparation"),
    purpose=mark("Know what changed, decide what to reach, bring what helps."),
    fields=(
        Table(
            key="resources",
            label=mark("Resources to master"),
            rows="given",
            one=mark("Add resource"),
            entry=("read",),
            columns=(
                Choice(key="kind", label=mark("Kind"), options=RESOURCE_KINDS),
                Text(key="title", label=mark("Title")),
                Day(key="changed_on", label=mark("Changed on")),
                Text(key="summary", label=mark("What is new")),
                YesNo(key="read", label=mark("Read"), needed=True),
            ),
        ),
        Table(
            key="objectives",
            label=mark("Objectives"),
            one=mark("Add objective"),
            columns=(
                Choice(key="kind", label=mark("Kind"), options=OBJECTIVE_KINDS, needed=True),
                Text(key="measure", label=mark("Objective"), needed=True),
                Product(key="product", label=mark("Product")),
                Number(key="target", label=mark("Target"), needed=True),
                Text(key="unit", label=mark("Unit"), needed=True),
                Text(key="reason", label=mark("Reason")),
                Choice(key="state", label=mark("Decision"), options=OBJECTIVE_STATES, needed=True),
            ),
        ),
        Table(
            key="tools",
            label=mark("Sales tools"),
            rows="given",
            one=mark("Add tool"),
            entry=("packed",),
            columns=(Text(key="tool", label=mark("Tool")), YesNo(key="packed", label=mark("Packed"))),
        ),
        Text(key="note", label=mark("Notes for this visit"), lines=3),
        Money(key="expected_order", label=mark("Order value expected")),
    ),
    sections=(Section(title=mark("Notes"), keys=("expected_order", "note")),),
)
