"""Blocks that stand beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from fieldvisit.reports.flow import Block, Piece, draw_stacked, stacked_height
from fieldvisit.reports.lettering import Lettering
from fieldvisit.reports.sheet import Sheet
from fieldvisit.reports.theme import GUTTER

_LONGEST_TOGETHER = 640.0
_MAY_HANG = 14.0
"""How much longer than the pictures the notes beside them may be."""


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
    """Pictures left with as many notes right as stand beside them, then the other notes in pairs.

    A page may end between the pairs.
    """

    pictures: tuple[Block, ...]
    notes: tuple[Block, ...]

    def pieces(self, lettering: Lettering, width: float) -> list[Piece]:
        """A piece for the pictures and one for each pair."""
        half = (width - 2 * GUTTER) / 2
        beside = self._notes_beside(lettering, half)
        bands = [TwoColumns(self.pictures, self.notes[:beside])] if self.pictures else []
        rest = self.notes[beside:]
        bands += [TwoColumns(rest[at : at + 1], rest[at + 1 : at + 2], 0) for at in range(0, len(rest), 2)]
        return _all_pieces(bands, lettering, width)

    def _notes_beside(self, lettering: Lettering, half: float) -> int:
        if not self.pictures:
            return 0
        room = stacked_height(_all_pieces(self.pictures, lettering, half))
        heights = accumulate(
            sum(piece.space_before + piece.height for piece in note.pieces(lettering, half)) for note in self.notes
        )
        return max(1, sum(height <= room + _MAY_HANG for height in heights))


def _all_pieces(blocks: Sequence[Block], lettering: Lettering, width: float) -> list[Piece]:
    return [piece for block in blocks for piece in block.pieces(lettering, width)]
