"""The store's own records: files imported, settings, photos."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from fieldvisit.store.models.base import Base
from fieldvisit.store.types import Json, LocalMoment


class ImportRun(Base):
    """One file taken in; `digest` is the SHA-256 of its bytes, `counts` rows new, changed, ..., refused."""

    __tablename__ = "import_runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    file_name: Mapped[str]
    digest: Mapped[str]
    kind: Mapped[str]
    at: Mapped[datetime] = mapped_column(LocalMoment)
    counts: Mapped[dict[str, Any]] = mapped_column(Json)


class ImportUndo(Base):
    """What takes the last import back: a run of rows it made, or one row it changed.

    `first_run` is the `ImportRun` of its first file. `was` holds, by column, what was stored before and after; None
    for rows that were new.
    """

    __tablename__ = "import_undo"

    id: Mapped[int] = mapped_column(primary_key=True)
    first_run: Mapped[int]
    of_table: Mapped[str]
    first_row: Mapped[int]
    last_row: Mapped[int]
    was: Mapped[Any] = mapped_column(Json, nullable=True)


class Setting(Base):
    """One thing a user chose; the value is anything JSON can say."""

    __tablename__ = "settings"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(Json, nullable=True)


class Photo(Base):
    """A picture by the SHA-256 of its bytes, so that the same one is kept once."""

    __tablename__ = "photos"

    digest: Mapped[str] = mapped_column(primary_key=True)
    media_type: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)
