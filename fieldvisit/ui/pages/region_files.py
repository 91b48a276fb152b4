"""The files of a region as rows: refused ones first with their reason, then what became of the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from fieldvisit.domain import formats
from fieldvisit.domain.flags import begun
from fieldvisit.domain.language import Message, ntr, tr
from fieldvisit.domain.region import Refusal
from fieldvisit.domain.region.refusals import NAMES
from fieldvisit.exchange.seals import fingerprint
from fieldvisit.store.region import KnownReport, RefusedFile
from fieldvisit.ui.pages.region_cells import HeadedCell
from fieldvisit.usecases.read_report import Signed
from fieldvisit.usecases.region import TakenIn
from fieldvisit.usecases.region_judging import Became, Outcome

_ORDER = {Became.OLDER: 1, Became.DUPLICATE: 2, Became.NEWER: 3, Became.NEW: 4}
_ICONS = {Became.OLDER: "history", Became.DUPLICATE: "copy", Became.NEWER: "check", Became.NEW: "check"}


@dataclass(frozen=True)
class FileRow:
    """A row: its cell, the whole of what is said of it, and what can be done with it.

    `refusal` and `path` are set for a refused file, `visit` for a report that is in the region.
    """

    key: str
    cell: HeadedCell
    told: str
    path: Path | None = None
    refusal: Refusal | None = None
    visit: str = ""


def file_rows(
    reports: Sequence[KnownReport], refused: Sequence[RefusedFile], taken: TakenIn | None, strange: frozenset[str]
) -> list[FileRow]:
    """After a drop its own files, else all reports the region is made of; what does not count in both cases."""
    rows = [_refused(each) for each in refused] + [_strange(each) for each in reports if each.visit in strange]
    if taken is None:
        return rows + [_stored(each) for each in reports if each.visit not in strange]
    others = (
        each for each in taken.outcomes if each.became in _ORDER and not (each.share and each.share.id in strange)
    )
    return rows + [_taken(each) for each in sorted(others, key=lambda each: _ORDER[each.became])]


def _refused(each: RefusedFile) -> FileRow:
    why = each.refusal.why
    unnamed = Message(why.template, **{**why.values, "file": tr("the file")})  # its name stands above it
    told = begun(tr("{kind}: {why}", kind=tr(NAMES[each.refusal.kind]), why=unnamed))
    cell = HeadedCell(each.path.name, told, icon="octagon-alert", icon_tone="red", second_tone="red")
    return FileRow(f"refused {each.path}", cell, f"{why}\n{each.path}", path=each.path, refusal=each.refusal)


def _stored(each: KnownReport) -> FileRow:
    told = tr("{rep}, revision {revision}", rep=each.rep, revision=each.revision)
    return FileRow(each.visit, HeadedCell(each.file, told, icon="check"), told, visit=each.visit)


def _strange(each: KnownReport) -> FileRow:
    why = tr("signed with the unknown key {key}", key=fingerprint(bytes.fromhex(each.key))) if each.key else ""
    told = tr("Not counted: {why}", why=why or tr("not signed"))
    cell = HeadedCell(each.file, told, icon="triangle-alert", icon_tone="amber", second_tone="amber")
    return FileRow(each.visit, cell, formats.parted((told, each.rep)), visit=each.visit)


def _taken(each: Outcome) -> FileRow:
    told = _told(each)
    cell = HeadedCell(each.path.name, told, icon=_ICONS[each.became])
    visit = each.share.id if each.share else ""
    return FileRow(str(each.path), cell, f"{told}\n{each.path}", visit=visit)


def _told(outcome: Outcome) -> str:
    """Why it does not count, or whose visit it is."""
    if outcome.reason is not None:
        return str(outcome.reason)
    share = outcome.share
    if share is None:
        return ""
    told = tr(
        "{rep}, {day}, revision {revision}", rep=share.rep, day=formats.short_day(share.day), revision=share.revision
    )
    if outcome.became is Became.DUPLICATE:
        told = tr("{told}; counted once", told=told)
    return formats.parted((told, _by_whom(outcome.signed)))


def _by_whom(signed: Signed | None) -> str:
    if signed is None:
        return tr("not signed")
    if signed.name is None:
        return tr("signed with the unknown key {key}", key=signed.fingerprint)
    return tr("signed by {name}", name=signed.name)


def summary(reports: Sequence[KnownReport], refused: Iterable[RefusedFile], taken: TakenIn | None) -> str:
    """How many files became what."""
    if taken is None:
        count = sum(1 for _ in refused)
        told = tr("{count} reports kept", count=formats.number(len(reports))) if reports else tr("No reports yet")
        return formats.parted((told, ntr("{count} file refused", "{count} files refused", count))) if count else told
    counts = taken.counts
    return tr(
        "{files} files: {read} read, {refused} refused, {old} old, {twice} twice",
        files=formats.number(len(taken.outcomes)),
        read=formats.number(counts[Became.NEW] + counts[Became.NEWER]),
        refused=formats.number(counts[Became.REFUSED]),
        old=formats.number(counts[Became.OLDER]),
        twice=formats.number(counts[Became.DUPLICATE]),
    )
