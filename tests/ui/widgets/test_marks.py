import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from fieldvisit.ui.theme import Choice, Role, theme
from fieldvisit.ui.widgets import marks
from fieldvisit.ui.widgets.marks import FlagMark, paint_flag


@pytest.mark.parametrize(
    ("mark", "text"),
    [
        (FlagMark("red", "Below corridor", 2), "Below corridor, and 2 more"),
        (FlagMark("amber", "Overstock"), "Overstock"),
    ],
)
def test_further_rules_are_counted_in_words(mark, text):
    assert mark.text == text


@pytest.fixture
def painted(monkeypatch):
    """Draws a flag into so much room, and gives the badges that were drawn with their right edges."""

    def draw(mark: FlagMark, room: int, choice: Choice = Choice.LIGHT) -> list[str]:
        theme().choose(choice, 100)
        badges: list[str] = []
        plain = marks._paint_more

        def noted(painter, left, words, tone):
            assert left.x() + marks._more_width(words) - theme().px(marks._MORE_GAP) <= room + 1
            badges.append(words)
            plain(painter, left, words, tone)

        monkeypatch.setattr(marks, "_paint_more", noted)
        image = QImage(400, 32, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        paint_flag(painter, QRectF(0, 0, room, 32), mark)
        painter.end()
        return badges

    return draw


@pytest.mark.parametrize("choice", [Choice.LIGHT, Choice.DARK])
def test_their_number_stands_in_a_badge_that_says_what_it_counts(qapp, painted, choice):
    assert painted(FlagMark("red", "Below corridor", 2), 300, choice) == ["2 more"]


def test_where_there_is_little_room_the_words_are_cut_and_the_badge_stays(qapp, painted):
    wide = theme().metrics(Role.GRID).horizontalAdvance("Below corridor")
    assert painted(FlagMark("red", "Below corridor", 2), wide + 20) == ["+2"]


def test_a_single_rule_has_no_badge(qapp, painted):
    assert painted(FlagMark("amber", "Overstock"), 300) == []
