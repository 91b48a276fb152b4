"""Step 2: promises carry flags."""

from __future__ import annotations

from fieldvisit.ui.visit.layouts.step_layout import StepLayout


class ReflectionLayout(StepLayout):
    flagged = ("promises",)
