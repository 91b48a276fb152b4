from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from fieldvisit.ui.theme import Choice, theme
from fieldvisit.ui.widgets.buttons import Button, IconButton, primary
from fieldvisit.ui.widgets.drop_zone import DropZone
from fieldvisit.ui.widgets.labels import NameLabel
from fieldvisit.ui.widgets.marks import ClassBadge, FlagMark
from fieldvisit.ui.widgets.notice import Notice
from fieldvisit.ui.widgets.page_header import PageHeader
from fieldvisit.ui.widgets.record_table import Cell, Column, Record, RecordTable


def test_a_name_that_is_cut_says_itself_whole_in_its_tooltip(qtbot):
    label = NameLabel("Shengyuan Trading and Beverages Company Limited")
    qtbot.addWidget(label)
    label.resize(90, 20)
    label.show()
    assert label.text().endswith("…")
    assert label.toolTip() == "Shengyuan Trading and Beverages Company Limited"
    label.resize(600, 20)
    assert label.toolTip() == ""


def test_enter_or_a_click_on_the_drop_zone_asks_for_files(qtbot):
    zone = DropZone("Drop here")
    qtbot.addWidget(zone)
    zone.show()
    for press in (
        lambda: qtbot.keyClick(zone, Qt.Key.Key_Return),
        lambda: qtbot.mouseClick(zone, Qt.MouseButton.LeftButton),
    ):
        with qtbot.waitSignal(zone.asked):
            press()


def test_dropped_files_arrive_as_paths(qtbot, tmp_path: Path):
    zone = DropZone("Drop here")
    qtbot.addWidget(zone)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.csv")), QUrl("https://example.org/b.csv")])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    with qtbot.waitSignal(zone.dropped) as dropped:
        zone.dropEvent(event)
    assert dropped.args == [[tmp_path / "a.csv"]]


def test_a_later_notice_takes_the_place_of_the_one_before(qtbot):
    notice = Notice()
    qtbot.addWidget(notice)
    assert notice.words() == ""
    notice.show_notice("First")
    notice.show_notice("Second", severity="red")
    assert notice.words() == "Second"


@pytest.mark.parametrize(
    ("mark", "text"),
    [(FlagMark("red", "Below corridor", 2), "Below corridor +2"), (FlagMark("amber", "Overstock"), "Overstock")],
)
def test_further_rules_are_counted(mark, text):
    assert mark.text == text


def test_no_class_takes_no_room(qtbot):
    badge = ClassBadge("")
    qtbot.addWidget(badge)
    assert badge.isHidden()


def test_quiet_buttons_lose_their_words_before_the_primary_one(qtbot):
    header = PageHeader("Today")
    qtbot.addWidget(header)
    quiet, loud = Button("Add a stop by hand", "plus"), primary("Start visit", "play")
    header.add_action(loud)
    header.add_action(quiet)
    header.resize(1000, 56)
    header.show()
    assert quiet.toolTip() == ""
    wide = quiet.sizeHint().width()
    header.resize(360, 56)
    assert quiet.sizeHint().width() < wide
    assert quiet.toolTip() == "Add a stop by hand"
    assert loud.toolTip() == ""


def test_icon_buttons_are_named(qtbot):
    button = IconButton("x", "Close")
    qtbot.addWidget(button)
    assert (button.accessibleName(), button.toolTip()) == ("Close", "Close")


@pytest.fixture
def table(qtbot):
    made = RecordTable([Column("Name", width=100, stretch=1), Column("City", width=100, drop=1)], "Dealers")
    qtbot.addWidget(made)
    made.set_records(
        [Record(code, (Cell(name), Cell("Suzhou")), name.casefold()) for code, name in (("1", "Jinhe"), ("2", "Runze"))]
    )
    made.resize(400, 300)
    made.show()
    return made


def test_search_keeps_the_current_record_where_it_can(table):
    table.choose("2")
    table.search("run")
    assert table.current_key() == "2"
    table.search("jin")
    assert table.current_key() == "1"
    table.search("nobody")
    assert table.current_key() is None


def test_less_needed_columns_go_where_there_is_no_room(table):
    assert not table.isColumnHidden(1)
    table.resize(150, 300)
    assert table.isColumnHidden(1)
    assert not table.isColumnHidden(0)


@pytest.mark.parametrize("choice", [Choice.LIGHT, Choice.DARK])
def test_rows_are_painted_in_both_themes(table, choice):
    theme().choose(choice, 100)
    colours = {table.grab().toImage().pixelColor(x, 46).name() for x in range(4, 300)}
    assert len(colours) > 3


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_the_button_that_has_the_focus(qtbot, key):
    button = Button("Go on")
    qtbot.addWidget(button)
    button.show()
    with qtbot.waitSignal(button.clicked, timeout=1000):
        qtbot.keyClick(button, key)
