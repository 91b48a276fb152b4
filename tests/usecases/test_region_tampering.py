"""Reports that somebody laid hands on, dropped among whole ones: each is refused by name, none counts with other data.

The reports have pages with text, as a manager's have; `FIELDVISIT_REGION_MUTATIONS=2000` makes a long run.
"""

import os
from collections import Counter
from dataclasses import replace
from io import BytesIO
from random import Random

import pikepdf
import pytest

from fieldvisit.domain.document import dumps, encode
from fieldvisit.domain.region import RefusedAs, share_of
from fieldvisit.exchange.seals import Signer
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.region import region_shares, take_in
from fieldvisit.usecases.region_judging import Became
from tests.factories.attached import attached
from tests.factories.region import region_visits

MUTATIONS = int(os.environ.get("FIELDVISIT_REGION_MUTATIONS", "60"))
SIGNER = Signer(bytes(range(32)))
KEYS = {SIGNER.public: "Rep 00"}


def page(words: str) -> bytes:
    """A PDF of one page with text in it."""
    written = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        kinds = {"/Type": pikepdf.Name.Font, "/Subtype": pikepdf.Name.Type1, "/BaseFont": pikepdf.Name.Helvetica}
        font = pikepdf.Dictionary(kinds)
        pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        pdf.pages[0].Contents = pdf.make_stream(f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode())
        pdf.save(written)
    return written.getvalue()


@pytest.fixture(scope="module")
def visits():
    return list(region_visits(2))


def made(visit):
    return attached(
        page(f"{visit.visit.rep}: order 1,250.00"), dumps(encode(visit.visit, visit.facts)), "visit.json", SIGNER
    )


@pytest.fixture(scope="module")
def report(visits):
    return made(visits[0])


@pytest.fixture(scope="module")
def other(visits):
    return made(visits[1])


@pytest.fixture
def region(tmp_path):
    store = open_store(tmp_path / "region.store")
    yield store
    store.close()


def changed(report, change):
    with pikepdf.open(BytesIO(report)) as opened:
        change(opened)
        written = BytesIO()
        opened.save(written)
    return written.getvalue()


def edited_text(report, _other):
    def edit(opened):
        shown = opened.pages[0].Contents.read_bytes()
        opened.pages[0].Contents.write(shown.replace(b"1,250.00", b"9,250.00"))

    return changed(report, edit)


def edited_data(report, _other):
    def edit(opened):
        stream = opened.Root.AF[0].EF.F
        stream.write(stream.read_bytes().replace(b'"rep":', b'"rep" :', 1))

    return changed(report, edit)


def swapped_attachment(report, other):
    def swap(opened):
        with pikepdf.open(BytesIO(other)) as second:
            theirs = opened.copy_foreign(second.Root.AF[0])
            opened.Root.AF[0] = theirs
            opened.Root.Names.EmbeddedFiles = pikepdf.Dictionary(Names=["visit.json", theirs])

    return changed(report, swap)


def two_attachments(report, other):
    def add(opened):
        with pikepdf.open(BytesIO(other)) as second:
            opened.Root.AF.append(opened.copy_foreign(second.Root.AF[0]))
            names = opened.Root.Names.EmbeddedFiles
            names.Names = pikepdf.Array(["a.json", opened.Root.AF[0], "b.json", opened.Root.AF[1]])

    return changed(report, add)


def appended_update(report, _other):
    with pikepdf.open(BytesIO(report)) as opened:
        number, _ = opened.Root.objgen
        body = opened.Root.unparse(resolved=True)[:-2] + b"/FieldVisitNote true>>"
    start, previous = len(report), int(report[report.rindex(b"startxref") :].split()[1])
    head = b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size 999 /Root %d 0 R /Prev %d>>\n" % (
        number,
        start,
        number,
        previous,
    )
    return report + head + table + b"startxref\n%d\n%%%%EOF\n" % (start + len(head))


TRICKS = (edited_text, edited_data, swapped_attachment, two_attachments, appended_update)


def test_every_trick_is_refused_as_altered_and_the_whole_report_counts(region, tmp_path, visits, report, other):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "whole.pdf").write_bytes(report)
    for trick in TRICKS:
        (folder / f"{trick.__name__}.pdf").write_bytes(trick(report, other))
    taken = take_in(region, [folder], keys=KEYS)
    refused = {each.path.stem: each.refusal.kind for each in taken.outcomes if each.refusal}
    assert refused == {trick.__name__: RefusedAs.ALTERED for trick in TRICKS}
    assert [share.id for share in region_shares(region)] == [visits[0].visit.id]


def test_what_is_shown_comes_from_the_data_not_from_the_page(region, tmp_path, visits, other):
    """The page may say anything: the figures are calculated from the signed data."""
    lying = attached(page("Order 99,999,999.00"), dumps(encode(visits[0].visit, visits[0].facts)), "v.json", SIGNER)
    (tmp_path / "lying.pdf").write_bytes(lying)
    take_in(region, [tmp_path / "lying.pdf"], keys=KEYS)
    (share,) = region_shares(region)
    assert share.order_value < 10_000_000


def test_random_changes_of_bytes_never_bring_other_data_into_the_region(region, tmp_path, visits, report, capsys):
    chance = Random(20260930)
    folder = tmp_path / "mutations"
    folder.mkdir()
    for number in range(MUTATIONS):
        altered = bytearray(report)
        for _ in range(chance.choice((1, 1, 2, 8))):
            altered[chance.randrange(len(altered))] = chance.randrange(256)
        (folder / f"{number:05}.pdf").write_bytes(altered)
    taken = take_in(region, [folder], keys=KEYS)
    became = Counter(each.refusal.kind.value if each.refusal else each.became.value for each in taken.outcomes)
    with capsys.disabled():
        print(f"\n{MUTATIONS} mutations in the region: {dict(became)}")  # noqa: T201 - the count is the result
    assert taken.counts[Became.REFUSED] > MUTATIONS / 10
    whole = replace(share_of(visits[0].visit, visits[0].facts), key=SIGNER.public.hex())
    assert region_shares(region) in ([], [whole])
