"""When somebody without a contract is gone: the owner's own gaps between purchases, and what each limit gets wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSpinBox

from churndesk.charts.rhythm import chart_gaps
from churndesk.gui.customers.tab import Tab
from churndesk.gui.plots import ChartView
from churndesk.gui.say import tr
from churndesk.gui.widgets.card import Card
from churndesk.gui.widgets.table_model import TableColumn, TableModel
from churndesk.gui.widgets.table_view import TableView
from churndesk.gui.widgets.text import Text
from churndesk.ledger.inactivity import inactivity_choices, purchase_gaps
from churndesk.ledger.policy import DAYS
from churndesk.words import message

if TYPE_CHECKING:
    from churndesk.analysis import Study
    from churndesk.charts import Chart
    from churndesk.ledger import InactivityChoice
    from churndesk.progress import Report

    Found = tuple[Chart, tuple[InactivityChoice, ...]]

_HEIGHT = 260


def rhythm(study: Study, report: Report) -> Found:
    """The gaps as a chart with the limit in force, and what each limit would have got wrong."""
    report()
    limit = study.policy.inactivity_days or 0
    return chart_gaps(purchase_gaps(study.dataset), limit), inactivity_choices(study.dataset, limit)


class RhythmTab(Tab):
    """The rhythm in which customers buy; another limit changes every figure of the project."""

    key = "rhythm"
    compute = staticmethod(rhythm)

    def __init__(self, desk: object) -> None:
        super().__init__(desk)
        self._limits: tuple[int, ...] = ()
        sentence = tr(
            "Your customers cancel nothing: they just stop coming. A short limit finds losses early, a long one calls "
            "fewer customers lost who would have come back."
        )
        self.add(Text(sentence, tone="muted"))
        self.chart = ChartView()
        self.add(self.chart)
        self.card = Card(tr("After how many days without a purchase is a customer gone?"))
        self.model = TableModel()
        self.table = TableView(self.model, tr("What each limit would have got wrong"))
        self.table.setFixedHeight(_HEIGHT)
        self.card.add(Text(tr("Of the customers who bought on two days or more, these would have been called lost "
                              "although they came back."), tone="muted"))  # fmt: skip
        self.card.add(self.table)
        self.card.body.addLayout(self._tools())
        self.add(self.card)
        self.body.addStretch(1)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _before: self._offer(now.row()))

    def _tools(self) -> QHBoxLayout:
        least, most = DAYS["inactivity_days"]
        self.days = QSpinBox(minimum=least, maximum=most)
        self.days.setAccessibleName(tr("Days without a purchase"))
        self.days.setMinimumWidth(110)
        self.days.lineEdit().returnPressed.connect(self._use)
        self.unit = Text(tr("days"), tone="muted", wrap=False)
        self.use = QPushButton(tr("Use this limit"))
        self.use.setProperty("look", "primary")
        self.use.clicked.connect(self._use)
        row = QHBoxLayout()
        row.setSpacing(10)
        for widget in (self.days, self.unit, self.use):
            row.addWidget(widget)
        row.addStretch(1)
        return row

    def show_found(self, found: Found) -> None:
        """Shows the gaps, and the limits with the one in force chosen."""
        chart, choices = found
        self.chart.show_chart(chart)
        self._limits = tuple(choice.days for choice in choices)
        in_force = self.study.policy.inactivity_days
        returners = [choice.repeat_customers for choice in choices]
        with QSignalBlocker(self.table.selectionModel()):
            self.model.show((
                TableColumn(message("Limit in days"), "count", list(self._limits)),
                TableColumn(message("Wrongly called lost"), "rate", [choice.wrongly_lost for choice in choices]),
                TableColumn(message("Came back at least once"), "count", returners),
                TableColumn(message("Remark"), "text", [_remark(choice, in_force) for choice in choices]),
            ))  # fmt: skip
        self.days.setValue(in_force or self.days.minimum())

    def _offer(self, row: int) -> None:
        if 0 <= row < self.model.rowCount():
            self.days.setValue(self._limits[self.model.row_of(self.model.index(row, 0))])

    def _use(self) -> None:
        document, days = self._desk.document, self.days.value()
        policy = document.project.policy
        if days != self.study.policy.inactivity_days:
            project = replace(document.project, policy=replace(policy, inactivity_days=days))
            document.change(message("Change when a customer is gone"), project)


def _remark(choice: InactivityChoice, in_force: int | None) -> str:
    if choice.proposed and not choice.learnt:
        usual = tr("the usual limit: fewer than 20 returns to learn from")
        return tr("in force, {remark}", remark=usual) if choice.days == in_force else usual
    if choice.days == in_force:
        return tr("in force, proposed from your data") if choice.proposed else tr("in force")
    return tr("proposed from your data") if choice.proposed else ""
