"""Settings: who reports, for which company, how the window looks, and by which limits flags are raised."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QWidget

from fieldvisit import resources
from fieldvisit.domain.language import mark, tr
from fieldvisit.ui.desk import Desk
from fieldvisit.ui.pages.key_form import KeyForm
from fieldvisit.ui.pages.page import Page
from fieldvisit.ui.pages.protection_form import ProtectionForm
from fieldvisit.ui.pages.thresholds_form import ThresholdsForm
from fieldvisit.ui.pages.tools_form import ToolsForm
from fieldvisit.ui.pages.window_form import WindowForm
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.columns import ScrollColumn, heading
from fieldvisit.ui.widgets.form import Entry, Selection
from fieldvisit.ui.widgets.labels import label
from fieldvisit.ui.widgets.page_header import PageHeader
from fieldvisit.usecases.settings import Settings, change_settings, load_settings

CURRENCIES = ("CNY", "EUR", "USD", "GBP", "JPY", "HKD", "INR", "BRL", "CHF", "AUD", "CAD", "SGD", "KRW")
_IDENTITY = (
    (mark("You"), (("rep_name", mark("Your name")), ("rep_title", mark("Your title")))),
    (
        mark("Company"),
        (
            ("company", mark("Company name")),
            ("company_local", mark("Company name in the local language")),
            ("company_address", mark("Address")),
        ),
    ),
)
_FORM_WIDTH = 520


class SettingsPage(Page):
    """Everything is saved on leaving a field; there is no button for it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.settings = load_settings(desk.store)
        self.header = PageHeader(tr("Settings"), tr("Saved as soon as you leave a field"))
        self.column.addWidget(self.header)
        self.column.addWidget(self.notice)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(tr("Settings"))
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.window_form = WindowForm(desk.preferences)
        self.window_form.chosen.connect(desk.look_changed)
        self.window_form.diagnostics_asked.connect(desk.diagnostics_asked)
        self.thresholds = ThresholdsForm(self.settings.thresholds, desk.today())
        self.thresholds.changed.connect(lambda thresholds: self.change(thresholds=thresholds))
        self.tools = ToolsForm(self.settings.sales_tools)
        self.tools.changed.connect(lambda tools: self.change(sales_tools=tools))
        self.tabs.addTab(self._identity(), tr("You and company"))
        self.tabs.addTab(self.window_form, tr("Window"))
        self.tabs.addTab(self.thresholds, tr("Thresholds"))
        self.tabs.addTab(self.tools, tr("Sales tools"))
        self.protection = self._protection()
        self.tabs.addTab(self.protection, tr("Protection"))
        self.key = KeyForm(desk)
        self.tabs.addTab(self.key, tr("Signing key"))
        self.column.addWidget(self.tabs, 1)

    def _protection(self) -> ProtectionForm:
        own_words = (self.settings.rep_name, self.settings.company, self.settings.company_local)
        form = ProtectionForm(self.desk, own_words, sample=self.settings.sample)
        form.lock_after_chosen.connect(self._lock_after)
        return form

    def _lock_after(self, minutes: int) -> None:
        self.desk.preferences.lock_after = minutes
        self.desk.preferences.save()
        self.desk.settings_changed.emit()

    def show_tab(self, name: str) -> None:
        """Shows one of the tabs by the name of its form here, as `protection`."""
        self.tabs.setCurrentWidget(getattr(self, name))

    def whereabouts(self) -> str:
        """The tab that is seen."""
        return str(self.tabs.currentIndex())

    def come_back(self, whereabouts: str) -> None:
        self.tabs.setCurrentIndex(int(whereabouts))

    def _identity(self) -> QWidget:
        form = ScrollColumn(tr("You and company"))
        for title, entries in _IDENTITY:
            form.add(heading(tr(title)))
            for key, caption in entries:
                form.add(_held(self._entry(key, tr(caption))))
        form.add(heading(tr("Reports and money")))
        for selection in self._selections():
            form.add(_held(selection))
        form.add(label(tr("Dealers may each have a currency of their own."), Role.CAPTION, "text3", wrap=True))
        return form

    def _entry(self, key: str, caption: str) -> Entry:
        entry = Entry(caption, str(getattr(self.settings, key)), name=key)
        entry.committed.connect(lambda text: self.change(**{key: text}))
        return entry

    def _selections(self) -> list[Selection]:
        kept = self.settings
        known = CURRENCIES if kept.currency in CURRENCIES else (kept.currency, *CURRENCIES)
        languages = [("", tr("The language of the window"))]
        languages += [(offered.code, offered.name) for offered in resources.LANGUAGES]
        return [
            self._selection("currency", tr("Currency"), [(code, code) for code in known], kept.currency),
            self._selection("page_size", tr("Paper"), [("A4", "A4"), ("Letter", "Letter")], kept.page_size),
            self._selection("report_language", tr("Language of reports"), languages, kept.report_language),
        ]

    def _selection(self, key: str, caption: str, choices: list[tuple[str, str]], held: str) -> Selection:
        selection = Selection(caption, choices, held, name=key)
        selection.committed.connect(lambda chosen: self.change(**{key: chosen}))
        return selection

    def change(self, **changes: Any) -> Settings:
        """Saves at once and tells the other pages."""
        self.settings = change_settings(self.desk.store, **changes)
        self.desk.has_saved()
        self.desk.settings_changed.emit()
        return self.settings

    def panes(self) -> list[QWidget]:
        return [self.tabs]


def _held(widget: QWidget) -> QWidget:
    """Keeps a field from growing as wide as the window."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    widget.setMaximumWidth(theme().px(_FORM_WIDTH))
    row.addWidget(widget, 1)
    row.addStretch(0)
    return holder
