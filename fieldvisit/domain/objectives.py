"""Objectives that follow from the facts, each with its reason (spec: visit guide, step 1). The rep accepts, edits or
rejects.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from fieldvisit.domain.account import account_figures
from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.formats import as_money
from fieldvisit.domain.language import tr


@dataclass(frozen=True)
class Proposal:
    """An objective the program proposes; texts are in the language in force, because the rep may edit them."""

    kind: str
    measure: str
    target: Decimal
    unit: str
    reason: str
    product: str = ""


def proposals(facts: VisitFacts) -> list[Proposal]:
    """Collect what is overdue, list core products, settle complaints, ask an unstable dealer for the reason."""
    return [*_collect(facts), *_listings(facts), *_complaints(facts), *_instability(facts), *_policies(facts)]


def _collect(facts: VisitFacts) -> Iterator[Proposal]:
    account = account_figures(facts.ledger, facts.undelivered, facts.dealer.credit_limit, facts.day)
    if account.overdue > 0:
        yield Proposal(
            "collect",
            tr("Collect overdue amount"),
            account.overdue,
            facts.dealer.currency,
            tr(
                "{overdue} overdue, oldest {days} days",
                overdue=as_money(account.overdue, facts.dealer.minor_units),
                days=account.oldest_days,
            ),
        )


def _listings(facts: VisitFacts) -> Iterator[Proposal]:
    for product in facts.products:
        if product.core and not product.carried:
            yield Proposal(
                "widen_range",
                tr("List {product}", product=product.called),
                Decimal(1),
                tr("cases"),
                tr("core range, not carried"),
                product.code,
            )


def _complaints(facts: VisitFacts) -> Iterator[Proposal]:
    for complaint in facts.complaints:
        yield Proposal(
            "complaint",
            tr("Settle complaint {number}", number=complaint.number),
            Decimal(1),
            tr("settled"),
            complaint.facts,
        )


def _instability(facts: VisitFacts) -> Iterator[Proposal]:
    if facts.dealer.class_label == "EII":
        yield Proposal(
            "other", tr("Find reason of unstable orders"), Decimal(1), tr("reason"), tr("class EII: reverse")
        )


def _policies(facts: VisitFacts) -> Iterator[Proposal]:
    for item in facts.news:
        if item.kind != "product":
            yield Proposal("policy", tr("Convey {policy}", policy=item.title), Decimal(1), tr("conveyed"), item.summary)
