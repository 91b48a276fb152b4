"""Photos in the file: JPEG bytes as they are, each once, without being decoded."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfdoc

from fieldvisit.reports.photos import Images


class Pictures:
    """The photos of one document."""

    def __init__(self, canvas: Any, images: Images) -> None:
        self._canvas = canvas
        self._images = images
        self._names: dict[str, str] = {}

    def draw(self, digest: str, left: float, bottom: float, width: float, height: float) -> None:
        """Draws a photo on the current page, its lower left corner given in points from the page's."""
        name = self._names.get(digest) or self._embedded(digest)
        if not name:
            self._canvas.drawImage(_decoded(self._images[digest]), left, bottom, width, height)
            return
        self._canvas.addLiteral(f"q {width:.2f} 0 0 {height:.2f} {left:.2f} {bottom:.2f} cm /{name} Do Q")
        self._canvas._formsinuse.append(digest)  # noqa: SLF001 -- names the picture in the page's resources

    def _embedded(self, digest: str) -> str:
        """The name of the picture in the file; empty where it is not a plain JPEG and must be decoded.

        ReportLab's own way decodes each photo only to find a name for it, which takes longer than the page.
        """
        picture = pdfdoc.PDFImageXObject(digest)
        if not picture.loadImageFromJPEG(BytesIO(self._images[digest])) or picture.colorSpace == "DeviceCMYK":
            return ""
        document = self._canvas._doc  # noqa: SLF001 -- pictures made ready have no public way in
        name = str(document.getXObjectName(digest))
        picture.XObjects = None
        document.Reference(picture, name)
        document.addForm(digest, picture)
        self._names[digest] = name
        return name


def _decoded(content: bytes) -> ImageReader:
    """A picture that cannot stay as it is; colours of printing inks, which the file does not explain, as a screen's."""
    with Image.open(BytesIO(content)) as picture:
        return ImageReader(picture.convert("RGB") if picture.mode == "CMYK" else picture.copy())
