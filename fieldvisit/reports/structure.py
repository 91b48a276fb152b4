"""What the marks on the pages mean: the tree that readers who cannot see the pages follow."""

from __future__ import annotations

from dataclasses import dataclass

_LEAVES = frozenset({"P", "H", "TH", "TD", "Lbl", "LBody", "Span", "Link", "Figure"})
_DEEPEST = 6


@dataclass(eq=False, slots=True)
class Tag:
    """One element, known by its identity: pieces on several pages that share a tag are one element.

    `kind` is a standard structure type; `H` stands for a heading of `level`.
    """

    kind: str
    attributes: str = ""
    """As the file has them, without the brackets; empty for none."""
    alternative: str = ""
    """What a reader who cannot see it is told instead of it."""
    actual: str = ""
    """The text that a mark without letters stands for."""
    level: int = 0


@dataclass(eq=False, slots=True)
class Marked:
    """A stretch of a page that belongs to an element, by its number on that page."""

    page: int
    number: int


@dataclass(eq=False, slots=True)
class Linked:
    """The place of a link on a page, by its number among all links of the document."""

    number: int


class Node:
    """A placed element with its parts in reading order; plain, because there is one for every cell."""

    __slots__ = ("holds_words", "kids", "kind", "number", "parent", "tag")

    def __init__(self, tag: Tag, parent: Node | None, kind: str) -> None:
        self.tag = tag
        self.parent = parent
        self.kind = kind
        self.kids: list[Node | Marked | Linked] = []
        self.holds_words = tag.kind in _LEAVES
        """Whether words may stand in it without a paragraph of their own."""
        self.number = 0
        """Of its object in the file, once that is written."""


class Structure:
    """The tree of one document; elements stand in the order in which they are first drawn."""

    def __init__(self) -> None:
        self.root = Node(Tag("Document"), None, "Document")
        self.links = 0
        self._nodes: dict[int, Node] = {}
        self._level = 0

    def node(self, tag: Tag, parent: Node) -> Node:
        """The element of a tag, put under `parent` when it is met first."""
        found = self._nodes.get(id(tag))
        if found is None:
            found = self._nodes[id(tag)] = Node(tag, parent, self._kind(tag))
            parent.kids.append(found)
        return found

    def link(self, node: Node) -> int:
        """A new link of an element; its number."""
        self.links += 1
        node.kids.append(Linked(self.links - 1))
        return self.links - 1

    def _kind(self, tag: Tag) -> str:
        """A heading is never more than one level deeper than the one before."""
        if tag.kind != "H":
            return tag.kind
        self._level = max(1, min(tag.level, self._level + 1, _DEEPEST))
        return f"H{self._level}"


ITEMS = "/O /List /ListNumbering /None"
"""A list whose labels are words, not numbers."""
HEAD = "/O /Table /Scope /Column"


ROW_HEAD = "/O /Table /Scope /Row"


def across(columns: int) -> str:
    """The attributes of a cell that reaches over several columns; it heads its row."""
    return f"{ROW_HEAD} /ColSpan {columns}"
