"""Signing with a pen and with a finger: the same strokes as with the mouse, kept in the visit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from fieldvisit.domain.visit import Address
from fieldvisit.ui.visit.board import VisitBoard
from fieldvisit.ui.visit.editors.signature import SignatureBox

SIGNED_AT = Address("account", "dealer_signature")
NONE_HELD = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def box(board: VisitBoard) -> SignatureBox:
    """The dealer's box, empty and in view."""
    board.go_to(SIGNED_AT)
    (found,) = (box for box in board.findChildren(SignatureBox) if box.objectName() == SIGNED_AT.field)
    found.clear()
    board.setFocus()
    return found


def pen(box: SignatureBox, kind: QEvent.Type, place: QPoint) -> None:
    """One event of a drawing pen over the box."""
    at, anywhere = QPointF(place), QPointF(box.mapToGlobal(place))
    stylus = QPointingDevice.primaryPointingDevice()
    tip = Qt.MouseButton.LeftButton
    lifted = kind is QEvent.Type.TabletRelease
    held = Qt.MouseButton.NoButton if lifted else tip
    event = QTabletEvent(kind, stylus, at, anywhere, 0.0 if lifted else 0.5, 0, 0, 0, 0, 0, NONE_HELD, tip, held)
    QApplication.sendEvent(box, event)
    assert event.isAccepted()


def test_a_pen_draws_strokes_and_keeps_them(board, box):
    for at in (0, 20):
        pen(box, QEvent.Type.TabletPress, QPoint(40 + at, 20))
        pen(box, QEvent.Type.TabletMove, QPoint(60 + at, 40))
        assert board.desk.visit.value(SIGNED_AT) is None or at
        pen(box, QEvent.Type.TabletRelease, QPoint(60 + at, 40))
    kept = board.desk.visit.value(SIGNED_AT)
    assert [len(stroke) for stroke in kept] == [2, 2]
    assert kept[0] != kept[1]
    assert box.hasFocus()


def test_a_finger_draws_and_a_second_one_beside_it_does_not(board, box):
    screen = QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)
    touch = QTest.touchEvent(box, screen)
    touch.press(0, QPoint(30, 20), box).commit()
    touch.move(0, QPoint(50, 30), box).press(1, QPoint(200, 50), box).commit()
    touch.move(0, QPoint(70, 40), box).stationary(1).commit()
    touch.release(0, QPoint(70, 40), box).release(1, QPoint(200, 50), box).commit()
    (stroke,) = board.desk.visit.value(SIGNED_AT)
    assert len(stroke) == 3
    assert [x for x, _ in stroke] == sorted(x for x, _ in stroke)
    assert box.hasFocus()


def test_an_unwritable_box_takes_no_ink(board, box):
    box.writable = False
    pen(box, QEvent.Type.TabletPress, QPoint(40, 20))
    pen(box, QEvent.Type.TabletRelease, QPoint(40, 20))
    assert box.strokes == []
    assert board.desk.visit.value(SIGNED_AT) is None
