"""What a report carries inside itself besides its pages: an associated file."""

from __future__ import annotations

from typing import Protocol

from fieldvisit.reports.objects import Objects, string


class Enclosure(Protocol):
    """A file to be carried; its bytes are data of what the pages show."""

    @property
    def name(self) -> str:
        """The file's name."""

    @property
    def data(self) -> bytes:
        """The file's content."""

    @property
    def media_type(self) -> str:
        """What kind of file it is: `application/json`."""

    @property
    def description(self) -> str:
        """One line about it."""

    @property
    def left_blank(self) -> bytes:
        """What stands in the file, as a stream of its own, for what `finished` puts there; empty for no such place."""

    def entries(self, pages: bytes, blank: int) -> str:
        """Further entries of its description in the file; `pages` is a PDF that has nothing but the same pages.

        `blank` is the number of what is left blank, 0 for none.
        """

    def finished(self, file: bytes) -> bytes:
        """The file once all else of it is written, with the blank filled; not a byte more or less."""


def enclosed(objects: Objects, carried: Enclosure, pages: bytes) -> int:
    """Puts the file and its description among the objects; the number of the description."""
    subtype = "".join(each if each.isalnum() else f"#{ord(each):02x}" for each in carried.media_type)
    size = len(carried.data)
    file = objects.stream(f"/Type /EmbeddedFile /Subtype /{subtype} /Params <</Size {size}>>", carried.data)
    blank = objects.stream("", carried.left_blank, packed=False) if carried.left_blank else 0
    name = string(carried.name)
    return objects.add(
        f"<</Type /Filespec /F {name} /UF {name} /Desc {string(carried.description)} /AFRelationship /Data"
        f" /EF <</F {file} 0 R /UF {file} 0 R>> {carried.entries(pages, blank)}>>"
    )
