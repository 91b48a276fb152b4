"""Writes finished pages as a file: PDF/A-3a and PDF/UA-1, the same bytes for the same pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fieldvisit.reports.archiving import About, information, write_colours, write_description
from fieldvisit.reports.enclosure import Enclosure, enclosed
from fieldvisit.reports.lettering import Lettering
from fieldvisit.reports.objects import Objects, string
from fieldvisit.reports.outline import Outlined, write_outline
from fieldvisit.reports.photos import Images
from fieldvisit.reports.pictures import Pictures
from fieldvisit.reports.sheet import Sheet
from fieldvisit.reports.structure import Structure
from fieldvisit.reports.tagging import Tagging


@dataclass(frozen=True)
class Finished:
    """A report of which every page is drawn."""

    about: About
    sheets: Sequence[Sheet]
    structure: Structure
    lettering: Lettering
    images: Images
    outline: Sequence[Outlined]
    enclosure: Enclosure | None = None


def file_of(finished: Finished) -> bytes:
    """The file."""
    return _File(finished).written()


class _File:
    """The file of one report while its parts are put together."""

    def __init__(self, finished: Finished) -> None:
        self._finished = finished
        self._objects = Objects()
        self._group = self._objects.reserve()
        self._pages = self._objects.reserve_many(len(finished.sheets))
        self._places = {
            name: f"[{number} 0 R /XYZ 0 {top:.2f} 0]"
            for number, sheet in zip(self._pages, finished.sheets, strict=True)
            for name, top in sheet.destinations
        }
        titles = {entry.anchor: entry.title for entry in finished.outline}
        self._tagging = Tagging(self._objects, finished.structure, self._pages, self._places, titles)

    def written(self) -> bytes:
        self._write_pages()
        objects, about = self._objects, self._finished.about
        start = f"/Type /Catalog /Pages {self._group} 0 R /Lang ({about.language})"
        carried = self._carried(start)
        root = objects.add(
            f"<<{start}{carried}{self._outline()} /ViewerPreferences <</DisplayDocTitle true>>"
            f" /MarkInfo <</Marked true>> /StructTreeRoot {self._tagging.written(self._finished.sheets)} 0 R"
            f" /Metadata {write_description(objects, about)} 0 R /OutputIntents [{write_colours(objects)} 0 R]>>"
        )
        return objects.file(root, objects.add(information(about)))

    def _carried(self, start: str) -> str:
        """What the catalogue says of the file inside, whose own description may depend on the pages."""
        enclosure = self._finished.enclosure
        if enclosure is None:
            return ""
        pages = self._objects.file(self._objects.add(f"<<{start}>>"))
        number = enclosed(self._objects, enclosure, pages)
        names = f"[{string(enclosure.name)} {number} 0 R]"
        return f" /AF [{number} 0 R] /Names <</EmbeddedFiles <</Names {names}>>>>"

    def _outline(self) -> str:
        entries = [entry for entry in self._finished.outline if entry.anchor in self._places]
        if not entries:
            return ""
        return f" /PageMode /UseOutlines /Outlines {write_outline(self._objects, entries, self._places)} 0 R"

    def _write_pages(self) -> None:
        fonts = self._fonts()
        pictures = Pictures(self._objects, self._finished.images)
        for index, sheet in enumerate(self._finished.sheets):
            self._write_page(index, sheet, fonts, pictures)
        kids = " ".join(f"{number} 0 R" for number in self._pages)
        self._objects.put(self._group, f"<</Type /Pages /Count {len(self._pages)} /Kids [{kids}]>>")

    def _fonts(self) -> int:
        named = [
            f"/{font.internal_name} {font.written(self._objects)} 0 R"
            for font in self._finished.lettering.fonts.values()
        ]
        return self._objects.add(f"<<{' '.join(named)}>>")

    def _write_page(self, index: int, sheet: Sheet, fonts: int, pictures: Pictures) -> None:
        shown = {
            digest: f"P{pictures.number(digest)}" for digest in dict.fromkeys(each.digest for each in sheet.images)
        }
        content = self._objects.stream("", "\n".join([*sheet.operators, *_drawn(sheet, shown)]).encode("ascii"))
        objects = "".join(f"/{name} {pictures.number(digest)} 0 R " for digest, name in shown.items())
        drawn = f" /XObject <<{objects}>>" if objects else ""
        links = " ".join(f"{number} 0 R" for number in self._tagging.add_links(index, sheet))
        annotations = f" /Annots [{links}]" if links else ""
        self._objects.put(
            self._pages[index],
            f"<</Type /Page /Parent {self._group} 0 R /MediaBox [0 0 {sheet.width:.4f} {sheet.height:.4f}]"
            f" /Resources <</Font {fonts} 0 R{drawn}>> /Contents {content} 0 R{annotations}"
            f" /StructParents {index} /Tabs /S>>",
        )


def _drawn(sheet: Sheet, names: dict[str, str]) -> list[str]:
    """The photos of a page, each in the stretch that it is."""
    return [
        f"{image.opening} q {image.box.width:.2f} 0 0 {image.box.height:.2f} {image.box.left:.2f}"
        f" {sheet.height - image.box.bottom:.2f} cm /{names[image.digest]} Do Q EMC"
        for image in sheet.images
    ]
