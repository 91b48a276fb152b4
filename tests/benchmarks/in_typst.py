"""The same content as a document of typst, a typesetter in Rust: its headings, words, tables, pictures and photos."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from fieldvisit.charts.target import Box, Point, Role
from fieldvisit.reports.answers import Answers, Facts
from fieldvisit.reports.beside import Beside, TwoColumns
from fieldvisit.reports.columns import Cell, Column, Picture, spans_of
from fieldvisit.reports.flow import Block, Together
from fieldvisit.reports.masthead import Title
from fieldvisit.reports.panels import Chart, Tiles
from fieldvisit.reports.photos import Photos
from fieldvisit.reports.tables import Table
from fieldvisit.reports.theme import ROLE_COLOURS
from fieldvisit.reports.words import Heading, Paragraph
from fieldvisit.resources.fonts import cache_folder

_HEAD = """#set document(title: "Visit report")
#set page(paper: "a4", margin: (x: 18mm, y: 22mm), header: [FieldVisit 拜访报告], footer: context [
  #counter(page).display("1 / 1", both: true)])
#set text(font: ("IBM Plex Sans", "Noto Sans SC"), size: 8pt, lang: "zh")
#set par(leading: 0.5em, spacing: 0.7em)
#set table(stroke: (_, y) => (bottom: 0.35pt + rgb("#D5DAE0")), inset: (x: 2pt, y: 3.6pt))
"""
_HALF = 236.0


def source(blocks: Iterable[Block], photos: Mapping[str, str]) -> str:
    """The document; `photos` are the names of their files by digest."""
    return _HEAD + "\n".join(part for block in blocks for part in _parts(block, photos))


def compiler(folder: Path) -> Callable[[str], bytes] | None:
    """What makes a PDF of a document that is put into `folder`, beside its photos; None where typst is absent."""
    try:
        typst = import_module("typst")
    except ModuleNotFoundError:
        return None

    def compiled(text: str) -> bytes:
        path = folder / "report.typ"
        path.write_text(text, encoding="utf-8")
        return bytes(typst.compile(str(path), font_paths=[str(cache_folder())], ignore_system_fonts=True))

    return compiled


def _parts(block: Any, photos: Mapping[str, str]) -> Iterator[str]:
    for side in _sides(block):
        if side is not block:
            yield from (part for each in side for part in _parts(each, photos))
    if isinstance(block, Photos):
        cells = (f"[#image({_string(photos[each.digest])})\n{_words(each.caption)}]" for each in block.photos)
        yield f"#grid(columns: 2, gutter: 6pt, {', '.join(cells)})"
    elif (told := _TOLD.get(type(block))) is not None:
        yield told(block)


def _sides(block: Any) -> tuple[Iterable[Any], ...]:
    if isinstance(block, TwoColumns):
        return block.left, block.right
    if isinstance(block, Beside):
        return block.pictures, block.notes
    return (block.blocks,) if isinstance(block, Together) else ()


def _answers(block: Answers) -> str:
    return "".join(
        f"{_words(each.label)} {_words(''.join(span.text for span in each.answer))}\n\n" for each in block.answers
    )


def _row(cells: Iterable[str]) -> str:
    shown = [f"[{each}]" for each in cells]
    return f"#grid(columns: (1fr,) * {len(shown)}, {', '.join(shown)})"


def _table(table: Table) -> str:
    aligns = ", ".join(column.align for column in table.columns)
    widths = ", ".join(f"{column.stretch}fr" if column.stretch else "auto" for column in table.columns)
    head = ", ".join(f"text(weight: 500)[{_words(column.title)}]" for column in table.columns)
    rows = [*table.rows, *([table.total] if table.total else [])]
    cells = ",\n".join(
        ", ".join(_cell(cell, column) for cell, column in zip(row, table.columns, strict=True)) for row in rows
    )
    return f"#table(columns: ({widths},), align: ({aligns},), table.header({head}),\n{cells})"


def _cell(cell: str | Cell | Picture, column: Column) -> str:
    if isinstance(cell, Picture):
        return f"[{_picture(cell.paint, cell.width, 15.6)}]"
    shown = [
        f"#text(weight: {span.style.weight}, fill: rgb({_string(span.style.colour)}), {_string(span.text)})"
        for span in spans_of(cell, column)
        if span.text
    ]
    return f"[{''.join(shown)}]"


def _picture(paint: Callable[[Any, Box], None], width: float, height: float) -> str:
    drawn = _Drawn()
    paint(drawn, Box(0, 0, width, height))
    return f"#box(width: {width:.2f}pt, height: {height:.2f}pt)[{''.join(drawn.parts)}]"


def _words(text: str) -> str:
    return f"#text({_string(text)})" if text else ""


def _string(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


class _Drawn:
    """A picture's shapes in the words of typst; implements `fieldvisit.charts.target.Target`."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def line(self, points: Sequence[Point], colour: Role, width: float, *, dashed: bool = False) -> None:
        stroke = f"(paint: {_colour(colour)}, thickness: {width:g}pt" + (', dash: "dashed")' if dashed else ")")
        first, *others = points
        steps = "".join(f", curve.line({_point(each)})" for each in others)
        self._place(f"curve(stroke: {stroke}, curve.move({_point(first)}){steps})")

    def rect(self, box: Box, colour: Role) -> None:
        shape = f"rect(width: {box.width:.2f}pt, height: {box.height:.2f}pt, fill: {_colour(colour)})"
        self._place(shape, f"dx: {box.left:.2f}pt, dy: {box.top:.2f}pt, ")

    def polygon(self, points: Sequence[Point], fill: Role, edge: Role | None = None, width: float = 1) -> None:
        stroke = f", stroke: {width:g}pt + {_colour(edge)}" if edge else ""
        self._place(f"polygon(fill: {_colour(fill)}{stroke}, {', '.join(map(_point, points))})")

    def circle(self, centre: Point, radius: float, fill: Role) -> None:
        at = f"dx: {centre[0] - radius:.2f}pt, dy: {centre[1] - radius:.2f}pt, "
        self._place(f"circle(radius: {radius:.2f}pt, fill: {_colour(fill)})", at)

    def text(self, start: Point, words: str, size: float, colour: Role, *, bold: bool = False) -> None:
        shown = f"text(size: {size:g}pt, weight: {600 if bold else 400}, fill: {_colour(colour)}, {_string(words)})"
        self._place(shown, f"dx: {start[0]:.2f}pt, dy: {start[1] - size:.2f}pt, ")

    def text_width(self, words: str, size: float, *, bold: bool = False) -> float:
        return len(words) * size * (0.6 if bold else 0.55)

    def _place(self, shape: str, at: str = "") -> None:
        self.parts.append(f"#place({at}{shape})")


def _point(point: Point) -> str:
    return f"({point[0]:.2f}pt, {point[1]:.2f}pt)"


def _colour(role: Role) -> str:
    return f"rgb({_string(ROLE_COLOURS[role])})"


_TOLD: dict[type, Callable[[Any], str]] = {
    Heading: lambda block: f"#heading(level: {block.level}, {_string(block.text)}) {_words(block.note)}",
    Title: lambda block: f"#heading({_string(block.name + ' ' + block.name_local)})",
    Paragraph: lambda block: _words("".join(span.text for span in block.spans)) + "\n",
    Chart: lambda block: (
        f"{_words(block.title)}\n{_picture(block.paint, _HALF, block.height)}\n{_words(block.caption)}"
    ),
    Tiles: lambda block: _row(
        f"{_words(each.label)}\n\n#strong({_string(each.figure)}) {_words(each.note)}" for each in block.tiles
    ),
    Facts: lambda block: _row(
        f"{_words(each.label)}\n\n{_words(' '.join((each.first, *each.others)))}" for each in block.facts
    ),
    Answers: _answers,
    Table: _table,
}
