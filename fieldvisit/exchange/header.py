"""Finds the row of headings below titles, and which kind of data and which of its columns the headings mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from fieldvisit.domain import language
from fieldvisit.exchange.kinds import KINDS, Column, Kind
from fieldvisit.exchange.tables import Cell, RawTable

SEARCHED_ROWS: Final = 40
LONGEST_HEADING: Final = 60
UNDER: Final = " · "
"""Stands between a merged heading and the one below it."""
CERTAIN: Final = 1.0
VAGUE: Final = 0.7
LOOSE: Final = 0.6
_HINT: Final = 2.0
_DOUBLE: Final = 0.1
"""What two rows of headings cost, so that a title above is not taken for the upper one."""
_VAGUE_NAMES = frozenset(
    {
        "date",
        "name",
        "code",
        "amount",
        "type",
        "total",
        "value",
        "title",
        "level",
        "from",
        "to",
        "start",
        "end",
        "日期",
        "名称",
        "编码",
        "编号",
        "代码",
        "类型",
        "金额",
        "状态",
        "datum",
        "betrag",
    }
)
_BRACKETS = re.compile(r"[(\[{【〔<][^)\]}】〕>]*[)\]}】〕>]")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_WORDS = re.compile(r"[^\W_]+")
_FIGURE = re.compile(r"[-+]?[\d.,:/ -]*\d[\d.,:/ -]*%?")
_CONVINCING: Final = 2
_OF_VISITS: Final = (("Visit", "Revision"), ("拜访", "版本"))


def words(heading: str) -> tuple[str, ...]:
    """The words of a heading without case, marks and units in brackets: `Unit_Price (CNY)*` -> unit, price."""
    plain = unicodedata.normalize("NFKC", heading)
    bare = _BRACKETS.sub(" ", plain)
    return tuple(_WORDS.findall(_CAMEL.sub(" ", bare if _WORDS.search(bare) else plain).lower()))


@lru_cache(maxsize=8192)
def folded(heading: str) -> str:
    """A heading as one comparable word: `CustomerID`, `customer_id` and `Customer ID` are the same."""
    return "".join(words(heading))


@dataclass(frozen=True)
class Headings:
    """Where the headings are (row indexes, `last` included; -1 for a table without any) and what they say."""

    first: int
    last: int
    texts: tuple[str, ...]

    @property
    def data_start(self) -> int:
        """The index of the first row below the headings."""
        return self.last + 1


@dataclass(frozen=True)
class Recognition:
    """What a table was recognised as. `columns` maps a column's key to its index; `confidence` is between 0 and 1."""

    headings: Headings
    kind: Kind | None
    columns: Mapping[str, int] = field(default_factory=dict)
    confidence: Mapping[str, float] = field(default_factory=dict)
    score: float = 0.0
    missing: tuple[str, ...] = ()
    """Labels of needed columns that were not found; with these the kind is only the nearest one."""


@dataclass(frozen=True)
class _Names:
    """Every name of every column of a kind, folded, with its rank; and the long ones, for loose comparison."""

    exact: dict[str, list[tuple[Column, float]]]
    endings: tuple[tuple[str, Column], ...]
    any_ending: tuple[str, ...]


@lru_cache(maxsize=64)
def _names(kind_key: str, language_code: str) -> _Names:
    kind = next(kind for kind in KINDS if kind.key == kind_key)
    exact: dict[str, list[tuple[Column, float]]] = {}
    endings: list[tuple[str, Column]] = []
    for column in kind.columns:
        for rank, name in enumerate((column.key, column.label, language.tr(column.label), *column.names)):
            sure = VAGUE if name.lower() in _VAGUE_NAMES else CERTAIN
            exact.setdefault(folded(name), []).append((column, sure - min(rank, 40) * 0.002))
            if len(words(name)) > 1 or _is_long_chinese(name):
                endings.append((folded(name), column))
    return _Names(exact, tuple(endings), tuple(ending for ending, _ in endings))


def _is_long_chinese(name: str) -> bool:
    return len(name) >= 4 and all("\u4e00" <= letter <= "\u9fff" for letter in name)


def matched(kind: Kind, texts: Sequence[str]) -> tuple[dict[str, int], dict[str, float]]:
    """The best fitting heading for each column of the kind: indexes and how sure each match is."""
    names = _names(kind.key, language.current().code)
    found = sorted(
        ((sure, -index, column.key) for index, text in enumerate(texts) for column, sure in _candidates(names, text)),
        reverse=True,
    )
    columns: dict[str, int] = {}
    confidence: dict[str, float] = {}
    for sure, negative, key in found:
        if key not in columns and -negative not in columns.values():
            columns[key] = -negative
            confidence[key] = sure
    return columns, confidence


