"""Lays blocks out on pages: what belongs together stays together, and heads come again on the next page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from fieldvisit.reports.lettering import Lettering
from fieldvisit.reports.sheet import Sheet

Draw = Callable[[Sheet, float, float], None]
"""Draws at a left and an upper edge."""


@dataclass(frozen=True)
class Piece:
    """The smallest part that is put on a page as a whole."""

    height: float
    draw: Draw
    space_before: float = 0
    """Left out at the top of a page."""
    keep_with_next: bool = False
    heads: tuple[Piece, ...] = ()
    """Drawn again where a page begins with this piece."""


class Block(Protocol):
    """Something that knows its pieces once it knows its width."""

    def pieces(self, lettering: Lettering, width: float) -> list[Piece]:
        """The parts from top to bottom."""


@dataclass(frozen=True)
class Together:
    """Blocks that stand on one page where they fit on one."""

    blocks: tuple[Block, ...]

    def pieces(self, lettering: Lettering, width: float) -> list[Piece]:
        """Those of the blocks, each kept with the next."""
        pieces = [piece for block in self.blocks for piece in block.pieces(lettering, width)]
        return [replace(piece, keep_with_next=True) for piece in pieces[:-1]] + pieces[-1:]


@dataclass(frozen=True)
class Placed:
    """A piece and its upper edge, in points from the upper edge of the page."""

    piece: Piece
    top: float
    repeated: bool = False
    """Whether it stands on an earlier page already."""


@dataclass
class Pagination:
    """Fills pages between `top` and `bottom`, both in points from the upper edge of the page."""

    top: float
    bottom: float
    pages: list[list[Placed]] = field(default_factory=lambda: [[]])
    _y: float = field(init=False)

    def __post_init__(self) -> None:
        self._y = self.top

    def add(self, pieces: Sequence[Piece]) -> None:
        """Places the pieces, each group that is to stay together on one page where that is possible."""
        for group in _groups(pieces):
            if not self._at_top and self._y + _height(group) > self.bottom + 0.01:
                self.new_page(group[0].heads)
            for piece in group:
                self._place(piece)

    def new_page(self, heads: Iterable[Piece] = ()) -> None:
        """Goes on at the top of the next page."""
        self.pages.append([])
        self._y = self.top
        for head in heads:
            self._put(head, repeated=True)

    @property
    def _at_top(self) -> bool:
        return not self.pages[-1]

    def _place(self, piece: Piece) -> None:
        if not self._at_top and self._y + piece.space_before + piece.height > self.bottom + 0.01:
            self.new_page(piece.heads)
        self._put(piece)

    def _put(self, piece: Piece, *, repeated: bool = False) -> None:
        if not self._at_top:
            self._y += piece.space_before
        self.pages[-1].append(Placed(piece, self._y, repeated))
        self._y += piece.height


def _groups(pieces: Sequence[Piece]) -> Iterable[list[Piece]]:
    group: list[Piece] = []
    for piece in pieces:
        group.append(piece)
        if not piece.keep_with_next:
            yield group
            group = []
    if group:
        yield group


def _height(group: Sequence[Piece]) -> float:
    return sum(piece.space_before + piece.height for piece in group)


def stacked_height(pieces: Sequence[Piece]) -> float:
    """The height of all pieces one under the other, the space before the first left out."""
    return _height(pieces) - (pieces[0].space_before if pieces else 0)


def draw_stacked(sheet: Sheet, pieces: Sequence[Piece], left: float, top: float) -> None:
    """Draws pieces one under the other without minding the page."""
    for index, piece in enumerate(pieces):
        top += piece.space_before if index else 0
        piece.draw(sheet, left, top)
        top += piece.height
