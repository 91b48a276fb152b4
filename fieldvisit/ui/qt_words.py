"""The few words of Qt's own dialogs that its Chinese catalogue has not: they change with every version of Qt."""

from __future__ import annotations

from types import MappingProxyType

from PySide6.QtCore import QTranslator

from fieldvisit.domain.language import mark, tr

_WORDS = MappingProxyType(
    {
        ("QFileDialog", "&Look in:"): mark("&Look in:"),
        ("QFileDialog", "Look in:"): mark("Look in:"),
        ("QFileDialog", "Files of &type:"): mark("Files of &type:"),
        ("QFileDialog", "Files of type:"): mark("Files of type:"),
        ("QAbstractFileIconProvider", "Folder"): mark("Folder"),
        ("QAbstractFileIconProvider", "File"): mark("File"),
        ("QAbstractFileIconProvider", "Drive"): mark("Drive"),
        ("QFileSystemModel", "Folder"): mark("Folder"),
    }
)


class QtWords(QTranslator):
    """Asked for all words of Qt before its own catalogue is."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str | bytes, source: str | bytes, disambiguation: str | bytes | None = None, n: int = -1
    ) -> str:
        words = _WORDS.get((_text(context), _text(source)))
        # None leaves a word to Qt; an empty text would be taken for its translation.
        return tr(words) if words is not None else None  # type: ignore[return-value]


def _text(given: str | bytes) -> str:
    return given.decode() if isinstance(given, bytes) else given
