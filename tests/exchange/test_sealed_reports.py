"""A signed report that anybody laid hands on is never taken as whole with other data or other pages."""

from __future__ import annotations

import random
import sys
from collections import Counter
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from fieldvisit.domain.document import dumps, encode
from fieldvisit.domain.errors import KnownError
from fieldvisit.exchange import pdf_data
from fieldvisit.exchange.page_digest import page_digest
from fieldvisit.exchange.pdf_data import VisitAltered, VisitEnclosure, extract
from fieldvisit.exchange.seals import UNSIGNED, Seal, Signer, fingerprint
from fieldvisit.reports.visit_report import build_visit_report
from tests.reports.worked_visit import worked_facts, worked_visit

MUTATIONS = 1000
SIGNER = Signer(bytes(range(32)))


def made(name: str) -> tuple[bytes, bytes]:
    """A signed report of a dealer of this name, and its data."""
    facts = worked_facts()
    facts = replace(facts, dealer=replace(facts.dealer, name=name))
    data = dumps(encode(worked_visit(), facts))
    return build_visit_report(worked_visit(), facts, enclosure=VisitEnclosure(data, signer=SIGNER)), data


@pytest.fixture(scope="module")
def first():
    return made("First Trading")


@pytest.fixture(scope="module")
def second():
    return made("Second Trading")


def changed(report, change, **how):
    with pikepdf.open(BytesIO(report)) as opened:
        change(opened)
        written = BytesIO()
        opened.save(written, **how)
    return written.getvalue()


def appended(report: bytes, name: bytes = b"/FieldVisitNote true") -> bytes:
    """The report with an update after its end that replaces the catalogue by one with a further entry."""
    with pikepdf.open(BytesIO(report)) as opened:
        root = opened.Root
        number, _ = root.objgen
        body = root.unparse(resolved=True)[:-2] + name + b">>"
    start = len(report)
    head = b"%d 0 obj\n%b\nendobj\n" % (number, body)
    previous = int(report[report.rindex(b"startxref") :].split()[1])
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, start)
    trailer = b"trailer\n<</Size 99999 /Root %d 0 R /Prev %d>>\n" % (number, previous)
    return report + head + table + trailer + b"startxref\n%d\n%%%%EOF\n" % (start + len(head))


def test_a_signed_report_is_whole_and_names_its_key(first):
    report, data = first
    found = extract(report)
    assert found.data == data
    assert found.seal is not None
    assert found.seal.public == SIGNER.public
    assert found.seal.fingerprint == fingerprint(SIGNER.public)


def test_packed_anew_it_is_still_whole(first):
    report, data = first
    unpacked = {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.generalized}
    for how in ({}, {"linearize": True}, unpacked):
        found = extract(changed(report, lambda _: None, **how))
        assert found.data == data
        assert found.seal is not None


def seal_of(report: bytes) -> Seal:
    seal = extract(report).seal
    assert seal is not None
    return seal


def test_the_pages_of_an_untouched_file_are_those_that_were_signed(first, monkeypatch):
    def looked_at(_):
        raise AssertionError("the pages were looked at")

    monkeypatch.setattr(pdf_data, "page_digest", looked_at)
    assert seal_of(first[0]).fits_file(first[0])
    with pytest.raises(AssertionError, match="looked at"):
        extract(changed(first[0], lambda _: None))


