"""Step 7: what was learned of the market, and over it everything that goes to the company."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from fieldvisit.domain.language import tr
from fieldvisit.ui.visit.layouts.step_layout import StepLayout
from fieldvisit.ui.visit.told_lines import Told, ToldLines


class MarketLayout(StepLayout):
    """The list of what is reported follows the last table."""

    def below(self, key: str) -> list[QWidget]:
        if key != self.step.tables[-1].key:
            return []
        return [ToldLines(self.notebook, self._reported, tr("Goes to the company"))]

    def _reported(self) -> list[Told]:
        items = [(str(each.subject) or tr("Without a name"), each) for each in self.notebook.figures.reported]
        return [Told(name, _words(each.finding, each.confidence), leads_to=each.address) for name, each in items]


def _words(finding: object, confidence: object) -> str:
    if not str(confidence):
        return str(finding)
    return tr("{finding} ({confidence})", finding=str(finding), confidence=str(confidence))
