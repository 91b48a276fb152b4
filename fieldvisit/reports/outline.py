"""The outline of a document: where its parts begin, shown beside the pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fieldvisit.reports.objects import Objects, string


@dataclass(frozen=True)
class Outlined:
    """An entry of the outline: its destination, its words, and how deep it stands (0 or 1)."""

    anchor: str
    title: str
    level: int = 0


def write_outline(objects: Objects, entries: Sequence[Outlined], places: dict[str, str]) -> int:
    """The number of the outline's root; `places` are the destinations as the file has them."""
    root = objects.reserve()
    numbers = objects.reserve_many(len(entries))
    below: dict[int, list[int]] = {root: []}
    parents: list[int] = []
    for entry, number in zip(entries, numbers, strict=True):
        parent = below[root][-1] if entry.level and below[root] else root
        parents.append(parent)
        below.setdefault(parent, []).append(number)
    for entry, number, parent in zip(entries, numbers, parents, strict=True):
        beside = _beside(below[parent], number)
        inside = _inside(below.get(number, []))
        objects.put(
            number,
            f"<</Title {string(entry.title)} /Parent {parent} 0 R /Dest {places[entry.anchor]}{beside}{inside}>>",
        )
    objects.put(root, f"<</Type /Outlines{_inside(below[root], len(numbers))}>>")
    return root


def _beside(row: Sequence[int], number: int) -> str:
    at = row.index(number)
    before = f" /Prev {row[at - 1]} 0 R" if at else ""
    return before + (f" /Next {row[at + 1]} 0 R" if at + 1 < len(row) else "")


def _inside(row: Sequence[int], shown: int = 0) -> str:
    return f" /First {row[0]} 0 R /Last {row[-1]} 0 R /Count {shown or len(row)}" if row else ""
