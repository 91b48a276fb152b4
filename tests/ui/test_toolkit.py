"""Faults of the toolkit that would end the application some hours later."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

CALLS = 10_000
# A faulty build drops a reference at each call; what else the process does meanwhile moves the count by a few.
NOISE = CALLS // 10


def references_of_none() -> int:
    return sys.getrefcount(None)


@pytest.fixture
def set_item():
    model = QStandardItemModel(100, 12)
    return lambda call: model.setItem(call // 12 % 100, call % 12, QStandardItem("x"))


@pytest.fixture
def window(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def add_widget(window):
    layout, label = QVBoxLayout(window), QLabel("x")

    def call(_: int) -> None:
        layout.addWidget(label)
        layout.removeWidget(label)

    return call


@pytest.mark.parametrize("name", ["set_item", "add_widget"])
def test_filling_models_and_layouts_keeps_none_alive(name, request):
    """PySide6 6.12.0 on Python 3.11 drops a reference of None at each such call, until the interpreter dies."""
    fill = request.getfixturevalue(name)
    fill(0)
    before = references_of_none()
    for call in range(CALLS):
        fill(call)
    assert abs(references_of_none() - before) < NOISE
