"""What is given to a dealer: nothing of other dealers, of policies, of what was seen and thought, in no part of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from fieldvisit.domain.facts import (
    CompetitorFacts,
    Complaint,
    News,
    OpenPoint,
    PriceBand,
    PriceObservation,
    PricePolicy,
    SharePoint,
    VisitFacts,
)
from fieldvisit.domain.language import speaking
from fieldvisit.domain.visit import Visit
from fieldvisit.reports.count_sheet import build_count_sheet
from fieldvisit.reports.order_proposal import build_order_proposal
from fieldvisit.reports.statement import build_statement
from fieldvisit.resources import load_language
from tests.factories.visits import DAY
from tests.reports import reading
from tests.reports.worked_visit import add, worked_facts, worked_visit

BUILDERS = {"statement": build_statement, "order": build_order_proposal, "count": build_count_sheet}
CANARIES = ("Canary", "金丝雀", "91827", "82736", "73645", "64554", "55463", "46372", "37281")


def canary(number: str) -> Decimal:
    return Decimal(f"{number}.25")


def sung() -> tuple[Visit, VisitFacts]:
    """The worked visit with a canary in every fact and answer that is not for the dealer."""
    made, known = worked_visit(), worked_facts()
    band = PriceBand(*(canary(each) for each in ("73645", "64554", "55463")))
    policy = PricePolicy("Canary policy", band, minimum_margin=Decimal("0.46372"))
    others = (PriceObservation(DAY, canary("91827"), canary("82736"), "Canary Wholesale 金丝雀"),) * 4
    products = tuple(
        replace(
            each,
            policy=policy,
            others=others,
            history=(PriceObservation(DAY, canary("37281"), canary("37281")),),
            profitable=False,
        )
        for each in known.products
    )
    made.step("wrap_up").values |= {"strengths": "Canary", "improve": "Canary", "differently": "Canary"}
    made.step("market").values["note"] = "Canary"
    add(made, "prices", "products", product=products[0].code, resale=canary("37281"), reason="other")
    add(made, "guidance", "complaints", number="Canary", facts="Canary 金丝雀")
    return made, replace(
        known,
        dealer=replace(known.dealer, class_label="Canary", class_reason="Canary"),
        products=products,
        competitors=(CompetitorFacts("Canary", "Canary", products[0].code, canary("37281"), DAY),),
        complaints=(Complaint("Canary", "Canary", DAY),),
        problems=(OpenPoint("Canary"),),
        tasks=(OpenPoint("Canary"),),
        instructions=(OpenPoint("Canary"),),
        news=(News("price", "Canary", DAY, "Canary"),),
        own_shares=(SharePoint(DAY, Decimal("0.91827")),),
    )


def everything(pdf: bytes) -> str:
    """All words of a file: on its pages, in its descriptions, its tree of elements, its outline, its streams."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert not opened.attachments
        assert "/AF" not in opened.Root
        found = [each for candidate in opened.objects for each in strings(candidate)]
        streams = [bytes(each.read_bytes()).decode("latin-1") for each in metadata(opened)]
    return " ".join((reading.squeezed(pdf).replace(",", ""), *found, *streams))


def strings(candidate: Any) -> Iterator[str]:
    if isinstance(candidate, pikepdf.String):
        yield str(candidate)
    elif isinstance(candidate, pikepdf.Dictionary | pikepdf.Stream):
        for value in dict(candidate.items() if isinstance(candidate, pikepdf.Dictionary) else {}).values():
            if not getattr(value, "is_indirect", False):
                yield from strings(value)
    elif isinstance(candidate, pikepdf.Array):
        for value in candidate:
            if not getattr(value, "is_indirect", False):
                yield from strings(value)


def metadata(opened: pikepdf.Pdf) -> list[pikepdf.Stream]:
    return [each for each in opened.objects if isinstance(each, pikepdf.Stream) and each.get("/Type") == "/Metadata"]


@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.parametrize("kind", BUILDERS)
def test_what_a_dealer_gets_holds_nothing_that_is_not_for_them(kind, code):
    with speaking(load_language(code)):
        pdf = BUILDERS[kind](*sung())
    told = everything(pdf)
    assert len(told) > 500
    assert [each for each in CANARIES if each in told] == []


def test_the_canaries_sing_in_the_report_for_the_manager():
    from fieldvisit.reports.visit_report import build_visit_report

    told = reading.text(build_visit_report(*sung())).replace(",", "")
    assert all(each in told for each in ("Canary", "73645", "64554", "91827"))


def test_margins_and_prices_of_what_is_not_ordered_are_not_in_an_order():
    made, known = worked_visit(), worked_facts()
    ordered = {str(row.values["product"]) for row in made.step("sales").rows("order") if row.values.get("accepted")}
    left_out = [each for each in known.products if each.code not in ordered]
    products = tuple(replace(each, purchase=canary("91827")) if each in left_out else each for each in known.products)
    told = reading.text(build_order_proposal(made, replace(known, products=products)))
    assert left_out
    assert "91827" not in told.replace(",", "")
    assert "margin" not in told.casefold()
