"""Today: the stops of a day with their reasons and exceptions, and beside them what is promised and the week."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from fieldvisit.domain.formats import day as day_words
from fieldvisit.domain.formats import weekday
from fieldvisit.domain.language import ntr, tr
from fieldvisit.ui.desk import Desk
from fieldvisit.ui.pages.page import Page
from fieldvisit.ui.pages.today_side import TodaySide
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.buttons import Button, IconButton, primary
from fieldvisit.ui.widgets.empty_state import EmptyState
from fieldvisit.ui.widgets.labels import KeyHint, label
from fieldvisit.ui.widgets.page_header import PageHeader
from fieldvisit.ui.widgets.search_field import SearchField
from fieldvisit.ui.widgets.stop_list import Progress, StopList, StopRow
