import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from fieldvisit.domain import language
from fieldvisit.ui.palette import Palette
from fieldvisit.ui.rail import NARROW, PLACES, SETTINGS, WIDE
from fieldvisit.ui.shortcuts import SHORTCUTS, ShortcutsDialog
from fieldvisit.ui.speech import speak
from fieldvisit.ui.theme import Choice, theme

KEYS = [place.key for place in (*PLACES, SETTINGS)]


@pytest.mark.parametrize("key", KEYS)
def test_every_page_opens_and_says_its_name(shell, key, unnamed):
    shell.go_to(key)
    assert shell.page_key == key
    assert shell.current().isVisible()
    assert unnamed(shell.centralWidget()) == []


class Windows(QObject):
    """Notes every window that is shown, for however short a time."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


@pytest.mark.parametrize("key", KEYS)
def test_no_part_of_a_page_flashes_up_as_a_window(shell, qapp, key):
    windows = Windows()
    qapp.installEventFilter(windows)
    shell.go_to(key)
    qapp.removeEventFilter(windows)
    assert windows.shown == []


@pytest.mark.parametrize(("number", "key"), list(enumerate(KEYS, start=1)))
def test_alt_and_a_number_goes_to_a_page(shell, qtbot, number, key):
    qtbot.waitExposed(shell)
    qtbot.keyClick(shell, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.AltModifier)
    assert shell.page_key == key


def test_a_click_on_the_rail_goes_there(shell, qtbot):
    area = shell.rail.places.visualRect(shell.rail.places.places_model.index(2))
    qtbot.mouseClick(shell.rail.places.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    assert shell.page_key == "dealers"


def test_f6_walks_through_the_panes_and_back(shell, qtbot):
    shell.go_to("dealers")
    start = QApplication.focusWidget()
    visited = []
    for _ in shell.panes():
        qtbot.keyClick(shell, Qt.Key.Key_F6)
        visited.append(QApplication.focusWidget())
    assert visited[-1] is start
    assert len(set(map(id, visited))) > 1


def test_the_rail_is_narrow_where_there_is_little_room(shell, qtbot):
    shell.resize(1280, 800)
    assert shell.rail.width() == WIDE
    shell.resize(700, 700)
    assert shell.rail.width() == NARROW
    index = shell.rail.places.places_model.index(0)
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "Today"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Today"


@pytest.mark.parametrize(
    ("typed", "found"),
    [("lager", "Lager 500 ml bottle"), ("sy", "Shengyuan Trading"), ("d-2", "Derun Grocery"), ("settings", "Settings")],
)
def test_the_palette_finds_by_name_code_and_initials(shell, qtbot, typed, found):
    palette = Palette(shell.desk, shell)
    qtbot.addWidget(palette)
    qtbot.keyClicks(palette.field, typed)
    assert palette.results.records.record(0).cells[1].words == found


def test_enter_in_the_palette_goes_there(shell, qtbot):
    palette = Palette(shell.desk, shell)
    qtbot.addWidget(palette)
    qtbot.keyClicks(palette.field, "derun")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert shell.page_key == "dealers"
    assert shell.current().table.current_key() == "D-2"


def test_saved_is_said_quietly(shell):
    shell.desk.has_saved()
    assert shell.status.saved_words().startswith("Saved ")


def test_a_change_of_text_size_keeps_the_page(shell):
    shell.go_to("catalogue")
    theme().choose(Choice.LIGHT, 150)
    shell.rebuild()
    assert shell.page_key == "catalogue"
    assert shell.current().isVisible()


def test_a_change_of_language_reaches_every_page(shell, monkeypatch):
    shell.go_to("dealers")
    before = language.current()
    try:
        speak("zh")
        shell.rebuild()
        assert shell.page_key == "dealers"
    finally:
        language.use(before)


def test_the_help_names_every_key(qtbot):
    dialog = ShortcutsDialog()
    qtbot.addWidget(dialog)
    shown = {key for _, keys in SHORTCUTS for key, _ in keys}
    assert {"Ctrl K", "F6", "F8", "Ctrl Enter", "Alt ↑ ↓"} <= shown
