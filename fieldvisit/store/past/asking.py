"""Prepared questions: SQL that is compiled once, whose answers come back as exact values."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, TextClause, text
from sqlalchemy.sql.selectable import TextualSelect
from sqlalchemy.types import TypeEngine

Answer = list[Row[Any]]


def question(sql: str, **columns: type[TypeEngine[Any]]) -> TextualSelect | TextClause:
    """SQL with `:names`; `columns` are those that have to be turned into decimals or days."""
    return text(sql).columns(**columns) if columns else text(sql)


def ask(connection: Connection, asked: TextualSelect | TextClause, **given: Any) -> Answer:
    """The rows of a question."""
    return list(connection.execute(asked, given).all())


def listed(values: Iterable[object]) -> str:
    """Values for a `json_each(:name)`: one parameter for a list of any length keeps the statement the same."""
    return json.dumps(list(values), ensure_ascii=False)
