"""What a product is called: by its local name where Chinese is spoken and it has one, otherwise by its main name.

Window, reports, region and workbooks all ask here, so that a rep and a manager read the same name for the same row.
Documents and exported tables keep both names apart. The language is that of the moment of showing, not of calculating.
"""

from __future__ import annotations

from dataclasses import dataclass

from fieldvisit.domain.language import current


@dataclass(frozen=True)
class ProductName:
    """A product's main name and its local one, which may be empty; as text the one in the language in force."""

    main: str
    local: str = ""

    def __str__(self) -> str:
        return self.local or self.main if current().code == "zh" else self.main

    def __bool__(self) -> bool:
        return bool(self.main or self.local)

    @property
    def other(self) -> str:
        """The name that is not shown first; empty where there is none."""
        other = self.main if str(self) == self.local else self.local
        return other if other != str(self) else ""

    def answers_to(self, wanted: str) -> bool:
        """Whether `wanted` is one of its names, whatever its capitals."""
        return wanted.casefold() in (self.main.casefold(), self.local.casefold())
