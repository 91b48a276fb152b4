"""The look of everything printed: colours that survive a grey printer, sizes, grid."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fieldvisit.charts.target import Role

MILLIMETRE = 72 / 25.4
PAGE_SIZES = {"A4": (210 * MILLIMETRE, 297 * MILLIMETRE), "Letter": (612.0, 792.0)}
"""Width and height in points."""

SIDE_MARGIN = 18 * MILLIMETRE
EDGE_MARGIN = 12 * MILLIMETRE
GUTTER = 4 * MILLIMETRE

INK = "#14181D"
GREY = "#4A535E"
PALE = "#66707C"
RED = "#A61B14"
AMBER = "#7A4700"
HAIRLINE = "#D5DAE0"
WHITE = "#FFFFFF"

ROLE_COLOURS = {
    Role.BACKGROUND: WHITE,
    Role.INK: "#2B333D",
    Role.MID: "#8B95A1",
    Role.BAND: "#DCE3EA",
    Role.TRACK: "#EEF1F4",
    Role.RED: RED,
    Role.AMBER: "#C27800",
    Role.TEXT: INK,
    Role.CAPTION: PALE,
    Role.AGEING_0: "#DADFE4",
    Role.AGEING_1: "#C3B79C",
    Role.AGEING_2: "#B3803F",
    Role.AGEING_3: "#8F4218",
    Role.AGEING_4: "#3F0D0A",
}


@dataclass(frozen=True)
class Style:
    """How words look: size in points, weight 400, 500 or 600, colour as #RRGGBB, slanted where not confirmed."""

    size: float
    weight: int = 400
    colour: str = INK
    slanted: bool = False

    @property
    def leading(self) -> float:
        """From base line to base line, in points."""
        return self.size * 1.36

    def bold(self) -> Style:
        """The same, set off by weight."""
        return replace(self, weight=600)

    def unconfirmed(self) -> Style:
        """The same for a value that the program filled in and nobody confirmed."""
        return replace(self, colour=PALE, slanted=True)

    def coloured(self, colour: str) -> Style:
        """The same in another colour."""
        return replace(self, colour=colour)


TITLE = Style(17, 600)
TITLE_SECOND = Style(14.5, 400, GREY)
SECTION = Style(13, 600)
HEAD = Style(10.5, 600)
SUBHEAD = Style(8.5, 600)
FIGURE = Style(14, 600)
BODY = Style(8.5)
TABLE = Style(8)
DENSE = Style(7.75)
CAPTION = Style(7.5, 400, PALE)
COLUMN_HEAD = Style(7.5, 500, GREY)
FOOTER = Style(7, 400, GREY)

DENSE_GAP = 7.0
"""Between the columns of a table of many figures."""
ROW_HEIGHT = 5.5 * MILLIMETRE
