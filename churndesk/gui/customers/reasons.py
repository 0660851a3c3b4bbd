"""Why customers left: the reasons, what they took with them, and the trend."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHBoxLayout

from churndesk.analysis.sides import side_of_reason
from churndesk.charts.reasons import chart_reason_trend, chart_reasons
from churndesk.gui.customers.tab import Tab
from churndesk.gui.figures import currency_of
from churndesk.gui.plots import ChartView
from churndesk.gui.proof import offer_proof, show_sides
from churndesk.gui.say import say, say_value, tr
from churndesk.gui.widgets.card import Card
from churndesk.gui.widgets.card_grid import CardGrid
from churndesk.gui.widgets.figure_card import FigureCard
from churndesk.gui.widgets.table_model import TableColumn, TableModel
from churndesk.gui.widgets.table_view import TableView
from churndesk.gui.widgets.text import Text
from churndesk.metrics.reasons import loss_reasons
from churndesk.metrics.result import Undefined
from churndesk.metrics.segment_churn import last_year
from churndesk.words import Amount, Money, Rate, message, plural

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from churndesk.analysis import Study
    from churndesk.metrics.reasons import LossReasons, ReasonCount
    from churndesk.progress import Report
    from churndesk.words import Message

_HEIGHT = 300
#: What can be looked at: the chosen period, the last year up to it, or everything.
SPANS: tuple[tuple[str, Message], ...] = (
    ("year", message("the last 12 months")),
    ("period", message("the chosen period")),
    ("all", message("the whole table")),
)


def reasons(study: Study, span: str, report: Report) -> LossReasons | Undefined:
    """The reasons of those who were lost in that span."""
    report()
    if study.chosen is None or study.ledger is None:
        return Undefined("no-reasons", message("This table doesn't say when or why customers left."))
    periods = {
        "period": (study.periods[study.chosen],),
        "year": last_year(study.periods[: study.chosen + 1]),
        "all": study.periods,
    }[span]
    return loss_reasons(study.ledger, periods, study.project.view.segment)


class ReasonsTab(Tab):
    """The reasons as a chart and as a table; who didn't choose to leave, or reached a goal, stands apart."""

    key = "reasons"
    compute = staticmethod(reasons)

    def __init__(self, desk: object) -> None:
        super().__init__(desk)
        self.span = QComboBox()
        self.span.setAccessibleName(tr("Which time"))
        for key, title in SPANS:
            self.span.addItem(say(title), key)
        self.span.activated.connect(lambda _index: self.ask())
        label = Text(tr("Who left in"), wrap=False)
        label.setBuddy(self.span)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(label)
        row.addWidget(self.span)
        row.addStretch(1)
        self.body.addLayout(row)
        self.cards = CardGrid(least=170, most=4)
        self.chart, self.trend = ChartView(), ChartView()
        charts = CardGrid(least=380, most=2)
        charts.add(self.chart)
        charts.add(self.trend)
        self.list = Card(tr("Reasons one by one"))
        self.model = TableModel()
        self.table = TableView(self.model, tr("Reasons one by one"))
        self.table.setFixedHeight(_HEIGHT)
        self.list.add(self.table)
        self.found: LossReasons | None = None
        offer_proof(self.table, self._prove)
        for widget in (self.cards, charts, self.list):
            self.add(widget)
        self.body.addStretch(1)

    def choices(self) -> tuple[str]:
        """The span that is looked at."""
        return (self.span.currentData(),)

    def show_found(self, found: LossReasons | Undefined) -> None:
        """Shows the reasons, or why there are none."""
        self.found = None if isinstance(found, Undefined) else found
        self.cards.clear()
        known = not isinstance(found, Undefined) and bool(found.counts)
        self.list.setVisible(known)
        self.cards.setVisible(not isinstance(found, Undefined))
        self.trend.setVisible(known and len(found.periods) > 1)
        if isinstance(found, Undefined):
            self.chart.name(message("Why customers left"))
            self.chart.show_nothing(say(found.text))
            return
        self._show_cards(found)
        if not known:
            self.chart.name(message("Why customers left"))
            self.chart.show_nothing(_no_reason(found))
            return
        self.chart.show_chart(chart_reasons(found))
        self.trend.show_chart(chart_reason_trend(found))
        self._show_list(found)

    def _show_cards(self, found: LossReasons) -> None:
        currency = currency_of(self.study.project)
        entries = (
            ("all", message("Left in all"), found.lost, None),
            ("none", message("Without a reason"), found.none.customers, found.none),
            ("failed", message("By a failed payment"), found.failed.customers, found.failed),
            ("goal", message("With their goal reached"), found.goal.customers, found.goal),
        )
        for of, title, count, reason in entries:
            card = FigureCard(say(title), proof=count > 0)
            card.proof_wanted.connect(partial(self._prove_card, of, title))
            card.show_text(say_value(Amount(count)), _share_of(reason, currency) if reason is not None else "")
            if reason is not None and reason.customers and reason.low is not None and reason.high is not None:
                likely = message("likely {low} to {high}", low=Rate(reason.low, 0), high=Rate(reason.high, 0))
                card.interval.show_text(say(likely))
            self.cards.add(card)

    def _prove(self, index: QModelIndex) -> None:
        """Opens who gave the reason of that line."""
        count = _listed(self.found)[self.model.row_of(index)]
        title = message("{name}", name=count.reason) if count.reason else message("not recorded")
        self._show_who(title, count.customers, reason=count.reason, of="" if count.reason else "none")

    def _prove_card(self, of: str, title: Message) -> None:
        count = self.found.lost if of == "all" else getattr(self.found, of).customers
        self._show_who(title, count, of=of)

    def _show_who(self, title: Message, count: int, *, reason: str = "", of: str = "") -> None:
        side = side_of_reason(self.study, self.found.periods, title, reason=reason, of=of)
        lost = self.found.lost
        sentence = plural(
            "{part} of {count} customer who left, which is {share}.",
            "{part} of {count} customers who left, which is {share}.",
            lost,
            part=count,
            share=Rate(count / lost if lost else 0.0),
        )
        show_sides(self._desk, (side,), title, sentence, self.window())

    def _show_list(self, found: LossReasons) -> None:
        counts = _listed(found)
        currency = currency_of(self.study.project)
        names = [count.reason or tr("not recorded") for count in counts]
        columns = [
            TableColumn(message("Reason"), "text", names),
            TableColumn(message("Customers"), "count", [count.customers for count in counts]),
            TableColumn(message("Share of all who left"), "rate", [count.share for count in counts]),
            TableColumn(message("likely from"), "rate", [count.low for count in counts]),
            TableColumn(message("to"), "rate", [count.high for count in counts]),
        ]
        if counts[0].revenue is not None:
            revenue = [count.revenue for count in counts]
            columns.append(TableColumn(message("Revenue lost, a month"), "money", revenue, currency))
        self.model.show(columns)


def _listed(found: LossReasons) -> list[ReasonCount]:
    """The lines of the table: each reason, and last those without one."""
    return [*found.counts, *([found.none] if found.none.customers else [])]


def _share_of(reason: ReasonCount, currency: str | None) -> str:
    if not reason.customers:
        return ""
    if reason.revenue is None:
        return say(message("{share} of all who left", share=Rate(reason.share, 0)))
    lost = Money(reason.revenue, currency, whole=True)
    return say(message("{share} of all who left, {money} a month", share=Rate(reason.share, 0), money=lost))


def _no_reason(found: LossReasons) -> str:
    if found.recorded or not found.lost:
        return say(found.sentence)
    return tr("Your table has no column of reasons. Write down why each customer leaves, and it stands here.")
