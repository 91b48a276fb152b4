"""The parts of fonts that go into reports."""

from __future__ import annotations

from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from fieldvisit.reports.document import Report
from fieldvisit.reports.embedding import EmbeddedFont
from fieldvisit.reports.fonts import chinese, latin, typeface
from fieldvisit.reports.page import Frame
from fieldvisit.reports.words import paragraph
from tests.reports import reading

COMMON_AND_RARE = "经销商拜访报告喆堃镕𣲗"


def test_a_subset_holds_what_was_asked_each_character_with_its_own_outline():
    whole = chinese(500)
    content, glyphs = whole.subset(COMMON_AND_RARE)
    font = TTFont(BytesIO(content))
    assert set(glyphs) == set(COMMON_AND_RARE)
    assert len(content) < 20_000
    advances = [font["hmtx"].metrics[font.getGlyphName(glyphs[each])][0] for each in COMMON_AND_RARE]
    assert advances == [whole.advance(each) for each in COMMON_AND_RARE]
    assert len(set(glyphs.values())) == len(COMMON_AND_RARE)


def test_the_same_characters_give_the_same_bytes():
    assert latin(400).subset("Dealer visit") == latin(400).subset(reversed("Dealer visit"))


def test_a_character_that_the_font_lacks_has_no_width():
    assert not latin(400).has("经")
    with pytest.raises(KeyError):
        latin(400).width("经")


def test_a_character_beyond_the_basic_plane_gets_a_code_that_no_other_has():
    font = EmbeddedFont(typeface("Noto Sans SC", 400), "F1")
    assert font.encode("吉𠮷") == "5409d800"
    assert font.encode("𠮷吉") == "d8005409"


def test_a_no_break_space_is_a_plain_one_to_who_searches():
    assert EmbeddedFont(latin(400), "F1").encode("5\xa0%") == EmbeddedFont(latin(400), "F1").encode("5 %")


def test_a_file_says_which_character_beyond_the_basic_plane_it_shows():
    report = Report(Frame("Kind", "about", "foot"), "title", "author", "subject", None)
    report.add(paragraph("沈𣲗"))
    assert "沈𣲗" in reading.squeezed(report.written())
