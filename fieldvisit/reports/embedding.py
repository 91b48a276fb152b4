"""The part of a font that a document uses, embedded with the way back to text."""

from __future__ import annotations

import hashlib
from typing import Any

from reportlab.pdfbase import pdfdoc

from fieldvisit.reports.fonts import Typeface

_SYMBOLIC, _NONSYMBOLIC = 4, 32
_CMAP_BLOCK = 100


class EmbeddedFont:
    """One typeface in one document. Characters get their numbers in the order in which they are first drawn.

    A composite font instead of ReportLab's simple ones: those hold 256 characters each and cannot name characters
    beyond the basic plane, which rare Chinese names need.
    """

    def __init__(self, typeface: Typeface, internal_name: str) -> None:
        self.typeface = typeface
        self.internal_name = internal_name
        self._numbers: dict[int, int] = {}
        self._characters: list[str] = []
        self._encoded: dict[str, str] = {}
        self._codes: dict[str, str] = {}

    def encode(self, text: str) -> str:
        """`text` as the hexadecimal string that the page's operators take."""
        known = self._encoded.get(text)
        if known is None:
            codes = self._codes
            # A no-break space does its work in line breaking; a reader searching the file types a plain one.
            plain = text.replace("\xa0", " ")
            known = "".join([codes.get(character) or self._code(character) for character in plain])
            self._encoded[text] = known
        return known

    def _code(self, character: str) -> str:
        glyph = self.typeface.glyph(character)
        if glyph not in self._numbers:
            self._characters.append(character)
            self._numbers[glyph] = len(self._characters)
        code = self._codes[character] = f"{self._numbers[glyph]:04X}"
        return code

    def addObjects(self, document: Any) -> None:  # noqa: N802 -- ReportLab calls it so when it writes the file
        """Puts the subset and its descriptions into the document."""
        name = pdfdoc.PDFName(f"{self._tag()}+{self.typeface.name}")
        descendant = self._descendant(document, name)
        font = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": name,
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([descendant]),
                "ToUnicode": self._stream(document, "unicode", self._to_unicode().encode("ascii")),
            }
        )
        document.idToObject["BasicFonts"].dict[self.internal_name] = document.Reference(font, self.internal_name)

    def _tag(self) -> str:
        # Six capitals say "subset"; made from its characters, two subsets of one font in merged files keep apart.
        digest = hashlib.sha256("".join(self._characters).encode()).digest()
        return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])

    def _descendant(self, document: Any, name: Any) -> Any:
        widths = [self.typeface.advance(character) for character in self._characters]
        font = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("CIDFontType2"),
                "BaseFont": name,
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "FontDescriptor": self._descriptor(document, name),
                "DW": self.typeface.face.defaultWidth,
                "W": pdfdoc.PDFArray([1, pdfdoc.PDFArray(widths)]),
                "CIDToGIDMap": pdfdoc.PDFName("Identity"),
            }
        )
        return document.Reference(font, f"{self.internal_name}.descendant")

    def _descriptor(self, document: Any, name: Any) -> Any:
        face = self.typeface.face
        subset = face.makeSubset([ord(character) for character in self._characters])
        descriptor = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("FontDescriptor"),
                "FontName": name,
                "Ascent": face.ascent,
                "Descent": face.descent,
                "CapHeight": face.capHeight,
                "Flags": (face.flags & ~_NONSYMBOLIC) | _SYMBOLIC,
                "FontBBox": pdfdoc.PDFArray(face.bbox),
                "ItalicAngle": face.italicAngle,
                "StemV": face.stemV,
                "FontFile2": self._stream(document, "file", subset, Length1=len(subset)),
            }
        )
        return document.Reference(descriptor, f"{self.internal_name}.descriptor")

    def _stream(self, document: Any, part: str, content: bytes, **entries: int) -> Any:
        stream = pdfdoc.PDFStream()
        stream.content = content
        stream.filters = [pdfdoc.PDFZCompress]
        for key, value in entries.items():
            stream.dictionary[key] = value
        return document.Reference(stream, f"{self.internal_name}.{part}")

    def _to_unicode(self) -> str:
        pairs = [
            f"<{number:04X}> <{character.encode('utf-16-be').hex().upper()}>"
            for number, character in enumerate(self._characters, 1)
        ]
        blocks = [pairs[start : start + _CMAP_BLOCK] for start in range(0, len(pairs), _CMAP_BLOCK)]
        listed = [f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks]
        return "\n".join((*_CMAP_HEAD, *listed, *_CMAP_FOOT))


_CMAP_HEAD = (
    "/CIDInit /ProcSet findresource begin",
    "12 dict begin",
    "begincmap",
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
    "/CMapName /Adobe-Identity-UCS def",
    "/CMapType 2 def",
    "1 begincodespacerange",
    "<0000> <FFFF>",
    "endcodespacerange",
)
_CMAP_FOOT = ("endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end")
