"""One visit with its facts and figures, as its sheets ask for them."""

from __future__ import annotations

from dataclasses import dataclass

from fieldvisit.domain.facts import ProductFacts, VisitFacts
from fieldvisit.domain.figures import VisitFigures
from fieldvisit.domain.flags import Flag
from fieldvisit.domain.visit import Row, StepRecord, Visit


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

    def product_name(self, code: object) -> str:
        """The product's name, its code where the visit does not know it."""
        product = self.facts.product(str(code))
        return product.name if product else str(code)


def sentences(flags: list[Flag]) -> str | None:
    """The rules of all flags, the gravest first; None without flags."""
    ordered = sorted(flags, key=lambda flag: -flag.severity)
    return "\n".join(flag.sentence() for flag in ordered) or None
