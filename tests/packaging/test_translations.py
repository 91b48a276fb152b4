"""The catalogues fit the texts of the code."""

from __future__ import annotations

import ast
from pathlib import Path

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


def texts_put_together_beforehand(source: Path) -> list[str]:
    calls = (node for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    marked = (call for call in calls if getattr(call.func, "id", "") in MARKS and call.args)
    return [f"{source.name}:{call.lineno}" for call in marked if isinstance(call.args[0], ast.JoinedStr | ast.BinOp)]


def test_no_text_is_put_together_before_it_is_translated():
    sources = (translations.ROOT / "fieldvisit").rglob("*.py")
    assert [found for source in sources for found in texts_put_together_beforehand(source)] == []


def test_the_chinese_catalogue_is_complete():
    assert translations.check("zh") == []
