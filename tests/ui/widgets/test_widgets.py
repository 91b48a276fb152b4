from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from fieldvisit.ui.widgets.buttons import Button, IconButton
from fieldvisit.ui.widgets.drop_zone import DropZone
from fieldvisit.ui.widgets.labels import NameLabel
from fieldvisit.ui.widgets.marks import ClassBadge
from fieldvisit.ui.widgets.notice import Notice


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


def test_no_class_takes_no_room(qtbot):
    badge = ClassBadge("")
    qtbot.addWidget(badge)
    assert badge.isHidden()


def test_icon_buttons_are_named(qtbot):
    button = IconButton("x", "Close")
    qtbot.addWidget(button)
    assert (button.accessibleName(), button.toolTip()) == ("Close", "Close")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_the_button_that_has_the_focus(qtbot, key):
    button = Button("Go on")
    qtbot.addWidget(button)
    button.show()
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)
