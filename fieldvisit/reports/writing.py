"""Writes finished pages as a file: PDF/A-3a and PDF/UA-1, the same bytes for the same pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fieldvisit.reports.archiving import About, describe, write_colours
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
        self._objects = Objects(finished.about.language)
        self._pages = self._objects.reserve_pages([(sheet.width, sheet.height) for sheet in finished.sheets])
        self._places = {
            name: f"[{number} 0 R /XYZ 0 {top:.2f} 0]"
            for number, sheet in zip(self._pages, finished.sheets, strict=True)
            for name, top in sheet.destinations
        }
        titles = {entry.anchor: entry.title for entry in finished.outline}
        self._tagging = Tagging(self._objects, finished.structure, self._pages, self._places, titles)

    def written(self) -> bytes:
        self._write_pages()
        self._enclose()
        self._write_outline()
        objects, about = self._objects, self._finished.about
        describe(objects, about)
        objects.enter(
            ViewerPreferences="<</DisplayDocTitle true>>",
            MarkInfo="<</Marked true>>",
            StructTreeRoot=f"{self._tagging.written(self._finished.sheets)} 0 R",
            OutputIntents=f"[{write_colours(objects)} 0 R]",
        )
        enclosure = self._finished.enclosure
        return objects.file() if enclosure is None else enclosure.finished(objects.file())

    def _enclose(self) -> None:
        """Puts the file inside, whose own description may depend on the pages."""
        enclosure = self._finished.enclosure
        if enclosure is None:
            return
        number = enclosed(self._objects, enclosure, self._objects.file())
        names = f"[{string(enclosure.name)} {number} 0 R]"
        self._objects.enter(AF=f"[{number} 0 R]", Names=f"<</EmbeddedFiles <</Names {names}>>>>")

    def _write_outline(self) -> None:
        entries = [entry for entry in self._finished.outline if entry.anchor in self._places]
        if entries:
            root = write_outline(self._objects, entries, self._places)
            self._objects.enter(PageMode="/UseOutlines", Outlines=f"{root} 0 R")

    def _write_pages(self) -> None:
        for font in self._finished.lettering.fonts.values():
            self._objects.add_font(font.internal_name, font.written(self._objects))
        pictures = Pictures(self._objects, self._finished.images)
        for index, sheet in enumerate(self._finished.sheets):
            self._write_page(index, sheet, pictures)

    def _write_page(self, index: int, sheet: Sheet, pictures: Pictures) -> None:
        numbers = {image.digest: pictures.number(image.digest) for image in sheet.images}
        names = {digest: f"P{number}" for digest, number in numbers.items()}
        self._objects.put_page(
            self._pages[index],
            self._objects.stream("", "\n".join([*sheet.operators, *_drawn(sheet, names)]).encode("ascii")),
            pictures={names[digest]: number for digest, number in numbers.items()},
            links=self._tagging.add_links(index, sheet),
        )


def _drawn(sheet: Sheet, names: dict[str, str]) -> list[str]:
    """The photos of a page, each in the stretch that it is."""
    return [
        f"{image.opening} q {image.box.width:.2f} 0 0 {image.box.height:.2f} {image.box.left:.2f}"
        f" {sheet.height - image.box.bottom:.2f} cm /{names[image.digest]} Do Q EMC"
        for image in sheet.images
    ]
