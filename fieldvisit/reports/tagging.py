"""Writes the tree of elements and the links into the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from fieldvisit.reports.objects import Objects, string
from fieldvisit.reports.sheet import PlacedLink, Sheet
from fieldvisit.reports.structure import Linked, Marked, Node, Structure

_LINKS_FROM = 100_000
"""The links' keys in the tree of parents stand behind those of the pages."""


class Tagging:
    """The tree of one document while its pages are written.

    `pages` are the pages' numbers, `places` the destinations that are somewhere on them, as the file has them.
    """

    def __init__(
        self,
        objects: Objects,
        structure: Structure,
        pages: Sequence[int],
        places: Mapping[str, str],
        titles: Mapping[str, str],
    ) -> None:
        self._objects = objects
        self._structure = structure
        self._pages = pages
        self._places = places
        self._titles = titles
        self._links: dict[int, tuple[int, int, Node]] = {}

    def add_links(self, page: int, sheet: Sheet) -> list[int]:
        """The links of a page, counted from 0; a step that is told elsewhere may have no section to lead to."""
        return [self._add_link(page, sheet, link) for link in sheet.links if link.destination in self._places]

    def _add_link(self, page: int, sheet: Sheet, link: PlacedLink) -> int:
        box, height = link.box, sheet.height
        parent = f" /StructParent {_LINKS_FROM + link.number}" if link.node is not None else ""
        number = self._objects.add(
            "<</Type /Annot /Subtype /Link /Border [0 0 0] /F 4"
            f" /Rect [{box.left:.2f} {height - box.bottom:.2f} {box.right:.2f} {height - box.top:.2f}]"
            f" /Dest {self._places[link.destination]}"
            f" /Contents {string(self._titles.get(link.destination, link.destination))}{parent}>>"
        )
        if link.node is not None:
            self._links[link.number] = (number, page, link.node)
        return number

    def written(self, sheets: Iterable[Sheet]) -> int:
        """The whole tree, once all links are known; its number."""
        root = self._objects.reserve()
        nodes = list(_all(self._structure.root))
        for node, number in zip(nodes, self._objects.reserve_many(len(nodes)), strict=True):
            node.number = number
        for node in nodes:
            self._objects.put(node.number, self._element(node, root))
        parents = self._objects.add(self._parents(sheets))
        self._objects.put(
            root,
            f"<</Type /StructTreeRoot /K {self._structure.root.number} 0 R /ParentTree {parents} 0 R"
            f" /ParentTreeNextKey {_LINKS_FROM + self._structure.links}>>",
        )
        return root

    def _element(self, node: Node, root: int) -> str:
        tag = node.tag
        above = root if node.parent is None else node.parent.number
        attributes = f" /A <<{tag.attributes}>>" if tag.attributes else ""
        alternative = f" /Alt {string(tag.alternative)}" if tag.alternative else ""
        actual = f" /ActualText {string(tag.actual)}" if tag.actual else ""
        kind = self._kind(node) if node.kind == "Link" else node.kind
        return f"<</S /{kind} /P {above} 0 R{attributes}{alternative}{actual}{self._kids(node)}>>"

    def _kind(self, node: Node) -> str:
        """A link that leads nowhere is words like others."""
        leads = any(isinstance(kid, Linked) and kid.number in self._links for kid in node.kids)
        return node.kind if leads else "Span"

    def _kids(self, node: Node) -> str:
        if len(node.kids) == 1 and isinstance(only := node.kids[0], Marked):  # as most are
            return f" /Pg {self._pages[only.page]} 0 R /K {only.number}"
        if not node.kids:
            return ""
        own = min((kid.page for kid in node.kids if isinstance(kid, Marked)), default=-1)
        shown = [told for kid in node.kids if (told := self._kid(kid, own))]
        page = f" /Pg {self._pages[own]} 0 R" if own >= 0 else ""
        return f"{page} /K {shown[0] if len(shown) == 1 else '[' + ' '.join(shown) + ']'}"

    def _kid(self, kid: Node | Marked | Linked, own: int) -> str:
        if isinstance(kid, Node):
            return f"{kid.number} 0 R"
        if isinstance(kid, Marked):
            if kid.page == own:
                return str(kid.number)
            return f"<</Type /MCR /Pg {self._pages[kid.page]} 0 R /MCID {kid.number}>>"
        if kid.number not in self._links:
            return ""
        annotation, page, _ = self._links[kid.number]
        return f"<</Type /OBJR /Pg {self._pages[page]} 0 R /Obj {annotation} 0 R>>"

    def _parents(self, sheets: Iterable[Sheet]) -> str:
        """The way from a page's stretches and from the links back to their elements."""
        entries = [
            f"{index} [{' '.join([f'{node.number} 0 R' for node in sheet.marks])}]"
            for index, sheet in enumerate(sheets)
        ]
        entries += [f"{_LINKS_FROM + number} {node.number} 0 R" for number, (_, _, node) in self._links.items()]
        return f"<</Nums [{' '.join(entries)}]>>"


def _all(root: Node) -> Iterable[Node]:
    """Every element, those above before those below."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += [kid for kid in reversed(node.kids) if isinstance(kid, Node)]
