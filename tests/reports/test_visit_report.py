from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from fieldvisit.domain.facts import DealerFacts, ProductFacts, VisitFacts
from fieldvisit.domain.language import Language, speaking
from fieldvisit.domain.visit import Mark, Origin, Row, StepState, Visit, VisitState
from fieldvisit.reports.theme import EDGE_MARGIN, PAGE_SIZES, SIDE_MARGIN
from fieldvisit.reports.visit_report import build_visit_report
from tests.reports import reading
from tests.reports.worked_visit import add, by_product, fill, worked_facts, worked_visit


@pytest.fixture(scope="module")
def worked() -> bytes:
    return build_visit_report(worked_visit(), worked_facts())


@pytest.fixture(scope="module")
def page_one(worked) -> str:
    return " ".join(reading.pages(worked)[0].split())


def test_page_one_says_who_where_when_and_the_class(page_one):
    for words in (
        "Shengyuan Trading 盛源商贸有限公司",
        "Tue 15 Sep 2026, 14:05–14:47",
        "38 min on site, 4 min pause",
        "Lin Yue 林悦",
        "Zhou Min 周敏, Owner",
        "18 Heping Road, Suzhou",
        "EII reverse",
    ):
        assert words in page_one


def test_page_one_has_every_red_exception_before_the_first_amber(page_one):
    order = [
        page_one.find(words)
        for words in ("Overdue debt", "Price below corridor", "Own promise broken", "Count too high")
    ]
    assert order == sorted(order)
    assert min(order) > 0
    assert "more on page 2, none of them outside a limit" in page_one


def test_page_one_has_results_account_order_commitments_and_next_visit(page_one):
    for words in ("26.7", "114.2", "116,386.00", "106,386.00", "8,602.14", "−868.14", "231 cases, 5 products"):
        assert words in page_one
    for words in (
        "Pay 30,000.00, Zhou Min, owner",
        "Second cooler, was due 12 Sep",
        "kept",
        "Next visit Tue 22 Sep 2026",
    ):
        assert words in page_one


def test_the_figures_of_the_worked_example_stand_in_the_sections(worked):
    told = reading.text(worked)
    for words in ("−7.9", "+3.8", "+7.1", "−2.1", "58.7", "111.1", "298.3", "12,193.74", "7,354.14", "121.92", "47.1"):
        assert words in told
    assert "106,386.00 − 85,450.00 = 20,936.00 = 11,426.00 − (−9,150.00) + 360.00 0.00" in told


def test_a_skipped_step_is_named_with_its_reason_and_not_told():
    visit = worked_visit()
    visit.step("market").state, visit.step("market").skip_reason = StepState.SKIPPED, "no time, the lorry came"
    told = reading.text(build_visit_report(visit, worked_facts()))
    assert "7 Market skipped: no time, the lorry came" in told
    assert "Banners and POP" not in told


def test_what_was_typed_is_text_and_never_markup():
    visit, facts = worked_visit(), worked_facts()
    typed = "Weekends <b>strong</b> & weekdays slow; 100 % \\ (a) &amp; 周末卖得好，平日一般。"
    visit.step("sales").values["dealer_view"] = typed
    add(visit, "wrap_up", "commitments", side="ours", what="<i>Call</i>", who="<&>", due=visit.day)
    told = reading.text(build_visit_report(visit, replace(facts, dealer=replace(facts.dealer, name="<b>&amp; Co</b>"))))
    assert typed in told
    assert "<i>Call</i>, <&>" in told
    assert told.startswith("FieldVisit Visit report <b>&amp; Co</b>")


def test_chinese_can_be_searched(worked):
    assert "盛源商贸有限公司" in reading.squeezed(worked)


def test_only_embedded_subsets_of_our_own_fonts_are_in_the_file(worked):
    found = reading.fonts(worked)
    assert found
    for font in found:
        tag, name = font["name"].split("+")
        assert len(tag) == 6
        assert name.startswith(("IBMPlexSans-", "NotoSansSC-"))
        assert font["embedded"]
        assert font["unicode"]
    assert len({font["name"] for font in found}) == len(found)
    assert b"Helvetica" not in worked


def test_made_twice_it_is_the_same_to_the_byte(worked):
    assert build_visit_report(worked_visit(), worked_facts()) == worked


def test_the_date_in_the_file_is_that_of_the_close(worked):
    with pikepdf.open(BytesIO(worked)) as document:
        info = document.docinfo
        assert str(info["/CreationDate"]) == "D:20260915065800+00'00'"
        assert str(info["/Title"]) == "Visit report V-26-01847 Shengyuan Trading 盛源商贸有限公司"
        assert str(info["/Author"]) == "Lin Yue 林悦"
        assert "Shengyuan" in str(info["/Subject"])
        assert str(document.Root.Lang) == "en"


