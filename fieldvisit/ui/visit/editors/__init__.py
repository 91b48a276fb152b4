"""Editors found by kind of field; each is a widget that shows a value and tells what was typed or chosen."""

from __future__ import annotations

from functools import singledispatch

from fieldvisit.domain.fields import Choice, Clock, Day, Field, Photo, Signature, Text, YesNo
from fieldvisit.ui.visit.editors.answers import AnswerEditor, ComboEditor, ManyEditor
from fieldvisit.ui.visit.editors.day import DayEditor
from fieldvisit.ui.visit.editors.editor import Editor
from fieldvisit.ui.visit.editors.line import LineEditor, LinesEditor
from fieldvisit.ui.visit.editors.picture import PictureEditor
from fieldvisit.ui.visit.editors.signature import SignatureEditor
from fieldvisit.ui.visit.notebook import Notebook

__all__ = ["Editor", "editor_for"]
BESIDE_EACH_OTHER = 4
"""Up to so many answers stand beside each other; more of them go into a list."""


@singledispatch
def editor_for(asked: Field, notebook: Notebook) -> Editor:
    """The editor of a kind of field; a line of text for kinds that have no other."""
    return LineEditor(asked)


@editor_for.register
def _(asked: Text, notebook: Notebook) -> Editor:
    return LinesEditor(asked) if asked.lines > 1 else LineEditor(asked)


@editor_for.register
def _(asked: Day, notebook: Notebook) -> Editor:
    return DayEditor(asked, notebook.visit.day)


@editor_for.register
def _(asked: Clock, notebook: Notebook) -> Editor:
    return LineEditor(asked, width=96)


@editor_for.register
def _(asked: YesNo, notebook: Notebook) -> Editor:
    return AnswerEditor(asked, ((True, "Yes"), (False, "No")))


@editor_for.register
def _(asked: Choice, notebook: Notebook) -> Editor:
    if asked.many:
        return ManyEditor(asked)
    if len(asked.options) <= BESIDE_EACH_OTHER:
        return AnswerEditor(asked, tuple((option.key, option.label) for option in asked.options))
    return ComboEditor(asked)


@editor_for.register
def _(asked: Photo, notebook: Notebook) -> Editor:
    return PictureEditor(asked, notebook)


@editor_for.register
def _(asked: Signature, notebook: Notebook) -> Editor:
    return SignatureEditor(asked)
