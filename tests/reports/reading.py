"""Reads a PDF as a reader's program would: text, pages as pictures, fonts."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2


def pages(pdf: bytes) -> list[str]:
    """The text of each page, a no-break space as a plain one."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [_text_of(page) for page in document]


def text(pdf: bytes) -> str:
    """The text of all pages, line ends as spaces."""
    return " ".join(" ".join(pages(pdf)).split())


def squeezed(pdf: bytes) -> str:
    """The text of all pages without any space, so that line breaks do not matter."""
    return "".join(text(pdf).split())


def _text_of(page: Any) -> str:
    words = page.get_textpage()
    found = words.get_text_range()
    words.close()
    return str(found).replace("\xa0", " ")


def fonts(pdf: bytes) -> list[dict[str, Any]]:
    """Name, subtype, and whether the file is embedded, of every font in the file."""
    found = []
    with pikepdf.open(BytesIO(pdf)) as document:
        for candidate in document.objects:
            if (
                isinstance(candidate, pikepdf.Dictionary)
                and candidate.get("/Type") == "/Font"
                and "/DescendantFonts" in candidate
            ):
                descendant = candidate.DescendantFonts[0]
                found.append(
                    {
                        "name": str(candidate.BaseFont).lstrip("/"),
                        "subtype": str(descendant.Subtype),
                        "embedded": "/FontFile2" in descendant.FontDescriptor,
                        "unicode": "/ToUnicode" in candidate,
                    }
                )
            elif (
                isinstance(candidate, pikepdf.Dictionary)
                and candidate.get("/Type") == "/Font"
                and "/FontDescriptor" not in candidate
            ):
                found.append(
                    {"name": str(candidate.get("/BaseFont")), "subtype": "plain", "embedded": False, "unicode": False}
                )
    return found


def ink_box(pdf: bytes, page: int, per_point: float = 1.0) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of everything that is not white on a page, in points."""
    from PIL import Image, ImageChops

    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[page].render(scale=per_point).to_pil().convert("L")
    white = Image.new("L", picture.size, 255)
    box = ImageChops.difference(picture, white).point(lambda level: 255 if level > 24 else 0).getbbox()
    assert box is not None, "an empty page"
    left, top, right, bottom = (each / per_point for each in box)
    return left, top, right, bottom


def page_count(pdf: bytes) -> int:
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)
