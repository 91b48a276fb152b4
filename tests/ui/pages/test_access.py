"""Every page can be used without a mouse, and says what each of its fields is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QWidget,
)

from fieldvisit.ui.first_start import FirstStart
from fieldvisit.usecases.plan_day import add_stop

PAGES = ("today", "visits", "dealers", "region", "catalogue", "data", "settings")
FIELDS = (QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView, QAbstractButton)
_STEPS = 60


def spoken(widget):
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def unnamed(page):
    inner = {box.lineEdit() for box in page.findChildren(QComboBox)} | {
        child for box in page.findChildren(QComboBox) for child in box.findChildren(QWidget)
    }
    inner |= {child for bar in page.findChildren(QTabBar) for child in bar.findChildren(QWidget)}
    fields = (field for kind in FIELDS for field in page.findChildren(kind))
    return [field for field in fields if field not in inner and field.focusPolicy() and not spoken(field)]


def walked(shell, qtbot):
    """The widgets that Tab reaches, beginning where the page puts the keys."""
    seen = []
    for _ in range(_STEPS):
        here = QApplication.focusWidget()
        if here is None or here in seen:
            break
        seen.append(here)
        # In a field Tab leaves; in a list it does too.
        qtbot.keyClick(here, Qt.Key.Key_Tab)
    return seen


@pytest.fixture
def page(shell, store, today, request, qtbot):
    add_stop(store, today, "D-1")
    shell.activateWindow()
    shell.go_to(request.param)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    return shell.current()


@pytest.mark.parametrize("page", PAGES, indirect=True)
def test_every_field_says_what_it_is(page):
    assert unnamed(page) == []


@pytest.mark.parametrize("page", PAGES, indirect=True)
def test_tab_reaches_all_that_can_be_pressed_or_filled(page, shell, qtbot):
    reached = walked(shell, qtbot)
    wanted = [
        field
        for kind in (QLineEdit, QComboBox, QPlainTextEdit, QAbstractButton)
        for field in page.findChildren(kind)
        if field.isVisible() and field.isEnabled() and field.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    missed = [spoken(field) for field in wanted if field not in reached]
    assert missed == []


@pytest.mark.parametrize("page", PAGES, indirect=True)
def test_the_focus_is_somewhere_it_can_be_seen(page, shell, qtbot):
    for widget in walked(shell, qtbot):
        assert widget.isVisible()
        assert not isinstance(widget, QScrollArea) or widget.accessibleName()


def test_the_first_start_begins_in_the_name(qtbot):
    page = FirstStart()
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    assert page.focusWidget() is page.name
    assert unnamed(page) == []
