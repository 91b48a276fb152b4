"""The whole store out as one JSON file in a documented schema, and back into an empty store."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fieldvisit import __version__
from fieldvisit.domain.language import Message
from fieldvisit.exchange import store_file
from fieldvisit.exchange.reading import borrowed
from fieldvisit.exchange.workbooks import replacing
from fieldvisit.store import opening, whole
from fieldvisit.store.store import Store, open_store

Progress = Callable[[int, int | None], None]


def export_store(store: Store, path: Path, progress: Progress | None = None) -> int:
    """Writes everything the store keeps to a .json file and returns the number of rows. Raises `CannotWrite`."""
    done = 0

    def told() -> None:
        nonlocal done
        done += 1
        if progress is not None and done % 500 == 0:
            progress(done, None)

    head = {"program": __version__, "schema": opening.SCHEMA, "exported_at": datetime.now(UTC).isoformat()}
    with store.read() as session:
        tables = ((table.name, whole.rows_of(session, table)) for table in whole.tables())
        return store_file.write(path, head, tables, told)


def import_store(store: Store, path: Path, progress: Progress | None = None) -> dict[str, int]:
    """Takes a whole store in, all of it or nothing, and returns the number of rows by table.

    Raises `CannotTakeIn` where the store is not empty or the rows do not fit, `NotATable` where the file is none.
    """
    with borrowed() as reader, store.write() as session:
        whole.refuse_filled(session)
        portions = reader.documents(path, None if progress is None else lambda: progress(0, None))
        name, head = next(portions)
        _refuse_newer(path, head[0] if not name and head else {})
        return whole.take_in(session, _told(portions, progress))


def is_empty(store: Store) -> bool:
    """Whether a whole store can be taken into this one: it holds nothing but settings."""
    with store.read() as session:
        return not whole.is_filled(session)


def new_store_from(path: Path, target: Path, progress: Progress | None = None) -> int:
    """Takes a whole store into a new file and returns the number of rows; where it fails, the new file is gone again.

    Raises `CannotTakeIn` where the target is there already, else as `import_store`.
    """
    if target.exists():
        raise whole.CannotTakeIn(
            Message("{file} is there already; a whole store goes into a new file.", file=target.name)
        )
    there = set(_of_store(target))
    try:
        with closing(open_store(target)) as store:
            return sum(import_store(store, path, progress).values())
    except BaseException:
        for made in set(_of_store(target)) - there:
            made.unlink(missing_ok=True)
        raise


def _of_store(target: Path) -> list[Path]:
    """The file of a store and those that stand beside it under its name."""
    return [path for path in target.parent.iterdir() if path.name.startswith(target.name)]


def _refuse_newer(path: Path, head: dict[str, Any]) -> None:
    schema = head.get("schema")
    if not isinstance(schema, int) or schema > opening.SCHEMA:
        raise whole.CannotTakeIn(
            Message("{file} was written by a newer version of FieldVisit; update this one first.", file=path.name)
        )


def _told(portions: Iterator[tuple[str, list[Any]]], progress: Progress | None) -> Iterator[tuple[str, list[Any]]]:
    done = 0
    for name, rows in portions:
        yield name, rows
        done += len(rows)
        if progress is not None:
            progress(done, None)


def store_schema() -> dict[str, Any]:
    """The JSON Schema of an exported store."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A whole store of FieldVisit",
        "description": "Figures are text, so that no digit is lost; days are ISO dates, moments bear their offset. "
        "What has no value is left out.",
        "type": "object",
        "required": ["format", "version", "schema", "tables"],
        "properties": {
            "format": {"const": store_file.FORMAT},
            "version": {"const": store_file.VERSION},
            "schema": {"type": "integer", "description": "Number of the store's schema.", "maximum": opening.SCHEMA},
            "program": {"type": "string", "description": "Version of the program that wrote it."},
            "exported_at": {"type": "string", "format": "date-time"},
            "tables": whole.schema(),
        },
    }


def export_schema(path: Path) -> None:
    """Writes the JSON Schema of an exported store. Raises `CannotWrite`."""
    words = json.dumps(store_schema(), ensure_ascii=False, indent=1) + "\n"
    replacing(path, lambda part: _write(part, words))


def _write(path: Path, words: str) -> None:
    path.write_text(words, encoding="utf-8")
