"""The signing key in the settings: seen as a picture, saved, and another one taken in."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from fieldvisit.exchange.key_file import PublicKey, key_file
from fieldvisit.exchange.key_picture import key_in_picture, key_picture
from fieldvisit.exchange.seals import Signer
from fieldvisit.ui import dialogs, files
from fieldvisit.ui.desk import Desk
from fieldvisit.ui.pages.key_form import KeyForm
from fieldvisit.ui.preferences import Preferences
from fieldvisit.usecases.keys import known_keys, own_key
from fieldvisit.usecases.settings import change_settings

CHEN = PublicKey("Chen Wei 陈伟", Signer(bytes(range(32))).public)


@pytest.fixture
def form(store, qtbot):
    change_settings(store, rep_name="Lin Yue 林悦")
    made = KeyForm(Desk(Preferences(), store))
    qtbot.addWidget(made)
    made.resize(800, 700)
    made.show()
    qtbot.waitUntil(lambda: not made.picture.pixmap().isNull())
    return made


def words(form: KeyForm) -> str:
    QApplication.processEvents()
    return " ".join(each.text() for each in form.findChildren(QLabel) if each.isVisible())


def test_the_own_key_is_seen_with_its_name_and_short_name(form, store):
    key = own_key(store)
    assert "Lin Yue 林悦" in words(form)
    assert key.fingerprint in words(form)
    assert key.fingerprint in form.picture.accessibleName()


def test_the_picture_on_the_screen_can_be_read_by_a_camera(form, store, tmp_path):
    seen = tmp_path / "screen.png"
    form.picture.grab().save(str(seen))
    assert key_in_picture(seen.read_bytes(), "screen.png") == own_key(store)


def test_it_is_saved_as_a_picture_and_as_a_file(form, store, tmp_path, monkeypatch):
    for button, name in ((form.save, "key.png"), (form.save_file, "mine.key")):
        monkeypatch.setattr(files, "ask_save", lambda *_given, name=name: tmp_path / name)
        button.click()
        assert name in form.said.text()
    assert key_in_picture((tmp_path / "key.png").read_bytes(), "key.png") == own_key(store)
    assert own_key(store).public.hex() in (tmp_path / "mine.key").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "made"), [("chen.png", key_picture), ("chen.key", key_file)])
def test_another_key_is_taken_in_from_a_picture_or_a_file(form, store, tmp_path, monkeypatch, name, made):
    (tmp_path / name).write_bytes(made(CHEN))
    monkeypatch.setattr(files, "ask_open", lambda *_given: tmp_path / name)
    asked: list[str] = []

    def compared(_title: str, told: str, *_rest: object) -> bool:
        asked.append(told)
        return len(asked) > 1

    monkeypatch.setattr(dialogs, "ask", compared)
    form.take.click()
    assert CHEN.public not in known_keys(store), "not before the short name was compared"
    form.take.click()
    assert CHEN.fingerprint in asked[0]
    assert known_keys(store)[CHEN.public] == "Chen Wei 陈伟"
    assert f"Chen Wei 陈伟 · {CHEN.fingerprint}" in words(form)


def test_what_is_no_key_is_said_and_nothing_is_taken(form, store, tmp_path, monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(dialogs, "say", lambda _title, sentence, _parent: said.append(sentence))
    (tmp_path / "shop.jpg").write_bytes(b"\xff\xd8\xff no photo")
    form.take_in(tmp_path / "shop.jpg")
    form.take_in(tmp_path / "gone.png")
    assert "shop.jpg" in said[0]
    assert "gone.png" in said[1]
    assert set(known_keys(store)) == {own_key(store).public}


def test_a_place_that_cannot_be_written_is_said(form, tmp_path, monkeypatch):
    told: list[str] = []
    monkeypatch.setattr(dialogs, "tell", lambda error, _parent: told.append(str(error)))
    (tmp_path / "key.png").mkdir()
    form.save_to(Path(tmp_path / "key.png"))
    assert "key.png" in told[0]
    assert not isinstance(QApplication.activeModalWidget(), QDialog)


def test_the_settings_have_a_tab_for_it(shell):
    shell.go_to("settings")
    page = shell.current()
    page.show_tab("key")
    assert page.tabs.tabText(page.tabs.currentIndex()) == "Signing key"
    assert page.key.take.isVisible()