def test_the_outline_lists_the_sections_and_page_one_links_to_them(worked):
    with pikepdf.open(BytesIO(worked)) as document:
        with document.open_outline() as outline:
            titles = [str(entry.title) for entry in outline.root]
        links = [str(link.get("/Contents", "")) for link in document.pages[0].Annots if link.Subtype == "/Link"]
        targets = {str(link.Dest) for link in document.pages[0].Annots}
    assert titles[0] == "Summary"
    assert "3 Prices" in titles
    assert titles[-1] == "To report to the company"
    assert len(links) >= 8
    assert len(targets) >= 4


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_nothing_stands_in_the_margins(size):
    pdf = build_visit_report(worked_visit(), worked_facts(), page_size=size)
    width, height = PAGE_SIZES[size]
    for page in range(reading.page_count(pdf)):
        left, top, right, bottom = reading.ink_box(pdf, page)
        assert left >= SIDE_MARGIN - 1.5
        assert right <= width - SIDE_MARGIN + 1.5
        assert top >= EDGE_MARGIN - 2
        assert bottom <= height - EDGE_MARGIN + 2


def test_an_open_visit_is_marked_as_a_draft_on_each_page():
    visit = worked_visit()
    visit.state, visit.closed_at, visit.number = VisitState.OPEN, None, ""
    for page in reading.pages(build_visit_report(visit, worked_facts())):
        assert "Draft, visit not closed" in " ".join(page.split())


def test_a_closed_visit_is_no_draft(worked):
    assert "visit not closed" not in reading.text(worked)


def test_a_revision_says_why():
    visit = worked_visit()
    visit.revision, visit.revision_reason = 2, "wrong count of Lager"
    told = reading.text(build_visit_report(visit, worked_facts()))
    assert "Revision 2, because: wrong count of Lager" in told
    assert "Report VR-26-01847, revision 2" in told


def test_an_unconfirmed_price_is_slanted_and_explained_and_a_confirmed_one_is_not():
    visit = worked_visit()
    assert "Slanted values" in reading.text(build_visit_report(visit, worked_facts()))
    for row in visit.step("prices").rows("products"):
        row.marks["purchase"] = Mark(Origin.CONFIRMED)
    assert "Slanted values" not in reading.text(build_visit_report(visit, worked_facts()))


def test_an_empty_visit_gives_one_summary_and_the_list_of_what_is_missing():
    visit = Visit(id="v", dealer="D", day=date(2026, 9, 15), rep="")
    pdf = build_visit_report(visit, VisitFacts(day=visit.day, dealer=DealerFacts("D", "Nobody")))
    told = reading.text(pdf)
    assert "Nobody" in told
    assert told.count("nothing recorded") == 10
    assert "None." in told


def test_blank_is_a_dash_and_zero_is_zero():
    visit = worked_visit()
    told = reading.text(build_visit_report(visit, worked_facts()))
    row = by_product(visit, "inventory", "products", "QH-2005")
    del row.values["count"]
    without = reading.text(build_visit_report(visit, worked_facts()))
    assert "Pure Water 550 ml 480 0 0 0 480 66.0" in told
    assert "Pure Water 550 ml 480 0 0 0" not in without
    assert "Not counted (2): Wheat 330 ml can, Pure Water 550 ml" in without


def test_rare_characters_and_emoji_never_become_boxes():
    visit = worked_visit()
    visit.step("wrap_up").values["strengths"] = "𣲘 and 😀 and \U0001f9c3; Ж Ω é"
    told = reading.text(build_visit_report(visit, worked_facts()))
    assert "𣲘 and [U+1F600] and [U+1F9C3]; Ж Ω é" in told
    assert "U+1F600 GRINNING FACE, U+1F9C3 BEVERAGE BOX" in told
    assert "Characters not shown" in told


def test_ten_thousand_characters_of_notes_are_all_there():
    visit = worked_visit()
    note = " ".join(f"word{n}" for n in range(1300))
    visit.step("wrap_up").values["improve"] = note
    visit.step("communication").values["told"] = "价格，" * 3400
    told = reading.squeezed(build_visit_report(visit, worked_facts()))
    assert all(f"word{n}" in told for n in range(1300))
    assert told.count("格") >= 3400


