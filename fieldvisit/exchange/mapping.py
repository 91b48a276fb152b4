"""Columns named by a person, for what was not recognised or recognised wrongly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from fieldvisit.domain.language import Message
from fieldvisit.exchange.plans import FilePlan, UnknownColumn, column_name, letter

ColumnName = str | int
"""A column by its heading, its letter, its number from 1 as text, or its index from 0 as a number."""


def mapped(plan: FilePlan, mapping: Mapping[str, ColumnName]) -> FilePlan:
    """The plan with the columns of `mapping`; an empty text takes a column away. Raises `UnknownColumn`.

    Without a kind there is nothing to map.
    """
    if plan.kind is None:
        return plan
    columns, confidence = dict(plan.columns), dict(plan.confidence)
    for key, name in mapping.items():
        if key not in {column.key for column in plan.kind.columns}:
            raise UnknownColumn(
                Message(
                    "{kind} have no field {field}; there are: {known}.",
                    kind=Message(plan.kind.label),
                    field=key,
                    known=", ".join(column.key for column in plan.kind.columns),
                )
            )
        columns.pop(key, None)
        if name != "":
            index = _index_of(plan, name)
            columns = {other: at for other, at in columns.items() if at != index}
            columns[key], confidence[key] = index, 1.0
    return replace(plan, columns=columns, confidence=confidence)


def _index_of(plan: FilePlan, name: ColumnName) -> int:
    assert plan.table is not None  # noqa: S101 - a mapped plan has a table
    if isinstance(name, int):
        return name
    texts = [text.casefold() for text in plan.headings.texts]
    if name.strip().casefold() in texts:
        return texts.index(name.strip().casefold())
    by_letter = next((at for at in range(plan.table.width) if name.strip().upper() in (letter(at), str(at + 1))), None)
    if by_letter is None:
        raise UnknownColumn(
            Message(
                "{file} has no column {column}; its columns are: {known}.",
                file=plan.name,
                column=name,
                known=", ".join(column_name(plan.headings, at) for at in range(plan.table.width)),
            )
        )
    return by_letter
