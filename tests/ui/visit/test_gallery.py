"""Photos come into the visit from files and the clipboard, with captions, and can be taken away."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QLineEdit

from tests.ui.visit.typing import CONTROL, Key


@pytest.fixture
def gallery(board):
    return board.show_step("sales").body.galleries[0]


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "shelf.png"
    image = QImage(320, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    assert image.save(str(path))
    return path


def photos(board):
    return board.desk.visit.step("sales").rows("photos")


def test_a_chosen_file_becomes_a_photo_with_a_caption(board, gallery, picture, hands):
    before = len(photos(board))
    gallery.take([picture])
    assert len(photos(board)) == before + 1
    card = gallery._cards[-1]
    assert not card.picture.pixmap().isNull()
    row = photos(board)[-1]
    caption = card.findChild(QLineEdit, "caption")
    caption.setFocus()
    hands.type("Shelf 2", Key.Key_Return)
    assert row.values["caption"] == "Shelf 2"


def test_what_is_no_picture_is_said_and_the_others_are_kept(board, gallery, picture, tmp_path):
    other = tmp_path / "notes.png"
    other.write_text("no picture")
    before = len(photos(board))
    gallery.take([other, picture])
    assert len(photos(board)) == before + 1
    assert "notes.png" in board.notice.words()


def test_a_picture_is_pasted(board, gallery, picture, hands):
    before = len(photos(board))
    QGuiApplication.clipboard().setImage(QImage(str(picture)))
    gallery.add.setFocus()
    hands.press(Key.Key_V, CONTROL)
    assert len(photos(board)) == before + 1


def test_a_photo_is_taken_away_and_comes_back(board, gallery, picture, hands):
    gallery.take([picture])
    before = len(photos(board))
    gallery._cards[-1].picture.setFocus()
    hands.press(Key.Key_Delete)
    assert len(photos(board)) == before - 1
    board.notebook.undo()
    assert len(photos(board)) == before
