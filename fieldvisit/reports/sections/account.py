"""Step 6 in print: credit, both books against each other, then problems, promises and signatures."""

from __future__ import annotations

from fieldvisit.domain import fields, formats
from fieldvisit.domain.fields import Step
from fieldvisit.domain.language import tr
from fieldvisit.reports.flow import Block
from fieldvisit.reports.panels import Tile, Tiles
from fieldvisit.reports.sections import general
from fieldvisit.reports.sections.books import books
from fieldvisit.reports.sections.flagged import note
from fieldvisit.reports.sections.materials import materials
from fieldvisit.reports.sections.signatures import signatures
from fieldvisit.reports.theme import CAPTION, RED
from fieldvisit.reports.visit_content import VisitContent
from fieldvisit.reports.words import subheading

_TOLD_ELSEWHERE = ("dealer_book", "reconciliation", "company_name", "company_title", "dealer_name", "dealer_title")


def section(content: VisitContent, step: Step) -> list[Block]:
    """Credit and books by their figures, the rest as declared."""
    keys = [
        field.key
        for field in step.fields
        if field.key not in _TOLD_ELSEWHERE and not isinstance(field, fields.Signature)
    ]
    flags = content.row_flags("account", "", "")
    return [
        *_credit(content),
        *(note(str(flag.short), [flag]) for flag in flags),
        *books(content, step),
        *general.parts(content, step, keys[: keys.index("materials")]),
        *materials(content, step),
        *general.parts(content, step, keys[keys.index("materials") + 1 :]),
        *signatures(content),
    ]


def _credit(content: VisitContent) -> list[Block]:
    account = content.figures.account
    if account.limit is None:
        return []
    available = account.available
    over = available is not None and available < 0
    style = CAPTION.bold().coloured(RED) if over else CAPTION
    tiles = (
        Tile(tr("Credit limit"), formats.money(account.limit, content.minor), content.facts.dealer.collateral),
        Tile(tr("Undelivered orders"), formats.money(account.undelivered, content.minor)),
        Tile(tr("Used"), formats.money(account.used, content.minor), tr("unpaid + undelivered − prepayments")),
        Tile(tr("Available"), formats.money(available, content.minor), tr("over the limit") if over else "", style),
    )
    return [subheading(tr("Credit"), tr("as of {day}", day=content.visit.day)), Tiles(tiles)]
