"""Changes to a visit that is being written, each of which can be applied and taken back."""

from __future__ import annotations

from dataclasses import dataclass, field

from fieldvisit.domain.fields import Value
from fieldvisit.domain.visit import Address, Mark, Row, StepState, Visit


@dataclass(frozen=True)
class CellChange:
    """A value and its mark, before and after; None is no value."""

    address: Address
    before: tuple[Value | None, Mark]
    after: tuple[Value | None, Mark]

    def inverse(self) -> CellChange:
        """The change that takes this one back."""
        return CellChange(self.address, self.after, self.before)

    def apply(self, visit: Visit) -> None:
        """Makes the change in memory."""
        visit.put(self.address, *self.after)


@dataclass(frozen=True)
class RowChange:
    """A row that comes or goes, at its place among the rows of its table."""

    step: str
    table: str
    row: Row
    position: int
    added: bool

    @property
    def address(self) -> Address:
        """The row's first place."""
        return Address(self.step, "", self.table, self.row.id)

    def inverse(self) -> RowChange:
        """The change that takes this one back."""
        return RowChange(self.step, self.table, self.row, self.position, not self.added)

    def apply(self, visit: Visit) -> None:
        """Makes the change in memory."""
        rows = visit.step(self.step).tables.setdefault(self.table, [])
        if self.added:
            rows.insert(self.position, Row(self.row.id, dict(self.row.values), dict(self.row.marks)))
        else:
            rows[:] = [row for row in rows if row.id != self.row.id]


@dataclass(frozen=True)
class StateChange:
    """The state of a step with the reason for skipping it, before and after."""

    step: str
    before: tuple[StepState, str]
    after: tuple[StepState, str]

    @property
    def address(self) -> Address:
        """The step itself."""
        return Address(self.step, "")

    def inverse(self) -> StateChange:
        """The change that takes this one back."""
        return StateChange(self.step, self.after, self.before)

    def apply(self, visit: Visit) -> None:
        """Makes the change in memory."""
        record = visit.step(self.step)
        record.state, record.skip_reason = self.after


Change = CellChange | RowChange | StateChange


@dataclass
class History:
    """Edits that can be undone and redone; an edit is all changes of one act, such as a whole paste."""

    done: list[list[Change]] = field(default_factory=list)
    undone: list[list[Change]] = field(default_factory=list)

    def add(self, edit: list[Change]) -> None:
        """A new edit; what was undone before it can no longer be redone."""
        self.done.append(edit)
        self.undone.clear()

    def to_take_back(self) -> list[Change]:
        """The changes that undo the last edit, in the order to apply them; empty when there is none."""
        return [change.inverse() for change in reversed(self.done[-1])] if self.done else []

    def taken_back(self) -> None:
        """The last edit is undone."""
        self.undone.append(self.done.pop())

    def to_redo(self) -> list[Change]:
        """The changes that make the edit again that was undone last; empty when there is none."""
        return list(self.undone[-1]) if self.undone else []

    def redone(self) -> None:
        """The edit undone last is made again."""
        self.done.append(self.undone.pop())
