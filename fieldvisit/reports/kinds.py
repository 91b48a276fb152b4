"""The kinds of report of a visit: their names, the letters of their numbers, and what stands in their footers."""

from __future__ import annotations

from dataclasses import dataclass

from fieldvisit.domain.language import mark
from fieldvisit.domain.visit import Visit


@dataclass(frozen=True)
class Kind:
    """One kind of report. `chinese` is its name for readers of Chinese where the report is in another language."""

    letters: str
    title: str
    chinese: str
    numbered: str
    unnumbered: str
    final: bool = True
    """Whether it belongs to a closed visit; one that is made beforehand (brief, count sheet) never has a number."""

    def number(self, visit: Visit) -> str:
        """`VR-26-01847` of the visit `V-26-01847`; empty while the visit has no number."""
        return f"{self.letters}{visit.number.removeprefix('V')}" if visit.number.startswith("V-") else visit.number


VISIT = Kind(
    "VR",
    mark("Visit report"),
    "拜访报告",
    mark("Report {number}, revision {revision}"),
    mark("Report without a number"),
)
STATEMENT = Kind(
    "RS",
    mark("Reconciliation statement"),
    "往来对账单",
    mark("Statement {number}, revision {revision}"),
    mark("Statement, visit not closed yet"),
)
ORDER = Kind(
    "OP",
    mark("Order proposal"),
    "订货建议单",
    mark("Proposal {number}, revision {revision}"),
    mark("Proposal, visit not closed yet"),
)
BRIEF = Kind(
    "VB",
    mark("Visit brief"),
    "拜访简报",
    mark("Brief {number}, revision {revision}"),
    mark("Brief for the visit"),
    final=False,
)
COUNT = Kind(
    "CS",
    mark("Count sheet"),
    "盘点表",
    mark("Count sheet {number}, revision {revision}"),
    mark("Count sheet for the visit"),
    final=False,
)
KINDS = {"visit": VISIT, "statement": STATEMENT, "order": ORDER, "brief": BRIEF, "count": COUNT}
"""By the word that names a kind on the command line."""
