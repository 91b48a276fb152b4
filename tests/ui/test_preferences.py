import json

import pytest

from fieldvisit.ui.preferences import Preferences, load_preferences


def test_choices_come_back(home):
    Preferences(language="zh", theme="dark", scale=150, widths={"dealers": [200, 80]}).save()
    kept = load_preferences()
    assert (kept.language, kept.theme, kept.scale, kept.widths) == ("zh", "dark", 150, {"dealers": [200, 80]})


def test_without_a_file_there_are_defaults():
    assert load_preferences() == Preferences()


@pytest.mark.parametrize("content", ["", "{", "[1]", '"text"', "\x00"])
def test_a_damaged_file_gives_the_defaults(home, content):
    (home / "window.json").write_text(content, encoding="utf-8")
    assert load_preferences() == Preferences()


def test_only_the_entry_that_cannot_be_read_is_lost(home):
    kept = {"language": "zh", "scale": "large", "widths": {"good": [1], "bad": ["x"]}}
    (home / "window.json").write_text(json.dumps(kept), encoding="utf-8")
    preferences = load_preferences()
    assert preferences.language == "zh"
    assert preferences.scale == 100
    assert preferences.widths == {"good": [1]}


def test_saving_leaves_no_half_files(home):
    for scale in range(80, 90):
        Preferences(scale=scale).save()
    assert [path.name for path in home.iterdir()] == ["window.json"]


def test_a_folder_that_takes_nothing_is_no_reason_to_fail(home, monkeypatch):
    (home / "file").write_text("x")
    monkeypatch.setenv("FIELDVISIT_HOME", str(home / "file" / "below"))
    assert Preferences().save() is False
