"""The language of the window: ours for our words, Qt's own catalogue for the buttons of its dialogs."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from fieldvisit import resources
from fieldvisit.domain import language

if TYPE_CHECKING:
    from PySide6.QtCore import QTranslator

NUMBER_MARKS = MappingProxyType({"1,234.56": (".", ","), "1.234,56": (",", "."), "1 234,56": (",", "\u00a0")})
"""Decimal and group mark, by how a number then looks. The space is one that no line breaks at."""

_QT_CATALOGUES = {"zh": "qtbase_zh_CN"}
_QT_LOCALES = {"zh": "zh_CN", "en": "en_GB"}
_installed: list[QTranslator] = []


def speak(code: str, numbers: str = "") -> None:
    """Makes `code` the language of everything shown from now on; the system's when it is empty.

    `numbers` is a key of `NUMBER_MARKS`; any other text leaves the marks to the language.
    """
    chosen = code or system_language()
    spoken = resources.load_language(chosen)
    if numbers in NUMBER_MARKS:
        decimal_mark, group_mark = NUMBER_MARKS[numbers]
        spoken = replace(spoken, decimal_mark=decimal_mark, group_mark=group_mark)
    language.use(spoken)
    QLocale.setDefault(QLocale(_QT_LOCALES.get(chosen, chosen)))
    _take_out()
    _take_in(chosen)


def system_language() -> str:
    """The first of the system's languages that is offered; English where none is."""
    offered = {entry.code for entry in resources.LANGUAGES}
    wanted = (name.split("-")[0] for name in QLocale.system().uiLanguages())
    return next((name for name in wanted if name in offered), language.SOURCE_LANGUAGE)


def _take_out() -> None:
    while _installed:
        QCoreApplication.removeTranslator(_installed.pop())


def _take_in(code: str) -> None:
    if code not in _QT_CATALOGUES:
        return
    from PySide6.QtCore import QLibraryInfo, QTranslator

    translator = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(_QT_CATALOGUES[code], folder):
        QCoreApplication.installTranslator(translator)
        _installed.append(translator)
    from fieldvisit.ui.qt_words import QtWords

    missing = QtWords()
    QCoreApplication.installTranslator(missing)
    _installed.append(missing)
