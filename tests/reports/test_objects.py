"""The file under a report: every object is found again, small ones packed, the same bytes for the same objects."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from fieldvisit.reports.objects import Objects, string
from fieldvisit.reports.outline import Outlined, write_outline


def one_page(objects: Objects, more: str = "") -> bytes:
    """A file of one empty page whose catalogue holds one more thing, if any."""
    (page,) = objects.reserve_pages([(100, 100)])
    objects.put_page(page, objects.stream("", b""), pictures={}, links=[])
    if more:
        objects.enter(Threads=more)
    return objects.file()


def opened(pdf: bytes) -> pikepdf.Pdf:
    found = pikepdf.open(BytesIO(pdf))
    assert found.check_pdf_syntax() == []
    return found


@pytest.mark.parametrize("count", [1, 199, 200, 201, 1000])
def test_every_object_is_found_by_its_number(count):
    objects = Objects()
    numbers = objects.reserve_many(count)
    for number in numbers:
        objects.put(number, f"[({number})]")
    pdf = one_page(objects, f"[{' '.join(f'{number} 0 R' for number in numbers)}]")
    with opened(pdf) as found:
        assert [str(each[0]) for each in found.Root.Threads] == [str(number) for number in numbers]


def test_what_was_written_before_stays_where_more_is_added():
    objects = Objects()
    first = objects.stream("", b"packed" * 50)
    before = one_page(objects, f"[{first} 0 R]")
    second = objects.stream("/Kind /Plain", b"as it is", packed=False)
    objects.enter(Threads=f"[{first} 0 R {second} 0 R]")
    after = objects.file()
    with opened(before) as early, opened(after) as late:
        assert early.Root.Threads[0].read_bytes() == late.Root.Threads[0].read_bytes() == b"packed" * 50
        assert late.Root.Threads[1].read_raw_bytes() == b"as it is"
        assert late.Root.Threads[1].Kind == "/Plain"


def test_a_number_that_was_never_used_is_free():
    objects = Objects()
    unused = objects.reserve()
    with opened(one_page(objects, f"[{unused} 0 R]")) as found:
        assert found.Root.Threads[0] is None


def test_the_same_objects_give_the_same_bytes_and_name_and_others_another():
    files = []
    for words in ("one", "one", "two"):
        objects = Objects()
        files.append(one_page(objects, string(words)))
    assert files[0] == files[1]
    names = [opened(pdf).trailer.ID[0] for pdf in files]
    assert names[0] == names[1] != names[2]


def test_text_is_kept_whatever_it_holds():
    words = "(x) \\ <y> 盛源 𠮷 €"
    objects = Objects()
    with opened(one_page(objects, string(words))) as found:
        assert str(found.Root.Threads) == words


def test_an_outline_holds_parts_of_parts():
    objects = Objects()
    entries = [
        Outlined("a", "First"),
        Outlined("b", "Part", 1),
        Outlined("c", "Another", 1),
        Outlined("d", "Second"),
    ]
    page = objects.add("null")
    places = dict.fromkeys("abcd", f"[{page} 0 R /XYZ 0 0 0]")
    root = write_outline(objects, entries, places)
    objects.enter(Outlines=f"{root} 0 R")
    with opened(one_page(objects)) as found, found.open_outline() as outline:
        assert [each.title for each in outline.root] == ["First", "Second"]
        assert [each.title for each in outline.root[0].children] == ["Part", "Another"]
