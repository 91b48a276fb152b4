"""Settings by key."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from fieldvisit.store.models import Setting

OWN_KEY = "own_key"
"""The rep's private key: it stays in the store and its backups and is in no export."""


def all_settings(session: Session) -> dict[str, Any]:
    """Every setting that was chosen."""
    return dict(session.connection().execute(select(Setting.key, Setting.value)).all())


def settings_under(session: Session, prefix: str) -> dict[str, Any]:
    """The settings whose keys begin with `prefix`, by the rest of the key."""
    query = select(Setting.key, Setting.value).where(Setting.key.startswith(prefix, autoescape=True))
    return {key.removeprefix(prefix): value for key, value in session.connection().execute(query)}


def put_setting(session: Session, key: str, value: Any) -> None:
    """Keeps one setting; None forgets it."""
    if value is None:
        session.connection().execute(delete(Setting).where(Setting.key == key))
        return
    chosen = insert(Setting).values(key=key, value=value)
    session.connection().execute(chosen.on_conflict_do_update(index_elements=["key"], set_={"value": value}))
