"""Keeps the translations in step with the code; needs the developer's environment.

.venv/bin/python packaging/translations.py update zh    texts of the code into resources/translations/zh.po
.venv/bin/python packaging/translations.py check zh     what is missing, doubtful or at odds with its source
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

import catalogue

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "resources" / "translations"
_KEYWORDS = {"mark": None, "tr": None, "Message": None, "ntr": (1, 2)}


def texts_of_code() -> Catalog:
    """Every text of the code that a person can see, with the files in which it stands."""
    found = Catalog(charset="utf-8")
    sources = extract_from_dir(ROOT / "fieldvisit", [("**.py", "python")], keywords=_KEYWORDS)
    for file, _line, text, comments, context in sorted(sources, key=lambda source: source[:2]):
        found.add(text, locations=[(f"fieldvisit/{Path(file).as_posix()}", 1)], auto_comments=comments, context=context)
    return found


def update(code: str) -> Path:
    """Writes the language's catalogue anew: new texts empty, translations kept, texts that are gone left out.

    Nothing is guessed from similar texts: a wrong guess looks like a translation.
    """
    path = FOLDER / f"{code}.po"
    kept = translations(code) if path.exists() else _blank(code)
    texts = texts_of_code()
    texts.creation_date = kept.creation_date  # so that the file changes only where a text does
    kept.update(texts, no_fuzzy_matching=True)
    kept.obsolete.clear()
    with path.open("wb") as file:
        write_po(file, kept, width=110, include_lineno=False, ignore_obsolete=True)
    return path


def check(code: str) -> list[str]:
    """What a translator has to look at, one line each; empty when the catalogue is complete."""
    translated = translations(code)
    missing = [f"missing: {text.id!r}" for text in _messages(texts_of_code()) if not _done(translated.get(text.id))]
    return missing + doubtful(translated) + at_odds(translated)


def doubtful(translated: Catalog) -> list[str]:
    """Translations marked as fuzzy, which are not shown."""
    return [f"fuzzy: {text.id!r}" for text in _messages(translated) if text.fuzzy]


def at_odds(translated: Catalog) -> list[str]:
    """Translations whose {places} are not those of their source."""
    return [
        f"places differ: {text.id!r} -> {string!r}"
        for text in _messages(translated)
        for string in _several(text.string)
        if string and _places(string) != _places(_several(text.id)[-1])
    ]


def translations(code: str) -> Catalog:
    with (FOLDER / f"{code}.po").open("rb") as file:
        return read_po(file, locale=code)


def _blank(code: str) -> Catalog:
    blank = Catalog(locale=code, project="FieldVisit", charset="utf-8", fuzzy=False, header_comment="#")
    blank.msgid_bugs_address = blank.last_translator = blank.language_team = ""
    return blank


def _messages(texts: Catalog) -> Iterator[Message]:
    return (text for text in texts if text.id)


def _done(text: Message | None) -> bool:
    return text is not None and all(_several(text.string))


def _several(string: str | Iterable[str] | None) -> tuple[str, ...]:
    return (string or "",) if isinstance(string, str | None) else tuple(string)


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def main(arguments: list[str]) -> int:
    match arguments:
        case ["update", code]:
            print(update(code))
            catalogue.compile_all(FOLDER)
            return 0
        case ["check", code]:
            problems = check(code)
            print("\n".join([*problems, f"{len(problems)} to look at"]))
            return 1 if problems else 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
