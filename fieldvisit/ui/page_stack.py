"""What lies in the middle of the window: the pages that were gone to, and the visit over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from fieldvisit.domain.language import tr
from fieldvisit.ui.desk import Desk
from fieldvisit.ui.pages.page import Page
from fieldvisit.ui.pane_walk import first_focusable

if TYPE_CHECKING:
    from fieldvisit.ui.visit.board import VisitBoard


class PageStack(QStackedWidget):
    """Pages are made when they are first gone to, and kept until another store is laid on the desk."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Page"))
        self._pages: dict[str, Page] = {}
        self._visit: QWidget | None = None
        self.visit_id = ""
        """The visit that lies here, be it seen or under another page; empty for none."""

    def page(self, key: str, desk: Desk) -> Page:
        """The page with this key."""
        found = self._pages.get(key)
        if found is None:
            found = self._pages[key] = _build_page(key, desk)
            found.resize(self.size())  # else it is laid out once for nothing, and narrow
            self.addWidget(found)
        return found

    def show_visit(self, desk: Desk, visit_id: str) -> None:
        """Opens a visit over the pages, in the place of another one."""
        if self._visit is None or self.visit_id != visit_id:
            from fieldvisit.ui.visit.page import VisitPage

            self.close_visit()
            self._visit = VisitPage(desk, visit_id)
            self.visit_id = visit_id
            self.addWidget(self._visit)
        self.setCurrentWidget(self._visit)

    def leave_visit(self) -> None:
        """Keeps what is half typed in the visit that is seen."""
        leave = getattr(self._visit, "leave", None)
        if self._visit is not None and self.currentWidget() is self._visit and leave is not None:
            leave()

    def close_visit(self) -> None:
        self.leave_visit()
        if self._visit is not None:
            self._drop(self._visit)
        self._visit, self.visit_id = None, ""

    def board(self) -> VisitBoard | None:
        """The visit that is open, be it seen or under another page; None for none."""
        return getattr(self._visit, "board", None)

    def put_away(self) -> None:
        """Closes all pages, keeping what is half typed in them."""
        self.close_visit()
        for page in self._pages.values():
            page.leave()
            self._drop(page)
        self._pages.clear()

    def _drop(self, widget: QWidget) -> None:
        self.removeWidget(widget)
        widget.deleteLater()

    def show_instead(self, widget: QWidget) -> None:
        """Shows something that is no page."""
        self.addWidget(widget)
        self.setCurrentWidget(widget)

    def focus_current(self) -> None:
        """Puts the focus where the page wants it, else at the start of its first pane."""
        page = self.currentWidget()
        target = page.first_field() if isinstance(page, Page) else None
        if target is None:
            target = next((found for pane in self.panes() if (found := first_focusable(pane))), None)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def panes(self) -> list[QWidget]:
        """Where F6 leads on the page that is seen."""
        panes: list[QWidget] = getattr(self.currentWidget(), "panes", list)()
        return panes


def _build_page(key: str, desk: Desk) -> Page:
    """Imports a page when it is first gone to, so that the window is there before its rooms."""
    page: type[Page]
    match key:
        case "visits":
            from fieldvisit.ui.pages.visits import VisitsPage

            page = VisitsPage
        case "dealers":
            from fieldvisit.ui.pages.dealers import DealersPage

            page = DealersPage
        case "region":
            from fieldvisit.ui.pages.region import RegionPage

            page = RegionPage
        case "catalogue":
            from fieldvisit.ui.pages.catalogue import CataloguePage

            page = CataloguePage
        case "data":
            from fieldvisit.ui.pages.data import DataPage

            page = DataPage
        case "settings":
            from fieldvisit.ui.pages.settings import SettingsPage

            page = SettingsPage
        case _:
            from fieldvisit.ui.pages.today import TodayPage

            page = TodayPage
    return page(desk)
