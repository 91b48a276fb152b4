"""The one main window: rail, page, status bar, and the keys that hold everywhere."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from fieldvisit.domain.language import tr
from fieldvisit.ui.desk import Desk
from fieldvisit.ui.errands import Errands
from fieldvisit.ui.layers import Layers
from fieldvisit.ui.page_stack import PageStack
from fieldvisit.ui.pages.page import Page
from fieldvisit.ui.pane_walk import next_pane
from fieldvisit.ui.preferences import Preferences
from fieldvisit.ui.rail import PLACES, SETTINGS, Rail
from fieldvisit.ui.status_bar import StatusBar
from fieldvisit.ui.strips import SampleStrip
from fieldvisit.ui.theme import theme
from fieldvisit.ui.window_keys import WindowKeys
from fieldvisit.ui.window_place import WindowPlace

if TYPE_CHECKING:
    from fieldvisit.domain.errors import KnownError
    from fieldvisit.ui.strips import UndoStrip
    from fieldvisit.ui.visit.board import VisitBoard
    from fieldvisit.usecases.first_look import SeenStop

_NARROW_BELOW = 760
VISIT = "visit"
Column = TypeVar("Column", QVBoxLayout, QHBoxLayout)


class Shell(QMainWindow):
    """Shown empty first; `attach` gives it a store, and from then on it has pages."""

    closed = Signal()
    sample_left = Signal()
    rebuilt = Signal()
    lock_asked = Signal()
    visit_shown = Signal(str)
    """The id of the visit that is seen; empty when one has left it."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.preferences = preferences
        self.desk: Desk | None = None
        self.page_key = "today"
        self._awaited = "today"
        self._whereabouts = ""
        self._keys = WindowKeys(self)
        self._errands = Errands(self)
        self.ends_as_typed = False
        """Whether closing leaves half-typed cells as they are, because the program is started again at once."""
        self.setWindowTitle("FieldVisit")
        self._place = WindowPlace(self)
        self._place.restore(preferences.geometry)
        self._build()

    def _build(self) -> None:
        """Everything that holds words; built anew after a change of language or text size."""
        self.rail = Rail()
        self.rail.chosen.connect(self.go_to)
        self.sample_strip = SampleStrip()
        self.sample_strip.left.connect(self.sample_left)
        self._undo_strip: UndoStrip | None = None
        self.status = StatusBar()
        self.stack = PageStack()
        ground = QWidget()
        column = _bare(QVBoxLayout(ground))
        column.addWidget(self.sample_strip)
        row = _bare(QHBoxLayout())
        row.addWidget(self.rail)
        self._beside = _bare(QVBoxLayout())
        self._beside.addWidget(self.stack, 1)
        row.addLayout(self._beside, 1)
        column.addLayout(row, 1)
        column.addWidget(self.status)
        self._layers = Layers(ground, self._keys)
        self.setCentralWidget(self._layers)
        self._layers.show()  # at once, also when the window is on the screen already
        self._bind_keys()
        self._fit_rail()

    def _bind_keys(self) -> None:
        keys = self._keys
        keys.clear()
        for number, place in enumerate((*PLACES, SETTINGS), start=1):
            keys.bind(f"Alt+{number}", partial(self.go_to, place.key))
        keys.bind("F6", lambda: next_pane(self.panes()))
        keys.bind("Shift+F6", lambda: next_pane(self.panes(), backwards=True))
        keys.bind("Ctrl+K", self.open_palette)
        keys.bind("Ctrl+L", self.lock_asked.emit)
        keys.bind("F1", self.open_help, always=True)
        keys.bind("Ctrl+Q", self.close, always=True)

    # What covers everything

    def cover(self, page: QWidget) -> None:
        """Puts one page over rail, page and status bar, and lets no key through to them."""
        self._layers.cover(page)
        self.status.show_middle("")

    def uncover(self) -> None:
        """Takes away what covers the window; nothing where nothing does."""
        self._layers.uncover()

    @property
    def is_covered(self) -> bool:
        return self._layers.is_covered

    # Store and pages

    def attach(self, desk: Desk, *, sample: bool = False) -> None:
        """Lays a store on the desk: every page of the one before is put away."""
        if desk is not self.desk:
            self.put_away()
            self._errands.listen_to(desk)
            desk.visits_changed.connect(self.entitle)
        self.desk = desk
        self.sample_strip.setVisible(sample)
        self.entitle()

    def entitle(self) -> None:
        """Names the dealer one is at, for whom a narrow window has hardly another place."""
        if self.is_covered:
            return
        program = "FieldVisit" if self.sample_strip.isHidden() else tr("FieldVisit, sample data")
        board = self.board() if self.page_key == VISIT else None
        if board is not None:
            from fieldvisit.ui.visit.visit_title import visit_title

            program = f"{visit_title(board.notebook)} – {program}"
        self.setWindowTitle(program)

    @property
    def undo_strip(self) -> UndoStrip:
        """The strip below the page, made when there is something to take back for the first time."""
        if self._undo_strip is None:
            from fieldvisit.ui.strips import UndoStrip

            self._undo_strip = UndoStrip()
            self._beside.addWidget(self._undo_strip)
        return self._undo_strip

    def put_away(self, *, as_typed: bool = False) -> None:
        """Closes all pages, keeping what is half typed in them: entered, or `as_typed`, to be typed on later."""
        if as_typed:
            self._lay_down()
        self.stack.put_away()
        if self._undo_strip is not None:
            self._undo_strip.hide()

    def show_instead(self, widget: QWidget) -> None:
        """Shows something that is no page, such as the first start: while there is no store, no page can be gone to."""
        self.uncover()
        self.stack.show_instead(widget)
        self.rail.show_current("")
        self.rail.hide()
        self.stack.focus_current()

    def go_to(self, key: str) -> Page | None:
        """Goes to a page; in a visit what is half typed is kept. While the store opens, the page waits for it."""
        if key != self._awaited:
            self._awaited, self._whereabouts = key, ""
        if self.desk is None or not self.desk.is_open:
            return None
        self.stack.leave_visit()
        page = self.stack.page(key, self.desk)
        self.page_key = key
        self.entitle()
        self.visit_shown.emit("")
        page.refresh()
        self.stack.setCurrentWidget(page)
        self.status.show_middle("")
        self.rail.show_current(key)
        self.rail.show()
        self._fit_rail()
        self.stack.focus_current()
        return page

    def show_first_look(self, desk: Desk, stops: list[SeenStop]) -> None:
        """Paints the day's stops before the store is open."""
        from fieldvisit.ui.pages.today import TodayPage

        page = self.stack.page("today", desk)
        if isinstance(page, TodayPage):
            page.show_first_look(stops)
        self.stack.setCurrentWidget(page)
        self.rail.show_current("today")

    def go_on(self) -> None:
        """The store is open now: shows the page that was asked for meanwhile, or where one was on it."""
        self._come_back(self.go_to(self._awaited))

    def _come_back(self, page: Page | None) -> None:
        if page is not None and self._whereabouts:
            page.come_back(self._whereabouts)
            self.stack.focus_current()
        self._whereabouts = ""

    def _note_whereabouts(self) -> None:
        page = self.current()
        self._whereabouts = page.whereabouts() if isinstance(page, Page) else ""

    def tell(self, error: KnownError) -> None:
        """Says a known error that nobody has caught in its own words."""
        self._errands.tell_error(error)

    def tell_unseen(self) -> None:
        """Says what came while the window was locked."""
        self._errands.tell_unseen()

    def open_visit(self, visit_id: str) -> None:
        """Opens a visit over the page one came from; the rail becomes narrow beside it."""
        if self.desk is None:
            return
        self.stack.show_visit(self.desk, visit_id)
        self.page_key = VISIT
        self.entitle()
        self.visit_shown.emit(visit_id)
        self.rail.show_current("visits")
        self._fit_rail()
        self.stack.focus_current()

    def current(self) -> QWidget | None:
        """The page, or the visit, that is seen now."""
        return self.stack.currentWidget()

    @property
    def is_in_visit(self) -> bool:
        return self.page_key == VISIT

    def panes(self) -> list[QWidget]:
        """Where F6 leads now: the rail, then the panes of the page."""
        return [self.rail.places, *self.stack.panes()]

    # Words and looks

    def rebuild(self) -> None:
        """Makes every word and length anew, after a change of language or text size; one stays where one was."""
        key, visit, desk = self.page_key, self.stack.visit_id, self.desk
        sample = not self.sample_strip.isHidden()
        rep = self.status.rep_words()
        self._note_whereabouts()
        self.put_away()
        self._build()
        self.status.show_rep(rep)
        if self._errands.saved_at is not None:
            self.status.show_saved(self._errands.saved_at)
        if desk is not None:
            self.attach(desk, sample=sample)
            if key == VISIT:
                self.open_visit(visit)
            else:
                self._come_back(self.go_to(key))
        self.rebuilt.emit()

    def _fit_rail(self) -> None:
        room = self.width() / max(theme().px(100), 1) * 100
        self.rail.set_narrow(narrow=self.is_in_visit or room < _NARROW_BELOW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rail()

    def open_palette(self) -> None:
        from fieldvisit.ui.palette import Palette

        if self.desk is not None and self.desk.is_open:
            seen = self.board()
            Palette(self.desk, self, seen if seen is not None and seen.isVisible() else None).open_over(self)

    def open_help(self) -> None:
        from fieldvisit.ui.shortcuts import ShortcutsDialog

        ShortcutsDialog(self).exec()

    def undo(self) -> bool:
        return self._undo_strip is not None and self._undo_strip.take_back()

    def board(self) -> VisitBoard | None:
        """The visit that is open, be it seen or under another page; None for none."""
        return self.stack.board()

    def keep_typed(self) -> bool:
        """Puts what is half typed on disk and leaves it on the screen; False when the store would not take it."""
        board = self.board()
        if board is None:
            return True
        from fieldvisit.ui.keeping import keep

        return keep(board)

    def _lay_down(self) -> None:
        """Keeps the visit as it stands, half-typed cells and all, and remembers the page for later."""
        self.keep_typed()
        board = self.board()
        if board is not None:
            board.desk.put_down()
        self._awaited = "today" if self.is_in_visit else self.page_key
        self._note_whereabouts()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.keep_typed() and not self._may_lose():
            event.ignore()
            return
        self.put_away(as_typed=self.ends_as_typed)
        self.preferences.geometry = self._place.text()
        self.closed.emit()
        super().closeEvent(event)

    def _may_lose(self) -> bool:
        from fieldvisit.ui.keeping import may_lose

        return may_lose(self)


def _bare(layout: Column) -> Column:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return layout
