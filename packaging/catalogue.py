"""Compiles translations (.po) to the form that is read at run time (.mo), with the standard library alone."""

from __future__ import annotations

import ast
import struct
from pathlib import Path

_MAGIC = 0x950412DE


def compile_all(folder: Path) -> list[Path]:
    """Makes the .mo file beside each .po file that is newer; returns those made."""
    stale = [po for po in sorted(folder.glob("*.po")) if _is_newer(po, po.with_suffix(".mo"))]
    for po in stale:
        po.with_suffix(".mo").write_bytes(compiled(po.read_text(encoding="utf-8")))
    return [po.with_suffix(".mo") for po in stale]


def compiled(po: str) -> bytes:
    """The .mo file's content; what is untranslated or marked fuzzy is left out, and so shown in English."""
    texts = sorted(
        ("\0".join(entry.source).encode(), "\0".join(entry.translations).encode())
        for entry in _entries(po)
        if not entry.fuzzy and all(entry.translations)
    )
    return _table(texts)


class _Entry:
    def __init__(self) -> None:
        self.fuzzy = False
        self.source: list[str] = []
        self.translations: list[str] = []


def _entries(po: str) -> list[_Entry]:
    return [entry for block in po.replace("\r\n", "\n").split("\n\n") if (entry := _entry(block)).source]


def _entry(block: str) -> _Entry:
    entry = _Entry()
    texts = entry.source
    for line in block.splitlines():
        if line.startswith("#,") and "fuzzy" in line:
            entry.fuzzy = True
        if line.startswith("#") or not line.strip():
            continue
        keyword, quote, rest = line.partition('"')
        if keyword.strip():
            texts = entry.translations if keyword.startswith("msgstr") else entry.source
            texts.append("")
        texts[-1] += ast.literal_eval(quote + rest)
    return entry


def _table(texts: list[tuple[bytes, bytes]]) -> bytes:
    count = len(texts)
    start = 28 + 16 * count
    sources, pool = _placed([source for source, _ in texts], start, b"")
    translations, pool = _placed([translation for _, translation in texts], start, pool)
    header = struct.pack("<7I", _MAGIC, 0, count, 28, 28 + 8 * count, 0, 0)
    return header + sources + translations + pool


def _placed(texts: list[bytes], start: int, pool: bytes) -> tuple[bytes, bytes]:
    index = b""
    for text in texts:
        index += struct.pack("<2I", len(text), start + len(pool))
        pool += text + b"\0"
    return index, pool


def _is_newer(source: Path, made: Path) -> bool:
    return not made.exists() or source.stat().st_mtime_ns > made.stat().st_mtime_ns
