"""Lines of orders and shipments, which have no number of their own in most files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from fieldvisit.store.imports.buffers import Buffer, Kept, Put

LineKey = tuple[int, int, int]


class Lines:
    """Lines of documents, known by document, product and occurrence among that product's lines."""

    def __init__(self, buffer: Buffer, parent: str) -> None:
        self.buffer, self.parent = buffer, parent
        self._loaded: set[int] = set()
        self._last: dict[int, int] = {}
        self._seen: Counter[tuple[int, int]] = Counter()

    def load(self, parents: Iterable[int]) -> None:
        """Fetches the lines of these documents, once."""
        wanted = set(parents) - self._loaded
        self._loaded |= wanted
        counted: Counter[tuple[int, int]] = Counter()

        def key(row: Kept) -> LineKey:
            document, product = row.values[self.parent], row.values["product_id"]
            counted[document, product] += 1
            self._last[document] = max(self._last.get(document, 0), row.values["line"])
            return document, product, counted[document, product]

        self.buffer.load(self.parent, wanted, by=key)

    def start(self) -> None:
        """A new file begins: its lines are counted from the first."""
        self._seen.clear()

    def unnamed(self) -> int:
        """Lines of the documents of this file that the file itself does not name."""
        named = {document for document, _ in self._seen}
        return sum(
            1
            for document, product, occurrence in self.buffer.kept
            if document in named and occurrence > self._seen[document, product]
        )

    def put(self, document: int, product: int, values: Mapping[str, Any]) -> Put:
        """Takes one line in."""
        key = self._next_key(document, product)
        return self.buffer.put(key, {**values, **self._place(key)})

    def put_stored(self, document: int, product: int, values: Mapping[str, Any]) -> Put:
        """The same for values in their stored form."""
        key = self._next_key(document, product)
        return self.buffer.put_stored(key, {**values, **self._place(key)})

    def _next_key(self, document: int, product: int) -> LineKey:
        self._seen[document, product] += 1
        return document, product, self._seen[document, product]

    def _place(self, key: LineKey) -> dict[str, int]:
        """Where a new line stands; nothing for one that is there already."""
        if self.buffer.find(key) is not None:
            return {}
        document, product, _ = key
        self._last[document] = self._last.get(document, 0) + 1
        return {self.parent: document, "product_id": product, "line": self._last[document]}
