import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication

from fieldvisit import resources
from fieldvisit.ui import icons
from fieldvisit.ui.theme import Choice, Role, Theme, theme
from fieldvisit.ui.tokens import DARK, LIGHT


def test_dark_and_light_are_whole(qapp: QApplication):
    theme().choose(Choice.DARK, 100)
    assert theme().tokens is DARK
    assert qapp.palette().window().color().name().upper() == DARK.bg
    theme().choose(Choice.LIGHT, 100)
    assert qapp.palette().window().color().name().upper() == LIGHT.bg


def test_a_change_is_told_once(qtbot):
    with qtbot.waitSignal(theme().changed) as told:
        theme().choose(Choice.DARK, 100)
    assert told.signal_triggered


@pytest.mark.parametrize(("asked", "taken"), [(10, 80), (80, 80), (150, 150), (400, 200)])
def test_the_scale_is_held_between_80_and_200(asked: int, taken: int):
    theme().choose(Choice.LIGHT, asked)
    assert theme().scale == taken
    assert theme().px(100) == taken
    assert theme().font(Role.BODY).pointSizeF() == pytest.approx(10 * taken / 100)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_is_drawn_in_the_family_of_the_design(role: Role):
    assert QFontInfo(theme().font(role)).family() == "IBM Plex Sans"


def test_an_icon_takes_the_colour_of_its_token():
    ink = {LIGHT: LIGHT.red, DARK: DARK.red}
    for choice, tokens in ((Choice.LIGHT, LIGHT), (Choice.DARK, DARK)):
        theme().choose(choice, 100)
        image = icons.pixmap("octagon-alert", "red", ratio=1.0).toImage()
        drawn = {
            image.pixelColor(x, y).name().upper()
            for x in range(16)
            for y in range(16)
            if image.pixelColor(x, y).alpha() == 255
        }
        assert ink[tokens] in drawn


def test_an_icon_that_is_not_shipped_is_a_fault():
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no-such-drawing")


def test_fonts_that_come_later_are_taken_and_painted_with(qtbot):
    bare = Theme()
    with qtbot.waitSignal(bare.changed):
        bare.take_fonts(resources.ui_font_files())
    assert not bare.waits_for_fonts
    assert "Noto Sans SC" in QFontDatabase.families()
