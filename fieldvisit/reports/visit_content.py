"""One visit with its facts and figures, as the sections of its report ask for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO

from PIL import Image

from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.fields import Field, Product, Value
from fieldvisit.domain.figures import VisitFigures
from fieldvisit.domain.flags import Flag, Severity
from fieldvisit.domain.shown import shown
from fieldvisit.domain.visit import Mark, Origin, Row, StepRecord, Visit, VisitState
from fieldvisit.reports.photos import Images

_NOT_STATED = (Origin.PREFILLED, Origin.RECORDS)


@dataclass(frozen=True)
class VisitContent:
    """What a report tells; `photos` are JPEG bytes by digest."""

    visit: Visit
    facts: VisitFacts
    figures: VisitFigures
    photos: Images = field(default_factory=dict)

    @property
    def minor(self) -> int:
        """Decimals of the dealer's currency."""
        return self.facts.dealer.minor_units

    @property
    def closed(self) -> bool:
        """Whether the visit is final."""
        return self.visit.state is VisitState.CLOSED

    def record(self, step: str) -> StepRecord:
        """What was written in a step; empty where nothing was."""
        return self.visit.steps.get(step, StepRecord())

    def product_name(self, code: str) -> str:
        """The product's name, its code where the visit does not know it."""
        product = self.facts.product(code)
        return product.name if product else code

    def shown(self, declared: Field, value: Value | None) -> str:
        """A value as text; product codes as names, digests of photos not at all."""
        if isinstance(declared, Product) and value is not None:
            return self.product_name(str(value))
        return shown(declared, value, self.minor)

    @cached_property
    def _flags_by_row(self) -> dict[tuple[str, str, str], list[Flag]]:
        found: dict[tuple[str, str, str], list[Flag]] = defaultdict(list)
        for flag in self.figures.flags:
            found[flag.address.step, flag.address.table, flag.address.row].append(flag)
        return found

    def row_flags(self, step: str, table: str, row: str) -> list[Flag]:
        """The flags of a row, the gravest first."""
        found = self._flags_by_row.get((step, table, row), [])
        return sorted(found, key=lambda flag: -flag.severity)

    def step_flags(self, step: str) -> list[Flag]:
        """The red and amber flags of a step."""
        return [flag for flag in self.figures.flags if flag.address.step == step and flag.severity > Severity.INFO]

    @cached_property
    def photo_sizes(self) -> dict[str, tuple[int, int]]:
        """Width and height in pixels of each photo that can be read."""
        return {digest: size for digest, jpeg in self.photos.items() if (size := _size_of(jpeg))}


def _size_of(jpeg: bytes) -> tuple[int, int] | None:
    try:
        with Image.open(BytesIO(jpeg)) as picture:
            return picture.size
    except OSError:  # not a picture: its place in the report says so
        return None


def is_unconfirmed(holder: Row | StepRecord, key: str) -> bool:
    """Whether the value was filled in by the program and confirmed by nobody."""
    return holder.marks.get(key, Mark()).origin is Origin.PREFILLED


def is_stated(holder: Row | StepRecord, keys: Iterable[str] | None = None) -> bool:
    """Whether a person entered, confirmed or imported any of the values."""
    return any(
        holder.marks.get(key, Mark()).origin not in _NOT_STATED for key in holder.values if keys is None or key in keys
    )


def anything_stated(record: StepRecord) -> bool:
    """Whether a person put anything into the step."""
    return is_stated(record) or any(is_stated(row) for rows in record.tables.values() for row in rows)


def anything_unconfirmed(record: StepRecord) -> bool:
    """Whether a value in the step was filled in by the program and confirmed by nobody."""
    holders: list[Row | StepRecord] = [record, *(row for rows in record.tables.values() for row in rows)]
    return any(is_unconfirmed(holder, key) for holder in holders for key in holder.values)
