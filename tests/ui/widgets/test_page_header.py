import pytest
from PySide6.QtWidgets import QCheckBox, QWidget

from fieldvisit.ui.theme import Choice, theme
from fieldvisit.ui.widgets.buttons import Button, primary
from fieldvisit.ui.widgets.page_header import PageHeader


class Head(PageHeader):
    """A title, a line, a quiet button and the primary one."""

    def __init__(self) -> None:
        super().__init__("Today", "7 stops, 1 visited")
        self.quiet, self.loud = Button("Add a stop by hand", "plus"), primary("Start visit", "play", "Ctrl ↵")
        self.add_action(self.loud)
        self.add_action(self.quiet)


@pytest.fixture
def ground(qtbot):
    """What a header lies on: a window of its own would not become narrower than its parts."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def header(ground):
    """Wide enough for all of it."""
    made = Head()
    made.setParent(ground)
    made.resize(1000, 56)
    ground.show()
    return made


def widths(header):
    return header.quiet.sizeHint().width(), header.loud.sizeHint().width()


def test_quiet_buttons_lose_their_words_before_the_primary_one(header):
    quiet, loud = widths(header)
    header.resize(440, 56)
    assert widths(header)[0] < quiet
    assert widths(header)[1] == loud
    assert header.quiet.toolTip() == "Add a stop by hand"
    assert header.loud.toolTip() == ""


def left_out(header, quiet, loud):
    """What is not there, of all that can be left out."""
    now = {
        "quiet words": header.quiet.sizeHint().width() < quiet,
        "line": not header._subtitle.accessibleName(),
        "gaps": header.layout().spacing() < 12,
        "key": header.loud.sizeHint().width() < loud,
        "title": not header._title.isVisible(),
    }
    return [name for name, gone in now.items() if gone]


def test_things_go_in_their_order_and_the_title_last(header):
    full = widths(header)
    seen = []
    for width in range(600, 200, -2):
        header.resize(width, 56)
        if left_out(header, *full) not in seen:
            seen.append(left_out(header, *full))
    order = ["quiet words", "line", "gaps", "key", "title"]
    assert seen == [order[:count] for count in range(6)]


def test_all_of_it_comes_back_with_the_room(header):
    before = widths(header)
    header.resize(190, 56)
    header.resize(1000, 56)
    assert widths(header) == before
    assert header._title.isVisible()
    assert header._subtitle.text() == "7 stops, 1 visited"


def test_a_button_with_more_words_takes_the_room_of_others(header, qtbot):
    header.resize(header.minimumSizeHint().width() + 130, 56)
    before = header.quiet.sizeHint().width()
    header.loud.setText("Continue the visit of this morning at last")
    qtbot.waitUntil(lambda: header.quiet.sizeHint().width() < before)


@pytest.mark.parametrize("width", [640, 700, 920])
def test_nothing_is_cut_at_twice_the_size(ground, qtbot, width):
    theme().choose(Choice.DARK, 200)
    header = PageHeader("Catalogue", "40 products, 38 of them valid today")
    header.setParent(ground)
    for action in (QCheckBox("Valid"), Button("Export", "file-down"), primary("Start visit", "play")):
        header.add_action(action)
    header.resize(width, header.height())
    ground.show()
    seen = [each for each in header._parts if each.isVisible() and each is not header._subtitle]
    qtbot.waitUntil(lambda: all(each.width() >= each.minimumSizeHint().width() for each in seen))


def test_a_button_keeps_its_own_tooltip_when_its_words_go(qtbot):
    button = Button("Bundle", "lock")
    qtbot.addWidget(button)
    button.setToolTip("In one encrypted file")
    button.set_compact(True)
    assert button.toolTip() == "Bundle\nIn one encrypted file"
    button.set_compact(False)
    assert button.toolTip() == "In one encrypted file"
