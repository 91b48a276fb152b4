"""Our ledger and the dealer's book: what differs, why, and the identity that both balances obey."""

from __future__ import annotations

from fieldvisit.domain import formats
from fieldvisit.domain.fields import Step
from fieldvisit.domain.language import tr
from fieldvisit.domain.reconciliation import MatchKind
from fieldvisit.reports.amounts import exact
from fieldvisit.reports.differing import confirmed_pairs, differing_groups, differing_table
from fieldvisit.reports.flow import Block, Together
from fieldvisit.reports.identity import identity
from fieldvisit.reports.visit_content import VisitContent
from fieldvisit.reports.words import remark, subheading


def books(content: VisitContent, step: Step) -> list[Block]:
    """The reconciliation; nothing while the dealer's book is not entered."""
    found = content.figures.books
    if found is None:
        return []
    money = exact((item.amount for line in found.lines for item in (line.ours, line.theirs) if item), content.minor)
    matched = found.of(MatchKind.MATCHED)
    groups = differing_groups(content, found)
    differing = [differing_table(groups, money)] if groups else [remark(tr("Both books agree document by document."))]
    pairs = confirmed_pairs(found, money)
    confirmed = [remark(tr("Confirmed as the same document: {pairs}.", pairs=formats.parted(pairs)))] if pairs else []
    count = tr("{matched} documents match, {open} differ", matched=len(matched), open=len(found.lines) - len(matched))
    heading = subheading(tr("Identity"))
    return [
        subheading(tr("Reconciliation"), count),
        *differing,
        *confirmed,
        Together((heading, identity(found, money))),
    ]
