"""A whole report as a file: laid out first, then written, the same bytes for the same content."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime

from fieldvisit import __version__
from fieldvisit.domain import formats, language
from fieldvisit.domain.language import tr
from fieldvisit.reports import fonts
from fieldvisit.reports.archiving import About
from fieldvisit.reports.enclosure import Enclosure
from fieldvisit.reports.flow import Block, Pagination, Piece, Placed
from fieldvisit.reports.lettering import Lettering
from fieldvisit.reports.outline import Outlined
from fieldvisit.reports.page import Frame
from fieldvisit.reports.photos import Images
from fieldvisit.reports.sheet import Sheet
from fieldvisit.reports.structure import Structure
from fieldvisit.reports.theme import SIDE_MARGIN
from fieldvisit.reports.words import paragraph, subheading
from fieldvisit.reports.writing import Finished, file_of

_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)
_LANGUAGE_TAGS = {"en": "en", "zh": "zh-CN"}


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

    @property
    def pages(self) -> int:
        """How many pages are begun."""
        return len(self._pagination.pages)

    def new_page(self) -> None:
        """Goes on at the top of the next page."""
        self._pagination.new_page()

    def written(self, enclosure: Enclosure | None = None) -> bytes:
        """The file, with what is enclosed in it. What no font could show is named at the end."""
        self._name_missing()
        sheets = [self._sheet(page, number) for number, page in enumerate(self._pagination.pages, 1)]
        return file_of(
            Finished(self._about(), sheets, self.structure, self.lettering, self.images, self.outline, enclosure)
        )

    def _about(self) -> About:
        tongue = language.current().code
        return About(
            _on_one_line(self.title),
            _on_one_line(self.author),
            _on_one_line(self.subject),
            f"FieldVisit {__version__}",
            _LANGUAGE_TAGS.get(tongue, tongue),
            (self.made_at or _NO_TIME).astimezone(UTC),
        )

    def _name_missing(self) -> None:
        if not self.lettering.missing or not self.names_missing:
            return
        names = formats.listed(fonts.named(frozenset(self.lettering.missing)))
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


def _on_one_line(text: str) -> str:
    """Without line ends, control characters and halves of characters, none of which a file's description can hold."""
    shown = "".join(" " if unicodedata.category(character) in ("Cc", "Cs") else character for character in text)
    return " ".join(shown.split())
