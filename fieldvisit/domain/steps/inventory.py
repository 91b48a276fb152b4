"""Step 4: what stands in the dealer's store (seed 001, customer inventory)."""

from fieldvisit.domain.fields import Choice, Day, Money, Product, Quantity, Section, Step, Table, Text
from fieldvisit.domain.language import mark
from fieldvisit.domain.steps.answers import options

COUNT_REASONS = options(
    recount=mark("Counted twice, it is right"),
    elsewhere=mark("Part stands elsewhere"),
    transfer=mark("Moved from another store"),
    damaged=mark("Damaged goods set apart"),
    delivery=mark("Delivery not in our records"),
    other=mark("Other"),
)

INVENTORY = Step(
    key="inventory",
    title=mark("Inventory"),
    purpose=mark("Count every product; leave blank what you did not count, enter 0 where there is none."),
    fields=(
        Table(
            key="products",
            label=mark("Own range"),
            rows="products",
            entry=("received", "returned", "count", "batch", "reason"),
            columns=(
                Product(key="product", label=mark("Product")),
                Quantity(key="received", label=mark("Received"), cases=True),
                Quantity(key="returned", label=mark("Returned"), cases=True),
                Quantity(key="count", label=mark("Count"), cases=True),
                Day(key="batch", label=mark("Oldest batch")),
                Choice(key="reason", label=mark("Reason"), options=COUNT_REASONS),
            ),
        ),
        Table(
            key="competitors",
            label=mark("Competitors' stock, your estimate"),
            one=mark("Add brand"),
            columns=(
                Text(key="brand", label=mark("Brand"), needed=True),
                Money(key="value", label=mark("Stock value")),
                Quantity(key="units", label=mark("Units")),
            ),
        ),
        Text(key="note", label=mark("Remarks on the count"), lines=3),
    ),
    sections=(Section(title=mark("Remarks"), keys=("note",)),),
)
