"""F6: from pane to pane, each time to where one was in it before; and where Tab leads inside one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def next_pane(panes: list[QWidget], *, backwards: bool = False) -> None:
    """Moves the focus to the pane after (or before) the one that holds it now; hidden panes are passed over."""
    open_panes = [pane for pane in panes if pane.isVisible() and pane.isEnabled()]
    if not open_panes:
        return
    step = -1 if backwards else 1
    here = _index_of_focus(open_panes)
    start = -1 if here is None and not backwards else (here if here is not None else 0)
    _enter(open_panes[(start + step) % len(open_panes)])


def _index_of_focus(panes: list[QWidget]) -> int | None:
    focused = QApplication.focusWidget()
    for index, pane in enumerate(panes):
        if focused is not None and (pane is focused or pane.isAncestorOf(focused)):
            return index
    return None


def _enter(pane: QWidget) -> None:
    remembered: QWidget | None = pane.focusWidget()
    target = remembered if remembered is not None and remembered.isVisible() else first_focusable(pane)
    if target is not None:
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)


def first_focusable(pane: QWidget) -> QWidget | None:
    """The pane itself or the first widget in it that Tab would reach; None where there is none."""
    for widget in (pane, *pane.findChildren(QWidget)):
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return widget
    return None


def tab_stops(piece: QWidget) -> list[QWidget]:
    """Where Tab leads inside a piece of the page, in order."""
    stops = {each for each in (piece, *piece.findChildren(QWidget)) if each.focusPolicy() & Qt.FocusPolicy.TabFocus}
    ordered = [piece] if piece in stops else []
    each: QWidget | None = piece.nextInFocusChain()
    while each is not None and each is not piece and len(ordered) < len(stops):
        if each in stops:
            ordered.append(each)
        each = each.nextInFocusChain()
    return ordered
