"""Translation without a toolkit: texts are marked where they are declared and translated where they are shown.

gettext instead of Qt's own catalogues, because rules, reports and the command line speak too and must not import Qt.
A report can be written in another language than the window's (`speaking`), in a worker thread, at the same time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from gettext import NullTranslations
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fieldvisit.domain.formats import Shown

SOURCE_LANGUAGE = "en"


@dataclass(frozen=True)
class Language:
    """A language's code (`en`, `zh`), its catalogue and the marks used in its numbers."""

    code: str = SOURCE_LANGUAGE
    catalogue: NullTranslations = field(default_factory=NullTranslations, compare=False)
    decimal_mark: str = "."
    group_mark: str = ","


@dataclass
class _Process:
    language: Language = field(default_factory=Language)


_process = _Process()
_override: ContextVar[Language | None] = ContextVar("language", default=None)


def use(language: Language) -> None:
    """Makes `language` the one of this process, for every thread that has no other."""
    _process.language = language


def current() -> Language:
    """The language in force here: that of the surrounding `speaking` block, or else the process's."""
    return _override.get() or _process.language


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speaks `language` inside the block, in this thread only."""
    token = _override.set(language)
    try:
        yield
    finally:
        _override.reset(token)


def mark(text: str) -> str:
    """Names `text` as one to translate, without translating it yet; for declarations made at import time."""
    return text


def tr(text: str, /, **values: object) -> str:
    """`text` in the language in force, with `{name}` places filled; an empty text stays empty."""
    translated = current().catalogue.gettext(text) if text else ""
    return translated.format(**{key: spoken(value) for key, value in values.items()}) if values else translated


def ntr(one: str, many: str, count: int, /, **values: object) -> str:
    """Like `tr`, choosing the plural form for `count`, which fills `{count}`."""
    translated = current().catalogue.ngettext(one, many, count)
    return translated.format(count=count, **{key: spoken(value) for key, value in values.items()})


class Message:
    """A sentence that is translated each time it is shown; its values are formatted for the language then.

    Values may be text, `Message`, `Decimal` (shown as written; wrap in a `formats` call for money), `date` or whole
    numbers.
    """

    __slots__ = ("template", "values")

    def __init__(self, template: str, /, **values: Any) -> None:
        self.template = template
        self.values = values

    def __str__(self) -> str:
        return tr(self.template, **self.values)

    def __repr__(self) -> str:
        return f"Message({self.template!r}, {self.values!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and (self.template, self.values) == (other.template, other.values)

    def __hash__(self) -> int:
        return hash((self.template, tuple(sorted(self.values))))


@cache
def _ways() -> tuple[type[Shown], Callable[[date], str], Callable[[Decimal], str]]:
    from fieldvisit.domain import formats  # needs `current` from here

    return formats.Shown, formats.day, formats.number


def spoken(value: object) -> str:
    """A value as it stands inside a sentence; numbers and days in the form of the language in force."""
    if isinstance(value, str):
        return value
    shown, day, number = _ways()
    if isinstance(value, shown):
        return value.show()
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal):
        return number(value)
    return str(value)
