"""A key as a QR picture: it comes back from the screen, from a photo, and from nothing else."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFilter

from fieldvisit.exchange.key_file import NotAKey, PublicKey
from fieldvisit.exchange.key_picture import is_picture, key_in_picture, key_picture
from fieldvisit.exchange.seals import Signer

KEY = PublicKey("Chen Wei 陈伟", Signer(bytes(range(32))).public)


def encoded(picture: Image.Image, kind: str = "PNG", **more: int) -> bytes:
    written = BytesIO()
    picture.save(written, kind, **more)
    return written.getvalue()


def drawn() -> Image.Image:
    return Image.open(BytesIO(key_picture(KEY))).convert("RGB")


def photographed() -> Image.Image:
    """As a phone sees it on a screen: askew, smaller, a little unsharp, with other things around."""
    scene = Image.new("RGB", (1400, 1100), (214, 208, 199))
    ImageDraw.Draw(scene).rectangle((100, 60, 1300, 1000), fill=(250, 250, 252))
    scene.paste(drawn().resize((560, 560)), (380, 240))
    askew = scene.rotate(7, resample=Image.Resampling.BICUBIC, fillcolor=(90, 90, 90))
    return askew.filter(ImageFilter.GaussianBlur(1))


def test_the_same_key_gives_the_same_picture_and_comes_back():
    assert key_picture(KEY) == key_picture(KEY)
    assert is_picture(key_picture(KEY))
    assert key_in_picture(key_picture(KEY), "chen.png") == KEY


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=80), st.binary(min_size=32, max_size=32))
def test_any_name_comes_back(name, private):
    key = PublicKey(name.replace("\ud83d", ""), Signer(private).public)
    try:
        key.name.encode()
    except UnicodeEncodeError:
        return
    assert key_in_picture(key_picture(key), "key.png") == key


def test_a_name_longer_than_a_picture_holds_is_cut():
    key = PublicKey("陈" * 5000, KEY.public)
    read = key_in_picture(key_picture(key), "key.png")
    assert read.public == key.public
    assert key.name.startswith(read.name)


def test_it_is_read_from_a_photo_turned_dirty_and_compressed():
    photo = photographed()
    assert key_in_picture(encoded(photo, "JPEG", quality=60), "photo.jpg") == KEY
    assert key_in_picture(encoded(photo.rotate(90, expand=True), "JPEG", quality=60), "photo.jpg") == KEY
    dirty = drawn()
    ImageDraw.Draw(dirty).ellipse((190, 190, 270, 270), fill="white")
    assert key_in_picture(encoded(dirty), "dirty.png") == KEY


@pytest.mark.parametrize(
    "content",
    [
        encoded(Image.new("L", (300, 300), 255)),
        encoded(Image.new("L", (300, 300), 255))[:60],
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 50,
        b"\xff\xd8\xff" + b"\x00" * 50,
        b"GIF89a",
        b"",
    ],
)
def test_what_shows_no_key_is_refused_by_name(content):
    with pytest.raises(NotAKey, match=r"photo\.png"):
        key_in_picture(content, "photo.png")


def test_another_qr_code_is_no_key():
    import zxingcpp

    code = zxingcpp.create_barcode("https://example.com", zxingcpp.BarcodeFormat.QRCode)
    shown: Any = code.to_image(scale=6)
    picture = Image.frombytes("L", shown.shape[::-1], bytes(memoryview(shown)))
    with pytest.raises(NotAKey, match="no key of FieldVisit"):
        key_in_picture(encoded(picture), "web.png")


def test_a_picture_of_very_many_pixels_is_refused_before_it_is_unfolded():
    with pytest.raises(NotAKey):
        key_in_picture(encoded(Image.new("1", (9_000, 9_500))), "huge.png")