def test_names_of_any_length_break_and_stay_inside():
    facts = worked_facts()
    products = tuple(replace(each, name=each.name + " of the very best quality" * 5) for each in facts.products)
    dealer = replace(facts.dealer, name="X" * 180, name_local="有限公司" * 30, address="A" * 90, class_reason="")
    pdf = build_visit_report(worked_visit(), replace(facts, products=products, dealer=dealer))
    width, _ = PAGE_SIZES["A4"]
    for page in range(reading.page_count(pdf)):
        left, _, right, _ = reading.ink_box(pdf, page)
        assert left >= SIDE_MARGIN - 1.5
        assert right <= width - SIDE_MARGIN + 1.5


def test_two_hundred_products_keep_the_head_of_the_table_on_every_page():
    facts = worked_facts()
    more = tuple(
        ProductFacts(f"P-{n}", f"Product number {n}", purchase=Decimal(2), previous_count=Decimal(9))
        for n in range(200)
    )
    visit = worked_visit()
    for product in more:
        fill(add(visit, "prices", "products", product=product.code), retail=Decimal(3), purchase=Decimal(2))
        fill(add(visit, "inventory", "products", product=product.code), count=Decimal(7))
    pages = reading.pages(build_visit_report(visit, replace(facts, products=(*facts.products, *more))))
    for n in range(200):
        assert sum(f"Product number {n} " in " ".join(page.split()) for page in pages) >= 1
    priced = [page for page in pages if "Product number" in page and "Sell-out" not in page]
    assert len(priced) >= 4
    assert all("Purch." in page for page in priced)


def test_photos_stand_two_a_row_with_captions_and_a_missing_one_says_so():
    def jpeg(colour: str) -> bytes:
        written = BytesIO()
        Image.new("RGB", (800, 600), colour).save(written, "JPEG")
        return written.getvalue()

    visit = worked_visit()
    for digest, caption in (("a" * 64, "Shelf 2 货架"), ("b" * 64, "Window"), ("c" * 64, "Lost"), ("d" * 64, "Broken")):
        add(visit, "sales", "photos", photo=digest, caption=caption)
    photos = {"a" * 64: jpeg("navy"), "b" * 64: jpeg("olive"), "d" * 64: b"no picture", "e" * 64: jpeg("red")}
    pdf = build_visit_report(visit, worked_facts(), photos=photos)
    told = reading.text(pdf)
    assert told.count("This picture is not on this computer.") == 2
    assert "Shelf 2 货架" in told
    with pikepdf.open(BytesIO(pdf)) as document:
        pictures = [
            each for each in document.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
        ]
    assert len(pictures) == 2
    assert all(each.Filter == "/DCTDecode" or "/DCTDecode" in list(each.Filter) for each in pictures)
    assert build_visit_report(visit, worked_facts(), photos=photos) == pdf


def test_the_language_in_force_is_the_report_s(worked):
    with speaking(Language("zh")):
        told = build_visit_report(worked_visit(), worked_facts())
    assert "2026年9月15日" in reading.squeezed(told)
    with pikepdf.open(BytesIO(told)) as document:
        assert str(document.Root.Lang) == "zh-CN"


def test_a_dealer_whose_retail_prices_were_not_seen_is_judged_by_resale():
    facts = worked_facts()
    visit = worked_visit()
    for row in visit.step("prices").rows("products"):
        row.values.pop("retail", None)
    told = reading.text(build_visit_report(visit, facts))
    assert "Corridor, resale" in told


def test_a_step_that_was_only_prefilled_has_no_section():
    visit = worked_visit()
    record = visit.step("prices")
    record.state = StepState.NOT_STARTED
    record.tables["products"] = [
        Row(
            "p",
            {"product": "QH-1012", "purchase": Decimal("3.2")},
            {"purchase": Mark(Origin.PREFILLED), "product": Mark(Origin.RECORDS)},
        )
    ]
    record.tables["competitors"] = []
    record.values.clear()
    told = reading.text(build_visit_report(visit, worked_facts()))
    assert "3 Prices nothing recorded" in told


def test_control_characters_and_halves_of_characters_do_no_harm():
    facts = worked_facts()
    dealer = replace(facts.dealer, name="a\ud83d\x00b\x07 ()\\", name_local="\u202e")
    visit = worked_visit()
    visit.rep = "\udc00 \r\n x"
    pdf = build_visit_report(visit, replace(facts, dealer=dealer))
    assert "a[U+D83D][U+0000]b[U+0007] ()\\" in reading.text(pdf)
    with pikepdf.open(BytesIO(pdf)) as document:
        assert str(document.docinfo["/Author"]) == "x"
