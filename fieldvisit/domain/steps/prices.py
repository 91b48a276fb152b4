"""Step 3: what the dealer pays and asks, against policy, others, last time and competitors (seed 001, customer
prices).
"""

from fieldvisit.domain.fields import Choice, Product, Section, Step, Table, Text, UnitPrice, YesNo
from fieldvisit.domain.language import mark
from fieldvisit.domain.steps.answers import options

PRICE_REASONS = options(
    old_batch=mark("Clearing old batch"),
    promotion=mark("Promotion running"),
    competitor=mark("Answer to a competitor"),
    label=mark("Wrong shelf label"),
    own_decision=mark("Dealer's own decision"),
    policy_unknown=mark("Did not know the policy"),
    other=mark("Other"),
)

PRICES = Step(
    key="prices",
    title=mark("Prices"),
    purpose=mark("Purchase, resale and retail price of every product, and what competitors ask."),
    fields=(
        Table(
            key="products",
            label=mark("Own range"),
            rows="products",
            entry=("purchase", "resale", "retail", "reason", "report"),
            columns=(
                Product(key="product", label=mark("Product")),
                UnitPrice(key="purchase", label=mark("Purchase"), confidential=True),
                UnitPrice(key="resale", label=mark("Resale")),
                UnitPrice(key="retail", label=mark("Retail")),
                Choice(key="reason", label=mark("Reason"), options=PRICE_REASONS),
                YesNo(key="report", label=mark("Report to company")),
            ),
        ),
        Table(
            key="competitors",
            label=mark("Competing products seen here"),
            one=mark("Add competing product"),
            columns=(
                Text(key="brand", label=mark("Brand"), needed=True),
                Text(key="name", label=mark("Product seen"), needed=True),
                Product(key="against", label=mark("Competes with")),
                UnitPrice(key="price", label=mark("Price"), needed=True),
                YesNo(key="report", label=mark("Report to company")),
            ),
        ),
        Text(key="note", label=mark("Remarks on prices"), lines=3),
    ),
    sections=(Section(title=mark("Remarks"), keys=("note",)),),
)
