"""What a reader who cannot see the pages gets: every mark in the tree or set aside as decoration."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from PIL import Image

from fieldvisit.domain.language import speaking
from fieldvisit.reports.brief import build_brief
from fieldvisit.reports.count_sheet import build_count_sheet
from fieldvisit.reports.order_proposal import build_order_proposal
from fieldvisit.reports.record_card import build_record_card
from fieldvisit.reports.statement import build_statement
from fieldvisit.reports.structure import Structure, Tag
from fieldvisit.reports.visit_report import build_visit_report
from fieldvisit.resources import load_language
from tests.factories.cards import worked_card
from tests.reports.worked_visit import add, worked_facts, worked_visit

BUILDERS = {
    "visit": build_visit_report,
    "statement": build_statement,
    "order": build_order_proposal,
    "brief": build_brief,
    "count": build_count_sheet,
    "card": lambda _visit, _facts: build_record_card(worked_card()),
}
PAINTING = {"Tj", "S", "f", "B", "Do"}


@pytest.fixture(scope="module", params=[(kind, code) for kind in BUILDERS for code in ("en", "zh")], ids="-".join)
def opened(request):
    kind, code = request.param
    with speaking(load_language(code)):
        pdf = BUILDERS[kind](worked_visit(), worked_facts())
    with pikepdf.open(BytesIO(pdf)) as found:
        yield found


def elements(node):
    yield node
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from elements(kid)


def kinds(opened):
    return [str(node.S)[1:] for node in elements(opened.Root.StructTreeRoot.K)]


def instructions(page):
    return [(each.operands, each.operator) for each in pikepdf.parse_content_stream(page)]


def children(node):
    kids = node.get("/K", [])
    return [kid for kid in (kids if isinstance(kids, pikepdf.Array) else [kids]) if isinstance(kid, pikepdf.Dictionary)]


def test_everything_painted_is_tagged_or_decoration(opened):
    for page in opened.pages:
        depth = 0
        for operands, operator in instructions(page):
            name = str(operator)
            depth += (name in ("BDC", "BMC")) - (name == "EMC")
            assert depth in (0, 1)
            assert depth == 1 or name not in PAINTING, (operands, name)
        assert depth == 0


def test_every_marked_stretch_leads_back_to_its_element(opened):
    numbers = opened.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(numbers[index]): numbers[index + 1] for index in range(0, len(numbers), 2)}
    for page in opened.pages:
        marked = [
            operands[1].MCID
            for operands, operator in instructions(page)
            if str(operator) == "BDC" and "/MCID" in operands[1]
        ]
        listed = parents[int(page.StructParents)]
        assert sorted(marked) == list(range(len(listed)))
        assert page.Tabs == "/S"


def test_headings_begin_with_one_title_and_skip_no_level(opened):
    levels = [int(kind[1:]) for kind in kinds(opened) if re.fullmatch(r"H\d", kind)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_tables_have_rows_of_equal_length_under_heads_with_a_scope(opened):
    tables = [node for node in elements(opened.Root.StructTreeRoot.K) if node.S == "/Table"]
    assert tables
    for table in tables:
        rows = children(table)
        assert {str(row.S) for row in rows} == {"/TR"}
        lengths = {sum(int(cell.get("/A", {}).get("/ColSpan", 1)) for cell in children(row)) for row in rows}
        assert len(lengths) == 1
        assert all(cell.S == "/TH" and cell.A.Scope == "/Column" for cell in children(rows[0]))
        told = [row for row in rows[1:] if any(children(cell) or "/K" in cell for cell in children(row))]
        heads = [[cell for cell in children(row) if cell.S == "/TH"] for row in told]
        assert all(cell.A.Scope == "/Row" for row in heads for cell in row)
        assert all(len(row) <= 1 for row in heads)


def test_what_names_a_row_heads_it():
    with pikepdf.open(BytesIO(build_visit_report(worked_visit(), worked_facts()))) as opened:
        tables = [node for node in elements(opened.Root.StructTreeRoot.K) if node.S == "/Table"]
        rows = [row for table in tables for row in children(table)[1:]]
        assert all([str(cell.S) for cell in children(row)].count("/TH") == 1 for row in rows)


def test_the_small_pictures_of_prices_and_stock_are_told_in_words():
    with pikepdf.open(BytesIO(build_visit_report(worked_visit(), worked_facts()))) as opened:
        figures = [node for node in elements(opened.Root.StructTreeRoot.K) if node.S == "/Figure"]
        told = [str(figure.Alt) for figure in figures]
    assert "3.50 is outside 3.60 to 4.20; 3.80 is recommended." in told
    assert "2.7 days of cover; 11 needed, 60 allowed." in told
    assert "26.7 % of the target" in told
    assert any("prices, oldest first: " in words for words in told)


def test_charts_are_told_with_all_their_figures():
    with pikepdf.open(BytesIO(build_visit_report(worked_visit(), worked_facts()))) as opened:
        figures = [node for node in elements(opened.Root.StructTreeRoot.K) if node.S == "/Figure"]
        told = " ".join(str(figure.Alt) for figure in figures)
    assert "71,060.00 of the unpaid amount is overdue. In figures: Not due 45,326.00, 1–30 28,380.00" in told
    assert "Our share of the stock here is 47.1 %. In figures: 8 Jun 41.2 %" in told
    assert "Best seller is Lager 500 ml bottle. In figures: Lager 500 ml bottle 50.7 %" in told
    assert "3.50. 3.50 is outside 3.60 to 4.20" in told


def test_every_picture_is_told_in_words(opened):
    figures = [node for node in elements(opened.Root.StructTreeRoot.K) if node.S == "/Figure"]
    assert all(str(figure.Alt) for figure in figures)


def test_the_file_says_what_it_conforms_to(opened):
    assert opened.Root.MarkInfo.Marked
    assert str(opened.Root.Lang) in ("en", "zh-CN")
    assert opened.Root.ViewerPreferences.DisplayDocTitle
    assert opened.Root.OutputIntents[0].S == "/GTS_PDFA1"
    with opened.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "3"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == str(opened.docinfo.Title)


def test_links_are_elements_with_words_and_a_place():
    pdf = build_visit_report(worked_visit(), worked_facts())
    with pikepdf.open(BytesIO(pdf)) as opened:
        annotations = [link for page in opened.pages for link in page.get("/Annots", [])]
        assert annotations
        links = [node for node in elements(opened.Root.StructTreeRoot.K) if node.S == "/Link"]
        placed = [kid.Obj.objgen for link in links for kid in link.K if isinstance(kid, pikepdf.Dictionary)]
        assert sorted(placed) == sorted(link.objgen for link in annotations)
        assert all(str(link.Contents) and "/StructParent" in link for link in annotations)


def test_the_headings_of_page_one_lead_to_the_details():
    pdf = build_visit_report(worked_visit(), worked_facts())
    with pikepdf.open(BytesIO(pdf)) as opened:
        linked = [
            "".join(str(kid.Obj.Contents) for kid in link.K if isinstance(kid, pikepdf.Dictionary))
            for heading in elements(opened.Root.StructTreeRoot.K)
            if str(heading.S).startswith("/H")
            for link in children(heading)
            if link.S == "/Link"
        ]
    assert linked == ["1 Preparation", "6 Account", "10 Wrap-up", "10 Wrap-up"]


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_no_photo_brings_colours_that_the_file_does_not_explain(mode):
    made, known = worked_visit(), worked_facts()
    written = BytesIO()
    Image.new(mode, (60, 40)).save(written, "JPEG")
    add(made, "sales", "photos", photo="a" * 64, caption="Shelf")
    pdf = build_visit_report(made, known, photos={"a" * 64: written.getvalue()})
    with pikepdf.open(BytesIO(pdf)) as opened:
        pictures = [each for each in opened.objects if isinstance(each, pikepdf.Stream) and "/ColorSpace" in each]
        assert [str(each.ColorSpace) for each in pictures] == ["/DeviceGray" if mode == "L" else "/DeviceRGB"]


def test_a_heading_is_at_most_one_level_deeper_than_the_one_before():
    structure = Structure()
    deep = [structure.node(Tag("H", level=level), structure.root).kind for level in (2, 4, 4, 2, 9)]
    assert deep == ["H1", "H2", "H3", "H2", "H3"]


def test_an_element_met_on_two_pages_stands_in_the_tree_once():
    structure, table = Structure(), Tag("Table")
    assert structure.node(table, structure.root) is structure.node(table, structure.root)
    assert len(structure.root.kids) == 1
