"""Holding a photo as the camera says it was held.

Not by Pillow's own `exif_transpose`: that also writes the camera's data anew, which fails over odd ones, and here
nothing of them is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image


def upright(picture: Image) -> Image:
    """The picture turned; as it stands where nothing is said of it. Raises what Pillow raises for a broken one."""
    from PIL.ExifTags import Base
    from PIL.Image import Transpose

    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    picture.load()
    said = picture.getexif().get(Base.Orientation)
    turn = turns.get(said) if isinstance(said, int) else None
    return picture if turn is None else picture.transpose(turn)
