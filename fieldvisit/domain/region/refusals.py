"""Why a file does not count: the kinds a manager tells apart, because each asks for something else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from fieldvisit.domain.language import Message, mark


class RefusedAs(Enum):
    """What is wrong with a file."""

    ALTERED = "altered"
    DAMAGED = "damaged"
    LOCKED = "password"
    UNKNOWN_KEY = "unknown key"
    UNSIGNED = "unsigned"
    NEWER = "newer"
    NO_DATA = "no data"
    DRAFT = "draft"
    CONTRADICTS = "contradicts"
    UNFIT = "unfit"


NAMES: Mapping[RefusedAs, str] = {
    RefusedAs.ALTERED: mark("altered"),
    RefusedAs.DAMAGED: mark("damaged"),
    RefusedAs.LOCKED: mark("password"),
    RefusedAs.UNKNOWN_KEY: mark("unknown key"),
    RefusedAs.UNSIGNED: mark("not signed"),
    RefusedAs.NEWER: mark("newer version"),
    RefusedAs.NO_DATA: mark("no visit data"),
    RefusedAs.DRAFT: mark("draft"),
    RefusedAs.CONTRADICTS: mark("contradicts"),
    RefusedAs.UNFIT: mark("cannot be read"),
}
"""The kinds in a word or two."""


@dataclass(frozen=True)
class Refusal:
    """Why a file is refused, in a sentence; `key` is the unknown public key in hex, `rep` whom the report names."""

    kind: RefusedAs
    why: Message
    key: str = ""
    rep: str = ""
