"""The identity that two balances obey, written out to the unexplained rest."""

from __future__ import annotations

from fieldvisit.domain.language import tr
from fieldvisit.domain.reconciliation import Reconciliation
from fieldvisit.reports.amounts import Amounts
from fieldvisit.reports.equation import Equation, Term, signed


def identity(found: Reconciliation, money: Amounts) -> Equation:
    """Our ledger − dealer's book = gap = ours − theirs, both unmatched, + differences; what that leaves unexplained.

    Unmatched is more than what only one side has: a match that is suggested and not confirmed counts on both sides.
    """
    return Equation(
        (
            Term(tr("Our ledger"), money(found.company)),
            Term(tr("Dealer's book"), signed(money(found.dealer), found.dealer), "−"),
            Term(tr("Gap"), money(found.gap), "=", result=True),
            Term(tr("Ours, unmatched"), money(found.only_ours), "="),
            Term(tr("Theirs, unmatched"), signed(money(found.only_theirs), found.only_theirs), "−"),
            Term(tr("Differences"), signed(money(found.differences), found.differences), "+"),
            Term(tr("Unexplained"), money(found.unexplained), result=True, odd=found.unexplained != 0),
        )
    )
