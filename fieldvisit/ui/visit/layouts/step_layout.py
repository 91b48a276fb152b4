"""How a step is arranged: sections with fields, and a grid for each table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from fieldvisit.domain.fields import Field, Step, Table
from fieldvisit.domain.flags import Flag, Severity, worst
from fieldvisit.domain.language import tr
from fieldvisit.domain.visit import Address
from fieldvisit.ui.visit.grid.plain_sheet import plain_sheet
from fieldvisit.ui.visit.grid.sheet import Sheet
from fieldvisit.ui.visit.notebook import Notebook
from fieldvisit.ui.visit.step_head import MenuEntry
from fieldvisit.ui.widgets.buttons import Button


@dataclass(frozen=True)
class Explanation:
    """What the rule line says of a row: figure, rule, and what to do. No severity: nothing is wrong."""

    lead: str
    rest: str = ""
    severity: Severity | None = None


@dataclass(frozen=True)
class Hint:
    """One line over the step with at most one link, which leads to a cell."""

    words: str
    link: str = ""
    leads_to: Address | None = None


class StepLayout:
    """The plain arrangement; a step's own layout overrides what it has better."""

    flagged: tuple[str, ...] = ()
    """Tables whose rows can be flagged."""
    paper: str = ""
    """The kind of report that belongs to the step; empty for none."""

    def __init__(self, step: Step, notebook: Notebook) -> None:
        self.step = step
        self.notebook = notebook

    def groups(self) -> Iterator[tuple[str, tuple[Field, ...]]]:
        """Fields under their section's title, in the order of the page."""
        yield from self.step.grouped()

    def sheet(self, table: Table) -> Sheet:
        """The plan of a table's grid."""
        return plain_sheet(self.step.key, table, flagged=table.key in self.flagged)

    def subtitle(self) -> str:
        """The line beside the step's title."""
        return tr(self.step.purpose)

    def hint(self) -> Hint | None:
        """The notice over the step; None when there is nothing to say."""
        return None

    def above(self) -> list[QWidget]:
        """What stands over the first section."""
        return []

    def below(self, key: str) -> list[QWidget]:
        """What stands under a table."""
        return []

    def instead(self, key: str) -> QWidget | None:
        """What is shown in the place of a table; None for its grid."""
        return None

    def aside(self, fields: tuple[Field, ...]) -> QWidget | None:
        """What stands under the simple fields of a section."""
        return None

    def actions(self) -> list[Button]:
        """Buttons of the header besides the one that goes on."""
        return []

    def entries(self) -> list[MenuEntry]:
        """What else the menu offers."""
        return []

    def row_action(self, table: str) -> str:
        """The words of the rule line's one action on a row; empty for none."""
        return ""

    def act_on_row(self, table: str, row_id: str) -> None:
        """The rule line's action was pressed."""

    def begins_at(self) -> str:
        """The table at which one starts; empty for the first field of the page."""
        first = self.step.fields[0]
        return first.key if isinstance(first, Table) else ""

    def switch(self) -> bool:
        """F9: shows the other side of the figures; False where there is none."""
        return False

    def explain(self, table: str, row_id: str, flags: tuple[Flag, ...]) -> Explanation | None:
        """What to say of the current row."""
        gravest = worst(list(flags))
        if gravest is None:
            return None
        others = " ".join(
            f"{_begun(str(flag.figure))}; {flag.limit}: {flag.action}." for flag in flags if flag is not gravest
        )
        lead = f"{gravest.subject}: {gravest.figure}." if gravest.subject else f"{gravest.figure}."
        rule = f"{_begun(str(gravest.limit))}: {gravest.action}."
        return Explanation(lead, f"{rule} {others}".strip(), gravest.severity)


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
