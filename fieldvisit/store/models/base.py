"""What every mapped class shares: how types become columns, how constraints are named."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import Integer, MetaData, Text
from sqlalchemy.orm import DeclarativeBase

from fieldvisit.store.types import Day, Moment

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

# In a column `market`: the row holds for every market. Blank instead of NULL keeps unique keys working.
EVERY_MARKET = ""


class Base(DeclarativeBase):
    """The root of all mapped classes. In a nullable column None is "not known", never a zero or a blank."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text(),
        int: Integer(),
        date: Day(),
        datetime: Moment(),
    }
