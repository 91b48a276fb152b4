"""Every kind of report of a visit in a store, and the files they are put in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fieldvisit.cli import main
from fieldvisit.domain.errors import KnownError, NotFound
from fieldvisit.domain.facts import DealerFacts
from fieldvisit.domain.visit import VisitState
from fieldvisit.exchange.pdf_data import NoVisitInside, extract
from fieldvisit.usecases.export_report import make_report, report_name, save_report
from fieldvisit.usecases.settings import change_settings
from fieldvisit.usecases.visit_documents import load_document
from tests.factories.desks import WORKED_ID, a_store
from tests.factories.visits import WORKED_VISIT, visit, worked_visit
from tests.reports import reading

TITLES = {
    "visit": "Visit report",
    "statement": "Reconciliation statement",
    "order": "Order proposal",
    "brief": "Visit brief",
    "count": "Count sheet",
}


@pytest.fixture
def store(tmp_path):
    with a_store(tmp_path) as opened:
        load_document(opened, WORKED_VISIT.read_bytes())
        yield opened


@pytest.mark.parametrize("kind", TITLES)
def test_every_kind_is_made_from_the_store(store, kind):
    pdf = make_report(store, WORKED_ID, kind=kind)
    assert TITLES[kind] in reading.text(pdf)
    assert make_report(store, WORKED_ID, kind=kind) == pdf


def test_only_the_visit_report_carries_the_visit(store):
    assert extract(make_report(store, WORKED_ID)).content["visit"]["id"] == WORKED_ID
    for kind in ("statement", "order", "brief", "count"):
        with pytest.raises(NoVisitInside):
            extract(make_report(store, WORKED_ID, kind=kind))


def test_the_annex_of_an_order_can_be_left_out(store):
    assert "2,013.00" in reading.text(make_report(store, WORKED_ID, kind="order"))
    assert "2,013.00" not in reading.text(make_report(store, WORKED_ID, kind="order", annex=False))


def test_a_visit_that_is_not_there_is_said(store):
    with pytest.raises(NotFound):
        make_report(store, "V-26-99999", kind="statement")


def test_the_company_s_address_comes_from_the_settings_where_the_visit_has_none(store, tmp_path):
    bare = WORKED_VISIT.read_text(encoding="utf-8").replace("6 Wharf Road", "")
    bare = bare.replace('"company_address": "East region office, , Suzhou"', '"company_address": ""')
    load_document(store, bare.encode())
    assert "Wharf" not in reading.text(make_report(store, WORKED_ID, kind="statement"))
    change_settings(store, company="Qinghe Brewing and Beverages Co., Ltd", company_address="7 New Wharf")
    assert "7 New Wharf" in reading.text(make_report(store, WORKED_ID, kind="statement"))
    change_settings(store, company="Another company", company_address="1 Elsewhere")
    assert "Elsewhere" not in reading.text(make_report(store, WORKED_ID, kind="statement"))


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("visit", "VR-26-01847 Shengyuan Trading 2026-09-15.pdf"),
        ("statement", "RS-26-01847 Shengyuan Trading 2026-09-15.pdf"),
        ("order", "OP-26-01847 Shengyuan Trading 2026-09-15.pdf"),
        ("brief", "VB Shengyuan Trading 2026-09-15.pdf"),
        ("count", "CS Shengyuan Trading 2026-09-15.pdf"),
    ],
)
def test_each_kind_has_its_letters_in_the_file_s_name(kind, name):
    assert report_name(*worked_visit(closed=True), kind) == name


def test_an_open_visit_and_a_revision_show_in_the_name():
    made, known = worked_visit(closed=True)
    assert report_name(replace(made, revision=2), known).startswith("VR-26-01847 r2 ")
    opened = replace(made, number="", state=VisitState.OPEN)
    assert report_name(opened, known, "statement") == "RS-draft Shengyuan Trading 2026-09-15.pdf"


@pytest.mark.parametrize("name", ['a/b\\c:d*e?f"g<h>i|j', "..", "con.", "盛源" * 90, "𠮷" * 90, "\ud83d\x00", " x  y "])
def test_the_name_is_safe_on_every_system(name):
    made, known = worked_visit(closed=True)
    found = report_name(made, replace(known, dealer=replace(known.dealer, name=name)))
    assert not set(found) & set('/\\:*?"<>|\x00')
    assert len(found.encode()) <= 255
    assert "  " not in found
    assert found.startswith("VR-26-01847 ")
    assert found.endswith(" 2026-09-15.pdf")


def test_a_dealer_without_a_usable_name_goes_by_the_code():
    made = visit(day=date(2026, 9, 15))
    _, known = worked_visit()
    nameless = replace(known, dealer=DealerFacts("D/7", "???"))
    assert report_name(made, nameless, "brief") == "VB D7 2026-09-15.pdf"


def test_a_file_that_cannot_be_written_is_said_and_leaves_nothing(tmp_path):
    taken = tmp_path / "folder.pdf"
    taken.mkdir()
    (taken / "inside").touch()
    with pytest.raises(KnownError):
        save_report(b"%PDF", taken)
    assert not list(tmp_path.glob(".fieldvisit-*"))


def test_who_may_read_the_other_files_of_a_share_may_read_a_report(tmp_path):
    plain, report = tmp_path / "plain.txt", tmp_path / "report.pdf"
    plain.touch()
    save_report(b"%PDF", report)
    assert report.stat().st_mode == plain.stat().st_mode


@pytest.mark.parametrize("kind", ["statement", "order", "brief", "count"])
def test_the_command_line_writes_each_kind(tmp_path, kind, capsys):
    with a_store(tmp_path) as opened:
        load_document(opened, WORKED_VISIT.read_bytes())
    target = tmp_path / f"{kind}.pdf"
    assert main(["--store", str(tmp_path / "test.store"), "report", WORKED_ID, "--kind", kind, "-o", str(target)]) == 0
    assert TITLES[kind] in reading.text(target.read_bytes())
    assert capsys.readouterr().out.strip() == str(target)
