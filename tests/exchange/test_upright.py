"""A photo is turned as it was held, however odd what the camera wrote beside it."""

from __future__ import annotations

import random
from io import BytesIO

import pytest
from PIL import Image, ImageOps
from PIL.ExifTags import Base

from fieldvisit.exchange.upright import upright


def taken(orientation: int, kind: str = "JPEG") -> bytes:
    """A picture that is red in one corner, with a camera's data."""
    picture = Image.new("RGB", (24, 16), "white")
    picture.paste((200, 0, 0), (0, 0, 12, 8))
    exif = Image.Exif()
    exif[Base.Orientation] = orientation
    exif[Base.Make] = "a maker of cameras"
    exif[Base.XResolution] = 72.5
    written = BytesIO()
    picture.save(written, kind, exif=exif, **({"quality": 95} if kind == "JPEG" else {}))
    return written.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("orientation", range(10))
def test_it_turns_as_the_library_does(orientation, kind):
    content = taken(orientation, kind)
    turned = upright(Image.open(BytesIO(content)))
    wanted = ImageOps.exif_transpose(Image.open(BytesIO(content)))
    assert turned.size == wanted.size
    assert turned.tobytes() == wanted.tobytes()


@pytest.mark.filterwarnings("ignore")  # Pillow also warns of what it cannot read
def test_odd_data_of_a_camera_keep_no_photo_out():
    content = taken(6)
    chance = random.Random(11)
    failed = set()
    for _ in range(3000):
        odd = bytearray(content)
        for _ in range(chance.choice((1, 2, 5))):
            odd[chance.randrange(20, 200)] = chance.randrange(256)
        try:
            upright(Image.open(BytesIO(odd)))
        except (OSError, ValueError, SyntaxError):
            continue
        except Exception as error:  # noqa: BLE001 - whatever it is, the test names it
            failed.add(f"{type(error).__name__}: {error}")
    assert failed == set()
