"""Words and figures that stand nowhere else, and the search for them in every form in which a file may hold them."""

from __future__ import annotations

import contextlib
import io
import random
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PIL import Image

PASSPHRASE: Final = "Zaunkönig Pfau Dodo Moa"
NAME: Final = "Kanarienvogel & Söhne 金丝雀商行"
IMPORTED: Final = "Wellensittich Handels-GmbH 虎皮鹦鹉"
NOTE: Final = "Nymphensittich droht mit Kündigung"
PRICE: Final = "918273.64"
TYPED: Final = "73519.2"
BALANCE: Final = "5551234.56"
_MARKS: Final = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_MOST: Final = 4_000_000


def photo() -> bytes:
    """A picture of noise: a piece of it occurs in no other file."""
    noise = Image.frombytes("RGB", (160, 120), random.Random(7).randbytes(160 * 120 * 3))
    written = io.BytesIO()
    noise.save(written, "PNG")
    return written.getvalue()


def forms() -> dict[str, list[bytes]]:
    """Each canary by name, as bytes of a text in the usual codes, and figures as SQLite keeps them."""
    from fieldvisit.usecases.attach_photo import cleaned

    texts = {"name": NAME, "imported": IMPORTED, "note": NOTE, "price": PRICE, "typed": TYPED, "passphrase": PASSPHRASE}
    texts["balance"] = BALANCE
    found = {each: [text.encode(code) for code in ("utf-8", "utf-16-le", "gb18030")] for each, text in texts.items()}
    for each in ("price", "balance"):
        scaled = int(texts[each].replace(".", "")) * 100
        found[each] += [scaled.to_bytes(6, "big"), f"{texts[each][:-6]},{texts[each][-6:]}".encode()]
    found["photo"] = [cleaned(photo())[0][2000:2040]]
    return found


def canaries_in(folder: Path, wanted: dict[str, list[bytes]]) -> dict[str, set[str]]:
    """By the canary's name, the files that hold it."""
    found: dict[str, set[str]] = {}
    for file in (each for each in folder.rglob("*") if each.is_file()):
        for content in _unfolded(file):
            for name, needles in wanted.items():
                if any(needle in content for needle in needles):
                    found.setdefault(name, set()).add(str(file.relative_to(folder)))
    return found


def _unfolded(file: Path) -> Iterator[bytes]:
    """What a file holds: itself, the members of an archive, and every compressed stream that begins anywhere in it."""
    content = file.read_bytes()
    yield content
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            yield from (archive.read(each) for each in archive.namelist())
    for mark in _MARKS:
        at = content.find(mark)
        while at >= 0:
            with contextlib.suppress(zlib.error):
                yield zlib.decompressobj().decompress(content[at:], _MOST)
            at = content.find(mark, at + 1)
