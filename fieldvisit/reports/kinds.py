"""The kinds of report: their names, the letters of their numbers, and what stands in their footers."""

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
    unnumbered: str
    numbered: str = ""
    """Empty for a kind that is made before the visit (brief, count sheet) and never has a number."""

    @property
    def final(self) -> bool:
        """Whether it belongs to a closed visit and has its number."""
        return bool(self.numbered)

    def number(self, visit: Visit) -> str:
        """`VR-26-01847` of the visit `V-26-01847`; empty while the visit has no number."""
        return f"{self.letters}{visit.number.removeprefix('V')}" if visit.number.startswith("V-") else visit.number


VISIT = Kind(
    "VR",
    mark("Visit report"),
    "拜访报告",
    mark("Report without a number"),
    mark("Report {number}, revision {revision}"),
)
STATEMENT = Kind(
    "RS",
    mark("Reconciliation statement"),
    "往来对账单",
    mark("Statement, visit not closed yet"),
    mark("Statement {number}, revision {revision}"),
)
ORDER = Kind(
    "OP",
    mark("Order proposal"),
    "订货建议单",
    mark("Proposal, visit not closed yet"),
    mark("Proposal {number}, revision {revision}"),
)
BRIEF = Kind(
    "VB",
    mark("Visit brief"),
    "拜访简报",
    mark("Brief for the visit"),
)
COUNT = Kind(
    "CS",
    mark("Count sheet"),
    "盘点表",
    mark("Count sheet for the visit"),
)
CARD = Kind(
    "RC",
    mark("Customer record card"),
    "客户档案",
    mark("Customer record card"),
)
"""Of a dealer as they are known on a day, not of a visit."""
KINDS = {"visit": VISIT, "statement": STATEMENT, "order": ORDER, "brief": BRIEF, "count": COUNT}
"""Those of a visit by the word that names a kind on the command line."""
