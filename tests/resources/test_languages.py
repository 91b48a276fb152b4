"""A language is its catalogue and its marks; without a catalogue the source shows."""

from __future__ import annotations

import pytest

import catalogue
from fieldvisit.domain.language import Language, speaking, tr
from fieldvisit.resources import languages, load_language

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Dealer"\nmsgstr "经销商"\n'


@pytest.fixture
def translations(tmp_path, monkeypatch):
    monkeypatch.setattr(languages, "resource_folder", lambda name: tmp_path)
    return tmp_path


def test_a_catalogue_speaks(translations):
    (translations / "zh.mo").write_bytes(catalogue.compiled(PO))
    with speaking(load_language("zh")):
        assert tr("Dealer") == "经销商"
        assert tr("Product") == "Product"


@pytest.mark.parametrize("code", ["en", "zh", "xx", "../zh"])
def test_without_a_catalogue_the_source_language_is_used(translations, code):
    assert load_language(code) == Language()
