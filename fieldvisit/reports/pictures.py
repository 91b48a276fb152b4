"""Photos in the file: JPEG bytes as they are, each once, without being decoded."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from fieldvisit.reports.objects import Objects
from fieldvisit.reports.photos import Images

_SPACES = {"L": "/DeviceGray", "RGB": "/DeviceRGB"}


class Pictures:
    """The photos of one document, by the numbers of their objects."""

    def __init__(self, objects: Objects, images: Images) -> None:
        self._objects = objects
        self._images = images
        self._numbers: dict[str, int] = {}

    def number(self, digest: str) -> int:
        """The number of a photo, which is put into the file when it is asked for first."""
        if digest not in self._numbers:
            self._numbers[digest] = self._embedded(self._images[digest])
        return self._numbers[digest]

    def _embedded(self, content: bytes) -> int:
        with Image.open(BytesIO(content)) as picture:
            entries = f"/Type /XObject /Subtype /Image /Width {picture.width} /Height {picture.height}"
            if picture.format in ("JPEG", "MPO") and picture.mode in _SPACES:
                entries += f" /BitsPerComponent 8 /ColorSpace {_SPACES[picture.mode]} /Filter /DCTDecode"
                return self._objects.stream(entries, content, packed=False)
            # Colours of printing inks, which the file does not explain, as a screen's.
            entries += " /BitsPerComponent 8 /ColorSpace /DeviceRGB"
            return self._objects.stream(entries, picture.convert("RGB").tobytes(), quick=True)
