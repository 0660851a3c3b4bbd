"""Which customers leave more often: churn by the values of a column, and what chance alone would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHBoxLayout

from churndesk.analysis.sides import sides_of_group
from churndesk.charts.segments import chart_segments
from churndesk.gui.customers.tab import Tab
from churndesk.gui.plots import ChartView
from churndesk.gui.proof import offer_proof, show_sides
from churndesk.gui.say import say, tr
from churndesk.gui.widgets.card import Card
from churndesk.gui.widgets.empty_state import EmptyState
from churndesk.gui.widgets.table_model import TableColumn, TableModel
from churndesk.gui.widgets.table_view import TableView
from churndesk.gui.widgets.text import Text
from churndesk.metrics.result import Undefined
from churndesk.metrics.segment_churn import last_year, segment_tables
from churndesk.words import Rate, message

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from churndesk.analysis import Study
    from churndesk.metrics.segment_churn import SegmentChurn, SegmentTable
    from churndesk.progress import Report

    Found = tuple[SegmentTable, ...] | Undefined

_HEIGHT = 300


def groups(study: Study, report: Report) -> Found:
    """The churn by every column over the 12 months up to the chosen period; by a snapshot's columns as they stand."""
    report()
    periods = () if study.chosen is None else last_year(study.periods[: study.chosen + 1])
    found = segment_tables(study.ledger, periods)
    if not isinstance(found, Undefined) and study.snapshot is None and not any(table.periods for table in found):
        return Undefined("no-period", message("No complete month with a rate lies behind the chosen period."))
    return found


class GroupsTab(Tab):
    """One column at a time: bars with intervals, and each group with the test's verdict."""

    key = "groups"
    compute = staticmethod(groups)

    def __init__(self, desk: object) -> None:
        super().__init__(desk)
        self.found: tuple[SegmentTable, ...] = ()
        self.by = QComboBox()
        self.by.setAccessibleName(tr("Compare by"))
        self.by.activated.connect(lambda _index: self._show_table())
        self.label = Text(tr("Compare by"), wrap=False)
        self.label.setBuddy(self.by)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.label)
        row.addWidget(self.by)
        row.addStretch(1)
        self.body.addLayout(row)
        self.notes = Text(tone="muted")
        self.chart = ChartView()
        self.list = Card(tr("Group by group"))
        self.model = TableModel()
        self.table = TableView(self.model, tr("Group by group"))
        self.table.setFixedHeight(_HEIGHT)
        self.list.add(self.table)
        offer_proof(self.table, self._prove)
        self.empty = EmptyState("users", tr("No groups to compare"), "")
        for widget in (self.notes, self.chart, self.list, self.empty):
            self.add(widget)
        self.body.addStretch(1)

    def show_found(self, found: Found) -> None:
        """Offers the columns that have groups, or says why there are none."""
        self.found = () if isinstance(found, Undefined) else tuple(table for table in found if len(table.segments) > 1)
        before = self.by.currentText()
        self.by.clear()
        for table in self.found:
            self.by.addItem(say(message("{column}", column=table.heading)))
        self.by.setCurrentIndex(max(0, self.by.findText(before)))
        for widget in (self.by, self.label, self.notes, self.chart, self.list):
            widget.setVisible(bool(self.found))
        self.empty.setVisible(not self.found)
        self.empty.sentence.setText(
            say(found.text)
            if isinstance(found, Undefined)
            else tr("Your table has no column with 2 to 20 different words, such as a plan, a city or a channel.")
        )
        if self.found:
            self._show_table()

    def _show_table(self) -> None:
        table = self.found[self.by.currentIndex()]
        self.notes.setText("\n".join([*_span(table), *(say(note) for note in table.notes)]))
        self.chart.show_chart(chart_segments(table))
        rows = table.segments
        self.model.show((
            TableColumn(message("Group"), "text", [say(message("{name}", name=one.name)) for one in rows]),
            TableColumn(message("At the start"), "count", [one.opening for one in rows]),
            TableColumn(message("Lost"), "count", [one.lost for one in rows]),
            TableColumn(message("Churn"), "rate", [one.rate for one in rows]),
            TableColumn(message("likely from"), "rate", [one.low for one in rows]),
            TableColumn(message("to"), "rate", [one.high for one in rows]),
            TableColumn(message("All others"), "rate", [one.rest_rate for one in rows]),
            TableColumn(message("Verdict"), "text", [_verdict(one) for one in rows]),
        ))  # fmt: skip

    def _prove(self, index: QModelIndex) -> None:
        """Opens who was lost in the group of that line."""
        table = self.found[self.by.currentIndex()]
        one = table.segments[self.model.row_of(index)]
        show_sides(
            self._desk,
            sides_of_group(self.study, table, one.value),
            message("{title}: {value}", title=table.heading, value=one.name),
            message("{lost} / {opening} = {rate}", lost=one.lost, opening=one.opening, rate=Rate(one.rate)),
            self.window(),
        )


def _span(table: SegmentTable) -> list[str]:
    if not table.periods:
        return []
    first, last = table.periods[0].name, table.periods[-1].name
    return [tr("Added up from {first} to {last}: a customer who stays counts once in each.", first=first, last=last)]


def _verdict(one: SegmentChurn) -> str:
    if one.holm is None:
        return tr("nobody to compare with")
    if not one.different:
        return tr("within chance")
    return tr("leaves more often") if one.rate > (one.rest_rate or 0.0) else tr("leaves less often")
