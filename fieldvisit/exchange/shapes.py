"""The shape of a table, by which what a person decided about one file is found again for the next of its like."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from fieldvisit.exchange.answers import Answer
from fieldvisit.exchange.header import Headings, folded, no_headings, possible_headings
from fieldvisit.exchange.kinds import Kind, kind_of
from fieldvisit.exchange.plans import FilePlan
from fieldvisit.exchange.tables import RawTable


@dataclass(frozen=True)
class Remembered:
    """What was decided for a shape: the kind, the column of each of its keys by index, and the answers given."""

    kind: Kind
    columns: Mapping[str, int]
    answers: Mapping[str, Answer] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        """Itself as plain values, to be kept."""
        answers = {key: answer.value for key, answer in self.answers.items()}
        return {"kind": self.kind.key, "columns": dict(self.columns), "answers": answers}


@dataclass(frozen=True)
class Writing:
    """How a text file is written, as a person set it right."""

    encoding: str
    delimiter: str

    def as_data(self) -> dict[str, Any]:
        """Itself as plain values, to be kept."""
        return {"encoding": self.encoding, "delimiter": self.delimiter}


def writing(data: Mapping[str, Any]) -> Writing | None:
    """What `as_data` gave; None for anything else."""
    encoding, delimiter = data.get("encoding"), data.get("delimiter")
    return Writing(encoding, delimiter) if isinstance(encoding, str) and isinstance(delimiter, str) else None


def remembered(data: Mapping[str, Any]) -> Remembered | None:
    """What `as_data` gave; None where this version knows the kind, a column or an answer no more."""
    try:
        kind = kind_of(data["kind"])
        columns = {kind.column(key).key: int(index) for key, index in data["columns"].items()}
        answers = {key: Answer(answer) for key, answer in data["answers"].items()}
    except (KeyError, ValueError, AttributeError, TypeError, StopIteration):
        return None
    return Remembered(kind, columns, answers)


def shape_of(plan: FilePlan) -> str | None:
    """The digest of the shape in which the plan reads its table; None without a table."""
    if plan.table is None:
        return None
    return _headless(plan.table) if plan.headings.last < 0 else _digest(plan.headings.texts)


def shapes_of(table: RawTable) -> Iterator[tuple[str, Headings]]:
    """Every shape in which the table could be read, with the headings that go with it."""
    for headings in possible_headings(table):
        yield _digest(headings.texts), headings
    yield _headless(table), no_headings(table)


def shapes_by_row(table: RawTable) -> dict[int, str]:
    """The digest of each row that could be the headings, by its index; that without headings at -1."""
    return {headings.last: digest for digest, headings in shapes_of(table) if headings.first == headings.last}


def writing_to_remember(plan: FilePlan) -> tuple[str, Writing] | None:
    """The digest by which the next such text is known as it is found, and how it is really written; None for others."""
    table = plan.table
    if not plan.unaided or plan.problem is not None or table is None or not (table.encoding and table.delimiter):
        return None
    digest = plan.unaided.get(plan.headings.last) or plan.unaided[-1]
    return digest, Writing(table.encoding, table.delimiter)


def what_to_remember(plan: FilePlan) -> tuple[str, Remembered] | None:
    """The shape and what was decided; None where nobody decided anything, or nothing that can be used."""
    digest = shape_of(plan)
    if digest is None or plan.kind is None or plan.problem is not None or not plan.by_hand:
        return None
    return digest, Remembered(plan.kind, plan.columns, plan.answers)


def _digest(headings: tuple[str, ...]) -> str:
    """By the headings alone, in their order; a new title above them or a new sheet name is the same shape."""
    texts = [folded(text) for text in headings]
    while texts and not texts[-1]:
        texts.pop()
    return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()


def _headless(table: RawTable) -> str:
    """A table without headings is known by its file's name without digits, which are mostly a date, and its width."""
    name = "".join(letter for letter in table.path.stem.casefold() if letter.isalpha())
    return hashlib.sha256(f"\x00{name}\x1f{table.width}".encode()).hexdigest()
