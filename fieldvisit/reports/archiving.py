"""What makes a report fit for an archive: its description as XMP, and what its colours mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from xml.sax.saxutils import escape

from fieldvisit.reports.objects import Objects

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{made}</xmp:CreateDate>
<xmp:ModifyDate>{made}</xmp:ModifyDate>
<xmp:CreatorTool>{program}</xmp:CreatorTool>
<pdf:Producer>{program}</pdf:Producer>
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True)
class About:
    """What a file says of itself; `made` is the moment in it, `language` a tag as `zh-CN`."""

    title: str
    author: str
    subject: str
    program: str
    language: str
    made: datetime


def describe(objects: Objects, about: About) -> None:
    """What the file says of itself, for older readers and as XMP."""
    told = {"title": about.title, "author": about.author, "subject": about.subject, "program": about.program}
    objects.describe(**told, made=about.made)
    xmp = _XMP.format(
        **{key: escape(_legal(words)) for key, words in told.items()},
        language=about.language,
        made=f"{about.made:%Y-%m-%dT%H:%M:%S}+00:00",
    )
    number = objects.stream("/Type /Metadata /Subtype /XML", xmp.encode(), packed=False)
    objects.enter(Metadata=f"{number} 0 R")


def write_colours(objects: Objects) -> int:
    """What the colours mean; the number of its object."""
    profile = objects.stream("/N 3", _srgb())
    name = "(sRGB IEC61966-2.1)"
    return objects.add(
        f"<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier {name} /Info {name}"
        f" /DestOutputProfile {profile} 0 R>>"
    )


def _legal(words: str) -> str:
    """Without the two characters that XML cannot hold."""
    return words.replace("\ufffe", "").replace("\uffff", "")


@cache
def _srgb() -> bytes:
    """The profile of the screen's colours, without the moment at which it was made."""
    from PIL import ImageCms

    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = bytes.fromhex("07d0 0001 0001 0000 0000 0000")
    return bytes(profile)
