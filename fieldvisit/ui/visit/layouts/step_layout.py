"""How a step is arranged: sections with fields, and a grid for each table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from fieldvisit.domain import formats
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
    pinned: tuple[str, ...] = ()
    """Fields whose section stays in sight at the foot of a high window; `below` a table, what has the property."""
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

    def adding_product(self) -> list[MenuEntry]:
        """The menu's way to a product that was not foreseen."""
        return [] if self.notebook.read_only else [(tr("Add product…"), self._ask_for_product)]

    def _ask_for_product(self, over: QWidget) -> None:
        from fieldvisit.ui.visit.product_picker import ask_for_product

        ask_for_product(self.notebook, self.step.key, over)

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
        rest = (_begun(_sentence(flag)) for flag in flags if flag is not gravest)
        lead = _begun(tr("{figure}.", figure=str(gravest.figure)))
        if gravest.subject:
            lead = tr(
                "{subject}: {told}", subject=str(gravest.subject), told=tr("{figure}.", figure=str(gravest.figure))
            )
        rule = _begun(tr("{limit}: {action}.", limit=str(gravest.limit), action=str(gravest.action)))
        return Explanation(lead, formats.sentences((rule, *rest)), gravest.severity)


def _sentence(flag: Flag) -> str:
    return tr("{figure}; {limit}: {action}.", figure=str(flag.figure), limit=str(flag.limit), action=str(flag.action))


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
