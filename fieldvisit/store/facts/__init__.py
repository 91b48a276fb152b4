"""Everything known about a dealer on the day of a visit, gathered from reference data and closed visits."""

from fieldvisit.store.facts.gathering import gather_facts

__all__ = ["gather_facts"]
