"""Promotion material: what became of it, and which outlets keep to the promotion."""

from __future__ import annotations

from fieldvisit.domain import formats
from fieldvisit.domain.fields import Step
from fieldvisit.domain.figures import number
from fieldvisit.domain.language import tr
from fieldvisit.domain.visit import Row
from fieldvisit.reports.columns import Cells, Column
from fieldvisit.reports.flow import Block
from fieldvisit.reports.sections.flagged import judged, row_notes
from fieldvisit.reports.tables import Table
from fieldvisit.reports.theme import TABLE
from fieldvisit.reports.visit_content import VisitContent
from fieldvisit.reports.words import subheading

_COUNTED = ("issued", "used", "remaining")
_OUTLETS = ("outlets_sampled", "outlets_complying")


def materials(content: VisitContent, step: Step) -> list[Block]:
    """A row for each material with what is unaccounted for; nothing without any."""
    rows = [row for row in content.record("account").rows("materials") if row.values]
    if not rows:
        return []
    table = step.table("materials")
    titles = [tr(table.column(key).label) for key in _COUNTED]
    titles += [tr("Unaccounted"), *(tr(table.column(key).label) for key in _OUTLETS), tr("Complying %")]
    columns = (
        *(Column(tr(table.column(key).label), stretch=1) for key in ("promotion", "material")),
        *(Column(title, "right") for title in titles),
    )
    cells = [_cells(content, row) for row in rows]
    return [subheading(tr(table.label)), Table(columns, cells), *row_notes(content, "account", "materials", rows)]


def _cells(content: VisitContent, row: Row) -> Cells:
    found = content.figures.materials.get(row.id)
    rest = formats.quantity(found.unaccounted if found else None)
    return [
        str(row.values.get("promotion", "")),
        str(row.values.get("material", "")),
        *(formats.quantity(number(row, key)) for key in _COUNTED),
        judged(rest, content.row_flags("account", "materials", row.id), "material.unaccounted", style=TABLE),
        *(formats.quantity(number(row, key)) for key in _OUTLETS),
        formats.percent(found.complying if found else None),
    ]
