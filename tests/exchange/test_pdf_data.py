from __future__ import annotations

import hashlib
import zlib
from io import BytesIO
from itertools import count

import pikepdf
import pytest

from fieldvisit.domain.document import decode, dumps, encode
from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.records import DocumentRefused
from fieldvisit.exchange import pdf_data
from fieldvisit.exchange.pdf_data import (
    DamagedPdf,
    LockedPdf,
    NotAPdf,
    NoVisitInside,
    TooLarge,
    VisitAltered,
    VisitEnclosure,
    extract,
)
from fieldvisit.reports.visit_report import build_visit_report
from tests.factories.attached import attached
from tests.reports.worked_visit import worked_facts, worked_visit


def document() -> bytes:
    return dumps(encode(worked_visit(), worked_facts()))


@pytest.fixture(scope="module")
def plain() -> bytes:
    return build_visit_report(worked_visit(), worked_facts())


@pytest.fixture(scope="module")
def report() -> bytes:
    carried = VisitEnclosure(document(), "visit-V-26-01847.json")
    return build_visit_report(worked_visit(), worked_facts(), enclosure=carried)


def saved(opened: pikepdf.Pdf, **how) -> bytes:
    written = BytesIO()
    opened.save(written, **how)
    return written.getvalue()


def changed(report: bytes, change) -> bytes:
    with pikepdf.open(BytesIO(report)) as opened:
        change(opened)
        return saved(opened)


def another(opened: pikepdf.Pdf, name: str, description: str) -> pikepdf.AttachedFileSpec:
    return pikepdf.AttachedFileSpec(
        opened,
        b"{}",
        filename=name,
        description=description,
        mime_type="application/json",
        creation_date="",
        mod_date="",
    )


def file_of(opened: pikepdf.Pdf) -> pikepdf.Object:
    return opened.Root.AF[0].EF.F


def test_the_visit_comes_back_as_it_was_put_in(report):
    found = extract(report)
    assert found.data == document()
    assert found.name == "visit-V-26-01847.json"
    assert found.digest == hashlib.sha256(document()).hexdigest()
    numbers = count()
    visit, facts = decode(found.content, lambda: str(next(numbers)))
    assert facts is not None
    assert dumps(encode(visit, facts)) == document()


def test_it_is_an_associated_file_of_the_document(report):
    with pikepdf.open(BytesIO(report)) as opened:
        (associated,) = opened.Root.AF
        assert associated.AFRelationship == "/Data"
        assert associated.EF.F.Subtype == "/application/json"
        with opened.open_metadata() as metadata:
            assert metadata["dc:title"].startswith("Visit report V-26-01847")
            assert metadata["xmp:CreateDate"].startswith("2026-09-15T06:58:00")


def test_enclosed_twice_it_is_the_same_to_the_byte(report):
    carried = VisitEnclosure(document(), "visit-V-26-01847.json")
    assert build_visit_report(worked_visit(), worked_facts(), enclosure=carried) == report


def test_the_pages_stay_as_they_were(plain, report):
    with pikepdf.open(BytesIO(plain)) as before, pikepdf.open(BytesIO(report)) as after:
        assert [page.Contents.read_bytes() for page in before.pages] == [
            page.Contents.read_bytes() for page in after.pages
        ]
        assert "/Outlines" in after.Root


def test_a_path_is_read_and_called_by_its_name(report, tmp_path):
    path = tmp_path / "renamed by hand.pdf"
    path.write_bytes(report)
    assert extract(path).data == document()
    path.write_bytes(b"hello")
    with pytest.raises(NotAPdf) as caught:
        extract(path)
    assert str(caught.value) == "renamed by hand.pdf is not a PDF; choose a visit report made by FieldVisit."


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04 a table", b"%PD"])
def test_another_kind_of_file_is_no_pdf(content):
    with pytest.raises(NotAPdf):
        extract(content)


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.7\nrubbish" * 50])
def test_a_broken_file_is_damaged(content):
    with pytest.raises(DamagedPdf):
        extract(content)


def test_a_file_cut_off_on_the_way_is_never_half_read(report):
    for share in (0.2, 0.5, 0.9, 0.99):
        with pytest.raises(KnownError):
            extract(report[: int(len(report) * share)])


def test_bytes_turned_over_on_the_way_are_never_taken_for_the_visit(report):
    whole = document()
    for place in range(0, len(report), max(1, len(report) // 60)):
        altered = bytearray(report)
        altered[place] ^= 0x55
        try:
            assert extract(bytes(altered)).data == whole
        except KnownError:
            continue


def test_what_a_mail_client_adds_at_the_ends_does_no_harm(report):
    assert extract(b"\r\n" + report + b"\r\n\r\n").data == document()


def test_a_report_saved_anew_with_its_attachment_is_still_whole(report):
    again = changed(report, lambda opened: None)
    assert again != report
    assert extract(again).data == document()


def test_a_password_is_asked_to_be_taken_off(report):
    with pikepdf.open(BytesIO(report)) as opened:
        locked = saved(opened, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    with pytest.raises(LockedPdf):
        extract(locked)


def test_a_report_without_its_attachment_carries_no_visit(plain):
    with pytest.raises(NoVisitInside):
        extract(plain)


def test_another_attachment_is_not_taken_for_a_visit(plain):
    def attach_another(opened: pikepdf.Pdf) -> None:
        opened.attachments["visit.json"] = another(opened, "visit.json", "")

    with pytest.raises(NoVisitInside):
        extract(changed(plain, attach_another))


def test_data_changed_after_the_report_was_made_are_refused(report):
    def change(opened: pikepdf.Pdf) -> None:
        file_of(opened).write(document().replace(b"30000", b"40000"))

    with pytest.raises(VisitAltered):
        extract(changed(report, change))


def test_two_visits_in_one_file_are_refused(plain):
    twice = attached(plain, document(), "one.json")

    def add_another(opened: pikepdf.Pdf) -> None:
        digest = hashlib.sha256(b"{}").hexdigest()
        opened.attachments["two.json"] = another(opened, "two.json", f"FieldVisit visit, SHA-256 {digest}")

    with pytest.raises(VisitAltered):
        extract(changed(twice, add_another))


def test_a_visit_of_a_newer_version_is_refused_by_name(plain):
    newer = document().replace(b'"schema_version":1', b'"schema_version":99')
    with pytest.raises(DocumentRefused) as caught:
        extract(attached(plain, newer, "visit.json"))
    assert "99" in str(caught.value)


def test_a_few_bytes_that_unfold_to_very_many_are_refused(report, monkeypatch):
    def explode(opened: pikepdf.Pdf) -> None:
        file_of(opened).write(zlib.compress(b"\0" * 100_000_000), filter=pikepdf.Name.FlateDecode)

    with pytest.raises(TooLarge):
        extract(changed(report, explode))


def test_a_file_larger_than_any_report_is_not_read(report, monkeypatch):
    monkeypatch.setattr(pdf_data, "MOST_BYTES", 1000)
    with pytest.raises(TooLarge):
        extract(report)


def test_a_name_with_a_path_in_it_leads_nowhere(plain):
    assert extract(attached(plain, document(), "../../etc/visit.json")).name == "visit.json"
