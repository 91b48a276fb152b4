"""Which reports a region's store was filled from: a line for each revision, by the id of its visit."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy.orm import Session

from fieldvisit.store.settings import put_setting, settings_under

_PREFIX = "region/report/"


@dataclass(frozen=True)
class KnownReport:
    """A report that was taken in. `number` is the rep's own: two reps may have given the same one."""

    visit: str
    number: str
    revision: int
    revises: str
    rep: str
    dealer: str
    digest: str
    file: str

    @property
    def chain(self) -> tuple[str, str, str]:
        """What all revisions of one visit have in common."""
        return self.number, self.rep, self.dealer


def known_reports(session: Session) -> dict[str, KnownReport]:
    """All reports by the ids of their visits."""
    return {visit: KnownReport(**held) for visit, held in settings_under(session, _PREFIX).items()}


def keep_report(session: Session, report: KnownReport) -> None:
    """Notes a report."""
    held: dict[str, Any] = asdict(report)
    put_setting(session, _PREFIX + report.visit, held)
