"""Step 1: what is read before the door, with the brief to take along."""

from __future__ import annotations

from fieldvisit.ui.visit.layouts.step_layout import StepLayout


class PreparationLayout(StepLayout):
    paper = "brief"
