"""The frame of every page: head rule, footer, number, and the legend of the marks."""

from __future__ import annotations

from dataclasses import dataclass

from fieldvisit.domain.flags import Severity
from fieldvisit.domain.language import tr
from fieldvisit.reports import fonts
from fieldvisit.reports.lettering import Lettering
from fieldvisit.reports.sheet import Sheet
from fieldvisit.reports.theme import EDGE_MARGIN, FOOTER, GREY, HAIRLINE, INK, PAGE_SIZES, RED, SIDE_MARGIN, Style
from fieldvisit.reports.words import draw_severity

_HEAD = Style(7.5)
_HEAD_RULE = EDGE_MARGIN + 14
_BODY_TOP = _HEAD_RULE + 12


@dataclass(frozen=True)
class Frame:
    """What stands round the body of each page. `warning` marks a report that is not final."""

    kind: str
    about: str
    left_foot: str
    middle_foot: str = ""
    warning: str = ""
    page_size: str = "A4"
    legend: bool = True
    """Whether the marks are explained: on every page but a first one with a middle foot."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page in points."""
        return PAGE_SIZES[self.page_size]

    @property
    def body_top(self) -> float:
        """Where the body starts, from the upper edge."""
        return _BODY_TOP

    @property
    def body_bottom(self) -> float:
        """Where the body ends, from the upper edge."""
        return self.size[1] - EDGE_MARGIN - 22

    @property
    def body_width(self) -> float:
        """The room between the margins."""
        return self.size[0] - 2 * SIDE_MARGIN

    def draw(self, sheet: Sheet, lettering: Lettering, number: int, count: int) -> None:
        """Head and footer of page `number` of `count`."""
        with sheet.decoration():
            self._draw_head(sheet, lettering)
            self._draw_foot(sheet, lettering, tr("page {number} of {count}", number=number, count=count), number)

    def _draw_head(self, sheet: Sheet, lettering: Lettering) -> None:
        left, right, baseline = SIDE_MARGIN, SIDE_MARGIN + self.body_width, EDGE_MARGIN + 7
        name = _HEAD.bold()
        sheet.write(left, baseline, "FieldVisit", name)
        x = left + sheet.words_width("FieldVisit", name) + 6
        for words, style in ((self.kind, _HEAD.coloured(GREY)), (self.warning, name.coloured(RED))):
            shown = lettering.legible(words)
            sheet.write(x, baseline, shown, style)
            x += sheet.words_width(shown, style) + 8
        about = shortened(lettering, self.about, _HEAD, right - x - 4)
        sheet.write_right(right, baseline, about, _HEAD.coloured(GREY))
        sheet.rule(left, right, _HEAD_RULE, 0.5, INK)

    def _draw_foot(self, sheet: Sheet, lettering: Lettering, page: str, number: int) -> None:
        left, right = SIDE_MARGIN, SIDE_MARGIN + self.body_width
        baseline = self.size[1] - EDGE_MARGIN - 2
        sheet.rule(left, right, baseline - 11, 0.35, HAIRLINE)
        sheet.write(left, baseline, shortened(lettering, self.left_foot, FOOTER, self.body_width * 0.4), FOOTER)
        sheet.write_right(right, baseline, lettering.legible(page), FOOTER)
        if self.legend and (number > 1 or not self.middle_foot):
            _draw_legend(sheet, lettering, self.size[0] / 2, baseline)
        else:
            middle = lettering.legible(self.middle_foot)
            sheet.write(self.size[0] / 2 - sheet.words_width(middle, FOOTER) / 2, baseline, middle, FOOTER)


def _draw_legend(sheet: Sheet, lettering: Lettering, middle: float, baseline: float) -> None:
    parts = ((Severity.RED, tr("outside a limit")), (Severity.AMBER, tr("unusual")), (None, tr("– no value")))
    words = [(mark, lettering.legible(text)) for mark, text in parts]
    widths = [sheet.words_width(text, FOOTER) + (0 if mark is None else 10) for mark, text in words]
    x = middle - (sum(widths) + 20) / 2
    for (mark, text), width in zip(words, widths, strict=True):
        draw_severity(sheet, mark, (x + 4, baseline - 2.4), 3.0)
        sheet.write(x + (0 if mark is None else 10), baseline, text, FOOTER)
        x += width + 10


def shortened(lettering: Lettering, text: str, style: Style, width: float) -> str:
    """`text` on one line, cut with an ellipsis where it is too wide; only for what stands in full elsewhere."""
    shown = lettering.legible(text).replace("\n", " ")
    if fonts.width(shown, style.weight) * style.size <= width:
        return shown
    room = width / style.size - fonts.width("…", style.weight)
    for end, character in enumerate(shown):
        room -= fonts.width(character, style.weight)
        if room < 0:
            return shown[:end].rstrip() + "…"
    return shown + "…"
