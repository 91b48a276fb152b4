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

    def entries(self, pages: bytes) -> str:
        """Further entries of its description in the file; `pages` is a PDF that has nothing but the same pages."""


def enclosed(objects: Objects, carried: Enclosure, pages: bytes) -> int:
    """Puts the file and its description among the objects; the number of the description."""
    subtype = "".join(each if each.isalnum() else f"#{ord(each):02x}" for each in carried.media_type)
    size = len(carried.data)
    file = objects.stream(f"/Type /EmbeddedFile /Subtype /{subtype} /Params <</Size {size}>>", carried.data)
    name = string(carried.name)
    return objects.add(
        f"<</Type /Filespec /F {name} /UF {name} /Desc {string(carried.description)} /AFRelationship /Data"
        f" /EF <</F {file} 0 R /UF {file} 0 R>> {carried.entries(pages)}>>"
    )
