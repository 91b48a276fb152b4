"""The names of the places that links and the outline lead to."""

from __future__ import annotations

SUMMARY = "summary"
FURTHER = "further-exceptions"
REPORTED = "report-to-company"
LEFT_OUT = "left-out"


def anchor_of(step: str) -> str:
    """Where links to a step's section lead."""
    return f"step-{step}"
