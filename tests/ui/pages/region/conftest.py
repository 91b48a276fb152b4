"""The region's page, empty or with the reports of two weeks dropped on it."""

import pytest

from fieldvisit.ui.desk import Desk
from fieldvisit.ui.pages.region import RegionPage
from fieldvisit.ui.preferences import Preferences
from fieldvisit.usecases import region as usecase
from tests.factories.region import region_visits, write_report
from tests.ui.pages.region.dropped_reports import read_here


@pytest.fixture
def here(monkeypatch):
    """Reads in this process, which saves starting another one for each test."""
    monkeypatch.setattr(usecase, "read_reports", read_here)


@pytest.fixture
def reports(tmp_path):
    folder = tmp_path / "reports"
    for made in region_visits(14):
        write_report(made, folder)
    (folder / "scan.pdf").write_bytes(b"%PDF-1.7\nnothing")
    return folder


@pytest.fixture
def open_page(open_real_page, here):
    return open_real_page


@pytest.fixture
def open_real_page(qtbot, store):
    """A page that reads in processes of their own, as the window's does."""

    def opened():
        page = RegionPage(Desk(Preferences(), store))
        qtbot.addWidget(page)
        page.resize(1280, 800)
        page.show()
        return page

    return opened


@pytest.fixture
def page(open_page, reports, finished):
    page = open_page()
    page.side.dropped.emit([reports])
    finished()
    return page
