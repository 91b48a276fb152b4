"""Step 6: what the dealer owes, agreed in writing (seed 001, customer's account)."""

from fieldvisit.domain.fields import (
    Choice,
    Day,
    Money,
    Quantity,
    Section,
    Signature,
    Step,
    Table,
    Text,
)
from fieldvisit.domain.language import mark
from fieldvisit.domain.steps.answers import YES_PARTLY_NO, options

RECONCILIATION_REASONS = options(
    in_transit=mark("In transit"),
    not_booked=mark("Not booked"),
    disputed=mark("Disputed"),
    returned=mark("Returned goods"),
    price_difference=mark("Price difference"),
    rebate=mark("Rebate"),
    error=mark("Error"),
)
MATCH_DECISIONS = options(same=mark("Same document"), different=mark("Not the same"))
AGREEMENT = options(agreed=mark("Agreed"), not_agreed=mark("Not agreed"))
PROBLEM_STATES = options(open=mark("Open"), settled=mark("Settled"))

ACCOUNT = Step(
    key="account",
    title=mark("Account"),
    purpose=mark("Three figures, both books compared, and a signature."),
    fields=(
        Table(
            key="dealer_book",
            label=mark("Dealer's book"),
            one=mark("Add document"),
            columns=(
                Text(key="document", label=mark("Document"), needed=True),
                Day(key="date", label=mark("Date")),
                Money(key="amount", label=mark("Amount"), signed=True, needed=True),
            ),
        ),
        Table(
            key="reconciliation",
            label=mark("Reasons and decisions"),
            rows="given",
            entry=("decision", "reason", "note"),
            columns=(
                Text(key="ours", label=mark("Our document")),
                Text(key="theirs", label=mark("Dealer's document")),
                Choice(key="decision", label=mark("Decision"), options=MATCH_DECISIONS),
                Choice(key="reason", label=mark("Reason"), options=RECONCILIATION_REASONS),
                Text(key="note", label=mark("Note")),
            ),
        ),
        Money(key="quota_value", label=mark("Stock quota")),
        Choice(key="collateral_present", label=mark("Collateral present as agreed"), options=YES_PARTLY_NO),
        Text(key="collateral_note", label=mark("Collateral, remarks")),
        Table(
            key="old_problems",
            label=mark("Old problems"),
            one=mark("Add problem"),
            columns=(
                Text(key="problem", label=mark("Problem"), needed=True),
                Day(key="since", label=mark("Open since")),
                Text(key="owner", label=mark("In charge")),
                Text(key="next_step", label=mark("Next step")),
                Choice(key="state", label=mark("State"), options=PROBLEM_STATES, needed=True),
            ),
        ),
        Money(key="promise_amount", label=mark("Promise to pay")),
        Day(key="promise_date", label=mark("Promised for")),
        Text(key="promise_by", label=mark("Promised by")),
        Table(
            key="materials",
            label=mark("Promotion material"),
            one=mark("Add material"),
            columns=(
                Text(key="promotion", label=mark("Promotion"), needed=True),
                Text(key="material", label=mark("Material")),
                Quantity(key="issued", label=mark("Issued")),
                Quantity(key="used", label=mark("Used")),
                Quantity(key="remaining", label=mark("Remaining, counted")),
                Quantity(key="outlets_sampled", label=mark("Outlets sampled")),
                Quantity(key="outlets_complying", label=mark("Outlets complying")),
            ),
        ),
        Choice(key="after_sales", label=mark("After-sales service as the policy says"), options=YES_PARTLY_NO),
        Choice(key="agreement", label=mark("Statement"), options=AGREEMENT),
        Text(key="refused_because", label=mark("Refused, because")),
        Text(key="company_name", label=mark("Signed for the company by")),
        Text(key="company_title", label=mark("Title, company")),
        Signature(key="company_signature", label=mark("Signature, company")),
        Text(key="dealer_name", label=mark("Signed for the dealer by")),
        Text(key="dealer_title", label=mark("Title, dealer")),
        Signature(key="dealer_signature", label=mark("Signature, dealer")),
        Day(key="signed_on", label=mark("Signed on")),
    ),
    sections=(
        Section(title=mark("Stock on credit"), keys=("quota_value", "collateral_present", "collateral_note")),
        Section(title=mark("History"), keys=("old_problems",)),
        Section(title=mark("Promise to pay"), keys=("promise_amount", "promise_date", "promise_by")),
        Section(title=mark("Service and promotion policy"), keys=("materials", "after_sales")),
        Section(
            title=mark("Written confirmation"),
            keys=(
                "agreement",
                "refused_because",
                "company_name",
                "company_title",
                "company_signature",
                "dealer_name",
                "dealer_title",
                "dealer_signature",
                "signed_on",
            ),
        ),
    ),
)
