"""Blocks that stand beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from fieldvisit.reports.flow import Block, Piece, draw_stacked, stacked_height
from fieldvisit.reports.lettering import Lettering
from fieldvisit.reports.sheet import Sheet
from fieldvisit.reports.theme import GUTTER

_LONGEST_TOGETHER = 640.0
_MAY_HANG = 14.0
"""How much longer than the pictures the notes beside them may be."""
_BAND = 60.0
"""About the height of a band of notes; a higher one would leave more of a page empty under it."""


@dataclass(frozen=True)
class TwoColumns:
    """Blocks beside each other; under each other where one side is longer than a page takes."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]
    space_before: float = 6

    def pieces(self, lettering: Lettering, width: float) -> list[Piece]:
        """One piece where it fits on a page."""
        half = (width - 2 * GUTTER) / 2
        sides = [_all_pieces(blocks, lettering, half) for blocks in (self.left, self.right)]
        height = max(stacked_height(side) for side in sides)
        if height > _LONGEST_TOGETHER:
            return _all_pieces((*self.left, *self.right), lettering, width)

        def draw(sheet: Sheet, left: float, top: float) -> None:
            for side, start in zip(sides, (left, left + half + 2 * GUTTER), strict=True):
                draw_stacked(sheet, side, start, top)

        return [Piece(height, draw, self.space_before or sides[0][0].space_before)]


@dataclass(frozen=True)
class Beside:
    """Pictures left with as many notes right as stand beside them, then the other notes in bands of two columns.

    A page may end between the bands. Each is filled so that its columns end as level as the notes allow: notes in
    pairs would leave a hole beside every long one.
    """

    pictures: tuple[Block, ...]
    notes: tuple[Block, ...]

    def pieces(self, lettering: Lettering, width: float) -> list[Piece]:
        """A piece for the pictures and one for each band."""
        half = (width - 2 * GUTTER) / 2
        beside = self._notes_beside(lettering, half)
        bands = [TwoColumns(self.pictures, self.notes[:beside])] if self.pictures else []
        heights = [_height_of(note, lettering, half) for note in self.notes[beside:]]
        bands += [TwoColumns(left, right, 0) for left, right in _banded(self.notes[beside:], heights)]
        return _all_pieces(bands, lettering, width)

    def _notes_beside(self, lettering: Lettering, half: float) -> int:
        if not self.pictures:
            return 0
        room = stacked_height(_all_pieces(self.pictures, lettering, half))
        heights = accumulate(_height_of(note, lettering, half) for note in self.notes)
        return max(1, sum(height <= room + _MAY_HANG for height in heights))


def _height_of(note: Block, lettering: Lettering, width: float) -> float:
    return sum(piece.space_before + piece.height for piece in note.pieces(lettering, width))


def _banded(notes: Sequence[Block], heights: Sequence[float]) -> Iterator[tuple[tuple[Block, ...], tuple[Block, ...]]]:
    """The notes in their order, band by band, each with the left and the right column."""
    start = 0
    while start < len(notes):
        end, filled = start, 0.0
        while end < len(notes) and (end - start < 2 or filled + heights[end] <= 2 * _BAND):
            filled += heights[end]
            end += 1
        left = min(range(start + 1, end + 1), key=lambda at: _taller(heights[start:end], at - start))
        yield tuple(notes[start:left]), tuple(notes[left:end])
        start = end


def _taller(heights: Sequence[float], left: int) -> float:
    return max(sum(heights[:left]), sum(heights[left:]))


def _all_pieces(blocks: Sequence[Block], lettering: Lettering, width: float) -> list[Piece]:
    return [piece for block in blocks for piece in block.pieces(lettering, width)]
