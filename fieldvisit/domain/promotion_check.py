"""How promotion material was used (spec: visit guide, step 6): what is unaccounted for, and which outlets comply."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fieldvisit.domain.flags import Flag, Severity
from fieldvisit.domain.language import Message
from fieldvisit.domain.ratio import ratio
from fieldvisit.domain.row_figures import number
from fieldvisit.domain.visit import Address, Row


@dataclass(frozen=True)
class MaterialRow:
    """A row of promotion material: units unaccounted for, and outlets complying / sampled (a ratio); None is no
    value.
    """

    unaccounted: Decimal | None
    complying: Decimal | None
    flags: list[Flag]


def material_row(row: Row) -> MaterialRow:
    """A row of the promotion check, calculated."""
    complying = ratio(number(row, "outlets_complying"), number(row, "outlets_sampled"))
    return MaterialRow(unaccounted(row), complying, material_flags(row))


def unaccounted(row: Row) -> Decimal | None:
    """Issued − used − remaining, in units; None as long as one of them is blank."""
    issued, used, remaining = (number(row, key) for key in ("issued", "used", "remaining"))
    return None if issued is None or used is None or remaining is None else issued - used - remaining


def material_flags(row: Row) -> list[Flag]:
    """Material that was issued but is neither used nor there, or of which there is more than was issued."""
    rest = unaccounted(row)
    if not rest:
        return []
    issued, used, remaining = (number(row, key) for key in ("issued", "used", "remaining"))
    return [
        Flag(
            rule="material.unaccounted",
            severity=Severity.AMBER,
            address=Address("account", "remaining", "materials", row.id),
            subject=str(row.values.get("material") or row.values.get("promotion") or ""),
            short=Message("Unaccounted"),
            figure=Message("{rest} of {issued} unaccounted", rest=rest, issued=issued)
            if rest > 0
            else Message("{rest} more than issued", rest=-rest),
            limit=Message(
                "issued {issued} − used {used} − remaining {remaining}", issued=issued, used=used, remaining=remaining
            ),
            action=Message("ask the dealer to explain") if rest > 0 else Message("count again"),
        )
    ]
