"""What the region's page has done beside the window's thread: reading, adding up, and what the answers hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from fieldvisit.domain.region import Period, RegionFigures, Span, VisitShare, periods_of, region_figures, run_up
from fieldvisit.domain.region.key_figures import KeyFigure, key_figures
from fieldvisit.store.region import RefusedFile
from fieldvisit.store.store import Store
from fieldvisit.ui import tasks
from fieldvisit.ui.pages.region_files import FileRow, file_rows, summary
from fieldvisit.ui.pages.region_lines import Line
from fieldvisit.ui.pages.region_lists import LISTINGS, exception_lines
from fieldvisit.usecases import region, region_care
from fieldvisit.usecases.region import Shares, TakenIn
from fieldvisit.usecases.region_care import SeenKey
from fieldvisit.usecases.region_home import open_region


@dataclass(frozen=True)
class Shown:
    """A period with everything that is drawn of it."""

    period: Period
    figures: RegionFigures
    tiles: list[KeyFigure]
    lines: dict[str, list[Line]]


@dataclass(frozen=True)
class Held:
    """What the region's store holds, after what was done to it."""

    shares: list[VisitShare]
    raw: Shares
    """The contributions as they are, to be reused."""
    reports: int
    strange: int
    """Reports that were taken in before a key was known, and do not count because theirs is not known now."""
    refused: list[RefusedFile]
    keys: list[SeenKey]
    is_guarded: bool
    """Whether only reports signed with known keys count."""
    rows: list[FileRow]
    summary: str
    periods: list[Period] = field(default_factory=list)
    shown: Shown | None = None
    """None while there are no visits."""


def shown_of(shares: Sequence[VisitShare], period: Period) -> Shown:
    """The figures of a period, its trends, and all lists as lines."""
    before = period.before()
    figures = region_figures(shares, period.first, period.last, (before.first, before.last) if before else None)
    earlier = [region_figures(figures.known, each.first, each.last) for each in run_up(period)]
    lines = {listing.key: listing.lines(figures) for listing in LISTINGS}
    lines["exceptions"] = exception_lines(figures)
    figures.ranking()  # here, where nobody waits for it
    return Shown(period, figures, key_figures(figures, earlier), lines)


def take_in(
    paths: list[Path],
    progress: tasks.Progress,
    held: Shares,
    own: Store,
    asked: Period | None,
    passwords: Sequence[str],
) -> Held:
    """Adds what is in files and folders. `own` is the user's store, which holds the keys of the reps."""
    with closing(open_region(own)) as store:
        taken = None
        if paths:
            taken = region.take_in(store, paths, progress, held, region.trusted_keys(own), passwords)
        return _held(store, own, held, taken, asked, progress)


def change(act: Callable[[Store], object], held: Shares, own: Store, asked: Period | None) -> Held:
    """Does something to the region's store, and reads it again."""
    with closing(open_region(own)) as store:
        act(store)
        return _held(store, own, held, None, asked)


def write_report(visit: str, target: Path, own: Store) -> None:
    """The report of a visit made anew from its data. Unsigned: only the rep who made the visit can sign it."""
    from fieldvisit.usecases.export_report import save_report
    from fieldvisit.usecases.report_making import report_of

    with closing(open_region(own)) as store:
        save_report(report_of(*region.region_visit(store, visit), {}), target)


def _held(
    store: Store,
    own: Store,
    raw: Shares,
    taken: TakenIn | None,
    asked: Period | None,
    progress: tasks.Progress | None = None,
) -> Held:
    trusted = region.trusted_keys(own)
    shares = region.region_shares(store, raw, trusted, progress)
    reports, refused = region.loaded_reports(store), region_care.refused(store)
    strange = frozenset(each.visit for each in reports if not region.counts(each.key, trusted))
    periods = periods_of(share.day for share in shares)
    return Held(
        shares=shares,
        raw=raw,
        reports=len(reports),
        strange=len(strange),
        refused=refused,
        keys=region_care.seen_keys(store, own),
        is_guarded=bool(trusted),
        rows=file_rows(reports, refused, taken, strange),
        summary=summary(reports, refused, taken),
        periods=periods,
        shown=shown_of(shares, _found(periods, asked)) if periods else None,
    )


def _found(periods: list[Period], asked: Period | None) -> Period:
    """The period that was looked at; all days where it is gone, or where all days are looked at."""
    if asked is None or asked.span is Span.ALL:
        return periods[0]
    return next((each for each in periods if each == asked), periods[0])
