"""Exceptions needing a decision, as a manager reads them: one line per broken rule, red first, then by money, then by step."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from fieldvisit.domain.flags import Flag, Severity
from fieldvisit.domain.language import tr
from fieldvisit.domain.steps import number_of

SHOWN_SUBJECTS = 3


@dataclass(frozen=True)
class ExceptionLine:
    """Flags of one rule together. `stake` is the sum of the known stakes, None where none is known."""

    flags: tuple[Flag, ...]

    @property
    def severity(self) -> Severity:
        """The gravest of the flags."""
        return max(flag.severity for flag in self.flags)

    @property
    def step(self) -> int:
        """The number of the step, 1 to 10."""
        return number_of(self.flags[0].address.step)

    @property
    def stake(self) -> Decimal | None:
        """Money at stake."""
        known = [flag.stake for flag in self.flags if flag.stake is not None]
        return sum(known, Decimal(0)) if known else None

    def title(self) -> str:
        """What it is, with the number of subjects where there are several."""
        if len(self.flags) == 1:
            return str(self.flags[0].short)
        return tr("{what}, {count} lines", what=self.flags[0].short, count=len(self.flags))

    def figure(self) -> str:
        """The figure of each subject, the first few of many."""
        told = [f"{flag.subject}: {flag.figure}" if flag.subject else str(flag.figure) for flag in self.flags]
        more = len(told) - SHOWN_SUBJECTS
        shown = "; ".join(told[:SHOWN_SUBJECTS])
        return tr("{shown}; and {more} more", shown=shown, more=more) if more > 0 else shown

    def limit(self) -> str:
        """The rule that was broken."""
        return str(self.flags[0].limit)

    def action(self) -> str:
        """What to do."""
        return str(self.flags[0].action)


def exceptions(flags: list[Flag]) -> list[ExceptionLine]:
    """Red and amber flags, grouped by rule and ordered for a reader with two minutes."""
    by_rule: dict[str, list[Flag]] = defaultdict(list)
    for flag in flags:
        if flag.severity > Severity.INFO:
            by_rule[flag.rule].append(flag)
    lines = [ExceptionLine(tuple(group)) for group in by_rule.values()]
    return sorted(lines, key=lambda line: (-line.severity, -(line.stake or Decimal(0)), line.step))
