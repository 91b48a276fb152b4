from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldvisit.reports import fonts
from fieldvisit.reports.lettering import Lettering
from fieldvisit.reports.spans import Line, Span
from fieldvisit.reports.theme import BODY, SUBHEAD

NEVER_FIRST = "、。，．；：！？）】》」』”’"
NEVER_LAST = "（【《「『“"
chinese = st.text(alphabet="价格低于最下原因是清理旧批次" + NEVER_FIRST + NEVER_LAST, min_size=1, max_size=80)
mixed = st.text(alphabet="abc dé 12,.中文，。（）\n<b>&;%", max_size=120)


def broken(text: str, width: float) -> list[str]:
    return ["".join(part.text for part in line) for line in Lettering().lines([Span(text, BODY)], width)]


def right_end(line: Line) -> float:
    last = line[-1]
    return last.left + fonts.width(last.text, last.style.weight) * last.style.size


def test_a_chinese_line_never_starts_with_a_mark_that_closes():
    lines = broken("价格低于最低价，原因是清理旧批次。请经理决定，是否允许（到月底）继续。", 9 * 8.5)
    assert len(lines) > 3
    assert not [line for line in lines if line[0] in NEVER_FIRST]
    assert not [line for line in lines if line[-1] in NEVER_LAST]


@given(chinese)
def test_a_mark_that_closes_starts_a_line_only_when_nothing_else_fits(text):
    width = 12 * 8.5
    lines = broken(text, width)
    for above, line in pairwise(lines):
        if line and line[0] in NEVER_FIRST:
            # Only a chain of marks longer than a line may be broken within.
            assert len(above) >= 11


@given(mixed, st.floats(min_value=12, max_value=400))
def test_lines_keep_within_the_width_and_lose_nothing(text, width):
    found = Lettering().lines([Span(text, BODY)], width)
    assert all(right_end(line) <= width + 0.1 for line in found if line)
    kept = "".join(part.text for line in found for part in line)
    assert "".join(kept.split()) == "".join(text.split())


@given(st.lists(st.tuples(mixed, st.sampled_from([BODY, SUBHEAD])), max_size=5))
def test_styles_do_not_change_what_is_said(parts):
    found = Lettering().lines([Span(text, style) for text, style in parts], 150)
    kept = "".join(part.text for line in found for part in line)
    assert "".join(kept.split()) == "".join("".join(text for text, _ in parts).split())


def test_a_word_goes_on_in_the_style_of_the_next_span_without_a_break():
    width = fonts.width("wwww Pay", 600) * 8.5
    found = Lettering().lines([Span("wwww Pay", SUBHEAD), Span(", Zhou", BODY)], width)
    assert "".join(part.text for part in found[1]).startswith("Pay,")


@pytest.mark.parametrize("text", ["deviation of −7.9 % today", "on the 18 Sep and later", "Lager 330 ml can"])
def test_a_number_keeps_its_unit(text):
    for width in range(48, 140, 2):
        lines = broken(text, width)
        assert not [
            line for line in lines if line.strip() in ("%", "Sep", "ml") or line.startswith(("% ", "Sep ", "ml "))
        ]


def test_line_ends_of_the_text_are_kept():
    assert broken("one\n\nthree", 200) == ["one", "", "three"]


def test_an_endless_word_is_broken_anywhere():
    assert all(lines for lines in broken("x" * 500, 60))
    assert "".join(broken("x" * 500, 60)) == "x" * 500


def test_what_no_font_has_is_shown_by_its_code_and_named():
    lettering = Lettering()
    assert lettering.legible("好😀𣲘 ok") == "好[U+1F600]𣲘 ok"
    assert lettering.missing == {"😀"}
    assert fonts.named(frozenset("😀")) == ["U+1F600 GRINNING FACE"]


@given(st.text(max_size=60))
def test_every_legible_character_has_a_glyph(text):
    shown = Lettering().legible(text)
    for character in shown.replace("\n", ""):
        assert fonts.latin(400).has(character) or fonts.chinese(400).has(character)
    assert Lettering().legible(shown) == shown


def test_letters_with_separate_accents_are_put_together():
    assert Lettering().legible("Cafe\u0301") == "Café"


def test_invisible_formatting_is_left_out_and_odd_spaces_are_spaces():
    assert Lettering().legible("a\u200d\ufe0fb\u205fc\td") == "ab c d"


def test_a_half_of_a_surrogate_pair_does_not_stop_the_report():
    assert Lettering().legible("a\ud83d") == "a[U+D83D]"


def test_a_chinese_character_in_every_weight():
    for weight in (400, 500, 600):
        (run,) = fonts.runs("价", weight)
        assert run.typeface.name == f"NotoSansSC-{weight}"
