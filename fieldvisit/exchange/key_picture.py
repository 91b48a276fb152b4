"""The public part of a key as a QR picture: the same words as in the key's file, read back from a photo or a scan."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from fieldvisit.domain.language import Message
from fieldvisit.exchange.key_file import NotAKey, PublicKey, key_file, key_in
from fieldvisit.exchange.upright import upright

if TYPE_CHECKING:
    from PIL.Image import Image

SCALE: Final = 8
"""Pixels of one module of the QR code."""
MOST_BYTES: Final = 40_000_000
_MOST_PIXELS: Final = 80_000_000
_LONGEST_SIDE: Final = 2400
_LONGEST_NAME: Final = 120
_BEGINNINGS: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def key_picture(key: PublicKey) -> bytes:
    """The picture as a PNG; the same key gives the same bytes. A seventh of it may be dirty or glare."""
    import zxingcpp
    from PIL import Image

    told = json.loads(key_file(PublicKey(key.name[:_LONGEST_NAME], key.public)))
    words = json.dumps(told, separators=(",", ":"))  # plain letters: of others a reader has to guess the character set
    code = zxingcpp.create_barcode(words, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    drawn: Any = code.to_image(scale=SCALE, add_quiet_zones=True)  # a buffer, which its types do not say
    height, width = drawn.shape
    written = BytesIO()
    Image.frombytes("L", (width, height), bytes(memoryview(drawn))).convert("1").save(written, "PNG", optimize=True)
    return written.getvalue()


def is_picture(content: bytes) -> bool:
    """Whether the bytes begin as a PNG or a JPEG does."""
    return content.startswith(_BEGINNINGS)


def key_in_picture(content: bytes, called: str) -> PublicKey:
    """The key in a picture that messages call `called`. Raises `NotAKey`."""
    import zxingcpp

    picture = _opened(content, called)
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.barcode_formats_from_str("QRCode"))
    for code in found:
        try:
            return key_in(code.text.encode(), called)
        except NotAKey:
            if code is found[-1]:
                raise
    raise NotAKey(
        Message("{file} shows no QR code that can be read; take the photo again, sharp and straight on.", file=called)
    )


def _opened(content: bytes, called: str) -> Image:
    """The picture in greys, upright and no larger than reading needs."""
    from PIL import Image

    try:
        with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise NotAKey(Message("{file} is too large a picture; make it smaller first.", file=called))
            opened.draft("L", (_LONGEST_SIDE, _LONGEST_SIDE))
            picture = upright(opened).convert("L")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise NotAKey(Message("{file} is not a picture that can be read.", file=called)) from error
    picture.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    return picture
