"""The answer to a dialog that the code under test waits for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

Asked = TypeVar("Asked", bound=QDialog)
_LOOK_EVERY_MS = 20


@contextmanager
def answering(kind: type[Asked], act: Callable[[Asked], object]) -> Iterator[list[Asked]]:
    """Acts on the first modal dialog of a kind that opens in the block, however late; gives a list of it, or of none.

    Nothing is left after the block that could answer a dialog of the next test. Where `act` raises, the dialog is
    called off, because whoever opened it would wait for ever, and the block raises it: a program under test would take
    what a slot raises for a fault of its own.
    """
    met: list[Asked] = []
    failed: list[BaseException] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, kind) or not dialog.isVisible():
            return
        timer.stop()
        met.append(dialog)
        try:
            act(dialog)
        except BaseException as error:  # noqa: BLE001 - raised again below
            failed.append(error)
            dialog.reject()

    timer = QTimer()
    timer.setInterval(_LOOK_EVERY_MS)
    timer.timeout.connect(look)
    timer.start()
    try:
        yield met
    finally:
        timer.stop()
    if failed:
        raise failed[0]
