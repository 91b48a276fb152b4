"""Writes the tree of elements and the links into the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reportlab.pdfbase import pdfdoc

from fieldvisit.reports.sheet import PlacedLink, Sheet
from fieldvisit.reports.structure import Linked, Marked, Node, Structure


class Plain(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab ships no types
    """An object of the file that is ready as it stands."""

    def __init__(self, text: str = "") -> None:
        self.text = text

    def format(self, _document: Any) -> bytes:
        """As ReportLab asks for it."""
        return self.text.encode("ascii")


def string(text: str) -> str:
    """Text as the file has it."""
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"


class Tagging:
    """The tree of one document while its pages are written."""

    def __init__(self, canvas: Any, structure: Structure, titles: Mapping[str, str], marked: set[str]) -> None:
        self._canvas = canvas
        self._document = canvas._doc  # noqa: SLF001 -- ReportLab has no public way to tags
        self._structure = structure
        self._titles = titles
        self._marked = marked
        self._pages: list[tuple[int, Sequence[Node]]] = []
        self._links: dict[int, tuple[int, int, Node]] = {}

    def add_links(self, links: Iterable[PlacedLink]) -> None:
        """The links of the page being written; a step that is told elsewhere may have no section to lead to."""
        for link in links:
            if link.destination in self._marked:
                self._add_link(link)

    def add_page(self, sheet: Sheet) -> None:
        """The page just written."""
        page = self._document.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = len(self._pages)
        page.Tabs = pdfdoc.PDFName("S")
        self._pages.append((self._number(f"Page{len(self._pages) + 1}"), sheet.marks))

    def write(self) -> None:
        """The whole tree, once all pages are written."""
        numbers: dict[int, int] = {}
        written: list[tuple[Node, Plain]] = []
        root = Plain()
        parents = Plain()
        root_number = self._add(root, "StructTreeRoot")
        for node in _all(self._structure.root):
            text = Plain()
            numbers[id(node)] = self._add(text, f"Element{len(written)}")
            written.append((node, text))
        for node, text in written:
            text.text = self._element(node, numbers, root_number)
        parents.text = self._parents(numbers)
        first = numbers[id(self._structure.root)]
        root.text = (
            f"<</Type /StructTreeRoot /K {first} 0 R /ParentTree {self._add(parents, 'ParentTree')} 0 R"
            f" /ParentTreeNextKey {_LINKS_FROM + self._structure.links}>>"
        )
        catalog = self._document.Catalog
        catalog.StructTreeRoot = root
        catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})

    def _add(self, text: Plain, name: str) -> int:
        self._document.Reference(text, name)
        return self._number(name)

    def _number(self, name: str) -> int:
        return int(self._document.idToObjectNumberAndVersion[name][0])

    def _add_link(self, link: PlacedLink) -> None:
        canvas, name = self._canvas, f"Link{link.number}"
        target = canvas._bookmarkReference(link.destination)  # noqa: SLF001 -- linkRect has no room for tags
        height = canvas._pagesize[1]  # noqa: SLF001 -- as above
        box = link.box
        entries = {
            "Type": pdfdoc.PDFName("Annot"),
            "Subtype": pdfdoc.PDFName("Link"),
            "Rect": f"[{box.left:.2f} {height - box.bottom:.2f} {box.right:.2f} {height - box.top:.2f}]",
            "Border": "[0 0 0]",
            "F": 4,
            "Dest": target,
            "Contents": Plain(string(self._titles.get(link.destination, link.destination))),
        }
        if link.node is not None:
            entries["StructParent"] = _LINKS_FROM + link.number
        canvas._addAnnotation(pdfdoc.PDFDictionary(entries), name)  # noqa: SLF001 -- as above
        if link.node is not None:
            self._links[link.number] = (self._number(f"Annot.{name}"), len(self._pages), link.node)

    def _element(self, node: Node, numbers: Mapping[int, int], root: int) -> str:
        tag = node.tag
        above = root if node.parent is None else numbers[id(node.parent)]
        parts = [f"<</Type /StructElem /S /{self._kind(node)} /P {above} 0 R"]
        if tag.attributes:
            parts.append(f"/A <<{tag.attributes}>>")
        if tag.alternative:
            parts.append(f"/Alt {string(tag.alternative)}")
        if tag.actual:
            parts.append(f"/ActualText {string(tag.actual)}")
        if node.kids:
            parts.append(self._kids(node, numbers))
        return " ".join(parts) + ">>"

    def _kind(self, node: Node) -> str:
        """A link that leads nowhere is words like others."""
        if node.kind == "Link" and not any(isinstance(kid, Linked) and kid.number in self._links for kid in node.kids):
            return "Span"
        return node.kind

    def _kids(self, node: Node, numbers: Mapping[int, int]) -> str:
        pages = {kid.page for kid in node.kids if isinstance(kid, Marked)}
        own = min(pages) if pages else -1
        shown = [told for kid in node.kids if (told := self._kid(kid, own, numbers))]
        page = f"/Pg {self._pages[own][0]} 0 R " if pages else ""
        return f"{page}/K {shown[0] if len(shown) == 1 else '[' + ' '.join(shown) + ']'}"

    def _kid(self, kid: Node | Marked | Linked, own: int, numbers: Mapping[int, int]) -> str:
        if isinstance(kid, Node):
            return f"{numbers[id(kid)]} 0 R"
        if isinstance(kid, Marked):
            if kid.page == own:
                return str(kid.number)
            return f"<</Type /MCR /Pg {self._pages[kid.page][0]} 0 R /MCID {kid.number}>>"
        if kid.number not in self._links:
            return ""
        annotation, page, _ = self._links[kid.number]
        return f"<</Type /OBJR /Pg {self._pages[page][0]} 0 R /Obj {annotation} 0 R>>"

    def _parents(self, numbers: Mapping[int, int]) -> str:
        """The way from a page's stretches and from the links back to their elements."""
        entries = [
            f"{index} [{' '.join(f'{numbers[id(node)]} 0 R' for node in marks)}]"
            for index, (_, marks) in enumerate(self._pages)
        ]
        entries += [f"{_LINKS_FROM + number} {numbers[id(node)]} 0 R" for number, (_, _, node) in self._links.items()]
        return f"<</Nums [{' '.join(entries)}]>>"


_LINKS_FROM = 100_000
"""The links' keys in the tree of parents stand behind those of the pages."""


def _all(node: Node) -> Iterable[Node]:
    yield node
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from _all(kid)
