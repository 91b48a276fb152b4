"""Step 7: who else is in the market and how the dealer stands (seed 001, market information)."""

from fieldvisit.domain.fields import Choice, Money, Percent, Section, Step, Table, Text, YesNo
from fieldvisit.domain.language import mark
from fieldvisit.domain.steps.answers import CONFIDENCE, options

SUBJECTS = options(
    channel=mark("Channels"),
    price=mark("Prices"),
    product=mark("Products"),
    advertising=mark("Advertising"),
    promotion=mark("Promotion"),
    share=mark("Market share"),
    staff=mark("Staff changes"),
)
CREDIT_STANDING = options(good=mark("Good"), fair=mark("Fair"), poor=mark("Poor"))
CREDIT_CHANGE = options(better=mark("Better"), same=mark("The same"), worse=mark("Worse"))
DISPLAY = options(good=mark("Complete and clean"), worn=mark("Worn"), partly=mark("Partly missing"), none=mark("None"))

MARKET = Step(
    key="market",
    title=mark("Market"),
    purpose=mark("Possible customers, competitors, displays and the dealer's credit standing."),
    fields=(
        Table(
            key="prospects",
            label=mark("Potential customers"),
            one=mark("Add potential customer"),
            columns=(
                Text(key="name", label=mark("Customer"), needed=True),
                Text(key="contact", label=mark("Contact")),
                Text(key="phone", label=mark("Phone")),
                Text(key="area", label=mark("Area")),
                Money(key="expected_value", label=mark("Expected sales a year")),
                Choice(key="confidence", label=mark("Confidence"), options=CONFIDENCE, needed=True),
                YesNo(key="report", label=mark("Report to company")),
            ),
        ),
        Table(
            key="competition",
            label=mark("Competitors"),
            one=mark("Add observation"),
            columns=(
                Text(key="competitor", label=mark("Competitor"), needed=True),
                Choice(key="subject", label=mark("Subject"), options=SUBJECTS, needed=True),
                Text(key="finding", label=mark("Finding"), needed=True),
                Percent(key="share", label=mark("Market share %")),
                Choice(key="confidence", label=mark("Confidence"), options=CONFIDENCE, needed=True),
                YesNo(key="report", label=mark("Report to company")),
            ),
        ),
        Choice(key="banner", label=mark("Banners"), options=DISPLAY),
        Choice(key="pop", label=mark("POP material"), options=DISPLAY),
        Text(key="put_up", label=mark("Put up today"), lines=2),
        Choice(key="credit_standing", label=mark("Credit standing"), options=CREDIT_STANDING),
        Choice(key="credit_change", label=mark("Change since last visit"), options=CREDIT_CHANGE),
        Text(key="credit_source", label=mark("Source")),
        Choice(key="credit_confidence", label=mark("Confidence"), options=CONFIDENCE),
        YesNo(key="credit_report", label=mark("Report to company")),
    ),
    sections=(
        Section(title=mark("Banners and POP"), keys=("banner", "pop", "put_up")),
        Section(
            title=mark("Credit standing of the dealer"),
            keys=("credit_standing", "credit_change", "credit_source", "credit_confidence", "credit_report"),
        ),
    ),
)
