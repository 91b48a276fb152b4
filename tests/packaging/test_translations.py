"""The catalogues fit the texts of the code."""

from __future__ import annotations

import ast
import re

import pytest
from babel.messages.catalog import Catalog

import translations

MARKS = {"mark", "tr", "Message", "ntr"}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(translations, "FOLDER", tmp_path)
    return tmp_path


@pytest.mark.parametrize("po", sorted(translations.FOLDER.glob("*.po")), ids=lambda po: po.stem)
def test_no_translation_loses_or_invents_a_place(po):
    assert translations.at_odds(translations.translations(po.stem)) == []


@pytest.mark.parametrize("string", ["{total} 元", "{amount} 中的 {total}", "金额"])
def test_a_wrong_place_is_found(string):
    catalogue = Catalog(locale="zh")
    catalogue.add("{amount} due", string)
    assert len(translations.at_odds(catalogue)) == 1


def test_the_same_places_in_another_order_are_right():
    catalogue = Catalog(locale="zh")
    catalogue.add("{a} of {b}", "{b} 中的 {a}")
    catalogue.add(("{count} visit", "{count} visits"), ("{count} 次拜访",))
    assert translations.at_odds(catalogue) == []


def test_a_new_catalogue_lacks_every_text(folder):
    translations.update("zh")
    assert len(translations.check("zh")) == len(translations.texts_of_code())


def test_an_update_keeps_what_is_translated_and_changes_nothing_else(folder):
    path = translations.update("zh")
    empty = path.read_text(encoding="utf-8")
    path.write_text(
        empty.replace('msgid "To confirm"\nmsgstr ""', 'msgid "To confirm"\nmsgstr "待确认"'), encoding="utf-8"
    )
    translated = path.read_bytes()
    translations.update("zh")
    assert path.read_bytes() == translated
    assert '"待确认"'.encode() in translated


def texts_that_are_not_found(source: str) -> list[int]:
    """Lines of calls whose text the extraction does not see: inside an f-string, or put together in the call.

    A text declared elsewhere may be named (`tr(field.label)`, `tr(TITLES[kind])`): it was marked there.
    """
    tree = ast.parse(source)
    inside = {id(call) for each in ast.walk(tree) if isinstance(each, ast.JoinedStr) for call in calls_of(each)}
    calls = [(call, id(call) in inside) for call in calls_of(tree)]
    return [call.lineno for call, within in calls if not all(seen(text, within) for text in texts_of(call))]


def calls_of(tree: ast.AST) -> list[ast.Call]:
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return [call for call in calls if getattr(call.func, "id", "") in MARKS]


def texts_of(call: ast.Call) -> list[ast.expr]:
    return call.args[: 2 if getattr(call.func, "id", "") == "ntr" else 1]


def seen(text: ast.expr, within_f_string: bool) -> bool:
    if isinstance(text, ast.Constant):
        return not within_f_string
    return isinstance(text, ast.Name | ast.Attribute | ast.Subscript | ast.Call)


def test_no_text_of_the_code_is_missed():
    sources = sorted((translations.ROOT / "fieldvisit").rglob("*.py"))
    missed = {each.name: texts_that_are_not_found(each.read_text(encoding="utf-8")) for each in sources}
    assert {name: lines for name, lines in missed.items() if lines} == {}


@pytest.mark.parametrize(
    "code",
    [
        "f\"{tr('taken back')}\"",
        "f\"{ntr('day', 'days', 2)}\"",
        "tr('new' if fresh else 'old')",
        "tr(word or 'none')",
        "Message('the ' + name)",
        "mark(f'the {name}')",
        "ntr('day', plural + 's', 2)",
    ],
)
def test_a_text_that_would_stay_english_is_found(code):
    assert texts_that_are_not_found(code) == [1]


@pytest.mark.parametrize("code", ["tr('new')", "f'{tr(field.label)}'", "tr(TITLES[kind])", "ntr('day', 'days', 2)"])
def test_a_text_that_is_extracted_or_named_is_right(code):
    assert texts_that_are_not_found(code) == []


SPACED = re.compile(r"[\u4e00-\u9fff] [{\w]|[}a-zA-Z0-9] [\u4e00-\u9fff]|[}\d] %", re.ASCII)
LABEL_AND_FIGURE = {"问题 {count}"}


def test_chinese_texts_have_no_space_beside_figures_and_latin_words():
    texts = [string for text in translations.translations("zh") if text.id for string in several(text.string)]
    assert [text for text in texts if SPACED.search(text) and text not in LABEL_AND_FIGURE] == []


@pytest.mark.parametrize("avoided", ["对方账", "件数", "未说明", "取消口令"])
def test_decided_words_replace_the_avoided_ones(avoided):
    texts = [string for text in translations.translations("zh") if text.id for string in several(text.string)]
    assert [text for text in texts if avoided in text] == []


def several(string):
    return [string] if isinstance(string, str) else string


def test_the_chinese_catalogue_is_complete():
    assert translations.check("zh") == []
