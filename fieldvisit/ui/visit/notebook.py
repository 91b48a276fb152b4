"""Between the widgets and the visit: what is typed goes through here, half-typed text included."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from fieldvisit.domain.entry import Refused
from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.fields import Product, Value
from fieldvisit.domain.figures import StockRow, VisitFigures
from fieldvisit.domain.steps import field_at
from fieldvisit.domain.visit import Address, Row, StepState, Visit
from fieldvisit.store.errors import StoreError
from fieldvisit.ui.visit.half_typed import HalfTyped
from fieldvisit.ui.visit.reckoning import Reckoning

if TYPE_CHECKING:
    from fieldvisit.usecases.row_figures import RowFigures
    from fieldvisit.usecases.visit_desk import VisitDesk


class Notebook(QObject):
    """The one object that changes the visit on behalf of widgets; it tells what happened in the past tense."""

    entered = Signal(object)
    """A cell (`Address`) has a new value; its row can be drawn anew at once."""
    recalculated = Signal()
    """All figures follow what was entered."""
    rows_changed = Signal(str, str)
    """Rows came or went: step and table."""
    products_changed = Signal(str)
    """A product (its code) came into the visit by hand."""
    refused = Signal(object, str)
    """A cell (`Address`) refused what was typed, in these words."""
    state_changed = Signal(str)
    saved = Signal(object)
    failed = Signal(str)
    told = Signal(str)
    """What was done differently from what one might expect, in words."""
    placed = Signal(object)
    """The rep is at this cell (`Address`) now."""
    asked_for = Signal(object)
    """Somebody wants to see this cell (`Address`)."""

    def __init__(self, desk: VisitDesk) -> None:
        super().__init__()
        self.desk = desk
        self._half_typed = HalfTyped(desk, self)
        self._half_typed.saved.connect(self.saved)
        self._half_typed.failed.connect(self.failed)
        self.drafts = self._half_typed.texts
        self.refusals: dict[Address, str] = {}
        self.unkept: dict[Address, Value | None] = {}
        """Values that the store would not take, as they stand on the screen."""
        self._reckoning = Reckoning(desk, self)
        self._reckoning.recalculated.connect(self.recalculated)

    @property
    def visit(self) -> Visit:
        return self.desk.visit

    @property
    def facts(self) -> VisitFacts:
        return self.desk.facts

    @property
    def figures(self) -> VisitFigures:
        return self.desk.figures

    @property
    def known_figures(self) -> VisitFigures | None:
        """All figures, or None as long as they do not follow the last entry; no key waits for them."""
        return self.desk.known_figures

    def row_figures(self, step: str, row_id: str) -> RowFigures | None:
        """The figures of one row, without waiting for those of all others; None for a row without any."""
        return self.desk.row_figures(step, row_id)

    def stock_rows(self) -> dict[str, StockRow]:
        """The calculated rows of the count by product, as they were last calculated."""
        return self._reckoning.stock_rows()

    @property
    def minor(self) -> int:
        """Decimals of the dealer's currency."""
        return self.facts.dealer.minor_units

    @property
    def read_only(self) -> bool:
        return self.desk.read_only

    # Entering

    def enter(self, address: Address, typed: str) -> bool:
        """Reads and saves what was typed; False when it was refused or not saved, and then it stays a draft."""
        self._half_typed.is_entered(address)
        try:
            self.desk.enter(address, self._product_code(address, typed))
        except Refused as error:
            return self._refuse(address, typed, str(error))
        except KnownError as error:
            self.drafts[address] = typed
            self.failed.emit(str(error))
            return False
        self._done(address)
        return True

    def set_value(self, address: Address, value: Value | None) -> bool:
        """Saves a value that was chosen or drawn; False when it was not saved, and then it waits in `unkept`."""
        self.unkept[address] = value
        try:
            self.desk.set_value(address, value)
        except StoreError as error:
            self.failed.emit(str(error))
            return False
        except KnownError as error:
            del self.unkept[address]
            self.failed.emit(str(error))
            return False
        self._done(address)
        return True

    def confirm(self, address: Address) -> bool:
        return self._try(lambda: self.desk.confirm(address), address)

    def copy_last(self, address: Address) -> bool:
        """Copies the last visit's value; False when there is none."""
        if self.desk.last_value(address) is None:
            return False
        return self._try(lambda: self.desk.copy_last(address), address)

    def paste(
        self, cells: Iterable[tuple[Address, str]], place: tuple[str, str] = ("", ""), new_rows: Sequence[str] = ()
    ) -> int:
        """Enters a block as one edit; gives the number of cells that refused, each of which keeps what was pasted.

        `new_rows` are the ids of rows that come first, at the end of the table at `place`.
        """
        block = [(address, self._product_code(address, typed)) for address, typed in cells]
        refused: list[tuple[Address, KnownError]] = []
        if not self._try(lambda: refused.extend(self.desk.paste(block, place, new_rows))):
            return 0
        if new_rows:
            self.rows_changed.emit(*place)
        texts = dict(block)
        for address, _ in block:
            self._forget(address)
        for address, error in refused:
            self._refuse(address, texts[address], str(error))
        return len(refused)

    def _product_code(self, address: Address, typed: str) -> str:
        if not isinstance(field_at(address), Product):
            return typed
        wanted = typed.strip()
        found = (
            each.code
            for each in self.facts.products
            if wanted.casefold() == each.code.casefold() or each.called.answers_to(wanted)
        )
        return next(found, typed)

    def _refuse(self, address: Address, typed: str, words: str) -> bool:
        self.refusals[address] = words
        self.drafts[address] = typed
        self._half_typed.save(address, typed)
        self.refused.emit(address, words)
        return False

    # Rows and states

    def add_row(self, step: str, table: str, values: Mapping[str, Value] | None = None) -> Row | None:
        """A new row; None when it could not be saved."""
        made: list[Row] = []
        if not self._try(lambda: made.append(self.desk.add_row(step, table, values or {}))):
            return None
        self.rows_changed.emit(step, table)
        return made[0]

    def add_rows(self, step: str, table: str, rows: Iterable[Mapping[str, Value]], *, instead: bool = False) -> bool:
        """New rows as one edit, or `instead` of those that are there; False when they could not be saved."""
        done = self._try(lambda: self.desk.add_rows(step, table, rows, instead=instead))
        if done:
            self.rows_changed.emit(step, table)
        return done

    def add_product(self, code: str) -> bool:
        """Takes a product of the catalogue into the visit; False when that was not saved."""
        from fieldvisit.usecases.add_product import add_product

        done = self._try(lambda: add_product(self.desk, code))
        if done:
            self.products_changed.emit(code)
        return done

    def trim_order(self) -> None:
        """Cuts the order down to the credit that is available."""
        self._try(self.desk.trim_order)

    def remove_row(self, step: str, table: str, row_id: str) -> None:
        if self._try(lambda: self.desk.remove_row(step, table, row_id)):
            self.rows_changed.emit(step, table)

    def set_state(self, step: str, state: StepState, reason: str = "") -> bool:
        if not self._try(lambda: self.desk.set_state(step, state, reason)):
            return False
        self.state_changed.emit(step)
        return True

    def accept_suggestions(self) -> None:
        if self._try(self.desk.accept_suggestions):
            self.rows_changed.emit("sales", "order")

    def reconcile(self, ours: str, theirs: str, field: str, value: str | None) -> None:
        """Keeps a decision or reason for a line of the two-sided list."""
        self._try(lambda: self.desk.reconcile(ours, theirs, field, value))

    def undo(self) -> None:
        self._go_back(self.desk.undo)

    def redo(self) -> None:
        self._go_back(self.desk.redo)

    def _go_back(self, way: Callable[[], Address | None]) -> None:
        self.flush()
        places: list[Address | None] = []
        if not self._try(lambda: places.append(way())) or places[0] is None:
            return
        place = places[0]
        self._forget(place)
        self.rows_changed.emit(place.step, place.table)
        self.state_changed.emit(place.step)
        self.asked_for.emit(place)

    # Half-typed text and the place

    def typing(self, address: Address, text: str) -> None:
        """Takes each key; the text is on disk within a tenth of a second of the first one that is not."""
        self._half_typed.typing(address, text)

    def flush(self) -> None:
        """Saves the half-typed text that is not on disk yet, and where the rep is."""
        self._half_typed.flush()

    def drop_draft(self, address: Address) -> None:
        """Forgets half-typed text that the rep took back."""
        had_one = address in self.drafts
        self._forget(address)
        if had_one:
            self._half_typed.drop(address)

    def place(self, address: Address) -> None:
        """Remembers the cell the rep is at."""
        self._half_typed.place(address)
        self.placed.emit(address)

    # How it is done

    def _forget(self, address: Address) -> None:
        self._half_typed.forget(address)
        self.refusals.pop(address, None)
        self.unkept.pop(address, None)

    def _try(self, act: Callable[[], object], address: Address | None = None) -> bool:
        try:
            act()
        except KnownError as error:
            self.failed.emit(str(error))
            return False
        self._done(address)
        return True

    def _done(self, address: Address | None) -> None:
        if address is not None:
            self._forget(address)
            self.entered.emit(address)
        if isinstance(self.desk.saved_at, datetime):
            self.saved.emit(self.desk.saved_at)
        self._reckoning.begin()
