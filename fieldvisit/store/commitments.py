"""Commitments that are still open: made at a closed visit and not reported as kept at a later one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

_OPEN = text("""
SELECT d.code, d.name, c.side, c.what, coalesce(c.who, '') AS who, v.day AS made_on, coalesce((
    SELECT p.new_due FROM reflection_promises p JOIN visits w ON w.id = p.visit_id
    WHERE w.dealer_id = v.dealer_id AND w.state = 'closed' AND w.day >= v.day AND w.id <> v.id
      AND p.side = c.side AND p.what = c.what AND p.new_due IS NOT NULL
    ORDER BY w.day DESC LIMIT 1), c.due) AS due
FROM wrap_up_commitments c
JOIN visits v ON v.id = c.visit_id AND v.state = 'closed'
JOIN dealers d ON d.id = v.dealer_id
WHERE c.what IS NOT NULL AND v.day <= :day AND v.day >= :since
  AND (:dealer = '' OR d.code = :dealer)
  AND NOT EXISTS (SELECT 1 FROM visits r WHERE r.revises = v.id AND r.state = 'closed')
  AND NOT EXISTS (
    SELECT 1 FROM reflection_promises p JOIN visits w ON w.id = p.visit_id
    WHERE w.dealer_id = v.dealer_id AND w.state = 'closed' AND w.day >= v.day AND w.day <= :day AND w.id <> v.id
      AND p.side = c.side AND p.what = c.what AND p.outcome = 'kept')
ORDER BY due, d.code, c.position
""")
_OLDEST = 730


@dataclass(frozen=True)
class OpenCommitment:
    """A commitment of ours or theirs; `due` is the date last agreed, None where none was."""

    dealer: str
    dealer_name: str
    side: str
    what: str
    who: str
    made_on: date
    due: date | None


def open_commitments(session: Session, day: date, dealer: str = "") -> list[OpenCommitment]:
    """What is open on `day`, of one dealer or of all, by due date; nothing older than two years."""
    since = date.fromordinal(day.toordinal() - _OLDEST)
    rows = session.connection().execute(
        _OPEN, {"day": day.isoformat(), "since": since.isoformat(), "dealer": dealer}
    )
    found: dict[tuple[str, str, str], OpenCommitment] = {}
    for code, name, side, what, who, made_on, due in rows:
        commitment = OpenCommitment(
            code, name, side, what, who, date.fromisoformat(made_on), date.fromisoformat(due) if due else None
        )
        found.setdefault((code, side, what), commitment)
    return list(found.values())
