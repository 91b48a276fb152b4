"""One visit with its facts and figures, as its sheets ask for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from fieldvisit.domain.facts import ProductFacts, VisitFacts
from fieldvisit.domain.figures import VisitFigures
from fieldvisit.domain.flags import Flag, worst
from fieldvisit.domain.visit import Row, StepRecord, Visit

Found = TypeVar("Found")


@dataclass(frozen=True)
class Source:
    """What is written into the workbook."""

    visit: Visit
    facts: VisitFacts
    figures: VisitFigures

    @property
    def minor(self) -> int:
        """Decimals of the dealer's currency."""
        return self.facts.dealer.minor_units

    def record(self, step: str) -> StepRecord:
        """What was written in a step; empty where nothing was."""
        return self.visit.steps.get(step, StepRecord())

    def product_of(self, row: Row) -> ProductFacts | None:
        """The facts of a row's product."""
        return self.facts.product(str(row.values.get("product")))

    def case_size(self, row: Row) -> int | None:
        """Units in a case of the row's product."""
        product = self.product_of(row)
        return product.case_size if product else None

    def product_name(self, code: object) -> str:
        """The product's name, its code where the visit does not know it."""
        product = self.facts.product(str(code))
        return str(product.called) if product else str(code)


def of(found: Mapping[str, Found], figure: Callable[[Found], Any]) -> Callable[[Row], Any]:
    """The way from a row to one of its figures; no value where the row has none."""
    return lambda row: figure(found[row.id]) if row.id in found else None


def short(flags: list[Flag]) -> str | None:
    """The short words of the gravest flag; None without flags."""
    gravest = worst(flags)
    return str(gravest.short) if gravest else None


def sentences(flags: list[Flag]) -> str | None:
    """The rules of all flags, the gravest first; None without flags."""
    ordered = sorted(flags, key=lambda flag: -flag.severity)
    return "\n".join(flag.sentence() for flag in ordered) or None
