"""One visit on the rep's desk: what is typed becomes values, is saved at once, can be undone, and is calculated.

A presenter without a toolkit: the window and the tests drive the same object. How a change is made durable and taken
back is the journal's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from fieldvisit.domain import problems as points
from fieldvisit.domain.entry import read
from fieldvisit.domain.errors import KnownError, NotAllowed
from fieldvisit.domain.facts import ProductFacts, VisitFacts
from fieldvisit.domain.fields import Quantity, Value
from fieldvisit.domain.figures import VisitFigures, figures
from fieldvisit.domain.language import Message
from fieldvisit.domain.preparing import product_rows
from fieldvisit.domain.problems import Problem
from fieldvisit.domain.row_memo import RowMemo
from fieldvisit.domain.steps import field_at, step_of
from fieldvisit.domain.trimming import trimmed_order
from fieldvisit.domain.visit import Address, Mark, Origin, Row, StepState, Visit
from fieldvisit.store.store import Store
from fieldvisit.store.types import new_identifier
from fieldvisit.usecases import last_values, row_edits, row_figures
from fieldvisit.usecases.changes import CellChange, Change, StateChange
from fieldvisit.usecases.row_edits import Place
from fieldvisit.usecases.row_figures import RowFigures
from fieldvisit.usecases.visit_journal import VisitJournal


class VisitDesk(VisitJournal):
    """The visit that is being written, with its facts."""

    def __init__(
        self,
        store: Store,
        visit: Visit,
        facts: VisitFacts,
        *,
        drafts: Mapping[Address, str] | None = None,
        last_place: Address | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(store, visit, drafts=drafts, last_place=last_place, clock=clock)
        self.facts = facts
        self._figures: VisitFigures | None = None
        self._memo = RowMemo()

    @property
    def known_figures(self) -> VisitFigures | None:
        """All figures where they are worked out already; None as long as something was entered since."""
        return self._figures

    @property
    def figures(self) -> VisitFigures:
        """All figures and flags of the visit as it stands."""
        return self._figures or self.recalculate()

    def recalculate(self) -> VisitFigures:
        """Brings all figures up to the last entry."""
        if self._figures is None:
            self._figures = figures(self.visit, self.facts, self._memo)
        return self._figures

    def problems(self) -> list[Problem]:
        """What is incomplete or odd."""
        return points.problems(self.visit, self.figures)

    # entering

    def enter(self, address: Address, typed: str) -> None:
        """Reads what was typed into a cell and saves it. Raises Refused, and then the cell keeps its value."""
        self._commit(self._entered(address, typed))

    def set_value(self, address: Address, value: Value | None, origin: Origin = Origin.ENTERED) -> None:
        """Saves a value that needs no reading (a choice, a tick, a signature)."""
        self._commit([self._cell(address, value, Mark(origin))])

    def confirm(self, address: Address) -> None:
        """The rep has seen that a pre-filled value is right."""
        value = self.visit.value(address)
        if value is not None and self.visit.mark(address).origin is Origin.PREFILLED:
            self.set_value(address, value, Origin.CONFIRMED)

    def last_value(self, address: Address) -> Value | None:
        """The value of the cell when the dealer was visited last; None when there was none."""
        return last_values.last_value(self.visit, self.facts, address)

    def copy_last(self, address: Address) -> bool:
        """Puts the last value into the cell, marked "same as last"; False when there is none."""
        value = self.last_value(address)
        if value is None:
            return False
        self.set_value(address, value, Origin.SAME)
        return True

    def paste(
        self, cells: Iterable[tuple[Address, str]], place: Place = ("", ""), new_rows: Sequence[str] = ()
    ) -> list[tuple[Address, KnownError]]:
        """Enters a block of texts as one edit; cells that are refused keep their values and are listed with why.

        `new_rows` are the ids, still free, of rows that come first, at the end of the table at `place`.
        """
        rows = {row_id: Row(row_id) for row_id in new_rows}
        edit: list[Change] = []
        refused: list[tuple[Address, KnownError]] = []
        for address, typed in cells:
            try:
                if (new := rows.get(address.row)) is not None:
                    self._fill(new, address, typed)
                else:
                    edit += self._entered(address, typed)
            except KnownError as error:
                refused.append((address, error))
        self._commit([*row_edits.coming(self.visit, place, rows.values()), *edit] if rows else edit)
        return refused

    def _fill(self, row: Row, address: Address, typed: str) -> None:
        value = read(typed, field_at(address), today=self.visit.day)
        if value is not None:
            row.values[address.field] = value

    def accept_suggestions(self) -> int:
        """Takes the suggested units into every order line that is still blank; gives the number of lines filled."""
        edit: list[Change] = [
            self._cell(Address("sales", "accepted", "order", row_id), line.suggestion.units, Mark())
            for row_id, line in self.figures.order.items()
            if line.suggestion is not None and line.accepted is None
        ]
        self._commit(edit)
        return len(edit)

    def trim_order(self) -> int:
        """Cuts the order down to the credit that is available, as one edit; gives the number of lines changed."""
        units = trimmed_order(self.visit, self.facts, self.figures)
        self._commit(
            [self._cell(Address("sales", "accepted", "order", row), each, Mark()) for row, each in units.items()]
        )
        return len(units)

    def reconcile(self, ours: str, theirs: str, field: str, value: str | None) -> None:
        """Keeps a decision, reason or note for a line of the two-sided list, by the documents of both sides."""
        rows = self.visit.step("account").rows("reconciliation")
        known = next(
            (r for r in rows if (r.values.get("ours", ""), r.values.get("theirs", "")) == (ours, theirs)), None
        )
        if known is not None:
            self.set_value(Address("account", field, "reconciliation", known.id), value)
        elif value:
            keys = {key: document for key, document in (("ours", ours), ("theirs", theirs)) if document}
            self.add_row("account", "reconciliation", {**keys, field: value})

    # rows and states

    def add_row(self, step: str, table: str, values: Mapping[str, Value] | None = None) -> Row:
        """A new row at the end of a table."""
        (row,) = self.add_rows(step, table, [values or {}])
        return row

    def add_rows(
        self, step: str, table: str, rows: Iterable[Mapping[str, Value]], *, instead: bool = False
    ) -> list[Row]:
        """New rows at the end of a table, or `instead` of those that are there, as one edit."""
        step_of(step).table(table)
        new = [Row(new_identifier(), dict(values)) for values in rows]
        self._commit(row_edits.coming(self.visit, (step, table), new, instead=instead))
        return [self.visit.row(step, table, row.id) for row in new]

    def remove_row(self, step: str, table: str, row_id: str) -> None:
        """Takes a row away; undo brings it back with all its values."""
        position = next(at for at, row in enumerate(self.visit.step(step).rows(table)) if row.id == row_id)
        self._commit(row_edits.going(self.visit, (step, table), [position]))

    def add_product(self, product: ProductFacts) -> None:
        """A product that was not foreseen comes into the prices, the count and the order as one edit."""
        if self.facts.product(product.code) is None:
            self.facts = replace(self.facts, products=(*self.facts.products, product))
        new = product_rows(product, new_identifier)
        self._commit([change for place, row in new.items() for change in row_edits.coming(self.visit, place, [row])])

    def set_state(self, step: str, state: StepState, reason: str = "") -> None:
        """Marks a step as done, skipped or back in progress. Skipping needs a reason, else NotAllowed."""
        if state is StepState.SKIPPED and not reason.strip():
            raise NotAllowed(Message("Say why the step is skipped."))
        record = self.visit.step(step)
        self._commit([StateChange(step, (record.state, record.skip_reason), (state, reason.strip()))])

    # figures of single rows, while a key is pressed

    def row_figures(self, step: str, row_id: str) -> RowFigures | None:
        """The figures of one row as it stands; None for a row without any."""
        return row_figures.of_row(self.visit, self.facts, step, row_id)

    def preview(self, address: Address, typed: str) -> RowFigures | None:
        """The figures of a row as if `typed` were entered; nothing is saved. Raises Refused."""
        value = self._read(address, typed)
        return row_figures.as_if(self.visit, self.facts, address, value)

    def case_size(self, address: Address) -> int:
        """Units in a case of the row's product; 1 where there is no product."""
        if not address.table:
            return 1
        code = self.visit.row(address.step, address.table, address.row).values.get("product")
        product = self.facts.product(str(code)) if code else None
        return product.case_size if product else 1

    # how it is done

    def _read(self, address: Address, typed: str) -> Value | None:
        return read(typed, field_at(address), today=self.visit.day, case_size=self.case_size(address))

    def _entered(self, address: Address, typed: str) -> list[Change]:
        value = self._read(address, typed)
        as_typed = typed.strip() if isinstance(value, Decimal) and not _plainly(typed, value) else ""
        field = field_at(address)
        mark = Mark(Origin.ENTERED, as_typed if isinstance(field, Quantity) else "")
        return [self._cell(address, value, mark)]

    def _cell(self, address: Address, value: Value | None, mark: Mark) -> CellChange:
        before = (self.visit.value(address), self.visit.mark(address))
        return CellChange(address, before, (value, mark))

    def _changed(self) -> None:
        self._figures = None


def _plainly(typed: str, value: Decimal) -> bool:
    """Whether the text is the number itself, so that there is nothing more to show about how it was typed."""
    return typed.strip().lstrip("+").replace(",", "") == f"{value.normalize():f}"
