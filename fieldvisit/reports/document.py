"""A whole report as a file: laid out first, then written, the same bytes for the same content."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from fieldvisit import __version__
from fieldvisit.domain import language
from fieldvisit.domain.language import tr
from fieldvisit.reports import fonts
from fieldvisit.reports.archiving import compacted, make_archivable
from fieldvisit.reports.flow import Block, Pagination, Piece, Placed
from fieldvisit.reports.lettering import Lettering
from fieldvisit.reports.page import Frame
from fieldvisit.reports.photos import Images
from fieldvisit.reports.pictures import Pictures
from fieldvisit.reports.sheet import Sheet
from fieldvisit.reports.structure import Structure
from fieldvisit.reports.tagging import Tagging
from fieldvisit.reports.theme import SIDE_MARGIN
from fieldvisit.reports.words import paragraph, subheading

rl_config.useA85 = 0  # binary streams: a quarter smaller and faster
rl_config.pdfComments = 0

_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)
_LANGUAGE_TAGS = {"en": "en", "zh": "zh-CN"}
# ReportLab reads glyphs by moving one position in the font file, which all documents of a process share.
_writing = threading.Lock()


@dataclass(frozen=True)
class Outlined:
    """An entry of the outline: its destination, its words, and how deep it stands (0 or 1)."""

    anchor: str
    title: str
    level: int = 0


@dataclass
class Report:
    """A report in the making. `made_at` is the date in the file, None for one that is not final."""

    frame: Frame
    title: str
    author: str
    subject: str
    made_at: datetime | None
    images: Images = field(default_factory=dict)
    names_missing: bool = True
    """Whether characters that no font has are named at the end."""
    outline: list[Outlined] = field(default_factory=list)
    lettering: Lettering = field(default_factory=Lettering)
    structure: Structure = field(default_factory=Structure)
    _pagination: Pagination = field(init=False)
    _laid_out: dict[int, tuple[Block, list[Piece]]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._pagination = Pagination(self.frame.body_top, self.frame.body_bottom)

    def add(self, *blocks: Block) -> None:
        """Lays the blocks out under one another; the first keeps with the next as its pieces say."""
        self._pagination.add(self._pieces_of(blocks))

    def height_of(self, *blocks: Block) -> float:
        """The room that blocks take under one another, with the space before the first."""
        return sum(self.heights_of(*blocks))

    def heights_of(self, *blocks: Block) -> list[float]:
        """The room of each piece of the blocks, with the space before it."""
        return [piece.space_before + piece.height for piece in self._pieces_of(blocks)]

    def _pieces_of(self, blocks: Sequence[Block]) -> list[Piece]:
        """The pieces of blocks; of a block that was measured before, those it has already."""
        for block in blocks:
            if id(block) not in self._laid_out:
                self._laid_out[id(block)] = (block, block.pieces(self.lettering, self.frame.body_width))
        return [piece for block in blocks for piece in self._laid_out[id(block)][1]]

    @property
    def page_room(self) -> float:
        """The height of the body of a page."""
        return self.frame.body_bottom - self.frame.body_top

    def new_page(self) -> None:
        """Goes on at the top of the next page."""
        self._pagination.new_page()

    def written(self) -> bytes:
        """The file. What no font could show is named at the end."""
        self._name_missing()
        sheets = [self._sheet(page, number) for number, page in enumerate(self._pagination.pages, 1)]
        with _writing:
            return _file(self, sheets)

    def _name_missing(self) -> None:
        if not self.lettering.missing or not self.names_missing:
            return
        names = ", ".join(fonts.named(frozenset(self.lettering.missing)))
        sentence = tr("No font here has these characters; their codes stand in their place: {names}", names=names)
        self.add(subheading(tr("Characters not shown")), paragraph(sentence))

    def _sheet(self, page: Sequence[Placed], number: int) -> Sheet:
        sheet = Sheet(*self.frame.size, self.lettering, self.structure, number - 1)
        self.frame.draw(sheet, self.lettering, number, len(self._pagination.pages))
        for placed in page:
            with sheet.decoration() if placed.repeated else nullcontext():
                placed.piece.draw(sheet, SIDE_MARGIN, placed.top)
        sheet.finish()
        return sheet


def _file(report: Report, sheets: Sequence[Sheet]) -> bytes:
    written = BytesIO()
    tongue = _LANGUAGE_TAGS.get(language.current().code, language.current().code)
    canvas = Canvas(
        written,
        pagesize=report.frame.size,
        pageCompression=1,
        invariant=1,
        lang=tongue,
        initialFontName=_initial_font(),
        pdfVersion=(1, 7),
    )
    made = (report.made_at or _NO_TIME).astimezone(UTC)
    _describe(canvas, report, made)
    make_archivable(canvas, tongue, made)
    pictures = Pictures(canvas, report.images)
    marked = {name for sheet in sheets for name, _ in sheet.destinations}
    tagging = Tagging(canvas, report.structure, {entry.anchor: entry.title for entry in report.outline}, marked)
    for sheet in sheets:
        _write_sheet(canvas, sheet, pictures, tagging)
        canvas.showPage()
        tagging.add_page(sheet)
    tagging.write()
    for entry in report.outline:
        if entry.anchor in marked:
            canvas.addOutlineEntry(entry.title, entry.anchor, entry.level, closed=False)
    _hand_over_fonts(canvas, report.lettering)
    canvas.save()
    return compacted(written.getvalue())


def _describe(canvas: Any, report: Report, made: datetime) -> None:
    canvas.setTitle(_on_one_line(report.title))
    canvas.setAuthor(_on_one_line(report.author))
    canvas.setSubject(_on_one_line(report.subject))
    canvas.setCreator(f"FieldVisit {__version__}")
    canvas.setProducer(f"FieldVisit {__version__}")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setDateFormatter(lambda *_ignored: f"{made:D:%Y%m%d%H%M%S}+00'00'")
    canvas.showOutline()


def _on_one_line(text: str) -> str:
    """Without line ends, control characters and halves of characters, none of which a file's description can hold."""
    shown = "".join(" " if unicodedata.category(character) in ("Cc", "Cs") else character for character in text)
    return " ".join(shown.split())


def _write_sheet(canvas: Any, sheet: Sheet, pictures: Pictures, tagging: Tagging) -> None:
    canvas.addLiteral("\n".join(sheet.operators))
    for image in sheet.images:
        box = image.box
        canvas.addLiteral(image.opening)
        pictures.draw(image.digest, box.left, sheet.height - box.bottom, box.width, box.height)
        canvas.addLiteral("EMC")
    for name, top in sheet.destinations:
        canvas.bookmarkHorizontal(name, 0, top)
    tagging.add_links(sheet.links)


def _hand_over_fonts(canvas: Any, lettering: Lettering) -> None:
    document = canvas._doc  # noqa: SLF001 -- fonts that embed themselves have no public way in
    document.delayedFonts.extend(lettering.fonts.values())


def _initial_font() -> str:
    # A canvas without a font of its own puts an unembedded Helvetica into the file; this one is never drawn with.
    first = fonts.latin(400)
    if first.name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(first.name, first.face.filename))
    return first.name
