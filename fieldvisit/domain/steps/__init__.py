"""The ten steps of a visit, in order. Adding a step is one module and one line here."""

from __future__ import annotations

from functools import cache

from fieldvisit.domain.fields import Field, Step
from fieldvisit.domain.steps.account import ACCOUNT
from fieldvisit.domain.steps.communication import COMMUNICATION
from fieldvisit.domain.steps.guidance import GUIDANCE
from fieldvisit.domain.steps.inventory import INVENTORY
from fieldvisit.domain.steps.market import MARKET
from fieldvisit.domain.steps.preparation import PREPARATION
from fieldvisit.domain.steps.prices import PRICES
from fieldvisit.domain.steps.reflection import REFLECTION
from fieldvisit.domain.steps.sales import SALES
from fieldvisit.domain.steps.wrap_up import WRAP_UP
from fieldvisit.domain.visit import Address

STEPS: tuple[Step, ...] = (
    PREPARATION,
    REFLECTION,
    PRICES,
    INVENTORY,
    SALES,
    ACCOUNT,
    MARKET,
    COMMUNICATION,
    GUIDANCE,
    WRAP_UP,
)
_BY_KEY = {step.key: step for step in STEPS}
_NUMBERS = {step.key: number for number, step in enumerate(STEPS, start=1)}


def step_of(key: str) -> Step:
    """The step with this key; KeyError for a key that is none."""
    return _BY_KEY[key]


def number_of(key: str) -> int:
    """The step's place in the visit, 1 to 10."""
    return _NUMBERS[key]


def field_at(address: Address) -> Field:
    """The declaration of the cell at `address`; KeyError when no step has it."""
    return _field(address.step, address.table, address.field)


@cache
def _field(step: str, table: str, field: str) -> Field:
    found = step_of(step)
    return found.table(table).column(field) if table else found.field(field)
