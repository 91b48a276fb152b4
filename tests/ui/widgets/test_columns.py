"""Columns that scroll."""

from __future__ import annotations

from fieldvisit.ui.theme import Role
from fieldvisit.ui.widgets.columns import ScrollColumn
from fieldvisit.ui.widgets.labels import label


def test_words_that_wrap_are_not_cut(qtbot):
    column = ScrollColumn("Backups")
    qtbot.addWidget(column)
    sentence = "One file in a documented form, to carry everything over. " * 3
    words = [label(sentence, Role.GRID, wrap=True) for _ in "123"]
    for each in words:
        column.add(each)
    column.resize(200, 300)
    column.show()
    qtbot.waitUntil(lambda: all(each.height() >= each.heightForWidth(each.width()) > 40 for each in words))
