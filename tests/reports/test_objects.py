"""The file under a report: every object found again, small ones packed, the same bytes for the same objects."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from fieldvisit.reports.objects import Objects, string
from fieldvisit.reports.outline import Outlined, write_outline


def one_page(objects: Objects, more: str = "") -> int:
    group = objects.reserve()
    page = objects.add(f"<</Type /Page /Parent {group} 0 R /MediaBox [0 0 100 100] /Resources <<>>>>")
    objects.put(group, f"<</Type /Pages /Count 1 /Kids [{page} 0 R]>>")
    return objects.add(f"<</Type /Catalog /Pages {group} 0 R{more}>>")


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
    root = one_page(objects, f" /All [{' '.join(f'{number} 0 R' for number in numbers)}]")
    with opened(objects.file(root)) as found:
        assert [str(each[0]) for each in found.Root.All] == [str(number) for number in numbers]


def test_what_was_written_before_stays_where_more_is_added():
    objects = Objects()
    first = objects.stream("", b"packed" * 50)
    root = one_page(objects, f" /Held {first} 0 R")
    before = objects.file(root)
    second = objects.stream("/Kind /Plain", b"as it is", packed=False)
    after = objects.file(one_page(objects, f" /Held {first} 0 R /More {second} 0 R"))
    with opened(before) as early, opened(after) as late:
        assert early.Root.Held.read_bytes() == late.Root.Held.read_bytes() == b"packed" * 50
        assert late.Root.More.read_raw_bytes() == b"as it is"
        assert late.Root.More.Kind == "/Plain"


def test_a_number_that_was_never_used_is_free():
    objects = Objects()
    unused = objects.reserve()
    with opened(objects.file(one_page(objects, f" /Gone {unused} 0 R"))) as found:
        assert "/Gone" not in found.Root


def test_the_same_objects_give_the_same_bytes_and_name_and_others_another():
    files = []
    for words in ("one", "one", "two"):
        objects = Objects()
        files.append(objects.file(one_page(objects, f" /Words {string(words)}")))
    assert files[0] == files[1]
    names = [opened(pdf).trailer.ID[0] for pdf in files]
    assert names[0] == names[1] != names[2]


def test_text_is_kept_whatever_it_holds():
    words = "(x) \\ <y> 盛源 𠮷 €"
    objects = Objects()
    with opened(objects.file(one_page(objects, f" /Words {string(words)}"))) as found:
        assert str(found.Root.Words) == words


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
    with opened(objects.file(one_page(objects, f" /Outlines {root} 0 R"))) as found, found.open_outline() as outline:
        assert [each.title for each in outline.root] == ["First", "Second"]
        assert [each.title for each in outline.root[0].children] == ["Part", "Another"]
