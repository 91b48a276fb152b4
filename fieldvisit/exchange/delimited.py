"""Reads delimited text: finds out encoding and delimiter, or takes the ones that are given."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from fieldvisit.domain.language import Message
from fieldvisit.exchange.tables import Cell, Look, NotATable, Opened

_BAR = "|"
DELIMITERS = (",", ";", "\t", _BAR)
LONGEST_CELL = 1 << 20
_SAMPLE = 1 << 16
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1c-\x1f\x7f]")
_TOLD = re.compile(r"sep=([;,|\t])\s*$", re.IGNORECASE | re.MULTILINE)
_UNIT = "\x1f"
_SIGNS = "+&~^#*!@"
"""What may stand before a vertical bar and belong to it; a percent or currency mark belongs to the figure."""
_HIGH = re.compile(rb"[\x80-\xff]+")


def read(path: Path, encoding: str | None, delimiter: str | None) -> Opened:
    """The file's rows. Raises `NotATable` where the bytes are no text or, while rows come, the quotes never close."""
    data = path.read_bytes()
    chosen = encoding or found_encoding(data)
    sample = _sample(path, data, chosen)
    _refuse_binary(path, sample)
    mark = delimiter or found_delimiter(sample)
    notes: list[Message] = []
    del data
    return Opened(Look(encoding=chosen, delimiter=mark), _rows(path, chosen, mark, notes), notes)


def _sample(path: Path, data: bytes, encoding: str) -> str:
    """The beginning of the text; a letter cut in two at its end does not count."""
    try:
        decoder = codecs.getincrementaldecoder(encoding)(errors=_leniency(encoding))
        return decoder.decode(data[:_SAMPLE]).replace("\x00", "")
    except (UnicodeDecodeError, LookupError) as error:
        raise _other_encoding(path, encoding) from error


def _leniency(encoding: str) -> str:
    """Windows-1252 has a few bytes without a letter, which real files hold all the same."""
    return "replace" if encoding == "cp1252" else "strict"


def _other_encoding(path: Path, encoding: str) -> NotATable:
    return NotATable(
        Message("{file} is not written in {encoding}; choose another encoding.", file=path.name, encoding=encoding)
    )


def found_encoding(data: bytes) -> str:
    """The encoding most likely written in: by byte order mark, UTF-8, UTF-16, GB18030 or Windows-1252."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return name
    if wide := _without_bom(data[:_SAMPLE]):
        return wide
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030" if _looks_chinese(data) else "cp1252"
    return "utf-8"


def _without_bom(sample: bytes) -> str | None:
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if half < 4:
        return None
    if odd > half * 0.4 and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.4 and odd == 0 else None


def _looks_chinese(data: bytes) -> bool:
    """Chinese letters come as pairs of high bytes; the accents of Western text stand alone between plain letters."""
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    runs = [len(found[0]) for found in _HIGH.finditer(data)]
    alone = sum(1 for length in runs if length == 1)
    return alone * 3 < len(runs)


def _refuse_binary(path: Path, sample: str) -> None:
    odd = len(_CONTROL.findall(sample)) + sample.count("\ufffd")
    if odd > max(2, len(sample) // 50):
        raise NotATable(
            Message(
                "{file} is no table: it holds binary data, not text; save the table as .xlsx or .csv first.",
                file=path.name,
            )
        )


def found_delimiter(sample: str) -> str:
    """The mark that splits the sample's lines most evenly into most columns; a comma where nothing splits it."""
    if told := _TOLD.match(sample):
        return told[1]
    best, best_score = ",", 0.0
    for mark in DELIMITERS:
        score = _evenness(sample, mark)
        if score > best_score:
            best, best_score = mark, score
    return _widened(sample) if best == _BAR else best


def _widened(sample: str) -> str:
    """The bar with the sign that always stands before it within a line: some programs part columns by `+|`."""
    lines = [line.rstrip() for line in sample.splitlines()[:200]]
    before = {line[at - 1] for line in lines for at in range(1, len(line) - 1) if line[at] == _BAR}
    sign = before.pop() if len(before) == 1 else ""
    return sign + _BAR if sign in _SIGNS else _BAR


def _evenness(sample: str, mark: str) -> float:
    try:
        widths = [len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=mark) if any(row)][:200]
    except csv.Error:
        return 0.0
    counted = Counter(width for width in widths if width > 1)
    if not counted:
        return 0.0
    width, lines = max(counted.items(), key=lambda item: (item[1] * item[0], item[1]))
    return lines / len(widths) * (2 + width)


def _rows(path: Path, encoding: str, mark: str, notes: list[Message]) -> Iterator[list[Cell]]:
    csv.field_size_limit(LONGEST_CELL)
    done = 0
    try:
        with path.open(encoding=encoding, errors=_leniency(encoding), newline="") as stream:
            for row in _split(_without_nul(stream, notes), mark):
                done += 1
                yield list(row)
    except UnicodeError as error:
        raise _other_encoding(path, encoding) from error
    except csv.Error as error:
        raise NotATable(
            Message(
                "{file} cannot be split into columns near row {row} (a quotation mark is opened and not closed?); "
                "mend that row and import it again.",
                file=path.name,
                row=done + 1,
            )
        ) from error


def _split(lines: Iterable[str], mark: str) -> Iterator[list[str]]:
    """The rows; the splitter knows marks of one letter only, so a longer one becomes one that no text holds."""
    if len(mark) == 1:
        yield from csv.reader(lines, delimiter=mark)
        return
    ending = re.compile(rf"[{re.escape(_SIGNS)}]{re.escape(mark[-1])}(?=\s*$)")
    yield from csv.reader((ending.sub("", line).replace(mark, _UNIT) for line in lines), delimiter=_UNIT)


def _without_nul(lines: Iterable[str], notes: list[Message]) -> Iterator[str]:
    for line in lines:
        if "\x00" not in line:
            yield line
            continue
        if not notes:
            notes.append(Message("Empty characters (NUL) were left out."))
        yield line.replace("\x00", "")