def _candidates(names: _Names, text: str) -> Iterable[tuple[Column, float]]:
    for spelling in _spellings(text):
        if exact := names.exact.get(spelling):
            return exact
    last = folded(text)
    if len(last) > LONGEST_HEADING or not last.endswith(names.any_ending):
        return ()
    return [(column, LOOSE) for ending, column in names.endings if last.endswith(ending)]


def _spellings(text: str) -> Iterable[str]:
    """The heading itself; and of a double one also its parts the other way round and the lower part alone."""
    yield folded(text)
    if UNDER in text:
        over, _, under = text.partition(UNDER)
        yield folded(f"{under} {over}")
        yield folded(under)


def recognise(table: RawTable, kind: Kind | None = None) -> Recognition:
    """The best reading of the table as `kind`, or as the kind that fits best."""
    kinds = KINDS if kind is None else (kind,)
    hints = folded(f"{table.path.stem} {table.sheet or ''}")
    best: Recognition | None = None
    for headings in possible_headings(table):
        if kind is None and _is_of_visits(headings):
            return Recognition(headings, None)
        for each in kinds:
            reading = _read_as(each, headings, hints)
            if best is None or _rank(reading) > _rank(best):
                best = reading
    if (best is None or (best.missing and len(best.columns) < _CONVINCING)) and not has_headings(table):
        return Recognition(no_headings(table), kind or _hinted(hints))
    if best is None or (best.score == 0 and kind is None):
        return Recognition(likely_headings(table), kind)
    return best


def _hinted(hints: str) -> Kind | None:
    """The kind that the name of the file or sheet hints at, by the longest word; None where it hints at none."""
    found = max((len(word), kind.key) for kind in KINDS for word in ("", *map(folded, kind.names)) if word in hints)
    return next(kind for kind in KINDS if kind.key == found[1]) if found[0] else None


def _is_of_visits(headings: Headings) -> bool:
    """Whether the rows are of visits, as they are exported here: dealers and products stand in them many times over."""
    texts = {folded(text) for text in headings.texts}
    return any({folded(language.tr(word)) for word in words} <= texts for words in _OF_VISITS)


def _rank(reading: Recognition) -> tuple[bool, float]:
    return not reading.missing and reading.score > 0, reading.score


def _read_as(kind: Kind, headings: Headings, hints: str) -> Recognition:
    columns, confidence = matched(kind, headings.texts)
    score = sum(kind.column(key).weight * sure for key, sure in confidence.items())
    if headings.last > headings.first:
        score -= _DOUBLE
    if score > 0 and any(folded(hint) in hints for hint in kind.names):
        score += _HINT
    return Recognition(headings, kind, columns, confidence, score, kind.missing(frozenset(columns)))


def possible_headings(table: RawTable) -> Iterable[Headings]:
    """Every row that could be the headings, alone or with the row below it."""
    rows = table.rows[:SEARCHED_ROWS]
    for index, row in enumerate(rows):
        if sum(1 for cell in row if isinstance(cell, str) and cell.strip()) == 0:
            continue
        yield Headings(index, index, heading_texts(row))
        if index + 1 < len(rows) and _has_gaps(row):
            yield Headings(index, index + 1, _joined(row, rows[index + 1]))


def _has_gaps(row: Sequence[Cell]) -> bool:
    texts = heading_texts(row)
    return sum(1 for text in texts if text) > 1 and any(not text for text in texts)


def heading_texts(row: Sequence[Cell]) -> tuple[str, ...]:
    """The cells of a row as headings, each on one line; what is no text is written out."""
    return tuple("" if cell is None else " ".join(str(cell).split()) for cell in row)


def _joined(top: Sequence[Cell], below: Sequence[Cell]) -> tuple[str, ...]:
    """Two rows of headings in one: a merged heading above stands over each of the ones below it."""
    upper, lower = heading_texts(top), heading_texts(below)
    texts = []
    over = ""
    for index in range(max(len(upper), len(lower))):
        own = upper[index] if index < len(upper) else ""
        under = lower[index] if index < len(lower) else ""
        over = own or over
        texts.append((f"{over}{UNDER}{under}" if over else under) if under else own)
    return tuple(texts)


def no_headings(table: RawTable) -> Headings:
    """What stands for the headings of a table that has none."""
    return Headings(-1, -1, ("",) * table.width)


def has_headings(table: RawTable) -> bool:
    """Whether the row that is most likely the headings holds words, not figures and days as the rows below do."""
    cells = [text for text in likely_headings(table).texts if text]
    figures = sum(1 for text in cells if _FIGURE.fullmatch(text))
    return figures < _CONVINCING and figures * 3 < len(cells)


def likely_headings(table: RawTable) -> Headings:
    """The first row with the most filled cells, for a table in which nothing is recognised."""
    rows = table.rows[:SEARCHED_ROWS]
    filled = [sum(1 for cell in row if cell not in (None, "")) for row in rows]
    index = filled.index(max(filled))
    return Headings(index, index, heading_texts(rows[index]))
