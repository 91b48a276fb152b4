"""The journal of a visit: each edit is one durable transaction, which can be taken back and made again.

Every method that changes something has written it when it returns; where the store refuses (full disk), the visit in
memory stays as it was, and the error goes to the caller, who still holds what was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from fieldvisit.domain.errors import NotAllowed
from fieldvisit.domain.language import Message
from fieldvisit.domain.preparing import result_rows
from fieldvisit.domain.visit import Address, Row, StepState, Visit, VisitState
from fieldvisit.store import visits
from fieldvisit.store.store import Store
from fieldvisit.usecases.changes import CellChange, Change, History, RowChange, StateChange
from fieldvisit.usecases.saving import save_changes


class VisitJournal:
    """Writes one visit, its half-typed texts and the place the rep is at.

    `saved_at` is when the last change became durable (UTC); None before the first.
    """

    def __init__(
        self,
        store: Store,
        visit: Visit,
        *,
        drafts: Mapping[Address, str] | None = None,
        last_place: Address | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.store = store
        self.visit = visit
        self.drafts = dict(drafts or {})
        self.last_place = last_place
        self.saved_at: datetime | None = None
        self._clock = clock
        self._history = History()
        self._is_put_down = False

    @property
    def read_only(self) -> bool:
        """A closed visit is looked at, not changed; nor is one that was put down."""
        return self._is_put_down or self.visit.state is VisitState.CLOSED

    def put_down(self) -> None:
        """Takes nothing more, so that what is half typed stays a draft: a field that goes away would else enter it."""
        self._is_put_down = True

    # going back and forth

    def undo(self) -> Address | None:
        """Takes the last edit back; gives the place it was made, None when there is nothing to undo."""
        return self._replay(self._history.to_take_back(), self._history.taken_back)

    def redo(self) -> Address | None:
        """Makes the edit again that was undone last."""
        return self._replay(self._history.to_redo(), self._history.redone)

    # half-typed text and the place in the visit

    def draft(self, address: Address, text: str) -> None:
        """Saves the half-typed text of a cell; an empty one too: the cell is being emptied."""
        self._allow()
        now = self._clock()
        with self.store.write() as session:
            visits.save_draft(session, self.visit.id, address, text, now)
        self.saved_at = now
        self.drafts[address] = text

    def forget_draft(self, address: Address) -> None:
        """Gives up the half-typed text of a cell, which keeps its value."""
        self._allow()
        self._forget_draft(address)
        self.drafts.pop(address, None)

    def place(self, address: Address) -> None:
        """Remembers where the rep is, to open there again."""
        if self.read_only or address == self.last_place:
            return
        with self.store.write() as session:
            visits.save_place(session, self.visit.id, address)
        self.last_place = address

    # how it is done

    def _changed(self) -> None:
        """Something of the visit is no longer as it was."""

    def _commit(self, edit: list[Change]) -> None:
        self._allow()
        drafts = [each.address for each in edit if each.address in self.drafts]
        edit = [each for each in edit if not (isinstance(each, CellChange) and each.before == each.after)]
        if edit:
            self._history.add(self._write([*edit, *self._begun(edit)]))
        written = {each.address for each in edit}
        for address in drafts:
            if address not in written:
                self._forget_draft(address)
            self.drafts.pop(address, None)

    def _forget_draft(self, address: Address) -> None:
        with self.store.write() as session:
            visits.clear_draft(session, self.visit.id, address)

    def _replay(self, edit: list[Change], made: Callable[[], None]) -> Address | None:
        self._allow()
        if not edit:
            return None
        self._write(edit, derive=False)
        made()
        return edit[0].address

    def _write(self, edit: list[Change], *, derive: bool = True) -> list[Change]:
        applied: list[Change] = []
        try:
            for change in edit:
                change.apply(self.visit)
                applied.append(change)
            for change in self._following(edit) if derive else []:
                change.apply(self.visit)
                applied.append(change)
            with self.store.write() as session:
                save_changes(session, self.visit, applied)
        except BaseException:
            for change in reversed(applied):
                change.inverse().apply(self.visit)
            raise
        self._changed()
        self.saved_at = self._clock()
        return applied

    def _begun(self, edit: list[Change]) -> list[Change]:
        """A step that gets its first entry is in progress, and one marked skipped is no longer."""
        steps = dict.fromkeys(each.address.step for each in edit if not isinstance(each, StateChange))
        states = {key: self.visit.step(key) for key in steps}
        return [
            StateChange(key, (record.state, record.skip_reason), (StepState.IN_PROGRESS, ""))
            for key, record in states.items()
            if record.state in (StepState.NOT_STARTED, StepState.SKIPPED)
        ]

    def _following(self, edit: list[Change]) -> list[Change]:
        """The result rows of the wrap-up follow the accepted objectives."""
        if not any(each.address.step == "preparation" and each.address.table == "objectives" for each in edit):
            return []
        before = self.visit.step("wrap_up").rows("results")
        old = [Row(row.id, dict(row.values), dict(row.marks)) for row in before]
        new = result_rows(self.visit)
        if [row.id for row in old] == [row.id for row in new] and old == new:
            return []
        gone: list[Change] = [
            RowChange("wrap_up", "results", row, index, added=False) for index, row in reversed(list(enumerate(old)))
        ]
        return gone + [RowChange("wrap_up", "results", row, index, added=True) for index, row in enumerate(new)]

    def _allow(self) -> None:
        if self.read_only:
            raise NotAllowed(Message("The visit is closed; make a revision to correct it."))
