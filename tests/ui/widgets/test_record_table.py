import pytest
from PySide6.QtCore import QPoint, Qt

from fieldvisit.ui.theme import Choice, theme
from fieldvisit.ui.widgets.record_table import RecordTable
from fieldvisit.ui.widgets.records import Cell, Column, Record


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


def test_words_are_cut_rather_than_scrolled_to_where_even_the_needed_columns_have_no_room(qtbot):
    made = RecordTable([Column("Day", width=100), Column("Dealer", width=200, stretch=1)], "Visits")
    qtbot.addWidget(made)
    made.resize(250, 200)
    made.show()
    assert (made.columnWidth(0), made.columnWidth(0) + made.columnWidth(1)) == (100, made.viewport().width())
    assert not made.horizontalScrollBar().isVisible()


@pytest.fixture
def five(qtbot):
    """A table of five of which several can be selected, with the first of them current."""
    made = RecordTable([Column("Name", width=100, stretch=1)], "Dealers", many=True)
    qtbot.addWidget(made)
    made.set_records([Record(name, (Cell(name),), name.casefold()) for name in ("Ann", "Ben", "Cai", "Dan", "Eve")])
    made.resize(400, 300)
    made.show()
    made.setFocus()
    return made


def click(qtbot, table, row, modifiers):
    place = table.visualRect(table.records.index(row, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifiers, QPoint(place))


def test_shift_and_an_arrow_select_one_more(five, qtbot):
    qtbot.keyClick(five, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(five, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert (five.selected_keys(), five.current_key()) == (["Ann", "Ben", "Cai"], "Cai")


def test_ctrl_and_the_arrows_walk_and_ctrl_and_space_select(five, qtbot):
    qtbot.keyClick(five, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(five, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(five, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert five.selected_keys() == ["Ann", "Cai"]


def test_ctrl_a_selects_all_that_are_shown(five, qtbot):
    five.search("n")
    qtbot.keyClick(five, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert five.selected_keys() == ["Ann", "Ben", "Dan"]


def test_clicks_with_ctrl_and_shift_select(five, qtbot):
    click(qtbot, five, 3, Qt.KeyboardModifier.ControlModifier)
    assert five.selected_keys() == ["Ann", "Dan"]
    click(qtbot, five, 3, Qt.KeyboardModifier.NoModifier)
    click(qtbot, five, 1, Qt.KeyboardModifier.ShiftModifier)
    assert five.selected_keys() == ["Ben", "Cai", "Dan"]
    click(qtbot, five, 4, Qt.KeyboardModifier.NoModifier)
    assert five.selected_keys() == ["Eve"]


def test_what_is_selected_stays_so_when_the_rows_are_read_anew(five, qtbot):
    qtbot.keyClick(five, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    five.set_records([Record(name, (Cell(name),), name.casefold()) for name in ("Abe", "Ann", "Ben", "Eve")])
    assert (five.selected_keys(), five.current_key()) == (["Ann", "Ben"], "Ben")


def test_what_is_not_shown_is_not_selected(five, qtbot):
    qtbot.keyClick(five, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(five.selected):
        five.search("e")
    assert five.selected_keys() == ["Ben", "Eve"]
    five.search("")
    assert five.selected_keys() == ["Ben", "Eve"]
    with qtbot.waitSignal(five.selected):
        five.search("nobody")
    assert five.selected_keys() == []
