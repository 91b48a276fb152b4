"""A report as it will be read: saved under a password that opens it again, on the disk and in the region."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from PySide6.QtCore import Qt

from fieldvisit.exchange.pdf_data import LockedPdf
from fieldvisit.ui.visit.pages_view import PagesView
from fieldvisit.ui.visit.preview import ReportPreview
from fieldvisit.ui.visit.report_password import ReportPasswordSheet
from fieldvisit.usecases.passphrase_strength import strength
from fieldvisit.usecases.read_report import read_report
from fieldvisit.usecases.report_making import report_of
from fieldvisit.usecases.report_reader import Admission, Contribution, read_reports
from tests.factories.visits import worked_visit

PASSWORD = "冷柜 cooler 7"


@pytest.fixture(scope="module")
def report() -> bytes:
    return report_of(*worked_visit(closed=True), {})


@pytest.fixture
def preview(qtbot, report):
    made = ReportPreview("VR-26-01847 Shengyuan Trading.pdf", "Visit report")
    qtbot.addWidget(made)
    made.show()
    made.show_report(report)
    qtbot.waitUntil(lambda: len(made.pages) > 0, timeout=60_000)
    return made


@pytest.fixture
def sheet(qtbot, preview):
    made = ReportPasswordSheet(preview)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_password_is_typed_twice_before_it_is_used(sheet, qtbot):
    qtbot.keyClicks(sheet.first.line, "cooler")
    assert not sheet.use.isEnabled()
    qtbot.keyClicks(sheet.again.line, "coo")
    assert not sheet.again.message.isVisible()
    qtbot.keyClicks(sheet.again.line, "x")
    assert sheet.again.message.isVisible()
    assert not sheet.use.isEnabled()
    sheet.again.clear()
    qtbot.keyClicks(sheet.again.line, "cooler")
    assert sheet.use.isEnabled()


def test_a_password_that_would_be_cut_off_is_refused(sheet, qtbot):
    for field in (sheet.first, sheet.again):
        qtbot.keyClicks(field.line, "x" * 128)
    assert sheet.first.message.isVisible()
    assert not sheet.use.isEnabled()


def test_what_is_saved_opens_with_the_password_alone_and_is_still_whole(preview, qtbot, tmp_path):
    preview.lock_with(PASSWORD)
    qtbot.waitUntil(preview.save.isEnabled, timeout=60_000)
    assert "PDF/A" in preview._words.accessibleName()
    target = tmp_path / "locked.pdf"
    preview.save_to(target)
    with pytest.raises(LockedPdf):
        read_report(target)
    with pytest.raises(LockedPdf):
        read_report(target, password="another")
    assert read_report(target, password=PASSWORD).visit.number == "V-26-01847"
    ((_, answer),) = read_reports([target], admission=Admission(passwords=("wrong", PASSWORD)))
    assert isinstance(answer, Contribution)


def test_without_a_password_it_is_saved_as_it_is(preview, report, tmp_path):
    preview.save_to(tmp_path / "open.pdf")
    assert (tmp_path / "open.pdf").read_bytes() == report
    assert preview.lock.isEnabled()
    assert preview.lock.focusPolicy() is not Qt.FocusPolicy.NoFocus


def test_only_the_pages_near_to_what_is_seen_are_kept_as_pictures(qtbot):
    many = PagesView()
    qtbot.addWidget(many)
    many.resize(800, 600)
    many.show()
    with qtbot.waitSignal(many.ready, timeout=60_000) as told:
        many.show_pdf(a_long_paper(30))
    assert told.args == [30]
    assert len(many.pages) == 30
    assert 0 in many.drawn()
    many.verticalScrollBar().setValue(many.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: 29 in many.drawn() and 0 not in many.drawn())
    assert len(many.drawn()) <= 10
    assert many.pages[29].pixmap().width() > 300
    many.verticalScrollBar().setValue(0)
    qtbot.waitUntil(lambda: 0 in many.drawn() and 29 not in many.drawn())


def test_what_is_no_pdf_is_said(qtbot):
    view = PagesView()
    qtbot.addWidget(view)
    with qtbot.waitSignal(view.failed):
        view.show_pdf(b"no PDF")


def a_long_paper(pages: int) -> bytes:
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page(page_size=(595, 842))
        written = BytesIO()
        made.save(written)
    return written.getvalue()


def test_a_weak_password_is_warned_of_and_may_be_used(sheet, qtbot):
    for field in (sheet.first, sheet.again):
        qtbot.keyClicks(field.line, "abc")
    assert sheet.meter.words() == str(strength("abc").advice)
    assert sheet.use.isEnabled()
    for _ in "abc":
        qtbot.keyClick(sheet.first.line, Qt.Key.Key_Backspace)
    assert not sheet.meter.words()
