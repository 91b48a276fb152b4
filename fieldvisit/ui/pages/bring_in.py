"""Bringing in a whole store from a JSON file: into this one while it is empty, else into a new file.

A store that holds something is never mixed with another: who is who and which visit is whose could not be told.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from fieldvisit.domain.formats import number
from fieldvisit.domain.language import ntr, tr
from fieldvisit.ui import files, tasks
from fieldvisit.ui.desk import Desk
from fieldvisit.ui.dialogs import ask
from fieldvisit.ui.widgets.progress import run_over
from fieldvisit.usecases.whole_store import import_store, is_empty, new_store_from


def choose_store(desk: Desk, parent: QWidget) -> None:
    """Asks for the file and brings it in."""
    path = files.ask_open(parent, tr("Bring in a whole store"), "JSON", ["json"])
    if path is not None:
        bring_in(desk, parent, path)


def bring_in(desk: Desk, parent: QWidget, path: Path) -> None:
    """All of the file or nothing; cancelled, this store and the folder are as they were."""
    if is_empty(desk.store):
        _into_this(desk, parent, path)
    elif ask(
        tr("Bring in a whole store?"),
        tr("{file} goes into a new file of its own, because this store is not empty. Choose a place.", file=path.name),
        tr("Choose"),
        parent,
    ):
        _into_another(desk, parent, path)


def _into_this(desk: Desk, parent: QWidget, path: Path) -> None:
    task = tasks.run(
        lambda progress: sum(import_store(desk.store, path, progress).values()),
        title=tr("Reading {file}", file=path.name),
        on_done=lambda rows: _brought(desk, rows, path),
    )
    run_over(task, parent)


def _brought(desk: Desk, rows: int, path: Path) -> None:
    desk.has_saved()
    for changed in (desk.reference_changed, desk.visits_changed, desk.settings_changed):
        changed.emit()
    desk.say(_words(rows, path))


def _into_another(desk: Desk, parent: QWidget, path: Path) -> None:
    target = files.ask_save(
        parent, tr("Bring in a whole store"), f"{path.stem}.store", tr("Stores of FieldVisit"), "store"
    )
    if target is None:
        return
    task = tasks.run(
        lambda progress: new_store_from(path, target, progress),
        title=tr("Reading {file}", file=path.name),
        on_done=lambda rows: _offer(desk, parent, rows, target),
    )
    run_over(task, parent)


def _offer(desk: Desk, parent: QWidget, rows: int, target: Path) -> None:
    """Offers to work with the new store; an encrypted one is not given up for it, which is plain."""
    desk.say(_words(rows, target))
    if desk.store.key is None and ask(
        tr("Work with the new store?"),
        tr("The data becomes that of {file}. What you have now is kept as a file beside it.", file=target.name),
        tr("Work with it"),
        parent,
    ):
        desk.restore_asked.emit(target)


def _words(rows: int, path: Path) -> str:
    return ntr(
        "{rows} row brought in: {file}", "{rows} rows brought in: {file}", rows, rows=number(rows), file=path.name
    )