def test_the_signature_of_the_file_fits_no_other_bytes(first, second):
    report, seal = first[0], seal_of(first[0])
    chance = random.Random(64)
    for place in (*range(0, len(report), len(report) // 300), *(chance.randrange(len(report)) for _ in range(100))):
        altered = bytearray(report)
        altered[place] ^= 1 << chance.randrange(8)
        assert not seal.fits_file(bytes(altered)), place
    for other in (second[0], report + b"\n", b"\n" + report, report[:-1], report.replace(seal.file, UNSIGNED), b""):
        assert not seal.fits_file(other)


@pytest.mark.parametrize("file", [b"", b"0" * 128, b"z" * 128, b"\xff" * 128, b" " * 128, b"0" * 126])
def test_what_is_no_signature_of_a_file_fits_none(first, file):
    assert not replace(seal_of(first[0]), file=file).fits_file(first[0])


def test_without_the_signature_of_the_file_the_pages_are_still_held_to_theirs(first):
    def edit(opened):
        del opened.Root.AF[0]["/FieldVisitSeal"]["/File"]
        opened.pages[0].Rotate = 90

    with pytest.raises(VisitAltered, match="pages"):
        extract(changed(first[0], edit))


def test_the_signature_of_another_s_file_does_not_vouch_for_pages(first, second):
    """That of a whole report, put where this one's was."""

    def edit(opened):
        opened.Root.AF[0]["/FieldVisitSeal"].File.write(seal_of(second[0]).file)
        opened.pages[0].Rotate = 90

    with pytest.raises(VisitAltered, match="pages"):
        extract(changed(first[0], edit))


def outcome(altered: bytes, data: bytes) -> str:
    """What becomes of an altered report: why it is refused, or whole with the very same data."""
    try:
        found = extract(altered)
    except KnownError as error:
        return type(error).__name__
    assert found.data == data
    return "whole, same data" if found.seal else "not signed, same data"


def test_random_bytes_never_give_other_data(first, capsys):
    report, data = first
    chance = random.Random(1847)
    outcomes: Counter[str] = Counter()
    for _ in range(MUTATIONS):
        altered = bytearray(report)
        for _ in range(chance.choice((1, 1, 1, 2, 8))):
            altered[chance.randrange(len(altered))] = chance.randrange(256)
        outcomes[outcome(bytes(altered), data)] += 1
    with capsys.disabled():
        sys.stdout.write(f"\n{MUTATIONS} mutations: {dict(outcomes)}\n")
    assert outcomes["VisitAltered"] + outcomes["DamagedPdf"] > MUTATIONS / 10


def test_bytes_of_every_object_never_give_other_data(first, capsys):
    """Written without packing, so that a changed byte changes what the object says instead of breaking it."""
    report, data = first
    bare = changed(
        report,
        lambda _: None,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    chance = random.Random(15)
    outcomes: Counter[str] = Counter()
    for _ in range(MUTATIONS // 4):
        altered = bytearray(bare)
        place = chance.randrange(len(altered))
        altered[place] ^= 1 << chance.randrange(8)
        outcomes[outcome(bytes(altered), data)] += 1
    with capsys.disabled():
        sys.stdout.write(f"\n{MUTATIONS // 4} mutations of the unpacked file: {dict(outcomes)}\n")
    assert outcomes["VisitAltered"]


@pytest.mark.parametrize("whole", [True, False], ids=["with its signature", "the data alone"])
def test_an_attachment_of_another_report_is_refused(first, second, whole):
    def swap(opened):
        with pikepdf.open(BytesIO(second[0])) as other:
            theirs = opened.copy_foreign(other.Root.AF[0])
            if whole:
                opened.Root.AF[0] = theirs
                opened.Root.Names.EmbeddedFiles = pikepdf.Dictionary(Names=["visit.json", theirs])
            else:
                opened.Root.AF[0].EF.F.write(second[1])

    altered = changed(first[0], swap)
    with pytest.raises(VisitAltered):
        extract(altered)


def test_the_other_pages_under_the_same_data_are_refused(first, second):
    def swap(opened):
        with pikepdf.open(BytesIO(second[0])) as other:
            del opened.pages[0]
            opened.pages.insert(0, other.pages[0])

    with pytest.raises(VisitAltered, match="pages"):
        extract(changed(first[0], swap))


def test_edited_text_of_a_page_is_refused(first):
    def edit(opened):
        page = opened.pages[0]
        shown = page.Contents.read_bytes()
        place = shown.index(b"Tj") - 7
        page.Contents.write(shown[:place] + b"0001" + shown[place + 4 :])

    with pytest.raises(VisitAltered, match="pages"):
        extract(changed(first[0], edit))


def test_other_colours_of_a_photo_are_refused():
    """By how a reader is to unpack it; its own bytes stay."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        photo = pdf.make_stream(b"the bytes of a photo", Filter=pikepdf.Name.DCTDecode, Subtype=pikepdf.Name.Image)
        pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im1=photo))
        before = page_digest(pdf)
        photo.DecodeParms = pikepdf.Dictionary(ColorTransform=0)
        assert page_digest(pdf) != before


@pytest.mark.parametrize("change", ["over", "annotation", "font", "order", "fewer", "box", "turned"])
def test_every_other_way_to_show_something_else_is_refused(first, change):
    def edit(opened):
        page = opened.pages[0]
        if change == "over":
            page.contents_add(b"0 0 0 rg 100 100 300 300 re f")
        elif change == "annotation":
            note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=[0, 0, 99, 99])
            page.Annots = pikepdf.Array([*page.get("/Annots", []), opened.make_indirect(note)])
        elif change == "font":
            font = next(iter(page.Resources.Font.values()))
            font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"0041", b"0042"))
            font.DescendantFonts[0].FontDescriptor.FontFile2.write(b"another")
        elif change == "order":
            opened.pages.reverse()
        elif change == "fewer":
            del opened.pages[-1]
        elif change == "box":
            page.CropBox = [0, 0, 200, 200]
        else:
            page.Rotate = 180

    with pytest.raises(VisitAltered, match="pages"):
        extract(changed(first[0], edit))


def test_an_appended_update_is_refused(first):
    with pytest.raises(VisitAltered, match="added"):
        extract(appended(first[0]))


def test_another_s_signature_beside_the_data_is_refused(first):
    def edit(opened):
        seal = opened.Root.AF[0]["/FieldVisitSeal"]
        seal.Key = pikepdf.String(Signer(bytes(32)).public)

    with pytest.raises(VisitAltered):
        extract(changed(first[0], edit))


def test_without_its_signature_it_is_not_taken_for_signed(first):
    def edit(opened):
        del opened.Root.AF[0]["/FieldVisitSeal"]

    assert extract(changed(first[0], edit)).seal is None


@pytest.mark.parametrize("held", [pikepdf.Name.Nothing, pikepdf.Dictionary(), pikepdf.Array([1, 2])])
def test_a_signature_that_is_none_is_a_known_problem(first, held):
    def edit(opened):
        opened.Root.AF[0]["/FieldVisitSeal"] = held

    with pytest.raises(KnownError):
        extract(changed(first[0], edit))


def test_what_the_reader_of_pdfs_stumbles_over_is_a_known_problem(first, monkeypatch):
    """Seen in a long run of mutations: pages that contradict one another raise a plain RuntimeError."""

    def stumble(*_args, **_how):
        raise RuntimeError("/Count is wrong after flattening pages tree")

    monkeypatch.setattr(pikepdf, "open", stumble)
    with pytest.raises(KnownError, match="damaged"):
        extract(first[0], "a.pdf")
