"""By what a dealer or product is found: codes and names in small letters, and the initials of Chinese names."""

from __future__ import annotations

from functools import lru_cache


def search_key(*texts: str) -> str:
    """All texts in small letters, and pinyin initials where they hold Chinese."""
    parts = [text.casefold() for text in texts if text]
    parts += [initials for text in texts if text and (initials := _initials(text))]
    return " ".join(dict.fromkeys(parts))


@lru_cache(maxsize=4096)
def _initials(text: str) -> str:
    if not any("\u4e00" <= letter <= "\u9fff" for letter in text):
        return ""
    from pypinyin import Style, lazy_pinyin  # 20,000 words are loaded only where there is Chinese

    return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).casefold()
