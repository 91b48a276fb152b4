"""Fonts as both readers need them: one weight a file, TrueType outlines, Chinese included."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from fieldvisit.resources import FontNotPrepared, static_font, ui_font_files
from fieldvisit.resources.fonts import FAMILIES, WEIGHTS, cache_folder

COMMON_AND_RARE = "经销商拜访报告喆堃镕"


def opened(font: Path) -> TTFont:
    return TTFont(BytesIO(font.read_bytes()), lazy=True)


@pytest.mark.parametrize("weight", WEIGHTS)
@pytest.mark.parametrize("family", FAMILIES)
def test_each_file_is_one_weight_with_truetype_outlines(family, weight):
    font = opened(static_font(family, weight))
    assert "glyf" in font
    assert "fvar" not in font
    assert font["OS/2"].usWeightClass == weight
    assert font["name"].getBestFamilyName() == family
    assert font["name"].getBestSubFamilyName() == WEIGHTS[weight]


@pytest.mark.parametrize("weight", WEIGHTS)
def test_chinese_has_its_characters(weight):
    known = opened(static_font("Noto Sans SC", weight)).getBestCmap()
    assert [letter for letter in COMMON_AND_RARE if ord(letter) not in known] == []


def test_weights_differ_in_their_strokes():
    fonts = [opened(static_font("Noto Sans SC", weight)) for weight in WEIGHTS]
    heights = [font["glyf"][font.getBestCmap()[ord("一")]] for font in fonts]
    assert sorted(heights, key=lambda glyph: glyph.yMax - glyph.yMin) == heights
    assert len({glyph.yMax - glyph.yMin for glyph in heights}) == len(WEIGHTS)


def test_the_window_gets_every_weight_of_both_families():
    assert len({file.read_bytes() for file in ui_font_files()}) == len(FAMILIES) * len(WEIGHTS)


@pytest.fixture
def empty_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("FIELDVISIT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_a_font_is_cut_once(empty_cache):
    file = static_font("IBM Plex Sans", 400)
    before = file.stat().st_mtime_ns
    assert static_font("IBM Plex Sans", 400) == file
    assert file.stat().st_mtime_ns == before
    assert list(empty_cache.iterdir()) == [file]


def test_two_processes_cut_the_same_font_at_once(empty_cache):
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as both:
        files = list(both.map(static_font, ["IBM Plex Sans"] * 4, [600] * 4))
    assert set(files) == set(empty_cache.iterdir())
    assert opened(files[0])["OS/2"].usWeightClass == 600


def test_a_cache_that_cannot_be_written_is_said(empty_cache):
    empty_cache.write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(FontNotPrepared, match="cannot be prepared"):
        static_font("IBM Plex Sans", 400)


def test_fonts_are_kept_under_the_home_of_the_application(home, monkeypatch):
    monkeypatch.delenv("FIELDVISIT_CACHE")
    assert cache_folder() == home / "cache"
    monkeypatch.delenv("FIELDVISIT_HOME")
    assert cache_folder().name == "FieldVisit"
