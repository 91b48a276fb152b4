"""Layouts of steps that deserve better than rows and groups. They arrange and never restate a rule."""

from __future__ import annotations

from fieldvisit.domain.fields import Step
from fieldvisit.ui.visit.layouts.step_layout import StepLayout
from fieldvisit.ui.visit.notebook import Notebook


def layout_for(step: Step, notebook: Notebook) -> StepLayout:
    """The layout of a step: its own, or sections with fields and grids."""
    from fieldvisit.ui.visit.layouts.account import AccountLayout
    from fieldvisit.ui.visit.layouts.inventory import InventoryLayout
    from fieldvisit.ui.visit.layouts.market import MarketLayout
    from fieldvisit.ui.visit.layouts.preparation import PreparationLayout
    from fieldvisit.ui.visit.layouts.prices import PricesLayout
    from fieldvisit.ui.visit.layouts.reflection import ReflectionLayout
    from fieldvisit.ui.visit.layouts.sales import SalesLayout
    from fieldvisit.ui.visit.layouts.wrap_up import WrapUpLayout

    layouts: dict[str, type[StepLayout]] = {
        "preparation": PreparationLayout,
        "reflection": ReflectionLayout,
        "prices": PricesLayout,
        "inventory": InventoryLayout,
        "sales": SalesLayout,
        "account": AccountLayout,
        "market": MarketLayout,
        "wrap_up": WrapUpLayout,
    }
    return layouts.get(step.key, StepLayout)(step, notebook)
