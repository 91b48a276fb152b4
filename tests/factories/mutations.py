"""Good files with a few bytes gone wrong, as from a broken disk, a bad line or a bad mind."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from random import Random

# fmt: off
TOKENS = (
    b"\x00", b"\xff\xff\xff\xff", b"-1", b"1e308", b"9" * 400, b"NaN", b'"', b"'", b"<", b">", b"/>", b"&amp;",
    b"&#x0;", b"<!DOCTYPE x>", b"]]>", b"<![CDATA[", b'r="XFD1048576"', b'r="A0"', b'r=""', b't="s"', b't="b"',
    b't="d"', b't="e"', b"<f>1/0</f>", b"\xef\xbb\xbf", b"\xff\xfe", b"\r", b"\n", b"\t", b";", b",", b"-0.0",
    "合计".encode("gb18030"), "０".encode(), b"2958466", b"1900-02-30", b"../../x", b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0", b"xml:space", b"{" * 200,
)
# fmt: on


def mutated(good: bytes, random: Random) -> bytes:
    """The bytes with one to eight changes; inside an archive's parts as often as over the whole file."""
    if good.startswith(b"PK") and random.random() < 0.75:
        return _archive(good, random)
    return _changed(good, random)


def _changed(data: bytes, random: Random) -> bytes:
    found = bytearray(data)
    for _ in range(random.randint(1, 8)):
        _CHANGES[random.randrange(len(_CHANGES))](found, random)
    return bytes(found)


def _flip(data: bytearray, random: Random) -> None:
    if data:
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)


def _overwrite(data: bytearray, random: Random) -> None:
    if data:
        data[random.randrange(len(data))] = random.randrange(256)


def _insert(data: bytearray, random: Random) -> None:
    at = random.randint(0, len(data))
    data[at:at] = random.choice(TOKENS)


def _replace(data: bytearray, random: Random) -> None:
    at, token = random.randint(0, len(data)), random.choice(TOKENS)
    data[at : at + len(token)] = token


def _delete(data: bytearray, random: Random) -> None:
    at = random.randint(0, len(data))
    del data[at : at + random.choice((1, 4, 64, 4096))]


def _repeat(data: bytearray, random: Random) -> None:
    at, length = random.randint(0, len(data)), random.choice((1, 16, 256))
    data[at:at] = bytes(data[at : at + length]) * random.choice((1, 3, 50))


def _cut(data: bytearray, random: Random) -> None:
    if random.random() < 0.2:
        del data[random.randint(0, len(data)) :]


_CHANGES = (_flip, _overwrite, _insert, _replace, _delete, _repeat, _cut)


def _archive(good: bytes, random: Random) -> bytes:
    """A sound archive again, with one or two parts changed, lost, doubled or renamed."""
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    for _ in range(random.randint(1, 2)):
        at = random.randrange(len(parts))
        name, data = parts[at]
        parts[at : at + 1] = list(_part(name, data, random))
        parts = parts or [("x", b"")]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=zlib.Z_BEST_SPEED) as archive:
        for name, data in dict(parts).items():
            archive.writestr(name, data)
    return out.getvalue()


def _part(name: str, data: bytes, random: Random) -> Iterator[tuple[str, bytes]]:
    chance = random.random()
    if chance < 0.05:
        return
    if chance < 0.1:
        yield name.replace("1", "2"), data
    elif chance < 0.15:
        yield f"../{name}", data
        yield name, data
    else:
        yield name, _changed(data, random)
