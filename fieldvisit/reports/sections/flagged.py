"""Flags in a section: the short word in a row, the coloured figure, and the sentence under the table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from fieldvisit.charts.target import Role
from fieldvisit.domain import formats
from fieldvisit.domain.flags import Flag, Severity
from fieldvisit.domain.language import tr
from fieldvisit.domain.visit import Row
from fieldvisit.reports.beside import Beside
from fieldvisit.reports.columns import Cell, CellLike
from fieldvisit.reports.flow import Block
from fieldvisit.reports.spans import Span
from fieldvisit.reports.theme import AMBER, BODY, DENSE, GREY, RED, SUBHEAD, Style
from fieldvisit.reports.visit_content import VisitContent
from fieldvisit.reports.words import Paragraph

_COLOURS = {Severity.RED: RED, Severity.AMBER: AMBER, Severity.INFO: GREY}
_ROLES = {Severity.RED: Role.RED, Severity.AMBER: Role.AMBER}


def flag_cell(flags: Sequence[Flag], style: Style = DENSE) -> CellLike:
    """The gravest flag in its short words, with "+n" for further ones; empty without flags."""
    if not flags:
        return ""
    first = flags[0]
    words = str(first.short) + (f" +{len(flags) - 1}" if len(flags) > 1 else "")
    shown = style.coloured(_COLOURS[first.severity])
    return Cell((Span(words, shown if first.severity is Severity.INFO else shown.bold()),), first.severity)


def judged(words: str, flags: Iterable[Flag], *rules: str, style: Style = DENSE) -> CellLike:
    """A figure that one of `rules` is about, set off in its colour and weight; plain when none was broken."""
    broken = [flag.severity for flag in flags if flag.rule in rules and flag.severity > Severity.INFO]
    if not broken:
        return words if style == DENSE else Cell((Span(words, style),))
    return Cell((Span(words, style.bold().coloured(_COLOURS[max(broken)])),))


def mark_role(flags: Iterable[Flag], *rules: str) -> Role:
    """The colour of a mark in a picture that shows the figure of `rules`."""
    return _ROLES.get(max((flag.severity for flag in flags if flag.rule in rules), default=Severity.INFO), Role.INK)


def note(title: str, flags: Sequence[Flag], *more: str) -> Paragraph:
    """The full sentences of one subject's flags, and what else is to be said of it."""
    told = [replace(flag, subject="").sentence() for flag in flags]
    words = formats.sentences(capital(sentence) for sentence in (*told, *more) if sentence)
    severity = max((flag.severity for flag in flags), default=None)
    head = (Span(formats.sentences((tr("{title}.", title=title), "")), SUBHEAD),) if title else ()
    return Paragraph((*head, Span(words, BODY)), severity)


def row_notes(content: VisitContent, step: str, table: str, rows: Iterable[Row]) -> list[Block]:
    """The sentences of all exceptions in these rows, a paragraph for each row."""
    found = ((row, content.row_flags(step, table, row.id)) for row in rows)
    told = (flags for _, flags in found if any(flag.severity > Severity.INFO for flag in flags))
    return [note(str(flags[0].subject), flags) for flags in told]


def beside(pictures: Sequence[Block], notes: Sequence[Block]) -> list[Block]:
    """Pictures and notes in two columns; nothing without either."""
    return [Beside(tuple(pictures), tuple(notes))] if pictures or notes else []


def capital(sentence: str) -> str:
    """The sentence with a capital at its start."""
    return sentence[:1].upper() + sentence[1:]
