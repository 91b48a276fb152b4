"""Step 5: what sells, what to order, and how the store presents it (seed 001, sales situation)."""

from decimal import Decimal

from fieldvisit.domain.fields import (
    Choice,
    Money,
    Number,
    Photo,
    Product,
    Quantity,
    Section,
    Step,
    Table,
    Text,
    YesNo,
)
from fieldvisit.domain.language import mark
from fieldvisit.domain.steps.answers import YES_PARTLY_NO, options

EXCLUSIVE = options(yes=mark("Yes"), no=mark("No"), possible=mark("Possible"))
ORDER_REASONS = options(
    dealer=mark("Dealer's wish"),
    credit=mark("Within credit"),
    promotion=mark("Promotion ahead"),
    season=mark("Season"),
    listing=mark("New listing"),
    stock=mark("Stock elsewhere"),
    other=mark("Other"),
)

SALES = Step(
    key="sales",
    title=mark("Sales situation"),
    purpose=mark("Agree the order from the suggestion; look at the counter and the samples."),
    fields=(
        Table(
            key="order",
            label=mark("Order"),
            rows="products",
            entry=("accepted", "reason"),
            columns=(
                Product(key="product", label=mark("Product")),
                Quantity(key="accepted", label=mark("Order, units"), cases=True),
                Choice(key="reason", label=mark("Reason"), options=ORDER_REASONS),
            ),
        ),
        Table(
            key="competing",
            label=mark("Sales of competing products, as told"),
            one=mark("Add competing product"),
            columns=(
                Text(key="brand", label=mark("Brand"), needed=True),
                Text(key="name", label=mark("Product seen")),
                Quantity(key="units", label=mark("Units a month")),
                Money(key="value", label=mark("Value a month")),
                Text(key="note", label=mark("Note")),
            ),
        ),
        Choice(key="exclusive_counter", label=mark("Exclusive counter"), options=EXCLUSIVE, needed=True),
        YesNo(key="samples_present", label=mark("Samples present"), needed=True),
        YesNo(key="samples_eye_catching", label=mark("Samples eye-catching")),
        YesNo(key="samples_replaced", label=mark("Samples replaced as required")),
        Choice(
            key="advertising_complete", label=mark("Logo and advertising complete"), options=YES_PARTLY_NO, needed=True
        ),
        YesNo(key="environment_clean", label=mark("Environment clean"), needed=True),
        Number(
            key="guide_service",
            label=mark("Shopping guide service, 1 to 5"),
            minimum=Decimal(1),
            maximum=Decimal(5),
            needed=True,
        ),
        Text(key="dealer_view", label=mark("What the dealer says about sales"), lines=3),
        Table(
            key="photos",
            label=mark("Photos"),
            one=mark("Add photo"),
            columns=(Photo(key="photo", label=mark("Photo"), needed=True), Text(key="caption", label=mark("Caption"))),
        ),
    ),
    sections=(
        Section(
            title=mark("Store check"),
            keys=(
                "exclusive_counter",
                "samples_present",
                "samples_eye_catching",
                "samples_replaced",
                "advertising_complete",
                "environment_clean",
                "guide_service",
                "dealer_view",
            ),
        ),
        Section(title=mark("Pictures"), keys=("photos",)),
    ),
)
