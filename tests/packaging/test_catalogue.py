"""Compiled with the standard library alone, a catalogue reads as its source says."""

from __future__ import annotations

from gettext import GNUTranslations
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from hypothesis import given
from hypothesis import strategies as st

import catalogue

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n'


def read(po: str) -> GNUTranslations:
    return GNUTranslations(BytesIO(catalogue.compiled(HEADER + "\n" + po)))


def test_a_text_is_translated():
    assert read('msgid "Dealer"\nmsgstr "经销商"\n').gettext("Dealer") == "经销商"


def test_a_text_over_several_lines_is_one():
    assert read('msgid ""\n"a \\"b\\"\\n"\n"c"\nmsgstr ""\n"甲"\n"乙"\n').gettext('a "b"\nc') == "甲乙"


def test_a_plural_has_its_form():
    translated = read('msgid "{count} visit"\nmsgid_plural "{count} visits"\nmsgstr[0] "{count} 次拜访"\n')
    assert translated.ngettext("{count} visit", "{count} visits", 3) == "{count} 次拜访"


@pytest.mark.parametrize(
    "po",
    [
        '#, fuzzy\nmsgid "Dealer"\nmsgstr "商店"\n',
        'msgid "Dealer"\nmsgstr ""\n',
        '#~ msgid "Dealer"\n#~ msgstr "商店"\n',
    ],
)
def test_what_is_doubtful_missing_or_obsolete_shows_its_source(po):
    assert read(po).gettext("Dealer") == "Dealer"


_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), min_size=1)


@given(st.dictionaries(_TEXT, _TEXT))
def test_every_text_comes_back(texts):
    written = Catalog(locale="zh", fuzzy=False)
    for source, translation in texts.items():
        written.add(source, translation)
    po = BytesIO()
    write_po(po, written)
    translated = GNUTranslations(BytesIO(catalogue.compiled(po.getvalue().decode())))
    assert {source: translated.gettext(source) for source in texts} == texts


def test_only_a_newer_source_is_compiled_again(tmp_path):
    source = tmp_path / "zh.po"
    source.write_text(HEADER, encoding="utf-8")
    assert catalogue.compile_all(tmp_path) == [tmp_path / "zh.mo"]
    assert catalogue.compile_all(tmp_path) == []
