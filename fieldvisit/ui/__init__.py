"""The window: PySide6 pages and widgets. Nothing here knows a session or a query."""

from __future__ import annotations

import gc
import sys

gc.disable()  # nothing that is made while a toolkit is loaded is ever thrown away
import PySide6.QtWidgets  # noqa: E402, F401 - loads what is spared below

gc.enable()


def _spare_reading_sources() -> None:
    """PySide reads the source of every module imported after it, to see whether it could ask for `__feature__`.

    Nothing here or in what is imported does, and reading them all makes the start half as long again.
    """
    features = sys.modules.get("shibokensupport.feature")
    if hasattr(features, "_mod_uses_pyside"):
        setattr(features, "_mod_uses_pyside", lambda _module: False)  # noqa: B010 - a private name of the library


_spare_reading_sources()
