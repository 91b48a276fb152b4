"""The visits a figure of the region is made of; Enter saves a visit's report, made anew from its data."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fieldvisit.domain import formats
from fieldvisit.domain.language import ntr, tr
from fieldvisit.domain.region import RegionFigures, VisitShare
from fieldvisit.exchange.seals import fingerprint
from fieldvisit.ui import files
from fieldvisit.ui.dialogs import Sheet
from fieldvisit.ui.theme import Role, theme
from fieldvisit.ui.widgets.buttons import Button
from fieldvisit.ui.widgets.labels import label
from fieldvisit.ui.widgets.record_table import RecordTable
from fieldvisit.ui.widgets.records import Cell, Column, Kind, Record
from fieldvisit.usecases.region import told_apart_by


class RegionVisits(Sheet):
    """A list over the window, in the order of the figure.

    `formula` says how the figure is made. For a `rep` the keys of the reports are told; `apart` asks to count each key
    under this name as a rep of its own, or all of them as one again; `report_wanted` to write a visit's report.
    """

    apart = Signal(str, bool)
    report_wanted = Signal(str, object)

    def __init__(
        self,
        figures: RegionFigures,
        visits: tuple[str, ...],
        title: str,
        parent: QWidget,
        formula: str = "",
        rep: str = "",
    ) -> None:
        super().__init__(title, parent, width=760)
        self._figures = figures
        made = ntr("Made of {count} visit", "Made of {count} visits", len(visits))
        period = tr("{first} to {last}", first=formats.day(figures.first_day), last=formats.day(figures.last_day))
        told = formats.parted(part for part in (made, period, formula) if part)
        self.body.addWidget(label(told, Role.GRID, "text2", wrap=True))
        self.keys = self._keys(visits, rep)
        if self.keys:
            self.body.addWidget(label(self.keys, Role.GRID, "text2", wrap=True, select=True))
        self.table = RecordTable(_columns(), tr("Visits"))
        self.table.setMinimumHeight(theme().px(280))
        self.table.set_records([_record(figures.by_id[each]) for each in visits])
        self.table.opened.connect(self._save)
        self.body.addWidget(self.table, 1)
        self._offer_apart(visits, rep)
        self.report = self.add_button(Button(tr("Save the visit report"), "file-text"))
        self.report.setEnabled(bool(visits))
        self.report.clicked.connect(lambda: self._save(self.table.current_key()))
        self.add_answers(tr("Close"))
        self.table.setFocus()

    def _keys(self, visits: tuple[str, ...], rep: str) -> str:
        """With which keys a rep's reports were signed, where there are several, or where they name somebody else."""
        shares = [self._figures.by_id[each] for each in visits]
        counted = Counter(share.key for share in shares)
        others = formats.listed(sorted({share.named for share in shares} - {rep}))
        if rep and others and not rep.startswith(f"{others} ("):
            return tr("Signed with the key of {rep}; the reports are in the name of {others}.", rep=rep, others=others)
        if not rep or len(counted) < 2:
            return ""
        keys = formats.listed(
            ntr("{key} ({count} visit)", "{key} ({count} visits)", count, key=_key_words(key))
            for key, count in counted.most_common()
        )
        return tr(
            "Signed with several keys: {keys}. That is one rep with two computers, or two of one name.", keys=keys
        )

    def _offer_apart(self, visits: tuple[str, ...], rep: str) -> None:
        keys = {self._figures.by_id[each].key for each in visits}
        suffix = told_apart_by(next(iter(keys))) if len(keys) == 1 else ""
        is_apart = bool(suffix) and rep.endswith(suffix)
        if not rep or not (is_apart or len(keys) > 1):
            return
        name = rep.removesuffix(suffix)
        words = tr("Count all keys of this name as one rep") if is_apart else tr("Count each key as a rep of its own")
        self.tell_apart = self.add_button(Button(words, "users"))
        self.tell_apart.clicked.connect(lambda: self._say_apart(name, apart=not is_apart))

    def _say_apart(self, name: str, *, apart: bool) -> None:
        self.accept()
        self.apart.emit(name, apart)

    def _save(self, visit: object) -> None:
        if not isinstance(visit, str):
            return
        share = self._figures.by_id[visit]
        name = f"{share.number} {share.dealer_name} {share.day.isoformat()}.pdf".replace("/", " ")
        target = files.ask_save(self, tr("Save the visit report"), name, "PDF", "pdf")
        if target is not None:
            self.report_wanted.emit(visit, target)


def _key_words(key: str) -> str:
    return fingerprint(bytes.fromhex(key)) if key else tr("not signed")


def _columns() -> list[Column]:
    return [
        Column(tr("Day"), width=100),
        Column(tr("Number"), width=110),
        Column(tr("Dealer"), width=160, stretch=2),
        Column(tr("Rep"), width=100, stretch=1),
        Column(tr("Order"), Kind.NUMBER, width=96),
        Column(tr("Overdue"), Kind.NUMBER, width=96),
    ]


def _record(share: VisitShare) -> Record:
    number = share.number + (f" r{share.revision}" if share.revision > 1 else "")
    cells = (
        Cell(formats.short_day(share.day), tone="text2"),
        Cell(number, tone="text2"),
        Cell(share.dealer_name, share.dealer_local),
        Cell(share.rep),
        Cell(formats.money(share.order_value if share.ordered else None, share.minor)),
        Cell(formats.money(share.overdue, share.minor)),
    )
    return Record(share.id, cells)
