"""Everything that stands over the main window: dialogs, previews, menus, and the sight of a running task."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QToolTip, QWidget


def close_windows_over(window: QWidget) -> None:
    """Calls off what is asked, closes what is shown; a running task loses only its sight, not its way.

    What is always to be seen stays, such as the fault dialog.
    """
    from fieldvisit.ui.dialog_place import PlacedDialog
    from fieldvisit.ui.dialogs import Sheet
    from fieldvisit.ui.widgets.progress import ProgressSheet

    QToolTip.hideText()
    for each in QApplication.topLevelWidgets():
        if each is window or not each.isVisible() or (isinstance(each, PlacedDialog) and each.is_always_seen):
            continue
        if isinstance(each, ProgressSheet):
            each.hide()
        elif isinstance(each, Sheet):
            each.put_away()
        elif isinstance(each, QDialog):
            each.reject()
        else:
            each.close()


def throw_away_closed(window: QWidget) -> None:
    """What was closed over the main window keeps its words for as long as the window, out of sight but not of reach."""
    from fieldvisit.ui.crash import CrashDialog

    for each in QApplication.topLevelWidgets():
        # Qt itself throws its file dialogs away.
        if each.parentWidget() is window and not each.isVisible() and not isinstance(each, CrashDialog | QFileDialog):
            each.deleteLater()
