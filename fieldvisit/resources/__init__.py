"""Finds what is shipped beside the code: fonts, icons and translations, in a checkout or installed."""

from __future__ import annotations

from fieldvisit.resources.files import icon_file, resource_folder
from fieldvisit.resources.fonts import FontNotPrepared, static_font, ui_font_files
from fieldvisit.resources.languages import LANGUAGES, load_language

__all__ = [
    "LANGUAGES",
    "FontNotPrepared",
    "icon_file",
    "load_language",
    "resource_folder",
    "static_font",
    "ui_font_files",
]
