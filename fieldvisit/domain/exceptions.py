"""Exceptions needing a decision, as a manager reads them: one line per kind, red first, then by money, then by step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from fieldvisit.domain.flags import Flag, Severity, begun
from fieldvisit.domain.formats import parted
from fieldvisit.domain.language import Message, mark, tr
from fieldvisit.domain.steps import number_of

Each = TypeVar("Each")
SHOWN_SUBJECTS = 4
TITLES = {
    "account.collateral": mark("Collateral missing"),
    "account.over_limit": mark("Over credit limit"),
    "account.over_quota": mark("Over stock quota"),
    "account.overdue": mark("Overdue debt"),
    "account.unexplained": mark("Unexplained rest"),
    "competitor.changed": mark("Competitor's price changed"),
    "material.unaccounted": mark("Material unaccounted"),
    "order.over_credit": mark("Order over credit"),
    "price.above_ceiling": mark("Price above corridor"),
    "price.below_cost": mark("Price below cost"),
    "price.below_floor": mark("Price below corridor"),
    "price.changed": mark("Price changed"),
    "price.deviation": mark("Price off recommended"),
    "price.low_margin": mark("Dealer margin low"),
    "price.others": mark("Price unlike others"),
    "promise.ours": mark("Own promise broken"),
    "promise.theirs": mark("Dealer's promise not kept"),
    "stock.ageing": mark("Ageing stock"),
    "stock.count_demanded": mark("Count for price protection"),
    "stock.dead": mark("Dead stock"),
    "stock.negative": mark("Count too high"),
    "stock.out": mark("Out of stock"),
    "stock.over": mark("Overstock"),
    "stock.risk": mark("Stock-out risk"),
}
"""What a kind of exception is called, by its rule; a rule without a name shows the flag's own short words."""
TOLD_AS = {"stock.out": "stock.risk"}
"""Rules that ask for the same decision as another one and stand in its line."""


@dataclass(frozen=True)
class ExceptionLine:
    """Flags of one kind together. `stake` is the sum of the known stakes, None where none is known."""

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
        first, count = self.flags[0], len({(flag.address.table, flag.address.row, flag.subject) for flag in self.flags})
        alike = all(flag.rule == first.rule for flag in self.flags)
        what = _title(first) if alike else tr(TITLES[TOLD_AS.get(first.rule, first.rule)])
        if count == 1:
            return what
        if all(flag.address.table == "products" for flag in self.flags):
            return tr("{what}, {count} products", what=what, count=count)
        return tr("{what}, {count} lines", what=what, count=count)

    def figure(self) -> str:
        """The figure; of several subjects the first few, each in a few words."""
        if len(self.flags) == 1:
            flag = self.flags[0]
            if not flag.subject:
                return begun(str(flag.figure))
            return tr("{subject}: {told}", subject=flag.subject, told=flag.figure)
        told = [f"{flag.subject} {flag.brief or flag.figure}".strip() for flag in self.flags]
        shown, more = parted(told[:SHOWN_SUBJECTS]), len(told) - SHOWN_SUBJECTS
        return tr("{shown}; and {more} more", shown=shown, more=more) if more > 0 else shown

    def limit(self) -> str:
        """The rule that was broken; that of most subjects where they differ."""
        return _most([str(flag.limit) for flag in self.flags])

    def action(self) -> str:
        """What to do, for all subjects together."""
        actions = [flag.action for flag in self.flags]
        return begun(str(_cases_together(actions) or _most([str(action) for action in actions])))


def exceptions(flags: list[Flag]) -> list[ExceptionLine]:
    """Red and amber flags by kind, ordered for a reader with two minutes.

    Of a product's row every red flag is told, and an amber one only where nothing in the row is worse.
    """
    kinds: dict[str, list[Flag]] = defaultdict(list)
    for flag in _told(flags):
        kinds[TOLD_AS.get(flag.rule, flag.rule)].append(flag)
    lines = [ExceptionLine(tuple(_sorted(group, lambda flag: flag.stake))) for group in kinds.values()]
    by_money = _sorted(sorted(lines, key=lambda line: line.step), lambda line: line.stake)
    return sorted(by_money, key=lambda line: -line.severity)


def _told(flags: list[Flag]) -> Iterable[Flag]:
    rows: dict[tuple[str, ...], list[Flag]] = defaultdict(list)
    for flag in flags:
        if flag.severity > Severity.INFO:
            at = flag.address
            rows[(at.step, at.table, at.row) if at.table == "products" else (at.text(), flag.rule)].append(flag)
    for row in rows.values():
        red = [flag for flag in row if flag.severity is Severity.RED]
        yield from red or row[:1]


def _sorted(items: Sequence[Each], stake: Callable[[Each], Decimal | None]) -> list[Each]:
    """The most money first, what is unknown last; equals stay in their order."""
    return sorted(items, key=lambda item: -(stake(item) or Decimal(0)))


def _title(flag: Flag) -> str:
    return tr(TITLES[flag.rule]) if flag.rule in TITLES else str(flag.short)


def _cases_together(actions: list[Message]) -> Message | None:
    """Orders of cases for the same day as one order; None when the actions are not all of that kind."""
    rests = [{key: value for key, value in action.values.items() if key != "cases"} for action in actions]
    alike = all(action.template == actions[0].template for action in actions) and all(
        rest == rests[0] for rest in rests
    )
    if not alike or "cases" not in actions[0].values:
        return None
    return Message(actions[0].template, cases=sum(action.values["cases"] for action in actions), **rests[0])


def _most(texts: list[str]) -> str:
    return max(dict.fromkeys(texts), key=texts.count)
