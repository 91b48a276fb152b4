"""The languages that the application speaks, and their catalogues."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import GNUTranslations

from fieldvisit.domain.language import SOURCE_LANGUAGE, Language
from fieldvisit.resources.files import resource_folder


@dataclass(frozen=True)
class Offered:
    """A language to choose: its code, its own name for itself, and the marks in its numbers."""

    code: str
    name: str
    decimal_mark: str = "."
    group_mark: str = ","


LANGUAGES = (Offered(SOURCE_LANGUAGE, "English"), Offered("zh", "简体中文"))


def load_language(code: str) -> Language:
    """The language with its catalogue; the source language for a code, or a catalogue, that is not there."""
    offered = next((language for language in LANGUAGES if language.code == code), LANGUAGES[0])
    path = resource_folder("translations") / f"{offered.code}.mo"
    if not path.is_file():
        return Language()
    with path.open("rb") as catalogue:
        return Language(offered.code, GNUTranslations(catalogue), offered.decimal_mark, offered.group_mark)
