"""The whole store as one JSON file, a row on each line: written as it comes, and read in the reading process."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final, TextIO

from fieldvisit.domain.language import Message
from fieldvisit.exchange.tables import NotATable
from fieldvisit.exchange.workbooks import replacing

FORMAT: Final = "fieldvisit.store"
VERSION: Final = 1
MOST_BYTES: Final = 256 * 1024 * 1024
_PORTION: Final = 500

Tables = Iterable[tuple[str, Iterable[dict[str, Any]]]]


def write(path: Path, head: dict[str, Any], tables: Tables, told: Callable[[], None]) -> int:
    """Writes all tables and returns the number of rows. `told` is called for each. Raises `CannotWrite`."""
    count = 0

    def fill(part: Path) -> None:
        nonlocal count
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            opening = json.dumps({"format": FORMAT, "version": VERSION, **head}, ensure_ascii=False)
            stream.write(opening.removesuffix("}") + ',\n"tables": {')
            for number, (name, rows) in enumerate(tables):
                stream.write(f"{',' if number else ''}\n{json.dumps(name)}: [")
                count += _write_rows(stream, rows, told)
                stream.write("]")
            stream.write("\n}}\n")

    replacing(path, fill)
    return count


def _write_rows(stream: TextIO, rows: Iterable[dict[str, Any]], told: Callable[[], None]) -> int:
    number = 0
    for number, row in enumerate(rows, 1):
        stream.write(("," if number > 1 else "") + "\n" + json.dumps(row, ensure_ascii=False, separators=(",", ":")))
        told()
    return number


def read(path: Path) -> Iterator[tuple[str, list[Any]]]:
    """First the head under an empty name, then the rows of the tables in portions. Raises `NotATable`."""
    document = _document(path)
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise _no_store(path)
    found = document.pop("tables", None)
    if not isinstance(found, dict) or document.get("version") != VERSION:
        raise NotATable(
            Message("{file} was written by another version of FieldVisit, which this one cannot read.", file=path.name)
        )
    yield "", [document]
    for name, rows in found.items():
        if not isinstance(rows, list):
            raise _no_store(path)
        for start in range(0, len(rows), _PORTION):
            yield name, rows[start : start + _PORTION]


def _document(path: Path) -> Any:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise NotATable(
                Message(
                    "{file} is too large (at most {most} MB); carry the store over as a backup instead.",
                    file=path.name,
                    most=MOST_BYTES >> 20,
                )
            )
        with path.open("rb") as stream:
            return json.load(stream, parse_float=_no_float, parse_constant=_no_float)
    except OSError as error:
        reason = error.strerror or str(error)
        raise NotATable(Message("{file} cannot be read ({reason}).", file=str(path), reason=reason)) from error
    except (ValueError, RecursionError) as error:
        raise _no_store(path) from error


def _no_float(text: str) -> Any:
    raise ValueError(text)


def _no_store(path: Path) -> NotATable:
    return NotATable(
        Message("{file} is no whole store as FieldVisit exports it (JSON), or it is damaged.", file=path.name)
    )
