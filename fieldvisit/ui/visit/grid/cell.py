"""What is seen in one cell, worked out when its row changes so that painting has nothing left to think about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fieldvisit.charts.target import Box, Target
from fieldvisit.domain.flags import Flag, Severity, worst
from fieldvisit.domain.formats import parted
from fieldvisit.ui.widgets.marks import FlagMark

FILLS = {Severity.RED: "red_bg", Severity.AMBER: "amber_bg", Severity.INFO: ""}
TONES = {Severity.RED: "red", Severity.AMBER: "amber", Severity.INFO: "text2"}
SEVERITY_NAMES = {Severity.RED: "red", Severity.AMBER: "amber", Severity.INFO: "info"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with what it shows; equal where it looks the same, so that a row is painted anew only when it must be."""

    paint: Callable[[Target, Box, Any], None]
    value: Any

    def __call__(self, target: Target, box: Box) -> None:
        """Draws into the box."""
        self.paint(target, box, self.value)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as drawn. `small` stands at the left (what was typed), `behind` after the text (how many others)."""

    text: str = ""
    small: str = ""
    behind: str = ""
    tone: str = "text"
    fill: str = ""
    right: bool = False
    strong: bool = False
    entry: bool = False
    hatched: bool = False
    refused: bool = False
    chooser: bool = False
    picture: Picture | None = None
    picture_width: int = 0
    flag: FlagMark | None = None
    spoken: str = ""
    tip: str = ""


NOTHING = Cell()


def flag_cell(flags: list[Flag]) -> Cell:
    """The worst flag of a row in at most three words, with the number of further rules; all of them when asked for."""
    gravest = worst(flags)
    if gravest is None:
        return NOTHING
    mark = FlagMark(SEVERITY_NAMES[gravest.severity], str(gravest.short), len(flags) - 1)
    others = (flag.sentence() for flag in flags if flag is not gravest)
    sentences = (gravest.sentence(), *others)
    return Cell(flag=mark, spoken=parted((mark.text, *sentences)), tip="\n".join(sentences))


def fill_of(flags: list[Flag]) -> str:
    """The fill of a cell at which these flags point."""
    gravest = worst(flags)
    return FILLS[gravest.severity] if gravest else ""
